"""The Spasm Profile as one value: every sentence, figure and chart of the page, ready to be drawn anywhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeAlias, TypeVar, assert_never

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
    """Who the page is about, as far as the person said, and the period.

    `facts` are what changes what a clinician may prescribe: kidneys, allergies, a pump; "not answered" is said.
    """

    name: str
    about: tuple[str, ...]
    period: str
    facts: tuple[str, ...] = ()


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
class Tiles:
    """The key numbers, side by side."""

    tiles: tuple[Tile, ...]


Content: TypeAlias = Block | Tiles | Chart | Comparison


class Place(StrEnum):
    """Where a section lies on a wide page: over all of it, or in one of two columns beside others."""

    FULL = "full"
    HALF = "half"


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page. `lines` are how many of its lines stand on page 1 at each step from generous to bare.

    A section that `may_move` goes to page 2 whole where its lines are 0. `boxed` is what the person asks, which
    stands out. A chart that is `silent` on paper says its sentence in its alternative text alone.
    """

    key: str
    content: Content
    place: Place = Place.FULL
    lines: tuple[int, ...] = (99,)
    may_move: bool = False
    boxed: bool = False
    silent: bool = False

    @property
    def kind(self) -> str:
        """What it holds, for what draws it: block, tiles, chart or comparison."""
        match self.content:
            case Block():
                return "block"
            case Tiles():
                return "tiles"
            case Chart():
                return "chart"
            case Comparison():
                return "comparison"
            case _ as never:
                assert_never(never)


@dataclass(frozen=True, slots=True)
class SpasmProfile:
    """The one page: who and when, then its sections in the order a physician wants them.

    `forest` stands on screens, `entries` on page 2. `code` is the same for two pages that say the same.
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
    sections: tuple[Section, ...]
    forest: Chart | None
    footer: tuple[str, ...]
    version: str
    entries: Table
    figures: Figures
    days: tuple[Day, ...]
    code: str

    def content(self, key: str) -> Content:
        """What a section holds; raises `KeyError` if the page has no section of this key."""
        for section in self.sections:
            if section.key == key:
                return section.content
        raise KeyError(key)

    def block(self, key: str) -> Block:
        """A section that holds lines; raises `KeyError` or `TypeError`."""
        return _of(Block, self.content(key))

    def chart(self, key: str) -> Chart:
        """A section that holds a drawing; raises `KeyError` or `TypeError`."""
        return _of(Chart, self.content(key))

    @property
    def questions(self) -> Block:
        return self.block("questions")

    @property
    def medicines(self) -> Block:
        return self.block("medicines")

    @property
    def scales(self) -> Block:
        return self.block("scales")

    @property
    def messages(self) -> Block:
        return self.block("symptoms")

    @property
    def places(self) -> Block:
        return self.block("places")

    @property
    def findings(self) -> Block:
        return self.block("findings")

    @property
    def through_day(self) -> Chart:
        return self.chart("through-day")

    @property
    def day_by_day(self) -> Chart:
        return self.chart("day-by-day")

    @property
    def tests(self) -> Block:
        """What was found and decided; empty if the page has no such section."""
        return self.block("tests") if any(s.key == "tests" for s in self.sections) else Block("")

    @property
    def tiles(self) -> tuple[Tile, ...]:
        return _of(Tiles, self.content("figures")).tiles

    @property
    def comparison(self) -> Comparison:
        return _of(Comparison, self.content("comparison"))

    @property
    def rows(self) -> tuple[tuple[Section, ...], ...]:
        """The sections from top to bottom: one over all of the page, or those that lie side by side."""
        found: list[list[Section]] = []
        for section in self.sections:
            if section.place is Place.HALF and found and found[-1][0].place is Place.HALF:
                found[-1].append(section)
            else:
                found.append([section])
        return tuple(tuple(row) for row in found)

    @property
    def charts(self) -> tuple[Chart, ...]:
        """Every drawing of the page, in order."""
        return tuple(section.content for section in self.sections if isinstance(section.content, Chart))


C = TypeVar("C", Block, Chart, Tiles, Comparison)


def _of(kind: type[C], content: Content) -> C:
    if not isinstance(content, kind):
        raise TypeError(f"This section is no {kind.__name__.lower()}.")
    return content
