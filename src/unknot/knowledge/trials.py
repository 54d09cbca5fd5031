"""Habits that may be tried in a short experiment on oneself, and the circumstances in which one asks first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from unknot.journal.codes import codes
from unknot.knowledge.data import Malformed, Table, known, table, tables, text, texts
from unknot.knowledge.sources import Source, Verified, checked, cited


@dataclass(frozen=True, slots=True)
class Trial:
    """A kind of habit; `words` is an example of it, `ask_first` the circumstances in which a clinician is asked."""

    habit: str
    words: str
    ask_first: frozenset[str]
    source: tuple[Source, ...]
    verified: Verified

    def asks(self, circumstances: Iterable[str]) -> tuple[str, ...]:
        """Those of a person's circumstances for which they ask their therapist or doctor first."""
        return tuple(code for code in circumstances if code in self.ask_first)


@cache
def trials() -> tuple[Trial, ...]:
    """Every kind that is offered, in order."""
    of, where = table("trials"), "trials"
    known(of, frozenset({"source", "verified", "last_checked", "next_check", "trial"}), where)
    return tuple(_trial(row, of, where) for row in tables(of, "trial", where))


def _trial(row: Table, of: Table, where: str) -> Trial:
    known(row, frozenset({"habit", "words", "ask_first"}), where)
    habit, ask_first = text(row, "habit", where), texts(row, "ask_first", where)
    for code, name in ((habit, "habit"), *((code, "circumstance") for code in ask_first)):
        if code not in codes(name):
            raise Malformed(f"{where}: {code} not in {name}")
    return Trial(habit, text(row, "words", where), frozenset(ask_first), cited(of, where), checked(of, where))
