"""Scales and scores: what was answered and when, each part apart, and no change named that was not verified."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from unknot.journal.entry import (
    Entry,
    Episode,
    EpisodeKind,
    Goal,
    Measurement,
    MeasurementKind,
    Progress,
    Response,
)
from unknot.journal.journal import Journal
from unknot.journal.quantity import plain as plain_number
from unknot.knowledge.instruments import Instrument, Item, Use, instruments, noticed, scores
from unknot.report.profile import Block, Line
from unknot.report.wording import Voice, counted, joined, plain

SHOWN = 4
"""Answers of one scale on the page: the first, and the last ones."""
CORE = ("nrs-spasticity", "nrs-pain", "psfs")
"""The scales that have a line even if they were not answered."""


def _core_name(of: Instrument, voice: Voice) -> str:
    """The name that clinicians know a scale by."""
    _ = voice._
    names = {
        "nrs-spasticity": _("Spasticity (NRS)"),
        "nrs-pain": _("Pain (NRS)"),
        "psfs": _("Spasms (PSFS)"),
    }
    return names.get(of.id) or _(of.title)


@dataclass(frozen=True, slots=True)
class Point:
    on: date
    value: int


def scales(journal: Journal, first: date, last: date, voice: Voice) -> Block:
    """The scales that a clinician looks for, answered or not; the others that were; the last of each score that was
    given, whatever its age; then stiffness, and the time in spasm."""
    _ = voice._
    asked = {of.id: of for of in instruments().values() if of.use is Use.FILL}
    core = [line for id in CORE if id in asked for line in _core(asked[id], journal, first, last, voice)]
    others = [line for id, of in asked.items() if id not in CORE for line in _lines(of, journal, first, last, voice)]
    given = {_score_name(entry): entry for entry in _scored(journal) if entry.happened_at.clock_date <= last}
    lines = [*core, *others, *(_given(entry, voice) for entry in given.values())]
    return Block(_("Scores, stiffness"), "", (*lines, *_time(journal, first, last, voice)))


def _core(of: Instrument, journal: Journal, first: date, last: date, voice: Voice) -> Iterator[Line]:
    """Its lines if it was answered in the period; else the last answer before it, or that there is none."""
    _ = voice._
    found = list(_lines(of, journal, first, last, voice))
    if found:
        yield from found
        return
    older = [(item, points[-1]) for item in of.items if (points := _points(of, item, journal, last))]
    if not older:
        yield Line(_core_name(of, voice), _("not answered"))
        return
    parts = ", ".join(f"{_name(item, voice)}{point.value}" for item, point in older)
    yield Line(
        _core_name(of, voice), _("{value} on {day}; not since").format(value=parts, day=voice.full(older[0][1].on))
    )


def _time(journal: Journal, first: date, last: date, voice: Voice) -> Iterator[Line]:
    """On how many days there was stiffness and for how long; how long the spasms lasted: where it was given."""
    _ = voice._
    logged = [e for e in journal.of(Episode) if first <= e.diary_day <= last]
    stiff = [e for e in logged if e.body.kind is EpisodeKind.STIFFNESS]
    others = [e for e in logged if e.body.kind in (EpisodeKind.SPASM, EpisodeKind.CRAMP)]
    if stiff:
        days = counted(len({e.diary_day for e in stiff}), _("on 1 day"), _("on {n} days"))
        yield Line(_("Stiffness"), joined([_("at least {days}").format(days=days), _length(stiff, voice)]))
    else:
        yield Line(_("Stiffness"), _("none logged"))
    if length := _length(others, voice):
        yield Line(_("Time in spasm"), length)


def _length(entries: Sequence[Entry[Episode]], voice: Voice) -> str:
    """3 h 10 min in all (length given for 30 of 42); '' if none was given."""
    _ = voice._
    given = [e.body.duration.total_seconds() for e in entries if e.body.duration is not None]
    if not given:
        return ""
    return _("{time} in all (length given for {n} of {all})").format(
        time=_hours_and_minutes(sum(given), voice), n=len(given), all=len(entries)
    )


def _hours_and_minutes(seconds: float, voice: Voice) -> str:
    _ = voice._
    minutes = round(seconds / 60)
    if minutes < 1:
        return _("under 1 min")
    if minutes < 60:
        return _("{n} min").format(n=minutes)
    hours, rest = divmod(minutes, 60)
    return _("{h} h {m} min").format(h=hours, m=rest) if rest else _("{h} h").format(h=hours)


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
        name = _core_name(of, voice)
        yield Line(
            f"{name}, {voice._(item.name)}" if item.name else name,
            _trend(before, inside, voice),
            _note(of, [*before, *inside], voice),
        )


def _trend(before: list[Point], inside: list[Point], voice: Voice) -> str:
    """7, 6, 5, 5 from 3 Nov to 24 Nov; before: 8 on 6 October."""
    _ = voice._
    shown = inside if len(inside) <= SHOWN else [inside[0], *inside[1 - SHOWN :]]
    values = [str(point.value) for point in shown]
    if len(inside) > SHOWN:
        values.insert(1, "…")
    if len(inside) == 1:
        said = _("{value} on {day}").format(value=values[0], day=voice.short(inside[0].on))
    else:
        start, end = voice.short(inside[0].on), voice.short(inside[-1].on)
        said = _("{values} from {first} to {last}").format(values=", ".join(values), first=start, last=end)
    earlier = [_("before: {value} on {day}").format(value=p.value, day=voice.short(p.on)) for p in before]
    return "; ".join([said, *earlier])


def _note(of: Instrument, points: list[Point], voice: Voice) -> str:
    """What studies say of such a change; nothing where no such rule was verified, or it was not reached."""
    if len(points) < 2 or of.change is None or not noticed(of, points[0].value, points[-1].value):
        return ""
    return f"{voice._(of.change.words)} {voice._('Not yet checked by a clinician.')}"


def _points(of: Instrument, item: Item, journal: Journal, last: date = date.max) -> list[Point]:
    """The last answer of each day up to `last`, in order."""
    found: dict[date, int] = {}
    values = {each.code: each.values for each in of.items}
    for entry in journal.of(Response):
        if entry.body.instrument == of.id:
            known = (answer for answer in entry.body.answers if answer.value in values.get(answer.item, ()))
            score = {s.item: s.value for s in scores(of, known)}.get(item.code)
            if score is not None:
                found[entry.diary_day] = score
    return [Point(day, value) for day, value in found.items() if day <= last]


def _name(item: Item, voice: Voice) -> str:
    return f"{voice._(item.name)} " if item.name else ""


def _score_name(entry: Entry[Measurement]) -> str:
    """What tells one score from another: two muscles have an Ashworth each."""
    return plain(entry.body.name, 80).casefold()


def _scored(journal: Journal) -> list[Entry[Measurement]]:
    return [entry for entry in journal.of(Measurement) if entry.body.kind is MeasurementKind.SCORE]


def _given(entry: Entry[Measurement], voice: Voice) -> Line:
    """A score as it was given: its words or number, the day, and from whom."""
    _, body = voice._, entry.body
    value = body.text or (plain_number(body.value.value) if body.value else "")
    on = _("{value} on {day}").format(value=plain(value, 80), day=voice.full(entry.happened_at.clock_date))
    by = plain(body.by, 60) or _("entered by the person")
    return Line(plain(body.name, 80), on, _("from {who}").format(who=by) if body.by else by)
