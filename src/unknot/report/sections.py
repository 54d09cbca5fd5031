"""The sections of the Spasm Profile, in the order a physician wants them: what each holds, where it lies, what is cut.

A new section is a function of the `Source` and a row here. HTML, paper and FHIR draw what stands here, in this order.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from unknot.analysis.figures import Figures
from unknot.analysis.hours import bins
from unknot.journal.coverage import Coverage, Day
from unknot.journal.journal import Journal
from unknot.report.changes import Change
from unknot.report.charts import day_by_day, through_day
from unknot.report.checklist_answers import checklist_answers
from unknot.report.compare import comparison
from unknot.report.dose_lines import dose_lines
from unknot.report.findings import findings
from unknot.report.header import questions
from unknot.report.medicines import dose_days, medicines
from unknot.report.places import places
from unknot.report.profile import Block, Chart, Content, Finding, Message, Place, Recorded, Section, Tiles
from unknot.report.results import tests_and_visits
from unknot.report.scales import scales
from unknot.report.side_effects import felt_words
from unknot.report.symptoms import symptoms
from unknot.report.tiles import tiles
from unknot.report.wording import Voice


@dataclass(frozen=True, slots=True)
class Source:
    """All that a section may be made of. `found`, `said` and `estimates` are those of `compose`."""

    journal: Journal
    coverage: Coverage
    days: tuple[Day, ...]
    figures: Figures
    recorded: Recorded
    changes: tuple[Change, ...]
    first: date
    last: date
    zone: str
    now: datetime
    voice: Voice
    found: Sequence[Finding] | None
    found_in: str
    said: Sequence[Message]
    estimates: Mapping[date, str]

    @property
    def change(self) -> Change | None:
        """The last change inside the period that is marked as one."""
        marked = [change for change in self.changes if change.marked and change.day > self.first]
        return marked[-1] if marked else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One section to be: its key, what makes it, and how it is laid out (see `Section`).

    What holds nothing is left out if it is `optional`.
    """

    key: str
    make: Callable[[Source], Content]
    place: Place = Place.FULL
    lines: tuple[int, ...] = (99,)
    may_move: bool = False
    optional: bool = False
    boxed: bool = False
    silent: bool = False


SECTIONS: tuple[Row, ...] = (
    Row(key="questions", make=lambda of: questions(of.journal, of.last, of.now, of.voice), boxed=True,
        lines=(6, 6, 6, 6, 6, 5, 5, 4, 4, 3, 2, 1, 1)),
    Row(key="medicines",
        make=lambda of: medicines(of.journal, of.first, of.last, of.zone, of.now, of.voice),
        place=Place.HALF, lines=(12, 10, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1)),
    Row(key="scales", make=lambda of: scales(of.journal, of.first, of.last, of.voice),
        place=Place.HALF, lines=(12, 10, 9, 8, 8, 7, 6, 5, 4, 3, 2, 1)),
    Row(key="figures",
        make=lambda of: Tiles(tiles(of.journal, of.figures, of.recorded, of.first, of.last, of.voice))),
    Row(key="through-day", make=lambda of: _through_day(of)),
    Row(key="day-by-day", make=lambda of: _day_by_day(of), silent=True, lines=(8, 8, 7, 6, 6, 5, 4, 4, 3, 3, 2, 1)),
    Row(key="comparison",
        make=lambda of: comparison(
            of.journal, of.coverage, of.first, of.last, of.zone, of.changes, of.voice, of.estimates),
        place=Place.HALF),
    Row(key="symptoms", make=lambda of: symptoms(of.journal, of.first, of.last, of.change, of.voice),
        place=Place.HALF, lines=(10, 9, 8, 7, 6, 6, 5, 4, 4, 3, 2, 1, 0)),
    Row(key="places", make=lambda of: places(of.journal, of.first, of.last, of.voice),
        place=Place.HALF, lines=(5, 5, 4, 4, 4, 3, 3, 2, 2, 2, 1, 1, 0)),
    Row(key="checklist", make=lambda of: checklist_answers(of.journal, of.first, of.last, of.voice),
        place=Place.HALF, lines=(3, 3, 3, 3, 2, 2, 2, 2, 1, 1, 1, 1, 0)),
    Row(key="findings", make=lambda of: findings(of.found, of.found_in, of.estimates, of.journal, of.last, of.voice),
        lines=(8, 8, 7, 6, 6, 5, 5, 4, 3, 3, 2, 1)),
    Row(key="tests", make=lambda of: tests_and_visits(of.journal, of.first, of.last, of.said, of.voice),
        optional=True, may_move=True, lines=(6, 5, 4, 3, 0)),
)  # fmt: skip


def sections(of: Source) -> tuple[Section, ...]:
    """Every section of the page, in order."""
    made = ((row, row.make(of)) for row in SECTIONS)
    return tuple(
        Section(
            row.key,
            content,
            place=row.place,
            lines=row.lines,
            may_move=row.may_move,
            boxed=row.boxed,
            silent=row.silent,
        )
        for row, content in made
        if not (row.optional and isinstance(content, Block) and not content.lines)
    )


def _through_day(of: Source) -> Chart:
    return through_day(bins(of.journal, of.coverage, of.first, of.last, of.zone), len(of.days), of.voice)


def _day_by_day(of: Source) -> Chart:
    return day_by_day(
        of.days,
        of.changes,
        of.voice,
        felt=felt_words(of.journal, of.first, of.last, of.voice),
        doses=dose_days(of.journal, of.first, of.last, of.zone, of.now),
        plans=dose_lines(of.journal, of.first, of.last, of.voice),
    )
