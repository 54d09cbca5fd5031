"""The medicines of now with their plans, last doses and what is left; the stopped ones out of the way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from unknot import actions
from unknot.journal.entry import Entry, Prescription
from unknot.journal.plan import DueDose, counted, due_doses, same_medicine
from unknot.journal.slots import unanswered, waiting
from unknot.report.plans import medicine_words, plan_lines, whole_plan
from unknot.report.wording import counted as worded
from unknot.safety.alert import NO_DOSE_LOGGED, NOT_COMPARING
from unknot.safety.beside import Comparing, comparing
from unknot.safety.facts import facts
from unknot.safety.stock import run_out, to_say
from unknot.web.access import Access, allow
from unknot.web.screens.alerts import alerts_just_raised
from unknot.web.screens.keeping import keep
from unknot.web.screens.medicines.asking import open_messages
from unknot.web.screens.medicines.stock import run_out_words
from unknot.web.screens.medicines.words import Share, day_and_time, last_words, needed_words, share
from unknot.web.screens.screen import Screen, screen

LOOKED_AT = 28
"""Days of doses that the page counts."""
OPEN_SLOTS = 12
"""Slots without an answer that one page asks about, the latest first."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A medicine as its page shows it."""

    id: UUID
    name: str
    lines: tuple[str, ...]
    why: str
    last: str
    needed: str
    share: Share | None
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
    opened = screen(request)
    messages = [one for one in open_messages(opened) if not one.answered]
    context = {
        "present": [shown(plan, opened) for plan in present(opened)],
        "past": [
            {"id": plan.id, "name": medicine_words(plan.body.medicine, opened.voice), "when": _ended(plan, opened)}
            for plan in past(opened)
        ],
        "messages": worded(len(messages), _("1 message to read"), _("{n} messages to read")) if messages else "",
        "compares": opened.settings.compare_doses,
        "comparable": any(_baclofen(plan) for plan in present(opened)),
        "alerts": alerts_just_raised(request, opened),
    }
    return render(request, "medicines/all.html", context)


@allow(Access.READ)
@require_GET
def one(request: HttpRequest, id: UUID) -> HttpResponse:
    """One medicine: its plan, the doses not known, the plans before, and what can be done."""
    opened = screen(request)
    plan = plan_of(opened, id)
    here = plan.id in {p.id for p in present(opened)}
    context = {
        "plan": plan,
        "alerts": alerts_just_raised(request, opened),
        "shown": shown(plan, opened),
        "present": here,
        "whole": whole_plan(plan.body, opened.voice) if not here else (),
        "open": [_open(dose, opened) for dose in _open_slots(plan, opened)] if here else (),
        "before": [
            {"lines": whole_plan(p.body, opened.voice), "id": p.id}
            for p in reversed(_family(plan, opened))
            if p.id != plan.id
        ],
    }
    return render(request, "medicines/one.html", context)


@allow(Access.READ)
@require_POST
def compare(request: HttpRequest) -> HttpResponse:
    """Whether what was logged is set beside the plan: paused, or again."""
    opened = screen(request)
    keep(opened, {"compare_doses": request.POST.get("compare") == "yes"})
    return redirect("medicines")


@allow(Access.READ)
@require_POST
def remove(request: HttpRequest, id: UUID) -> HttpResponse:
    """A plan that was typed by mistake goes into the bin. Doses keep their own snapshot."""
    opened = screen(request)
    plan = plan_of(opened, id)
    actions.retract(opened.id, plan.id, by=opened.by, now=opened.who.now, reason="typed by mistake")
    return redirect("medicines")


# ---------------------------------------------------------------- which plans


def plan_of(opened: Screen, id: UUID) -> Entry[Prescription]:
    entry = opened.entry(id)
    if not isinstance(entry.body, Prescription):
        raise Http404
    return entry  # type: ignore[return-value]  # its body is a Prescription


def is_present(plan: Prescription, today: date) -> bool:
    """Whether a plan runs, or is still to come."""
    return plan.ends is None or plan.ends >= today


def present(opened: Screen) -> list[Entry[Prescription]]:
    """The plans of now and those to come, in the order they were begun."""
    today = opened.now.diary_day
    found = [e for e in opened.journal.of(Prescription) if is_present(e.body, today)]
    return sorted(found, key=lambda e: (e.body.starts > today, e.body.starts, e.id))


