"""Scales and scores: what was answered and when, each part apart, and no change named that was not verified."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from unknot.journal.entry import Entry, Goal, Measurement, MeasurementKind, Progress, Response
from unknot.journal.journal import Journal
from unknot.journal.quantity import plain as plain_number
from unknot.knowledge.instruments import Instrument, Item, Use, instruments, noticed, scores
from unknot.report.profile import Block, Line
from unknot.report.wording import Voice, plain

SHOWN = 4
"""Answers of one scale on the page: the first, and the last ones."""


@dataclass(frozen=True, slots=True)
class Point:
    on: date
    value: int


def scales(journal: Journal, first: date, last: date, voice: Voice) -> Block:
    """Each scale that was answered in the period, with its answers in order; then the scores that were given."""
    _ = voice._
    lines = [
        line for of in instruments().values() if of.use is Use.FILL for line in _lines(of, journal, first, last, voice)
    ]
    lines += [_given(entry, voice) for entry in _scored(journal) if first <= entry.diary_day <= last]
    return Block(_("Scales and scores"), _("as answered"), tuple(lines))


def goal_words(journal: Journal, voice: Voice) -> str:
    """The goal in the person's words, and how it goes."""
    goals = journal.of(Goal)
    return goal_said(goals[-1].body, voice) if goals else ""


def goal_said(goal: Goal, voice: Voice) -> str:
    """A goal, with how it goes in brackets."""
    _ = voice._
    progress = {
        Progress.EASIER: _("easier now"),
        Progress.SAME: _("about the same now"),
        Progress.HARDER: _("harder now"),
    }
    words = plain(goal.words, 200)
    return f"{words} ({progress[goal.progress]})" if goal.progress else words


def last_said(of: Instrument, journal: Journal, voice: Voice) -> str:
    """The last answer to each part, and its day; empty if there is none."""
    found = [(item, points[-1]) for item in of.items if (points := _points(of, item, journal))]
    newest = max((point.on for _item, point in found), default=None)
    parts = [f"{_name(item, voice)}{point.value}" for item, point in found if point.on == newest]
    return f"{', '.join(parts)} ({voice.day(newest)})" if newest else ""


def last_given(journal: Journal, voice: Voice) -> list[Line]:
    """The scores that were given, newest first."""
    return [_given(entry, voice) for entry in reversed(_scored(journal))]


def _lines(of: Instrument, journal: Journal, first: date, last: date, voice: Voice) -> Iterator[Line]:
    for item in of.items:
        every = [point for point in _points(of, item, journal) if point.on <= last]
        inside = [point for point in every if point.on >= first]
        if not inside:
            continue
        before = [point for point in every if point.on < first][-1:]
        name = voice._(of.title)
        yield Line(
            f"{name}, {voice._(item.name)}" if item.name else name,
            _trend(before, inside, voice),
            _note(of, [*before, *inside], voice),
        )


def _trend(before: list[Point], inside: list[Point], voice: Voice) -> str:
    _ = voice._
    shown = inside if len(inside) <= SHOWN else [inside[0], *inside[1 - SHOWN :]]
    parts = [_("{value} on {day}").format(value=point.value, day=voice.day(point.on)) for point in shown]
    if len(inside) > SHOWN:
        parts.insert(1, _("{n} between").format(n=len(inside) - SHOWN))
    earlier = [_("before: {value} on {day}").format(value=p.value, day=voice.day(p.on)) for p in before]
    return "; ".join([*earlier, ", ".join(parts)])


def _note(of: Instrument, points: list[Point], voice: Voice) -> str:
    """What studies say of such a change; nothing where no such rule was verified, or it was not reached."""
    if len(points) < 2 or of.change is None or not noticed(of, points[0].value, points[-1].value):
        return ""
    return f"{voice._(of.change.words)} {voice._('Not yet checked by a clinician.')}"


def _points(of: Instrument, item: Item, journal: Journal) -> list[Point]:
    """The last answer of each day, in order."""
    found: dict[date, int] = {}
    values = {each.code: each.values for each in of.items}
    for entry in journal.of(Response):
        if entry.body.instrument == of.id:
            known = (answer for answer in entry.body.answers if answer.value in values.get(answer.item, ()))
            score = {s.item: s.value for s in scores(of, known)}.get(item.code)
            if score is not None:
                found[entry.diary_day] = score
    return [Point(day, value) for day, value in found.items()]


def _name(item: Item, voice: Voice) -> str:
    return f"{voice._(item.name)} " if item.name else ""


def _scored(journal: Journal) -> list[Entry[Measurement]]:
    return [entry for entry in journal.of(Measurement) if entry.body.kind is MeasurementKind.SCORE]


def _given(entry: Entry[Measurement], voice: Voice) -> Line:
    """A score as it was given: its words or number, the day, and from whom."""
    _, body = voice._, entry.body
    value = body.text or (plain_number(body.value.value) if body.value else "")
    on = _("{value} on {day}").format(value=plain(value, 80), day=voice.full(entry.happened_at.clock_date))
    by = plain(body.by, 60) or _("entered by the person")
    return Line(plain(body.name, 80), on, _("from {who}").format(who=by) if body.by else by)
