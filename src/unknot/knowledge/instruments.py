"""The scales: what each asks, whose words they are, how an answer is scored. Nothing that the source does not do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cache

from unknot.journal.codes import codes
from unknot.journal.entry import Answer, Campaign, Response, Visit
from unknot.journal.journal import Journal
from unknot.journal.span import moment
from unknot.knowledge.codings import Coding, coding
from unknot.knowledge.data import Malformed, Table, day, known, names, table, tables, text, texts
from unknot.knowledge.sources import Source, Verified, checked, cited

EVERY = timedelta(days=7)
"""A scale is asked again after this, while a campaign runs or a visit is this near."""


class ImpossibleAnswer(ValueError):
    """An answer that the scale does not have; `item` names the question."""

    def __init__(self, item: str) -> None:
        super().__init__("This is not one of the answers.")
        self.item = item


class Use(StrEnum):
    """How an instrument is used here."""

    FILL = "fill"  # the person answers it
    GOAL = "goal"  # one goal in their own words
    ENTER = "enter"  # a score someone else gave is typed in


@dataclass(frozen=True, slots=True)
class Option:
    value: int
    words: str


@dataclass(frozen=True, slots=True)
class Item:
    """One question: options with words, or a scale from `low` to `high` with words at its ends.

    `name` says which part it is, where a scale has several.
    """

    code: str
    name: str
    ask: str
    options: tuple[Option, ...]
    low: int
    high: int
    low_words: str
    high_words: str
    skip_if: tuple[str, int] | None

    @property
    def values(self) -> frozenset[int]:
        """The answers there are."""
        given = {option.value for option in self.options}
        return frozenset(given or range(self.low, self.high + 1))


@dataclass(frozen=True, slots=True)
class Change:
    """The change that people noticed in studies, where one was verified."""

    points: int
    percent: int
    words: str
    source: tuple[Source, ...]
    verified: Verified


@dataclass(frozen=True, slots=True)
class Instrument:
    """A scale: its questions if they may be shipped, else the `measurement` under which a given score is entered."""

    id: str
    version: int
    title: str
    use: Use
    about: str
    recall: str
    licence: str
    measurement: str
    levels: tuple[str, ...]
    items: tuple[Item, ...]
    change: Change | None
    coding: Coding | None
    source: tuple[Source, ...]
    verified: Verified
    last_checked: date
    next_check: date


@dataclass(frozen=True, slots=True)
class Score:
    """One result: the value of one item; None if it was not answered."""

    item: str
    value: int | None


_FILE = frozenset(
    "title use about recall licence measurement levels item change loinc source verified last_checked next_check "
    "version".split()
)
_ITEM = frozenset({"code", "name", "ask", "options", "low", "high", "low_words", "high_words", "skip_if"})


@cache
def instruments() -> Mapping[str, Instrument]:
    """Every instrument by its id, those to fill in first."""
    found = [_instrument(name) for name in names("instruments")]
    order = list(Use)
    return {i.id: i for i in sorted(found, key=lambda i: (order.index(i.use), i.id))}


def scores(instrument: Instrument, answers: Iterable[Answer]) -> tuple[Score, ...]:
    """The answers as scores, item by item, apart; an item that is to be skipped has none.

    Raises `ImpossibleAnswer` for an item or value that the scale does not have.
    """
    given: dict[str, int] = {}
    items = {item.code: item for item in instrument.items}
    for answer in answers:
        item = items.get(answer.item)
        if item is None or not isinstance(answer.value, int) or answer.value not in item.values:
            raise ImpossibleAnswer(answer.item)
        given[answer.item] = answer.value
    return tuple(Score(item.code, None if _skipped(item, given) else given.get(item.code)) for item in items.values())


def noticed(instrument: Instrument, before: float, after: float) -> bool | None:
    """Whether a change reaches the one people noticed in studies; None where no such rule was verified."""
    change = instrument.change
    if change is None:
        return None
    moved = abs(after - before)
    return moved >= change.points or (before > 0 and 100 * moved / before >= change.percent)


def due(journal: Journal, *, now: datetime, zone: str) -> tuple[Instrument, ...]:
    """The scales to ask now: while a campaign runs or a visit is near, each not answered for a week."""
    today = moment(now, zone).diary_day
    campaign = any(e.body.starts <= today <= e.body.ends for e in journal.of(Campaign))
    visit = any(timedelta(0) <= e.happened_at.at - now <= EVERY for e in journal.of(Visit))
    if not campaign and not visit:
        return ()
    last = {e.body.instrument: e.diary_day for e in journal.of(Response)}
    to_fill = [i for i in instruments().values() if i.use is Use.FILL]
    return tuple(i for i in to_fill if i.id not in last or today - last[i.id] >= EVERY)


def _skipped(item: Item, given: Mapping[str, int]) -> bool:
    return item.skip_if is not None and given.get(item.skip_if[0]) == item.skip_if[1]


def _instrument(id: str) -> Instrument:
    of, where = table(f"instruments/{id}"), f"instrument {id}"
    known(of, _FILE, where)
    use = Use(text(of, "use", where))
    items = tuple(_item(row, where) for row in tables(of, "item", where))
    measurement = str(of.get("measurement", ""))
    if (use is Use.FILL) != bool(items) or (use is Use.ENTER) != (measurement in codes("measurement")):
        raise Malformed(f"{where}: a scale to fill in has items, one to enter has its measurement")
    return Instrument(
        id=id,
        version=int(of.get("version", 1)),
        title=text(of, "title", where),
        use=use,
        about=text(of, "about", where),
        recall=str(of.get("recall", "")),
        licence=text(of, "licence", where),
        measurement=measurement,
        levels=texts(of.get("levels", {}), "words", where),
        items=items,
        change=_change(of["change"], where) if "change" in of else None,
        coding=coding("loinc", of["loinc"]) if "loinc" in of else None,
        source=cited(of, where),
        verified=checked(of, where),
        last_checked=day(of, "last_checked", where),
        next_check=day(of, "next_check", where),
    )


def _item(row: Table, where: str) -> Item:
    known(row, _ITEM, where)
    skip = row.get("skip_if")
    return Item(
        code=text(row, "code", where),
        name=str(row.get("name", "")),
        ask=text(row, "ask", where),
        options=tuple(Option(int(o["value"]), text(o, "words", where)) for o in tables(row, "options", where)),
        low=int(row.get("low", 0)),
        high=int(row.get("high", 0)),
        low_words=str(row.get("low_words", "")),
        high_words=str(row.get("high_words", "")),
        skip_if=(str(skip["item"]), int(skip["value"])) if skip else None,
    )


def _change(row: Table, where: str) -> Change:
    known(row, frozenset({"points", "percent", "words", "source", "verified"}), where)
    verified = checked(row, where)
    if verified is not Verified.TRUE:
        raise Malformed(f"{where}: a change rule is shipped only if it was verified")
    return Change(int(row["points"]), int(row["percent"]), text(row, "words", where), cited(row, where), verified)
