"""What became of every cell: its slot, a note, a remark; or lost. And what came of none: false facts."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date

from benchmarks.tables.cells import Cell
from benchmarks.tables.making import Row, Table
from unknot.importers.imported import Imported
from unknot.journal.entry import (
    Body,
    DiaryDay,
    Dose,
    DoseStatus,
    Entry,
    Episode,
    Exposure,
    Level,
    Measurement,
    Precision,
    Treatment,
    Word,
)

_TICKS = {"stretching", "heat", "alcohol"}


@dataclass(slots=True)
class TableScore:
    """Counts of cells and facts, and examples of what went wrong."""

    files: int = 0
    refused: int = 0
    rows: int = 0
    left_out: int = 0
    cells: Counter[str] = field(default_factory=Counter)
    read: Counter[str] = field(default_factory=Counter)
    kept: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def keep(self, what: str, row: Row, table: Table, more: str = "") -> None:
        """An example: the headings' roles and the row."""
        if len(self.examples[what]) < 12:
            shown = " | ".join(f"{role}={row.cells[role].text!r}" for role in table.roles if row.cells[role].text)
            self.examples[what].append(f"[{table.language}] {row.day} {shown} {more}")


def add(score: TableScore, table: Table, found: Imported | None) -> None:
    """One file more; None if it was refused whole."""
    score.files += 1
    score.rows += len(table.rows)
    if found is None:
        score.refused += 1
        return
    by_day: Mapping[date, list[Entry[Body]]] = defaultdict(list)
    for entry in found.entries:
        by_day[entry.body.day if isinstance(entry.body, DiaryDay) else entry.happened_at.clock_date].append(entry)
    remarks = {report.number: report.remarks for report in found.rows}
    problems = {
        int(number): p.about for p in found.problems for number in [p.about.partition(":")[0]] if number.isdigit()
    }
    for row in table.rows:
        if row.number in problems:
            score.left_out += 1
            score.keep("row left out", row, table, problems[row.number])
            continue
        said = [f"{remark.words} {remark.cell}" for remark in remarks.get(row.number, ())]
        _row(score, table, row, by_day.get(row.day, []), said)


def _row(score: TableScore, table: Table, row: Row, entries: list[Entry[Body]], remarks: list[str]) -> None:
    kept = _plain(" ".join([*(text for entry in entries for text in _strings(entry.body)), *remarks]))
    named = _plain(" ".join(remarks))
    for role in table.roles:
        one = row.cells[role]
        if not one.text or one.free:
            continue
        score.cells[role] += 1
        values = _values(role, entries)
        if one.says and one.says in values:
            score.read[role] += 1
            continue
        if _stands(one.text, kept) or _stands(table.headings[role], named):
            score.kept[role] += 1
        elif one.none and role in {"count"} and any(_is_none(entry.body) for entry in entries):
            score.read[role] += 1
        else:
            score.lost[role] += 1
            score.keep(f"lost {role}", row, table, f"-> {sorted(values)}")
        if role in {"bother", "minutes", "length", "time"} and values:
            score.wrong[role] += 1
            score.keep(f"wrong {role}", row, table, f"-> {sorted(values)}")
    for what in _false(table, row, [entry.body for entry in entries]):
        score.false[what] += 1
        score.keep(f"false: {what}", row, table)


def _values(role: str, entries: Iterable[Entry[Body]]) -> set[str]:
    """What stands in the slot of a role, in every entry of the row's day."""
    values: set[str] = set()
    for entry in entries:
        body = entry.body
        match role, body:
            case "place", Episode():
                values.add(",".join(sorted((f"{s.side.value}-" if s.side else "") + s.region for s in body.sites)))
            case "bother", Episode() if body.bother is not None:
                values.add(str(body.bother))
            case "bother", Episode() if body.bother_band is not None:
                values.add(f"band {body.bother_band.value}")
            case (("minutes" | "length"), Episode()) if body.duration is not None:
                values.add(str(int(body.duration.total_seconds())))
            case "time", Episode() if entry.precision in {Precision.MINUTE, Precision.HOUR}:
                values.add(f"{entry.happened_at.local:%H:%M}")
            case "medicine", Dose() if body.status is not DoseStatus.SKIPPED and body.amount is not None:
                values.add(f"{body.medicine.code} {body.amount.value.normalize():f}{body.amount.unit}")
            case _ if role in _TICKS and isinstance(body, Treatment | Exposure) and _yes(body):
                values.add(body.code)
            case (("sleep" | "steps"), Measurement()) if body.value is not None:
                values.add(f"{float(body.value.value):g}")
            case (("sleep" | "steps"), Exposure()) if body.value is not None:
                values.add(f"{body.value:g}")
            case "count", _ if (number := getattr(body, "count", None)) is not None and not callable(number):
                values.add(str(number))
            case _:
                pass
    return values


def _yes(body: Treatment | Exposure) -> bool:
    return not (isinstance(body, Exposure) and body.level in {Level.NO, Level.UNKNOWN})


def _is_none(body: Body) -> bool:
    return isinstance(body, DiaryDay) and body.word in {Word.NONE_SO_FAR, Word.EVERYTHING}


def _false(table: Table, row: Row, bodies: list[Body]) -> Iterable[str]:
    """Facts that the row's columns do not allow. Words are speech: they may give anything but a dose."""
    words = row.cells.get("words")
    speech = words is not None and bool(words.text)
    medicine = row.cells.get("medicine")
    doses = [body for body in bodies if isinstance(body, Dose) and body.status is not DoseStatus.SKIPPED]
    if doses and (medicine is None or not medicine.says):
        yield "a dose that no column says was taken"
    episodes = [body for body in bodies if isinstance(body, Episode)]
    placed = "place" in row.cells and bool(row.cells["place"].text)
    if placed and not episodes:
        yield "a row with a place that is no spasm"
    if placed and any(_is_none(body) for body in bodies):
        yield "no spasms on a day with one"
    if len(episodes) > 1 and not speech:
        yield "more spasms than rows"
    if not table.attacks and episodes and not speech:
        yield "a spasm from the number of a day"
    count = row.cells.get("count")
    if count is not None and not count.none and any(_is_none(body) for body in bodies) and not speech:
        yield "a day of none that was not said"
    if not speech:
        yield from _unasked(row.cells, bodies)


def _unasked(cells: Mapping[str, Cell], bodies: list[Body]) -> Iterable[str]:
    ticked = {role for role in _TICKS if role in cells and cells[role].says}
    for body in bodies:
        if isinstance(body, Treatment) and body.code not in ticked:
            yield "a treatment that was not ticked"
        elif isinstance(body, Exposure) and _yes(body) and body.value is None and body.code not in ticked:
            yield "an exposure that was not ticked"
        elif type(body).__name__ == "Symptom":
            yield "a symptom without words"
        elif isinstance(body, Measurement) and not {"sleep", "steps"} & set(cells):
            yield "a measurement without its column"


def _stands(words: str, text: str) -> bool:
    """Whether the words stand in the text, as words and not within others."""
    return re.search(rf"(?<!\w){re.escape(_plain(words))}(?!\w)", text) is not None


def _plain(text: str) -> str:
    """For comparing: no case, one space."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def _strings(value: object) -> Iterable[str]:
    """The person's own words in an entry: notes and labels, never codes."""
    if not is_dataclass(value):
        return
    for each in fields(value):
        held = getattr(value, each.name)
        if isinstance(held, str) and each.name in {"text", "note", "label", "reason", "detail", "agent"}:
            yield held
        else:
            yield from _strings(held)
