"""A plan of a medicine that has one already: which run together, and the question what happens to the old one."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from unknot import actions
from unknot.journal.entry import Entry, Medicine, Prescription
from unknot.journal.plan import same_medicine
from unknot.report.plans import medicine_words, note_lines, whole_plan
from unknot.web.medicines.letter_form import BESIDE, REPLACE
from unknot.web.page.context import PageContext


def running(
    ctx: PageContext, medicine: Medicine, starts: date, ends: date | None, but: UUID | None = None
) -> list[Entry[Prescription]]:
    """The plans of a medicine that have days in common with a period, the oldest first."""
    found = [
        entry
        for entry in ctx.journal.of(Prescription)
        if entry.id != but
        and same_medicine(entry.body.medicine, medicine)
        and (entry.body.ends is None or entry.body.ends >= starts)
        and (ends is None or entry.body.first_day <= ends)
    ]
    return sorted(found, key=lambda entry: (entry.body.first_day, entry.id))


def start(ctx: PageContext, plan: Prescription, replaces: list[Entry[Prescription]], id: UUID | None) -> UUID:
    """Keep a plan and end those it replaces."""
    saved = actions.start_plan(ctx.id, plan, replaces=replaces, by=ctx.by, happened_at=ctx.now, now=ctx.who.now, id=id)
    return saved.entry.id


def answered(request: HttpRequest, old: list[Entry[Prescription]]) -> list[Entry[Prescription]] | None:
    """The plans that end, by the answer of the page; None if it was not answered."""
    match request.POST.get("running"):
        case "replace":
            return old
        case "beside":
            return []
        case _:
            return None


def ask(request: HttpRequest, ctx: PageContext, plan: Prescription, old: list[Entry[Prescription]]) -> HttpResponse:
    """Both plans in words, and the two answers. What was typed comes with it; nothing is kept yet."""
    sent = {name: value for name, value in request.POST.items() if name not in ("csrfmiddlewaretoken", "running")}
    context: dict[str, Any] = {
        "name": medicine_words(plan.medicine, ctx.voice),
        "new": (*whole_plan(plan, ctx.voice), *note_lines(plan)),
        "old": [whole_plan(entry.body, ctx.voice) for entry in old],
        "last": _last_words(ctx, plan, old),
        "sent": sent,
        "replace": REPLACE,
        "beside": BESIDE,
    }
    return render(request, "medicines/running.html", context)


def _last_words(ctx: PageContext, plan: Prescription, old: list[Entry[Prescription]]) -> str:
    """What replacing does to the old plans."""
    if all(entry.body.first_day >= plan.first_day for entry in old):
        return _("The old plan had not begun by then. It goes into the bin, and can be brought back for 30 days.")
    return _("The old plan ends the day before {day}. Its days and doses stay as they are.").format(
        day=ctx.voice.full(plan.first_day)
    )
