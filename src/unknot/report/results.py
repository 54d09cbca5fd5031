"""Test results and visits as a page says them: the number with its unit and the range that was given with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from unknot.journal.entry import Attachment, Entry, Measurement, Visit
from unknot.journal.journal import Journal
from unknot.journal.quantity import plain as decimal
from unknot.report.profile import Block, Line, Message
from unknot.report.units import quantity_words
from unknot.report.wording import Voice, counted, plain


def value_words(body: Measurement, voice: Voice) -> str:
    """5.1 mmol/L (range given: 3.5 to 5.1); '' for a result without a number. Never called high or low."""
    _ = voice._
    value = quantity_words(body.value, voice) if body.value else ""
    low, high = (decimal(q.value) if q else "" for q in (body.low, body.high))
    if low and high:
        given = _("range given: {low} to {high}").format(low=low, high=high)
    elif low or high:
        given = (
            _("range given: from {low}").format(low=low) if low else _("range given: up to {high}").format(high=high)
        )
    else:
        return value
    return f"{value} ({given})" if value else given


def files_of(journal: Journal, entry: Entry[Measurement] | Entry[Visit]) -> list[Entry[Attachment]]:
    """The files that belong to an entry."""
    named = entry.body.attachment if isinstance(entry.body, Measurement) else None
    return [e for e in journal.of(Attachment) if e.body.about == entry.id or e.id == named]


def tests_and_visits(journal: Journal, first: date, last: date, said: Sequence[Message], voice: Voice) -> Block:
    """The results of a period and what its visits decided, in order; below them the messages that this app gave."""
    found = [*_results(journal, first, last, voice), *_visits(journal, first, last, voice)]
    lines = [line for _day, line in sorted(found, key=lambda pair: pair[0])]
    lines += [_message(message, voice) for message in said if first <= message.on <= last]
    return Block(voice._("Tests, visits, messages of this app"), "", tuple(lines))


def _message(message: Message, voice: Voice) -> Line:
    """Named as a message of the app, so that nobody reads it as a finding."""
    _ = voice._
    answer = _("answered: {answer}").format(answer=plain(message.answer, 120)) if message.answer else _("not answered")
    name = _("Message of the app, {day}").format(day=voice.day(message.on))
    return Line(name, f"“{plain(message.text, 120)}”", answer)


def _results(journal: Journal, first: date, last: date, voice: Voice) -> Iterator[tuple[date, Line]]:
    _ = voice._
    for entry in journal.of(Measurement):
        on = entry.happened_at.clock_date
        if first <= on <= last:
            n = len(files_of(journal, entry))
            files = counted(n, _("1 file in the journal"), _("{n} files in the journal")) if n else ""
            name = _("{what}, {day}").format(what=plain(entry.body.name, 60), day=voice.day(on))
            said = "; ".join(part for part in (value_words(entry.body, voice), plain(entry.body.text, 300)) if part)
            aside = ", ".join(part for part in (plain(entry.body.by, 40), files) if part)
            yield on, Line(name, said or aside, aside if said else "")


def _visits(journal: Journal, first: date, last: date, voice: Voice) -> Iterator[tuple[date, Line]]:
    _ = voice._
    for entry in journal.of(Visit):
        on, body = entry.happened_at.clock_date, entry.body
        if first <= on <= last and body.decided.strip():
            whom = plain(body.whom, 40)
            name = _("Visit, {whom}, {day}") if whom else _("Visit, {day}")
            decided = _("Decided: {what}").format(what=plain(body.decided, 400))
            yield on, Line(name.format(whom=whom, day=voice.day(on)), decided)
