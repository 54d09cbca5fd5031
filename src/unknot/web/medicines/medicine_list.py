"""The medicines of now with their plans, last doses and what is left; the stopped ones out of the way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from unknot import actions
from unknot.journal.entry import Entry, Prescription
from unknot.journal.plan import DueDose, counted, due_doses, same_medicine
from unknot.journal.slots import unanswered, waiting
from unknot.report.plans import medicine_words, note_lines, plan_lines, whole_plan
from unknot.report.wording import counted as worded
from unknot.safety.alert import NO_DOSE_LOGGED, NOT_COMPARING
from unknot.safety.facts import facts
from unknot.safety.plan_comparison import Comparing, comparing
from unknot.safety.stock import run_out, to_say
from unknot.web.medicines.dose_words import (
    DoseShare,
    day_and_time,
    last_words,
    needed_words,
    share,
)
from unknot.web.medicines.safety_questions import open_messages
from unknot.web.medicines.stock import run_out_words
from unknot.web.medicines.todays_doses import todays_doses
from unknot.web.page.access import Access, allow
from unknot.web.page.alerts import alerts_just_raised
from unknot.web.page.context import PageContext, page_context
from unknot.web.page.settings_update import change_settings

LOOKED_AT = 28
"""Days of doses that the page counts."""
OPEN_SLOTS = 12
"""Slots without an answer that one page asks about, the latest first."""


@dataclass(frozen=True, slots=True)
class MedicineRow:
    """A medicine as its page shows it."""

    id: UUID
    name: str
    lines: tuple[str, ...]
    why: str
    last: str
    needed: str
    share: DoseShare | None
    counted_since: str
    unknown: str
    left: str
    left_soon: bool
    beside: str


@dataclass(frozen=True, slots=True)
class OpenSlot:
    """A planned dose of which nothing is known."""

    plan: UUID
    slot: str
    words: str


@allow(Access.READ)
@require_GET
def medicines(request: HttpRequest) -> HttpResponse:
    ctx = page_context(request)
    messages = [one for one in open_messages(ctx) if not one.answered]
    context = {
        "today": todays_doses(ctx),
        "present": [medicine_row(plan, ctx) for plan in present(ctx)],
        "past": [
            {"id": plan.id, "name": medicine_words(plan.body.medicine, ctx.voice), "when": _ended(plan, ctx)}
            for plan in past(ctx)
        ],
        "messages": worded(len(messages), _("1 message to read"), _("{n} messages to read")) if messages else "",
        "compares": ctx.settings.compare_doses,
        "comparable": any(_baclofen(plan) for plan in present(ctx)),
        "alerts": alerts_just_raised(request, ctx),
    }
    return render(request, "medicines/medicine_list.html", context)


@allow(Access.READ)
@require_GET
def one(request: HttpRequest, id: UUID) -> HttpResponse:
    """One medicine: its plan, the doses not known, the plans before, and what can be done."""
    ctx = page_context(request)
    plan = ctx.entry(id, Prescription)
    here = plan.id in {p.id for p in present(ctx)}
    context = {
        "plan": plan,
        "alerts": alerts_just_raised(request, ctx),
        "shown": medicine_row(plan, ctx),
        "present": here,
        "whole": (*whole_plan(plan.body, ctx.voice), *note_lines(plan.body)) if not here else (),
        "open": [_open(dose, ctx) for dose in _open_slots(plan, ctx)] if here else (),
        "before": [
            {"lines": whole_plan(p.body, ctx.voice), "id": p.id}
            for p in reversed(_family(plan, ctx))
            if p.id != plan.id
        ],
    }
    return render(request, "medicines/medicine.html", context)


@allow(Access.READ)
@require_POST
def compare(request: HttpRequest) -> HttpResponse:
    """Whether what was logged is set beside the plan: paused, or again."""
    ctx = page_context(request)
    change_settings(ctx, {"compare_doses": request.POST.get("compare") == "yes"})
    return redirect("medicines")


@allow(Access.READ)
@require_POST
def remove(request: HttpRequest, id: UUID) -> HttpResponse:
    """A plan that was typed by mistake goes into the bin. Doses keep their own snapshot."""
    ctx = page_context(request)
    plan = ctx.entry(id, Prescription)
    actions.retract(ctx.id, plan.id, by=ctx.by, now=ctx.who.now, reason="typed by mistake")
    return redirect("medicines")


# ---------------------------------------------------------------- which plans


def is_present(plan: Prescription, today: date) -> bool:
    """Whether a plan runs, or is still to come."""
    return plan.ends is None or plan.ends >= today


def present(ctx: PageContext) -> list[Entry[Prescription]]:
    """The plans of now and those to come, in the order they were begun."""
    today = ctx.now.diary_day
    found = [e for e in ctx.journal.of(Prescription) if is_present(e.body, today)]
    return sorted(found, key=lambda e: (e.body.first_day > today, e.body.first_day, e.id))


def past(ctx: PageContext) -> list[Entry[Prescription]]:
    """The last plan of every medicine that has no present one, the latest first."""
    now = [e.body.medicine for e in present(ctx)]
    ended = [e for e in ctx.journal.of(Prescription) if not any(same_medicine(e.body.medicine, m) for m in now)]
    ended.sort(key=lambda e: e.body.ends or date.max, reverse=True)
    kept: list[Entry[Prescription]] = []
    for entry in ended:
        if not any(same_medicine(entry.body.medicine, other.body.medicine) for other in kept):
            kept.append(entry)
    return kept


def _family(plan: Entry[Prescription], ctx: PageContext) -> list[Entry[Prescription]]:
    """Every plan of the same medicine, the oldest first."""
    found = [e for e in ctx.journal.of(Prescription) if same_medicine(e.body.medicine, plan.body.medicine)]
    return sorted(found, key=lambda e: (e.body.first_day, e.id))


def _ended(plan: Entry[Prescription], ctx: PageContext) -> str:
    return _("until {day}").format(day=ctx.voice.full(plan.body.ends)) if plan.body.ends else ""


# ---------------------------------------------------------------- one of them


def medicine_row(plan: Entry[Prescription], ctx: PageContext) -> MedicineRow:
    body, voice = plan.body, ctx.voice
    due = _due(plan, ctx)
    unknown = len(unanswered(due, now=ctx.who.now))
    first = min((dose.day for dose in due), default=None)
    out = run_out(ctx.journal, plan, now=ctx.who.now, zone=ctx.zone)
    return MedicineRow(
        id=plan.id,
        name=medicine_words(body.medicine, voice),
        lines=(*plan_lines(body, ctx.now.diary_day, voice), *note_lines(body)),
        why=_why(body),
        last=last_words(body.medicine, ctx),
        needed=needed_words(body, ctx) if body.as_needed else "",
        share=share(counted(due), ctx),
        counted_since=_("Since {day}").format(day=voice.day(first)) if first else "",
        unknown=worded(unknown, _("1 planned dose is not known"), _("{n} planned doses are not known"))
        if unknown
        else "",
        left=run_out_words(out, ctx),
        left_soon=out is not None and to_say(out, ctx.now.diary_day),
        beside=_beside(plan, ctx),
    )


def _why(plan: Prescription) -> str:
    said = [
        _("For {reason}").format(reason=plan.reason) if plan.reason else "",
        _("prescribed by {who}").format(who=plan.prescriber) if plan.prescriber else "",
    ]
    return ", ".join(part for part in said if part)


def _due(plan: Entry[Prescription], ctx: PageContext) -> list[DueDose]:
    """The planned doses of the last four weeks, of this plan and those before it, without one that still waits."""
    today = ctx.now.diary_day
    wait = {(d.prescription.id, d.due.instant) for d in waiting(ctx.journal, now=ctx.who.now, zone=ctx.zone)}
    found = due_doses(ctx.journal, today - timedelta(days=LOOKED_AT - 1), today, ctx.zone, ctx.who.now)
    return [
        d
        for d in found
        if same_medicine(d.prescription.body.medicine, plan.body.medicine)
        and (d.prescription.id, d.due.instant) not in wait
    ]


def _open_slots(plan: Entry[Prescription], ctx: PageContext) -> list[DueDose]:
    return list(reversed(unanswered(_due(plan, ctx), now=ctx.who.now)))[:OPEN_SLOTS]


def _open(dose: DueDose, ctx: PageContext) -> OpenSlot:
    return OpenSlot(dose.prescription.id, dose.due.local.isoformat(timespec="minutes"), day_and_time(dose.due, ctx))


def _baclofen(plan: Entry[Prescription]) -> bool:
    return plan.body.medicine.code == "baclofen" and bool(plan.body.steps)


def _beside(plan: Entry[Prescription], ctx: PageContext) -> str:
    """Whether doses are set beside this plan now; only of the medicine that the rules compare."""
    if not _baclofen(plan):
        return ""
    paused = not ctx.settings.compare_doses
    look = facts(ctx.recent, now=ctx.who.now, zone=ctx.zone, worse_since=None, paused=paused)
    match comparing(look, plan):
        case Comparing.YES:
            return _("What you log is set beside this plan. If no dose is recorded for about a day, it asks.")
        case Comparing.PAUSED:
            return _(NOT_COMPARING)
        case Comparing.NOT_LOGGED:
            return _(NO_DOSE_LOGGED)
