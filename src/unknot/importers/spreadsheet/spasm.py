"""The slots of one spasm in a row: where, how bad, how long, woke, what may have set it off, what helped."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from unknot.dictation import Draft
from unknot.importers.spreadsheet.cell import Unread, number_of, says_none, yes_or_no
from unknot.importers.spreadsheet.clocks import Clock, clock
from unknot.importers.spreadsheet.dates import NotADate, written
from unknot.importers.spreadsheet.headings import kind_of
from unknot.importers.spreadsheet.lengths import IMPOSSIBLE as TOO_LONG
from unknot.importers.spreadsheet.lengths import NOT_READ as LENGTH_NOT_READ
from unknot.importers.spreadsheet.lengths import length
from unknot.importers.spreadsheet.line import Cell, Line
from unknot.importers.spreadsheet.roles import Role
from unknot.importers.spreadsheet.scores import NOT_READ, OUTSIDE, score
from unknot.importers.spreadsheet.speech import places, side_of
from unknot.importers.words import said
from unknot.journal.entry import Band, DayCount, Episode, EpisodeKind, Side, Site, Symptom, Treatment
from unknot.knowledge.vocabulary import vocabulary

WHERE = Unread("Where was kept as words.")
SIDE = Unread("The side was kept as words.")
WOKE = Unread("This is neither yes nor no: it was kept as words.")
_UNTIL = re.compile(r"(?:till|until|to|bis|jusqu'à|hasta)\s+(\S.*)", re.IGNORECASE)


@dataclass
class Slots:
    """What the cells of a row say of one spasm. `none`: a cell says that there was none of it.

    `scored`: there is a score, on whatever scale; `placed`: there is a place, known or not.
    """

    sites: tuple[Site, ...] = ()
    bother: int | None = None
    band: Band | None = None
    pain: int | None = None
    duration: timedelta | None = None
    woke: bool | None = None
    suspected: tuple[str, ...] = ()
    helped: tuple[str, ...] = ()
    none: bool = False
    scored: bool = False
    placed: bool = False

    @property
    def is_spasm(self) -> bool:
        """A place, a score or a length of spasms is a spasm."""
        return bool(self.sites or self.placed or self.duration or self.is_scored)

    @property
    def is_scored(self) -> bool:
        return self.bother is not None or self.band is not None or self.pain is not None


def slots(line: Line) -> Slots:
    """The slots of a row, each read by the reader of its role; what is not read stays as labelled words."""
    found = Slots()
    _where(line, found)
    _scores(line, found)
    _length(line, found)
    for cell in line.cells(Role.WOKE):
        answer = yes_or_no(cell.text)
        if answer is None:
            line.label(cell, WOKE)
        else:
            found.woke = answer
            line.read(cell)
    for role, name in ((Role.CAUSE, "exposure"), (Role.HELPED, "treatment")):
        for cell in line.cells(role):
            codes, left = _codes(cell.text, name)
            if role is Role.CAUSE:
                found.suspected += codes
            else:
                found.helped += codes
            if says_none(cell.text):
                line.nothing(cell)
            elif left or not codes:
                line.label(cell)
            else:
                line.read(cell)
    return found


def _where(line: Line, found: Slots) -> None:
    where = list(line.cells(Role.WHERE))
    for cell in where:
        sites = places(cell.text, line.language)
        if sites:
            found.sites += sites
            line.read(cell)
        elif says_none(cell.text):
            found.none = True
            line.nothing(cell)
        else:
            found.placed = True
            line.label(cell, WHERE)
    for cell in line.cells(Role.SIDE):
        side = side_of(cell.text)
        sided = [site for site in found.sites if vocabulary("site")[site.region].sided]
        if side and sided and all(site.side in (None, Side(side)) for site in sided):
            found.sites = tuple(replace(s, side=Side(side)) if s in sided else s for s in found.sites)
            line.read(cell)
        elif says_none(cell.text):
            line.nothing(cell)
        else:
            line.label(cell, SIDE)


def _scores(line: Line, found: Slots) -> None:
    for cell in line.cells(Role.BOTHER, Role.PAIN):
        value = score(cell.text, cell.column.most)
        match value:
            case None:
                found.none = found.scored = True
                line.nothing(cell)
            case Unread() if value == OUTSIDE:
                line.impossible(cell, value)
            case Unread():
                line.label(cell, value)
                found.scored |= value != NOT_READ
            case Band() if cell.column.role is Role.BOTHER and found.bother is None:
                found.band, found.scored = value, True
                line.read(cell)
            case Band():
                line.label(cell)
                found.scored = True
            case _ if cell.column.role is Role.BOTHER:
                found.bother, found.band, found.scored = value, None, True
                line.read(cell)
            case _:
                found.pain, found.scored = value, True
                line.read(cell)


def _length(line: Line, found: Slots) -> None:
    for cell in line.cells(Role.DURATION):
        value = length(cell.text, cell.column.unit)
        if isinstance(value, Unread):
            until = _UNTIL.fullmatch(cell.text)
            if until and (lasted := _until(line, until[1])) is not None:
                found.duration = lasted
                line.read(cell)
            elif says_none(cell.text):
                line.nothing(cell)
            elif value == TOO_LONG:
                line.impossible(cell, value)
            else:
                line.label(cell, value)
        elif value is None:
            found.none = found.none or not found.is_scored
            line.nothing(cell)
        else:
            found.duration = value
            line.read(cell)
    found.duration = found.duration or line.lasted
    for cell in line.cells(Role.END):
        lasted = _until(line, cell.text)
        if lasted is None:
            line.label(cell, LENGTH_NOT_READ)
        elif found.duration is None:
            found.duration = lasted
            line.read(cell)
        elif abs(found.duration - lasted) <= timedelta(minutes=1):
            line.read(cell)
        else:
            line.label(cell, Unread("The end and the length do not agree: the length was taken."))


_LONGEST_TO_AN_END = timedelta(hours=12)


def _until(line: Line, text: str) -> timedelta | None:
    """From the time of the row to an end on the clock, over midnight if need be; None if there is none."""
    if not line.timed:
        return None
    with suppress(NotADate):
        text = written(text).clock or text
    end = clock(text, clock24=True)
    if not isinstance(end, Clock):
        return None
    return after(line.when.at.local.time(), end.at)


def after(start: time, end: time) -> timedelta | None:
    """From a clock time to a later one, over midnight if need be; None if that is nothing, or half a day."""
    some_day = date(2001, 1, 1)
    lasted = datetime.combine(some_day, end) - datetime.combine(some_day, start)
    lasted += timedelta(days=1) if lasted < timedelta(0) else timedelta(0)
    return lasted if timedelta(0) < lasted <= _LONGEST_TO_AN_END else None


@lru_cache(maxsize=4096)
def _codes(cell: str, name: str) -> tuple[tuple[str, ...], bool]:
    """The codes of a vocabulary that a cell names, and whether it says anything else."""
    found, left = [], False
    for part in re.split(r"\s*(?:[,;|/+&\n]|\band\b|\bund\b)\s*", cell.lower()):
        code = next((t.code for t in vocabulary(name) if part in {s.lower() for s in t.spellings}), "")
        if code:
            found.append(code)
        left |= bool(part) and not code
    return tuple(dict.fromkeys(found)), left


# ---------------------------------------------------------------- in the entries


def with_slots(draft: Draft, found: Slots) -> Draft:
    """The draft with what the row says of it. What the words of a cell said already is not overwritten by less."""
    match draft.body:
        case Episode() as spasm:
            score_ = {"bother": found.bother, "bother_band": None if found.bother is not None else found.band}
            kept = score_ if found.bother is not None or found.band else {}
            body = replace(
                spasm,
                sites=found.sites or spasm.sites,
                pain=found.pain if found.pain is not None else spasm.pain,
                duration=found.duration or spasm.duration,
                running=spasm.running and not found.duration,
                woke=found.woke if found.woke is not None else spasm.woke,
                suspected=tuple(dict.fromkeys((*spasm.suspected, *found.suspected))),
                helped=tuple(dict.fromkeys((*spasm.helped, *found.helped))),
                **kept,  # type: ignore[arg-type]
            )
            return replace(draft, body=body)
        case Symptom() as symptom:
            number = found.bother if found.bother is not None else found.pain
            graded = {"bother": number, "bother_band": None if number is not None else found.band}
            kept = graded if number is not None or found.band else {}
            changed = replace(
                symptom,
                sites=found.sites or symptom.sites,
                duration=found.duration or symptom.duration,
                **kept,  # type: ignore[arg-type]
            )
            return replace(draft, body=changed)
        case Treatment() as treatment:
            lasted = found.duration or treatment.duration
            return replace(draft, body=replace(treatment, sites=found.sites or treatment.sites, duration=lasted))
        case _:
            return draft


def day_count(line: Line, found: Slots, cell: Cell, number: int) -> DayCount:
    """The number of a day with what the row says of the day's spasms."""
    return DayCount(
        day=line.day,
        count=number,
        kind=table_kind(line),
        sites=found.sites,
        bother=found.bother,
        bother_band=None if found.bother is not None else found.band,
        pain=found.pain,
    )


def table_kind(line: Line) -> EpisodeKind:
    """The kind that the headings speak of: cramps, if one says so and none says spasms."""
    kinds = {kind_of(column.heading.lower()) for column in line.mapping.columns if _names_one(column.heading.lower())}
    return EpisodeKind(kinds.pop()) if len(kinds) == 1 else EpisodeKind.SPASM


@lru_cache(maxsize=1024)
def _names_one(heading: str) -> bool:
    return any(word in heading for word in said("part", "subject"))


def counted(cell: str) -> int | None:
    """A number of spasms: "3", "x3", "3.0", "none"; None for anything else, such as "a few" or "3-4"."""
    if says_none(cell):
        return 0
    number = number_of(cell.lower().strip(" x×"))
    return int(number) if number is not None and number.is_integer() and 0 <= number <= 999 else None
