"""Doses in words: by whom, when, how many of how many; what is not known is said beside what is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _

from unknot.journal.entry import Body, Dose, DoseStatus, Entry, Medicine, Prescription, Role
from unknot.journal.plan import DoseCount, same_medicine
from unknot.journal.span import Moment
from unknot.report.plans import amount_words
from unknot.report.wording import counted, plain
from unknot.web.page.context import PageContext

A_DAY = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class DoseShare:
    """Taken, not taken and not known of the planned doses, in words and as parts of a hundred."""

    words: str
    taken: int
    skipped: int
    unknown: int


def is_hidden(entry: Entry[Body], ctx: PageContext) -> bool:
    """Whether a dose counts, but is told to nobody but the owner."""
    return entry.private and not ctx.who.is_owner


def day_and_time(at: Moment, ctx: PageContext) -> str:
    """14:05 today; yesterday 22:00; Monday, 2 March, 22:00."""
    voice, clock = ctx.voice, ctx.voice.time(at.local.time())
    ago = (ctx.now.clock_date - at.clock_date).days
    match ago:
        case 0:
            return _("today at {time}").format(time=clock)
        case 1:
            return _("yesterday at {time}").format(time=clock)
        case _:
            return _("{day} at {time}").format(day=voice.weekday(at.clock_date), time=clock)


def by_whom(entry: Entry[Body], ctx: PageContext) -> str:
    """Who recorded an entry: their name, else what they are to the person, and the device where it has a name."""
    made = entry.provenance
    mine = made.role is Role.OWNER and ctx.who.is_owner
    roles = {
        Role.OWNER: _("you") if mine else _("the person"),
        Role.CARER: _("a carer"),
        Role.CLINICIAN: _("a clinician"),
        Role.EXAMPLE: _("the made-up person"),
    }
    who = plain(made.name, 40) or roles[made.role]
    return _("{who}, on {device}").format(who=who, device=plain(made.device, 40)) if made.device else who


def last_words(medicine: Medicine, ctx: PageContext) -> str:
    """The last dose that was recorded as taken, when and by whom."""
    entry = last_taken(medicine, ctx)
    if entry is None:
        return _("None recorded in the last 5 weeks.")
    if is_hidden(entry, ctx):
        return _("The last record is private. Ask the person first.")
    amount = entry.body.amount
    what = _("Last recorded: {amount}, {when}, by {who}.") if amount else _("Last recorded: {when}, by {who}.")
    return what.format(
        amount=amount_words(amount, ctx.voice) if amount else "",
        when=day_and_time(entry.happened_at, ctx),
        who=by_whom(entry, ctx),
    )


def last_taken(medicine: Medicine, ctx: PageContext) -> Entry[Dose] | None:
    return next(iter(reversed(_taken(medicine, ctx))), None)


def _taken(medicine: Medicine, ctx: PageContext) -> list[Entry[Dose]]:
    return [
        e
        for e in ctx.doses.of(Dose)
        if e.body.status is not DoseStatus.SKIPPED and same_medicine(e.body.medicine, medicine)
    ]


def needed_words(plan: Prescription, ctx: PageContext) -> str:
    """What was recorded of an as-needed medicine in 24 hours, and what the plan says. It allows nothing."""
    assert plan.as_needed is not None
    since = ctx.who.now - A_DAY
    lately = [e for e in _taken(plan.medicine, ctx) if e.happened_at.instant > since]
    words = [recorded_in_a_day(lately, ctx)]
    if plan.as_needed.most_a_day:
        says = counted(plan.as_needed.most_a_day, _("no more than 1"), _("no more than {n}"))
        words.append(_("The plan you typed says {limit}.").format(limit=says))
    if plan.as_needed.hours_between:
        hours = counted(plan.as_needed.hours_between, _("at least 1 hour apart"), _("at least {n} hours apart"))
        words.append(_("It says: {hours}.").format(hours=hours))
    return " ".join(words)


def recorded_in_a_day(doses: list[Entry[Dose]], ctx: PageContext) -> str:
    if not doses:
        return _("None recorded in 24 hours.")
    if any(is_hidden(dose, ctx) for dose in doses):
        return _("A record of the last 24 hours is private. Ask the person first.")
    last = ctx.voice.time(doses[-1].happened_at.local.time())
    return counted(
        len(doses),
        _("1 recorded in 24 hours, at {last}."),
        _("{n} recorded in 24 hours, the last at {last}."),
        last=last,
    )


def share(count: DoseCount, ctx: PageContext) -> DoseShare | None:
    """Taken of planned, with what is not known beside it; None where no dose was planned."""
    if not count.planned:
        return None
    parts = [
        _("{taken} of {planned} planned doses recorded as taken").format(taken=count.taken, planned=count.planned),
        _("{n} not taken").format(n=count.skipped) if count.skipped else "",
        _("{n} not known").format(n=count.unknown) if count.unknown else "",
    ]
    taken, skipped = (round(100 * n / count.planned) for n in (count.taken, count.skipped))
    return DoseShare(", ".join(part for part in parts if part) + ".", taken, skipped, 100 - taken - skipped)


def as_needed(ctx: PageContext) -> list[Entry[Prescription]]:
    """The as-needed plans that hold today."""
    today = ctx.now.diary_day
    return [
        e
        for e in ctx.doses.of(Prescription)
        if e.body.as_needed is not None and e.body.first_day <= today and (e.body.ends is None or e.body.ends >= today)
    ]
