"""A million journals on paper: the table in docs/scale.md, reckoned from the figures that were measured.

Nothing in it is typed but the assumptions below, which the page names. `benchmarks.performance FOLDER write` fills it;
a row whose figures were not measured is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from benchmarks.measured import Measured, kept

PAGE = Path(__file__).parents[1] / "docs" / "scale.md"
BEGIN, END = "<!-- table: made by benchmarks.performance -->", "<!-- end of table -->"

PEOPLE = 1_000_000
CORES = 64
PRICE = 0.05
"""Euro for an hour of one core: an assumption, in the middle of what servers were let for in 2026."""
ENTRIES_A_DAY, ANSWERED_AT_BREAKFAST = 20, 0.1
"""Entries of a person a day; the share of them that comes in the busiest half hour."""

Figures = Mapping[str, list[Measured]]


def numbers(text: str) -> list[float]:
    """The numbers of a figure, in their order: "12 min, 170 ms" is 12 and 170."""
    return [float(found.replace(",", "")) for found in re.findall(r"\d[\d,]*(?:\.\d+)?", text)]


def line(figures: Figures, part: str, begins: str) -> Measured | None:
    """The figure of a part whose name begins like this; None if it was not measured."""
    return next((one for one in figures.get(part, ()) if one.what.startswith(begins)), None)


def core_hours(ms: float) -> float:
    return PEOPLE * ms / 3_600_000


def rows(figures: Figures) -> Iterator[tuple[str, str, str]]:
    """What it is, one person's as it was measured, and a million's."""
    whole = figures.get("cohort-whole", [])
    ran = next((one for one in whole if "end to end" in one.what), None)
    if ran is not None:
        ms = numbers(ran.figure)[1]
        yield "analysis, with reading and writing", f"{ms:.0f} ms of a processor", _work(ms)
        every = line(figures, "years", "one person of a cohort, a look every day")
        if every is not None and every.ratio is not None:
            more = ms * every.ratio
            yield "the same with every day's look (`--looks every`)", f"{more / 1000:.1f} s of a processor", _work(more)
    if disk := line(figures, "cohort-whole", "on disk"):
        file, results = numbers(disk.figure)
        yield "the files", f"{file:.1f} kB", f"{file:.1f} GB"
        yield "results", f"{results:.1f} kB", f"{results:.1f} GB"
    yield "putting people together", "16 bytes a question", "16 MB, one question at a time"
    if held := line(figures, "cohort-whole", "the most"):
        worker, hub = numbers(held.figure)
        yield (
            "memory",
            f"{worker:.0f} MB in a worker, {hub:.0f} MB in the hub",
            (f"{CORES} workers: {(CORES * worker + hub) / 1000:.0f} GB"),
        )
    if night := line(figures, "years", "the nightly analysis"):
        ms = numbers(night.figure)[1]
        yield (
            "a night in the app, a year logged",
            f"{ms:.0f} ms of a processor",
            f"{core_hours(ms):.0f} core-hours a night",
        )
    if entry := line(figures, "pages", "on disk, an entry with its indexes, PostgreSQL against"):
        size = numbers(entry.figure)[0]
        year = size * ENTRIES_A_DAY * 365
        yield "a year in PostgreSQL, with its indexes", f"{year / 1e6:.1f} MB", f"{year * PEOPLE / 1e12:.1f} TB"
    if press := line(figures, "http", "insert"):
        rate = numbers(press.figure)[0]
        busiest = PEOPLE * ENTRIES_A_DAY * ANSWERED_AT_BREAKFAST / 1800
        yield (
            "presses in the busiest half hour",
            f"one process keeps {rate:.0f} a second",
            (f"{busiest:,.0f} a second: {busiest / rate:,.0f} processes"),
        )


def _work(ms: float) -> str:
    hours = core_hours(ms)
    return f"{hours:,.0f} core-hours: {hours / CORES:.1f} hours on {CORES} cores, {hours * PRICE:,.0f} euro"


def table(folder: Path) -> str:
    found = {part: lines for part, _load, lines in kept(folder / "figures")}
    head = f"| | one person, measured | {PEOPLE:,} |\n|---|---|---|\n"
    return head + "\n".join(f"| {what} | {one} | {all_} |" for what, one, all_ in rows(found))


def write(folder: Path) -> None:
    before = PAGE.read_text(encoding="utf-8")
    head, foot = before.split(BEGIN)[0], before.split(END)[1]
    PAGE.write_text(f"{head}{BEGIN}\n\n{table(folder)}\n\n{END}{foot}", encoding="utf-8")
