"""The Spasm Profile as one value: every sentence, figure and chart of the page, ready to be drawn anywhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from unknot.analysis.figures import Figures
from unknot.journal.coverage import Day


class Audience(StrEnum):
    """For whom a page is made. Anyone but the owner sees the public journal."""

    OWNER = "owner"
    SHARED = "shared"


@dataclass(frozen=True, slots=True)
class Table:
    """The figures of a chart or a block as a table; the first cell of a row names the row."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing with what it says in one sentence and its figures in a table.

    `narrow` and `wide` are SVG for screens, themed by CSS classes; `paper` is SVG for print, safe in grey. `key` says
    what the letters in the drawing stand for.
    """

    title: str
    hint: str
    sentence: str
    narrow: str
    wide: str
    paper: str
    table: Table
    key: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a block: what it is about, what is said of it, and what is added below."""

    name: str
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A headed list of lines; `empty` is what is said when there are none."""

    title: str
    hint: str = ""
    lines: tuple[Line, ...] = ()
    empty: str = ""


@dataclass(frozen=True, slots=True)
class Tile:
    """A key number: its label, the figure, and what it stands on."""

    label: str
    figure: str
    note: str


@dataclass(frozen=True, slots=True)
class Header:
    """Who the page is about, as far as the person said, and the period."""

    name: str
    about: tuple[str, ...]
    period: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """How much of the period is recorded. `banner` is said first when it is too little for summary numbers."""

    days: int
    vouched: int
    partly: int
    recalled: int
    by_carer: int
    by_clinician: int
    parts: tuple[str, ...]
    banner: str

    @property
    def enough(self) -> bool:
        """Whether at least 70 % of the days are recorded."""
        return 10 * self.vouched >= 7 * self.days

    @property
    def percent(self) -> int:
        """Recorded days of all days, rounded down, so that it never reaches a limit that was missed."""
        return 100 * self.vouched // self.days


class Verdict(StrEnum):
    """What the log shows of one thing that may matter."""

    MORE = "more"
    FEWER = "fewer"
    NO_DIFFERENCE = "no-difference"
    TOO_EARLY = "too-early"


@dataclass(frozen=True, slots=True)
class Interval:
    """A rate ratio with the limits between which it probably lies."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of "what this log shows so far": the thing, the effect, and what it stands on, in words.

    `suspected` is whether the person named it as a cause. `ratio` is drawn in the forest plot. `by_coin` is the
    result of a short experiment.
    """

    verdict: Verdict
    name: str
    effect: str
    detail: str = ""
    suspected: bool = False
    ratio: Interval | None = None
    by_coin: bool = False


@dataclass(frozen=True, slots=True)
class Message:
    """A message the safety rules gave on a day, and how the person answered it, in words."""

    on: date
    text: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two windows side by side, or the sentence that says what is missing. `table` is None if numbers are held back."""

    title: str
    sentences: tuple[str, ...]
    table: Table | None


@dataclass(frozen=True, slots=True)
class SpasmProfile:
    """The one page, in the order a physician wants it.

    `tests`, if there are any, and `entries` stand on page 2. `code` is the same for two pages that say the same.
    """

    title: str
    language: str
    direction: str
    mark: str
    audience: Audience
    first: date
    last: date
    zone: str
    made: datetime
    header: Header
    recorded: Recorded
    questions: Block
    medicines: Block
    messages: Block
    tiles: tuple[Tile, ...]
    through_day: Chart
    day_by_day: Chart
    comparison: Comparison
    places: Block
    findings: Block
    forest: Chart | None
    tests: Block
    footer: tuple[str, ...]
    version: str
    entries: Table
    figures: Figures
    days: tuple[Day, ...]
    code: str
    scales: Block = Block("")
