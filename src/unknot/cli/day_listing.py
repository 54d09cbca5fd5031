"""A journal day by day for the terminal: what was logged, the plans in plain words, and planned doses not known of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime

from unknot.cli.translation import _, counted
from unknot.journal.coverage import Day, DayState, days
from unknot.journal.entry import Body, Entry, Habit, Prescription
from unknot.journal.journal import Journal
from unknot.journal.notation import write_notation
from unknot.journal.plan import due_doses
from unknot.journal.slots import unanswered
from unknot.report.plans import amount_words, whole_plan
from unknot.report.wording import Voice, joined, plain

_REFERENCES = re.compile(r" (?:prescription|habit|left-out):\S+")
_PLANNED_FOR = re.compile(r" planned-for:\d{4}-\d\d-\d\dT(\d\d:\d\d)\S*")


def by_day(journal: Journal, first: date, last: date, zone: str, now: datetime) -> Iterator[str]:
    """The lines of each day."""
    voice = Voice(_, clock=journal.settings.clock, own=journal.settings.own_words)
    for day in days(journal, first, last, zone):
        yield f"{day.day:%Y-%m-%d %a}  {_state(day)}"
        yield from (f"    {line}" for entry in journal.on(day.day) for line in _lines(entry, zone, voice))
        yield from (f"    {line}" for line in _not_known(journal, day.day, zone, now, voice))


def _state(day: Day) -> str:
    match day.state:
        case DayState.VOUCHED:
            return counted("{n} spasm", "{n} spasms", day.spasms) if day.spasms else _("no spasms")
        case DayState.PARTLY:
            return _("at least {n}").format(n=day.spasms) if day.spasms else _("partly recorded")
        case DayState.NO_RECORD:
            return _("no record")


def _lines(entry: Entry[Body], zone: str, voice: Voice) -> Iterator[str]:
    """An entry as text; what text has no word for is in `show --json` and in an export."""
    at = f"{entry.happened_at.local:%Y-%m-%d %H:%M}"
    match entry.body:
        case Prescription() as plan:
            yield f"{at}  plan {plain(plan.medicine.name, 60)}: {'; '.join(whole_plan(plan, voice))}"
        case Habit() as habit:
            times = ", ".join(voice.time(one) for one in habit.at)
            yield f"{at}  habit {joined([plain(habit.words, 80) or voice.coded('treatment', habit.code), times])}"
        case _:
            written = write_notation([entry], zone=zone).split("\n")[1:-1]
            yield from (_readable(line) for line in written if line[0] != "{")


def _readable(line: str) -> str:
    """Without the ids of what it belongs to, and with the clock time of a planned dose alone."""
    return _PLANNED_FOR.sub(r" planned:\1", _REFERENCES.sub("", line))


def _not_known(journal: Journal, day: date, zone: str, now: datetime, voice: Voice) -> Iterator[str]:
    """Planned doses of which nothing was recorded: not known, which is neither taken nor missed."""
    for dose in unanswered(due_doses(journal, day, day, zone, now), now=now):
        name = plain(dose.prescription.body.medicine.name, 60)
        amount = amount_words(dose.planned.amount, voice)
        words = _("{medicine} {amount} was planned; whether it was taken is not known").format(
            medicine=name, amount=amount
        )
        yield f"{dose.due.local:%Y-%m-%d %H:%M}  {words}"
