"""Tables that other diaries write and that need no mapping: MedTimer's events and Bearable's export."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from uuid import UUID

from unknot.dictation.words import language
from unknot.importers.day_diary import exposure_code
from unknot.importers.imported import Imported, NotThisFormat, Remark, RowReport
from unknot.importers.own import unreadable_row
from unknot.importers.table import LARGEST, Row, table
from unknot.journal.entry import (
    Body,
    Dose,
    Entry,
    Exposure,
    ImpossibleEntry,
    Medicine,
    Note,
    Precision,
    Provenance,
    Symptom,
    Via,
)
from unknot.journal.ids import import_id
from unknot.journal.problem import Problem
from unknot.journal.quantity import Quantity
from unknot.journal.span import ImpossibleTime, Moment, moment
from unknot.knowledge.vocabulary import vocabulary

__all__ = ["LARGEST", "known", "read"]

BEARABLE = ("date formatted", "time of day", "category", "rating/amount", "detail")
_MEDTIMER = 9
_ISO = re.compile(r"\(ISO 8601\)", re.IGNORECASE)
_AMOUNT = re.compile(r"(\d{1,6}(?:[.,]\d{1,3})?)\s*(mg|g|mcg|µg|ug|ml|l|tablets?|tabs?|drops?|puffs?)?", re.IGNORECASE)
_UNITS = {"mcg": "ug", "µg": "ug", "ml": "mL", "l": "L", "tab": "{tbl}", "drop": "{drop}", "puff": "{puff}"}
_DAY_PARTS = {
    "am": time(9),
    "morning": time(9),
    "mid": time(13),
    "midday": time(13),
    "pm": time(18),
    "evening": time(18),
}
_GRADED = {"mood": "mood", "energy": "energy", "sleep quality": "sleep quality", "sleep": "sleep"}


class _NotRead(Exception):
    """Why a row is left out."""


@dataclass(frozen=True, slots=True)
class _Told:
    body: Body
    at: Moment
    precision: Precision


def known(head: bytes) -> str:
    """Which known table a file begins as; empty if none."""
    first = head.decode("utf-8-sig", errors="replace").splitlines()[:1]
    line = first[0].lower() if first else ""
    if line.count(";") == _MEDTIMER - 1 and len(_ISO.findall(line)) == 2:
        return "medtimer"
    cells = [cell.strip(' "') for cell in line.split(",")]
    return "bearable" if all(name in cells for name in BEARABLE) else ""


def read(data: bytes, *, journal: UUID, zone: str, now: datetime) -> Imported:
    """The entries of a known table. Each row that is left out is a problem or a remark with its reason."""
    which = known(data[:65_536])
    if not which:
        raise NotThisFormat("This is not a table of MedTimer or Bearable.")
    heading, *rows = (row for row in table(data).rows if not row.is_blank)
    names = [cell.lower() for cell in heading.cells]
    by = Provenance(recorded_at=moment(now, zone), via=Via.IMPORT)
    entries: list[Entry[Body]] = []
    problems: list[Problem] = []
    reports: list[RowReport] = []
    seen: Counter[str] = Counter()
    for row in rows:
        try:
            told = (
                _medtimer(row, zone)
                if which == "medtimer"
                else _bearable(dict(zip(names, row.cells, strict=False)), zone)
            )
            if told.at.instant > now:
                raise _NotRead("This date is still to come.")
        except (_NotRead, ImpossibleEntry, ImpossibleTime) as error:
            reports.append(RowReport(row.number, row.text, 0, (Remark(str(error)),)))
            if str(error) not in _REMARKS:
                problems.append(unreadable_row(row.number, row.text, str(error)))
            continue
        id = import_id(journal, which, row.text, seen[row.text])
        seen[row.text] += 1
        entries.append(Entry(id=id, happened_at=told.at, precision=told.precision, provenance=by, body=told.body))
        reports.append(RowReport(row.number, row.text, 1))
    words = dict(_labels(entries))
    return Imported(tuple(entries), tuple(problems), rows=tuple(reports), own_words=words)


# ---------------------------------------------------------------- MedTimer

_NO_ANSWER = "A reminder without an answer: whether it was taken is not known."
_REMARKS = {_NO_ANSWER}


def _medtimer(row: Row, zone: str) -> _Told:
    """A dose that was said to be taken; the others have no answer, which is neither taken nor missed."""
    if len(row.cells) != _MEDTIMER:
        raise _NotRead("This row has not as many cells as its heading.")
    _reminded, name, amount, _taken, _tags, _interval, notes, due, taken = row.cells
    if not taken:
        raise _NotRead(_NO_ANSWER)
    at, planned = _instant(taken, zone), _instant(due, zone) if due else None
    quantity, written = _quantity(amount)
    said = ". ".join(part for part in (written, notes) if part)
    dose = Dose(medicine=_medicine(name), amount=quantity, planned_for=planned, note=said)
    return _Told(dose, at, Precision.MINUTE)


def _medicine(name: str) -> Medicine:
    words = re.findall(r"[^\W\d_]+", name.lower())
    codes = {code for word in words if (code := language("en").medicines.get(word))}
    return Medicine(name=name[:80], code=codes.pop() if len(codes) == 1 else "")


def _quantity(text: str) -> tuple[Quantity | None, str]:
    """An amount with a unit that is known; else the words as they stand."""
    found = _AMOUNT.fullmatch(text.strip())
    if not found or not found[2]:
        return None, text
    unit = found[2].lower()
    unit = _UNITS.get(unit.rstrip("s") if unit not in _UNITS else unit, "{tbl}" if unit.startswith("tab") else unit)
    value = Decimal(found[1].replace(",", "."))
    return (Quantity(value, unit), "") if value > 0 else (None, text)


def _instant(text: str, zone: str) -> Moment:
    try:
        at = datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError as error:
        raise _NotRead("There is no such time.") from error
    if at.tzinfo is None:
        raise _NotRead("This time has no offset.")
    return moment(at, zone)


# ---------------------------------------------------------------- Bearable


def _bearable(cells: dict[str, str], zone: str) -> _Told:
    """A row of any category that has a place here."""
    at, precision = _when(cells, zone)
    category, detail = cells.get("category", "").lower(), cells.get("detail", "")
    rating, notes = cells.get("rating/amount", ""), cells.get("notes", "")
    said = ". ".join(part for part in (f"Bearable: {rating}" if rating else "", notes) if part)
    number = float(rating) if re.fullmatch(r"\d{1,5}(\.\d{1,4})?", rating) else None
    if category in ("symptom", "symptoms") and detail:
        code = _symptom(detail)
        note = said if code != "other" else ". ".join(part for part in (detail, said) if part)
        return _Told(Symptom(code=code, note=note), at, precision)
    if category in ("medication", "medications", "meds/supplements", "medication/supplements", "meds") and detail:
        return _Told(Dose(medicine=_medicine(detail), note=said), at, precision)
    if category in _GRADED and number is not None:
        return _Told(Exposure(code=exposure_code(_GRADED[category]), value=number, note=notes), at, precision)
    if category in ("factor", "factors") and detail:
        return _Told(Exposure(code=_exposure(detail), value=number, note=notes), at, precision)
    if category in ("note", "notes") and (notes or detail):
        return _Told(Note(text=notes or detail), at, precision)
    raise _NotRead(f"A journal has no place for this: {category[:40]}")


def _when(cells: dict[str, str], zone: str) -> tuple[Moment, Precision]:
    try:
        day = date.fromisoformat(cells.get("date formatted", "")[:10])
    except ValueError as error:
        raise _NotRead("There is no such date.") from error
    part = cells.get("time of day", "").lower()
    if clock := re.fullmatch(r"(\d{1,2}):(\d{2})(?::\d{2})?\s*([ap]m)?", part):
        hour = int(clock[1]) % 12 + (12 if clock[3] == "pm" else 0) if clock[3] else int(clock[1])
        if hour < 24 and int(clock[2]) < 60:
            return moment(datetime.combine(day, time(hour, int(clock[2]))), zone), Precision.MINUTE
    if part in _DAY_PARTS:
        return moment(datetime.combine(day, _DAY_PARTS[part]), zone), Precision.DAY_PART
    return moment(datetime.combine(day, time(12)), zone), Precision.DAY


def _symptom(words: str) -> str:
    plain = re.sub(r"\s*\(.*\)$", "", words).strip().lower()
    found = (t.code for t in vocabulary("symptom") if plain in {s.lower() for s in t.spellings})
    return next(found, "other")


def _exposure(words: str) -> str:
    plain = words.strip().lower()
    found = (t.code for t in vocabulary("exposure") if plain in {s.lower() for s in t.spellings})
    return next(found, "") or exposure_code(plain)


def _labels(entries: list[Entry[Body]]) -> Iterator[tuple[str, str]]:
    for entry in entries:
        if isinstance(entry.body, Exposure) and entry.body.code.startswith("own-"):
            yield entry.body.code, entry.body.code.removeprefix("own-").replace("-", " ")
