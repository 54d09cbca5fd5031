"""A diary with one row a day: an attack or none, its hour, and numbers about the day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from unknot.importers.dates import NotADate, day_of
from unknot.importers.imported import Imported, RowReport
from unknot.importers.mapping import Mapping, Role, is_heading
from unknot.importers.own import unreadable_row
from unknot.importers.table import Row
from unknot.journal.codes import codes
from unknot.journal.entry import Body, DiaryDay, Entry, Episode, Exposure, Precision, Provenance, Via, Word
from unknot.journal.ids import import_id
from unknot.journal.problem import Oddity, Problem
from unknot.journal.span import Moment, moment

FORMAT = "day-diary"
_BEFORE = re.compile(r"[_ ](previous|prior)[_ ](day|night)|[_ ]day[_ ]before|[_ ]yesterday")
_THOUSANDS = re.compile(r"\d{1,3}(,\d{3})+")
_ENDINGS = re.compile(r"[_ ](sd|score|units?|z)$")


class _NotReadable(Exception):
    """A row that cannot be read; the message says why."""


@dataclass(frozen=True, slots=True)
class _Told:
    body: Body
    at: Moment
    precision: Precision


def read(rows: Iterable[Row], mapping: Mapping, *, journal: UUID, zone: str, now: datetime) -> Imported:
    """Each row is a day that is vouched for: a spasm or none, and the numbers as exposures of the person's own scale.

    A number "of the previous day" is an exposure of that day.
    """
    by = Provenance(recorded_at=moment(now, zone), via=Via.IMPORT)
    entries: list[Entry[Body]] = []
    problems: list[Problem] = []
    reports: list[RowReport] = []
    seen: dict[date, str] = {}
    for row in rows:
        if row.is_blank or row.number == mapping.heading or is_heading(row, mapping):
            reports.append(RowReport(row.number, row.text))
            continue
        try:
            day = _day(row, mapping)
            if day in seen:
                problems.append(_again(row, seen[day]))
                reports.append(RowReport(row.number, row.text))
                continue
            told = list(_told(row, mapping, day, zone))
        except _NotReadable as error:
            problems.append(unreadable_row(row.number, row.text, str(error)))
            reports.append(RowReport(row.number, row.text))
            continue
        seen[day] = row.text
        key = f"{day.isoformat()} {row.text}"
        entries += [
            Entry(
                id=import_id(journal, FORMAT, f"{key}\n{number}", 0),
                happened_at=one.at,
                provenance=by,
                body=one.body,
                precision=one.precision,
            )
            for number, one in enumerate(told)
        ]
        reports.append(RowReport(row.number, row.text, len(told)))
    labels = own_labels(mapping)
    return Imported(tuple(entries), tuple(problems), rows=tuple(reports), own_words=labels)


def own_labels(mapping: Mapping) -> dict[str, str]:
    """What the person's own exposures are called: the headings of their columns."""
    headings = [mapping.columns[n].heading for n in mapping.of(Role.EXPOSURE)]
    labels = {exposure_code(h.lower()): re.sub(r"[_\s]+", " ", h).strip()[:80] for h in headings}
    return {code: label for code, label in labels.items() if code.startswith("own-") and label}


def _again(row: Row, before: str) -> Problem:
    if row.text == before:
        return Problem(Oddity.TWICE, about=f"{row.number}: {row.text}")
    return unreadable_row(row.number, row.text, "This day is here twice, and the rows differ.")


def _day(row: Row, mapping: Mapping) -> date:
    for column in mapping.of(Role.DATE):
        try:
            return day_of(row.cells[column], day_first=mapping.day_first is not False, near=None)
        except (NotADate, IndexError) as error:
            raise _NotReadable("There is no such date.") from error
    number = _number(row, mapping.of(Role.DAY_NUMBER))
    if number is None or mapping.first_day is None or not number.is_integer() or not 0 <= number <= 36_525:
        raise _NotReadable("This row has no day.")
    return mapping.first_day + timedelta(days=int(number) - 1)


def _told(row: Row, mapping: Mapping, day: date, zone: str) -> Iterator[_Told]:
    attack = _number(row, mapping.of(Role.ATTACK))
    noon = moment(datetime.combine(day, time(12)), zone)
    if attack is not None:
        yield _Told(DiaryDay(day=day, word=_word(attack), timed=False), noon, Precision.DAY)
    if attack:
        hour = _number(row, mapping.of(Role.HOUR))
        if hour is None:
            yield _Told(Episode(), noon, Precision.DAY)
        elif not 0 <= hour < 24:
            raise _NotReadable(f"{hour:g} is not an hour of the day.")
        else:
            at = datetime.combine(day, time(int(hour), round(hour % 1 * 60) % 60))
            yield _Told(Episode(), moment(at, zone), Precision.HOUR)
    for column in mapping.of(Role.EXPOSURE):
        value = _number(row, [column])
        if value is not None and abs(value) < 1e6:
            name = mapping.columns[column].heading.lower()
            of = day - timedelta(days=1) if _BEFORE.search(name) else day
            yield _Told(
                Exposure(code=exposure_code(name), value=value),
                moment(datetime.combine(of, time(12)), zone),
                Precision.DAY,
            )


def _word(attack: float) -> Word:
    return Word.EVERYTHING if attack else Word.NONE_SO_FAR


def exposure_code(heading: str) -> str:
    """The code of an exposure by its heading: ours if there is one, else one of the person's own."""
    words = re.sub(r"[^a-z0-9]+", "-", _ENDINGS.sub("", _BEFORE.sub("", heading.lower()))).strip("-")
    return words if words in codes("exposure") else f"own-{words or 'number'}"[:80].rstrip("-")


def _number(row: Row, columns: Sequence[int]) -> float | None:
    if not columns or columns[0] >= len(row.cells) or not row.cells[columns[0]]:
        return None
    cell = row.cells[columns[0]]
    try:
        return float(cell.replace(",", "") if _THOUSANDS.fullmatch(cell) else cell)
    except ValueError as error:
        raise _NotReadable(f"{cell[:40]} is not a number.") from error