def past(opened: Screen) -> list[Entry[Prescription]]:
    """The last plan of every medicine that has no present one, the latest first."""
    now = [e.body.medicine for e in present(opened)]
    ended = [e for e in opened.journal.of(Prescription) if not any(same_medicine(e.body.medicine, m) for m in now)]
    ended.sort(key=lambda e: e.body.ends or date.max, reverse=True)
    kept: list[Entry[Prescription]] = []
    for entry in ended:
        if not any(same_medicine(entry.body.medicine, other.body.medicine) for other in kept):
            kept.append(entry)
    return kept


def _family(plan: Entry[Prescription], opened: Screen) -> list[Entry[Prescription]]:
    """Every plan of the same medicine, the oldest first."""
    found = [e for e in opened.journal.of(Prescription) if same_medicine(e.body.medicine, plan.body.medicine)]
    return sorted(found, key=lambda e: (e.body.starts, e.id))


def _ended(plan: Entry[Prescription], opened: Screen) -> str:
    return _("until {day}").format(day=opened.voice.full(plan.body.ends)) if plan.body.ends else ""


# ---------------------------------------------------------------- one of them


def shown(plan: Entry[Prescription], opened: Screen) -> Shown:
    body, voice = plan.body, opened.voice
    due = _due(plan, opened)
    unknown = len(unanswered(due, now=opened.who.now))
    first = min((dose.day for dose in due), default=None)
    out = run_out(opened.journal, plan, now=opened.who.now, zone=opened.zone)
    return Shown(
        id=plan.id,
        name=medicine_words(body.medicine, voice),
        lines=plan_lines(body, opened.now.diary_day, voice),
        why=_why(body),
        last=last_words(body.medicine, opened),
        needed=needed_words(body, opened) if body.as_needed else "",
        share=share(counted(due), opened),
        counted_since=_("Since {day}").format(day=voice.day(first)) if first else "",
        unknown=worded(unknown, _("1 planned dose is not known"), _("{n} planned doses are not known"))
        if unknown
        else "",
        left=run_out_words(out, opened),
        left_soon=out is not None and to_say(out, opened.now.diary_day),
        beside=_beside(plan, opened),
    )


def _why(plan: Prescription) -> str:
    said = [
        _("For {reason}").format(reason=plan.reason) if plan.reason else "",
        _("prescribed by {who}").format(who=plan.prescriber) if plan.prescriber else "",
    ]
    return ", ".join(part for part in said if part)


def _due(plan: Entry[Prescription], opened: Screen) -> list[DueDose]:
    """The planned doses of the last four weeks, of this plan and those before it, without one that still waits."""
    today = opened.now.diary_day
    wait = {(d.prescription.id, d.due.instant) for d in waiting(opened.journal, now=opened.who.now, zone=opened.zone)}
    found = due_doses(opened.journal, today - timedelta(days=LOOKED_AT - 1), today, opened.zone, opened.who.now)
    return [
        d
        for d in found
        if same_medicine(d.prescription.body.medicine, plan.body.medicine)
        and (d.prescription.id, d.due.instant) not in wait
    ]


def _open_slots(plan: Entry[Prescription], opened: Screen) -> list[DueDose]:
    return list(reversed(unanswered(_due(plan, opened), now=opened.who.now)))[:OPEN_SLOTS]


def _open(dose: DueDose, opened: Screen) -> OpenSlot:
    return OpenSlot(dose.prescription.id, dose.due.local.isoformat(timespec="minutes"), day_and_time(dose.due, opened))


def _baclofen(plan: Entry[Prescription]) -> bool:
    return plan.body.medicine.code == "baclofen" and bool(plan.body.steps)


def _beside(plan: Entry[Prescription], opened: Screen) -> str:
    """Whether doses are set beside this plan now; only of the medicine that the rules compare."""
    if not _baclofen(plan):
        return ""
    paused = not opened.settings.compare_doses
    look = facts(opened.recent, now=opened.who.now, zone=opened.zone, worse_since=None, paused=paused)
    match comparing(look, plan):
        case Comparing.YES:
            return _("What you log is set beside this plan. If no dose is recorded for about a day, it asks.")
        case Comparing.PAUSED:
            return _(NOT_COMPARING)
        case Comparing.NOT_LOGGED:
            return _(NO_DOSE_LOGGED)
