"""The facts that rules read: what was felt, ticked or written, gathered once from a journal."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, TypeVar, cast
from uuid import UUID

from unknot.journal.entry import (
    AlertAnswer,
    B,
    Band,
    Body,
    Circumstance,
    DiaryDay,
    Dose,
    Entry,
    Episode,
    Exposure,
    Level,
    Measurement,
    Note,
    Prescription,
    Standing,
    Symptom,
    Treatment,
    Via,
)
from unknot.journal.journal import Journal
from unknot.knowledge.said import Said, ordinary_cause, phrases, said

T = TypeVar("T")

LOOK_BACK = timedelta(days=70)
"""How far back the rules look: four weeks of nights, two weeks of standing, four weeks of quiet."""
DOSING = timedelta(days=16)
"""How far back doses are set beside their plan."""
CLOCKS_MAY_DIFFER = timedelta(hours=24)
"""What a wrong clock dated this far ahead counts as now: an alarm must not wait for tomorrow."""
FILLED_IN = timedelta(days=7)
"""Something logged up to this long after it happened is news when it is logged."""

NAMED_NEW = "new-"
"""A sign whose very name says that it is new ("new trouble with the bladder")."""

MINOR = frozenset(
    "stuffy-nose sweating flushing goose-bumps shivering itching breathless tremor palpitations fast-pulse tingling "
    "numb cold-pale-limb tired rash".split()
)
"""Signs that an everyday cause explains, if the person names one ("a stuffy nose from a cold"). No other sign is."""

_FROM_EXPOSURE = {"fever": "fever"}
_FROM_IMPACT = {"fall": "fall"}


@dataclass(frozen=True, slots=True)
class Fact:
    """One sign: a symptom code (or what a text says of doses), when, and what was said about it.

    `news` is when it became known, for something filled in later.
    """

    code: str
    at: datetime
    news: datetime
    entry: UUID
    new: bool | None = None
    sudden: bool | None = None
    still: bool | None = None
    bother: int | None = None
    high: bool = False
    lasted: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a condition stands on: an entry, when it happened and became known, and the sign it holds."""

    at: datetime
    news: datetime
    entry: UUID
    code: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything the rules read, as it stands at `now`. Signs and spasms are in order of time.

    `dosing` holds the plans and the recent doses only: comparing them with each other is the slowest part.
    """

    now: datetime
    zone: str
    journal: Journal
    dosing: Journal
    signs: Mapping[str, tuple[Fact, ...]]
    spasms: tuple[Entry[Episode], ...]
    standing: Mapping[str, Entry[Circumstance]]
    measured: Mapping[str, tuple[Entry[Measurement], ...]]
    answers: Mapping[str, tuple[Entry[AlertAnswer], ...]]
    worse_since: date | None
    paused: bool
    known: dict[Hashable, Any] = field(default_factory=dict)

    def once(self, name: Hashable, work: Callable[[], T]) -> T:
        """What `work` gives, worked out the first time only: rules ask the same of every time they look at."""
        if name not in self.known:
            self.known[name] = work()
        return cast("T", self.known[name])

    def stands(self, code: str, *, not_sure: bool) -> bool:
        """Whether a standing fact holds now."""
        entry = self.standing.get(code)
        if entry is None:
            return False
        until = entry.body.until
        if until is not None and until < self.now.date():
            return False
        return entry.body.standing is Standing.YES or (not_sure and entry.body.standing is Standing.NOT_SURE)

    def denied(self, code: str) -> bool:
        """Whether the person answered "no" to it."""
        entry = self.standing.get(code)
        return entry is not None and entry.body.standing is Standing.NO


def facts(journal: Journal, *, now: datetime, zone: str, worse_since: date | None, paused: bool) -> Facts:
    """Gather the facts of the look-back; standing facts and usual values of any age."""
    since = now - LOOK_BACK
    return Facts(
        now=now,
        zone=zone,
        journal=journal,
        dosing=Journal(entries=(*journal.of(Prescription), *recent(journal.of(Dose), now - DOSING))),
        signs=_signs(journal, since, now),
        spasms=tuple(e for e in recent(journal.of(Episode), since) if e.happened_at.at <= now),
        standing=_latest(journal.of(Circumstance), now),
        measured=_measured(journal, now),
        answers=_answers(recent(journal.of(AlertAnswer), since)),
        worse_since=worse_since,
        paused=paused,
    )


def evidence(entry: Entry[Body], code: str) -> Evidence:
    """An entry as evidence of a sign."""
    return Evidence(entry.happened_at.at, seen(entry), entry.id, code)


def recent(entries: tuple[Entry[B], ...], since: datetime) -> tuple[Entry[B], ...]:
    """The entries, in order of time, that happened since."""
    return entries[bisect_left(entries, since, key=lambda e: e.happened_at.at) :]


def seen(entry: Entry[Body]) -> datetime:
    """When an entry became news: when it was logged, if that was not long after, and not by an import."""
    happened, recorded = entry.happened_at.at, entry.provenance.recorded_at.at
    late = recorded - happened
    if entry.provenance.via is Via.IMPORT or not timedelta(0) < late <= FILLED_IN:
        return happened
    return recorded


def _signs(journal: Journal, since: datetime, now: datetime) -> dict[str, tuple[Fact, ...]]:
    found: dict[str, list[Fact]] = defaultdict(list)
    kinds: tuple[type[Body], ...] = (Symptom, Episode, Note, Dose, DiaryDay, Exposure, Treatment)
    for kind in kinds:
        for entry in recent(journal.of(kind), since):
            if entry.happened_at.at <= now + CLOCKS_MAY_DIFFER:
                for fact in _of(entry, now):
                    found[fact.code].append(fact)
    return {code: tuple(sorted(signs, key=lambda f: (f.at, f.entry))) for code, signs in found.items()}


def _of(entry: Entry[Body], now: datetime) -> Iterator[Fact]:
    """The signs of one entry: what it says by its kind, then what its words say."""
    at, news = min(entry.happened_at.at, now), min(seen(entry), now)
    written = _written(entry.body)
    if isinstance(entry.body, Symptom):
        own = next((one for one in written if one.fact == entry.body.code), None)
        if own is None and entry.body.code in MINOR and ordinary_cause(entry.body.note):
            return
        yield _felt(entry.body, own, at, news, entry.id)
        written = [one for one in written if one is not own]
    yield from (Fact(code, at, news, entry.id) for code in _ticked(entry.body))
    for one in written:
        yield Fact(one.fact, at, news, entry.id, new=one.new, sudden=one.sudden, still=one.still, high=one.high)


def _felt(body: Symptom, said_so: Said | None, at: datetime, news: datetime, entry: UUID) -> Fact:
    """A symptom as a sign; where it leaves open whether it is new or still there, its own words may say."""
    new = body.new if body.new is not None or said_so is None else said_so.new
    return Fact(
        code=body.code,
        at=at,
        news=news,
        entry=entry,
        new=new if new is not None else body.code.startswith(NAMED_NEW) or None,
        sudden=body.sudden if body.sudden is not None or said_so is None else said_so.sudden,
        still=body.still if body.still is not None or said_so is None else said_so.still,
        bother=body.bother,
        high=body.bother_band is Band.HIGH or (body.bother is None and said_so is not None and said_so.high),
        lasted=body.duration or timedelta(0),
    )


def _ticked(body: Body) -> Iterator[str]:
    """Signs that another kind of entry says by a code."""
    there = (Level.YES, Level.A_BIT)
    match body:
        case Episode(impact=impact) if impact:
            yield from (_FROM_IMPACT[i] for i in impact if i in _FROM_IMPACT)
        case Exposure(code=code, level=level) if level in there and code in _FROM_EXPOSURE:
            yield _FROM_EXPOSURE[code]
        case DiaryDay(asked=asked):
            yield from (_FROM_EXPOSURE[a.code] for a in asked if a.level in there and a.code in _FROM_EXPOSURE)
        case _:
            pass


def _written(body: Body) -> list[Said]:
    match body:
        case Note(text=text, question=True):
            return [one for one in said(text) if one.fact in phrases().always]
        case Note(text=text):
            words = text
        case Dose(note=note, reason=reason):
            words = f"{reason}\n{note}"
        case Episode(note=words) | Symptom(note=words) | DiaryDay(note=words) | Exposure(note=words):
            pass
        case Treatment(note=words):
            pass
        case _:
            return []
    return list(said(words)) if words.strip() else []


def _latest(entries: tuple[Entry[Circumstance], ...], now: datetime) -> dict[str, Entry[Circumstance]]:
    return {e.body.code: e for e in entries if e.happened_at.at <= now + CLOCKS_MAY_DIFFER}


def _measured(journal: Journal, now: datetime) -> dict[str, tuple[Entry[Measurement], ...]]:
    found: dict[str, list[Entry[Measurement]]] = defaultdict(list)
    for entry in journal.of(Measurement):
        if entry.body.code and entry.body.value is not None and entry.happened_at.at <= now + CLOCKS_MAY_DIFFER:
            found[entry.body.code].append(entry)
    return {code: tuple(entries) for code, entries in found.items()}


def _answers(entries: tuple[Entry[AlertAnswer], ...]) -> dict[str, tuple[Entry[AlertAnswer], ...]]:
    found: dict[str, list[Entry[AlertAnswer]]] = defaultdict(list)
    for entry in entries:
        found[entry.body.rule].append(entry)
    return {rule: tuple(answers) for rule, answers in found.items()}
