"""The checklist for spasms that are suddenly worse: each answer is an entry."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from unknot.journal.codes import codes
from unknot.journal.entry import Exposure, Level
from unknot.knowledge.data import Malformed, Table, known, table, tables, text
from unknot.knowledge.sources import Source, Verified, checked, cited


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to look for; a yes is an exposure of this code."""

    exposure: str
    words: str
    source: tuple[Source, ...]
    verified: Verified

    def entry(self, level: Level) -> Exposure:
        """The answer as the body of an entry; "no" is one too, and not asked is none."""
        return Exposure(code=self.exposure, level=level)


@dataclass(frozen=True, slots=True)
class Checklist:
    title: str
    say: str
    items: tuple[Item, ...]


@cache
def checklist() -> Checklist:
    """What to look for first, in order."""
    of, where = table("checklist"), "checklist"
    known(of, frozenset({"title", "say", "source", "verified", "last_checked", "next_check", "item"}), where)
    return Checklist(
        title=text(of, "title", where),
        say=text(of, "say", where),
        items=tuple(_item(row, of, where) for row in tables(of, "item", where)),
    )


def _item(row: Table, of: Table, where: str) -> Item:
    known(row, frozenset({"exposure", "words", "source", "verified"}), where)
    code = text(row, "exposure", where)
    if code not in codes("exposure"):
        raise Malformed(f"{where}: {code} not in exposure")
    of = row if "source" in row else of
    return Item(code, text(row, "words", where), cited(of, where), checked(of, where))
