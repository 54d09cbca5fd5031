"""What Log shows of medicines: the dose that is due, first; a second record, asked about; the driving card."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from unknot.household.people.scopes import Scope
from unknot.journal.entry import AlertAnswer, Entry, Prescription
from unknot.journal.ids import new_id
from unknot.journal.plan import DueDose
from unknot.journal.slots import Second, put_off, second_records, waiting
from unknot.journal.span import moment
from unknot.knowledge.sources import sources
from unknot.report.plans import amount_words, medicine_words
from unknot.safety.alert import NOT_CHECKED
from unknot.safety.driving import SOURCE, TEXT, driving_card
from unknot.safety.stock import RunOut, before_weekend, run_out, to_say
from unknot.web.medicines.dose_words import (
    as_needed,
    by_whom,
    day_and_time,
    is_hidden,
    last_words,
    needed_words,
)
from unknot.web.medicines.stock import run_out_words
from unknot.web.page.context import PageContext

STOCK = "STOCK"
"""The rule that an answer to a run-out notice names; its key names the count and which of the two notices it was."""
ON_TIME = timedelta(minutes=10)
"""So near to its time "now" and "at the planned time" are one answer."""


@dataclass(frozen=True, slots=True)
class Due:
    """A planned dose as Log shows it. Without the scope it has no name and tells nothing of earlier doses."""

    plan: UUID
    slot: str
    name: str
    heading: str
    last: str
    at_planned: str
    id: UUID


@dataclass(frozen=True, slots=True)
class PutOff:
    """A dose that was put off, until it comes back by itself or is asked for."""

    plan: UUID
    slot: str
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class SecondDose:
    """A second record of one slot, as a question."""

    id: UUID
    words: str


@dataclass(frozen=True, slots=True)
class Needed:
    """An as-needed medicine: what was recorded in 24 hours, beside what the plan says."""

    plan: UUID
    name: str
    words: str
    id: UUID


@dataclass(frozen=True, slots=True)
class MedicineNotice:
    """A notice with one answer."""

    title: str
    words: tuple[str, ...]
    rule: str
    key: str
    unchecked: str = ""


@dataclass(frozen=True, slots=True)
class MedicinesOnLog:
    """Everything of medicines that stands on Log."""

    due: tuple[Due, ...]
    put_off: tuple[PutOff, ...]
    twice: tuple[SecondDose, ...]
    needed: tuple[Needed, ...]
    cards: tuple[MedicineNotice, ...]
    locked: bool
    """Whether unlocking would tell more."""


def doses_on_log(ctx: PageContext) -> MedicinesOnLog:
    """What Log shows now. A locked device without the scope sees that a dose is due, and no more."""
    seen = ctx.may_see_doses
    return MedicinesOnLog(
        due=tuple(_due(dose, ctx, seen) for dose in waiting(ctx.doses, now=ctx.who.now, zone=ctx.zone)),
        put_off=tuple(
            _put_off(dose, back, ctx, seen) for dose, back in put_off(ctx.doses, now=ctx.who.now, zone=ctx.zone)
        ),
        twice=tuple(_twice(one, ctx) for one in seconds(ctx) if ctx.who.may_change(one.entry)) if seen else (),
        needed=tuple(_needed(plan, ctx) for plan in as_needed(ctx)) if seen else (),
        cards=(*_driving(ctx, seen), *(_stock(ctx) if Scope.MEDICINES in ctx.who.scopes else ())),
        locked=not seen and ctx.who.account is None,
    )


def _due(dose: DueDose, ctx: PageContext, seen: bool) -> Due:
    at = ctx.voice.time(dose.due.local.time())
    medicine = dose.prescription.body.medicine
    near = abs(ctx.who.now - dose.due.instant) < ON_TIME
    return Due(
        plan=dose.prescription.id,
        slot=dose.due.local.isoformat(timespec="minutes"),
        name=_name(dose, ctx, seen),
        heading=_when(dose, ctx, at),
        last=last_words(medicine, ctx) if seen else "",
        at_planned="" if near or dose.due.instant > ctx.who.now else _("Taken at {time}").format(time=at),
        id=new_id(ctx.who.now),
    )


def _put_off(dose: DueDose, back: datetime, ctx: PageContext, seen: bool) -> PutOff:
    at = ctx.voice.time(moment(back, ctx.zone).local.time())
    return PutOff(
        plan=dose.prescription.id,
        slot=dose.due.local.isoformat(timespec="minutes"),
        name=_name(dose, ctx, seen),
        words=_("Put off. It is asked again at {time}.").format(time=at),
    )


def _name(dose: DueDose, ctx: PageContext, seen: bool) -> str:
    if not seen:
        return _("A dose")
    amount = amount_words(dose.planned.amount, ctx.voice)
    return _("{medicine}, {amount}").format(medicine=dose.prescription.body.medicine.name, amount=amount)


def _when(dose: DueDose, ctx: PageContext, at: str) -> str:
    if dose.due.clock_date != ctx.now.clock_date:
        return _("Planned for {when}").format(when=day_and_time(dose.due, ctx))
    return _("Planned for {time}").format(time=at)


def seconds(ctx: PageContext) -> tuple[Second, ...]:
    return second_records(ctx.doses, now=ctx.who.now, zone=ctx.zone)


def _twice(one: Second, ctx: PageContext) -> SecondDose:
    """By whom and when the first one was recorded, and when the second was."""
    if is_hidden(one.first, ctx):
        return SecondDose(one.entry.id, _("A dose for this time was recorded before. Was this another dose?"))
    names = {"who": by_whom(one.first, ctx), "medicine": one.first.body.medicine.name}
    first = _("{medicine}: {who} recorded one at {first}.").format(
        first=ctx.voice.time(one.first.happened_at.local.time()), **names
    )
    again = _("Another record says {second}, by {who}. Was this another dose?").format(
        second=ctx.voice.time(one.entry.happened_at.local.time()), who=by_whom(one.entry, ctx)
    )
    return SecondDose(one.entry.id, f"{first} {again}")


def _needed(plan: Entry[Prescription], ctx: PageContext) -> Needed:
    name = medicine_words(plan.body.medicine, ctx.voice)
    return Needed(plan.id, name, needed_words(plan.body, ctx), new_id(ctx.who.now))


def _driving(ctx: PageContext, seen: bool) -> tuple[MedicineNotice, ...]:
    """Shown to everyone who gives or takes doses; its reason only to who may see them."""
    found = driving_card(ctx.recent, now=ctx.who.now, zone=ctx.zone)
    if found is None:
        return ()
    reason, key = found
    why = {
        "first-dose": _("This is the first dose of a medicine that can make you sleepy."),
        "change": _("A medicine that can make you sleepy was changed."),
        "sleepy": _("Sleepy was logged."),
    }
    source = _("Source: {titles}").format(titles="; ".join(sources()[id].title for id in SOURCE))
    words = (*((why[reason],) if seen else ()), _(TEXT), source)
    return (MedicineNotice(_("Driving and machines"), words, "CARD-DRIVE", key, _(NOT_CHECKED)),)


def _stock(ctx: PageContext) -> tuple[MedicineNotice, ...]:
    """Counted tablets that end within seven days, said once, and once more before a weekend."""
    answers = {e.body.key for e in ctx.recent.of(AlertAnswer)}
    found = []
    for plan, out in running_out(ctx):
        key = stock_key(out, ctx)
        if key not in answers:
            name = medicine_words(plan.body.medicine, ctx.voice)
            ask = _("Ask your prescriber or pharmacist in time. Do not spread it out.")
            found.append(
                MedicineNotice(
                    _("{medicine}: running out").format(medicine=name), (run_out_words(out, ctx), ask), STOCK, key
                )
            )
    return tuple(found)


def running_out(ctx: PageContext) -> list[tuple[Entry[Prescription], RunOut]]:
    """The medicines whose counted stock ends within a week, each once."""
    today = ctx.now.diary_day
    found: dict[UUID, tuple[Entry[Prescription], RunOut]] = {}
    for plan in ctx.recent.of(Prescription):
        if plan.body.ends is not None and plan.body.ends < today:
            continue
        out = run_out(ctx.recent, plan, now=ctx.who.now, zone=ctx.zone)
        if out is not None and to_say(out, today) and out.on >= today:
            found.setdefault(out.counted.id, (plan, out))
    return list(found.values())


def stock_key(out: RunOut, ctx: PageContext) -> str:
    """The name of a run-out notice: of the week before, or of the weekend before."""
    which = "weekend" if before_weekend(out, ctx.now.diary_day) else "week"
    return f"{STOCK}/{which}:{out.counted.id}"
