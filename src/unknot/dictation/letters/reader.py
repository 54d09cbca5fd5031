"""The terms of one sentence, read from the left; what the rules of the grammar share."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from unknot.dictation.letters.days import Calendar, UnreadLetter
from unknot.dictation.letters.lexicon import REASONS
from unknot.dictation.letters.model import Why
from unknot.dictation.letters.phrase import Kind, Phrase
from unknot.dictation.letters.terms import LetterTerm

Rule = tuple[list[Phrase], int] | None
"""The phrases that a rule makes of the terms from a place, and the place after them; None: they are not its."""


@dataclass(slots=True)
class Reader:
    """The terms of one sentence, read from the left."""

    terms: list[LetterTerm]
    text: str
    calendar: Calendar
    german: bool
    done: list[Phrase]

    def kind(self, at: int, name: str) -> str | None:
        return self.terms[at].kinds.get(name) if 0 <= at < len(self.terms) else None

    def is_(self, at: int, *names: str) -> bool:
        return any(self.kind(at, name) is not None for name in names)

    def sign(self, at: int, *signs: str) -> bool:
        return 0 <= at < len(self.terms) and self.terms[at].text in signs

    def words(self, start: int, end: int) -> str:
        return self.text[self.terms[start].start : self.terms[end - 1].end]

    def number(self, at: int, *, bare: bool = False) -> tuple[Decimal, int] | None:
        """A number from here and where it ends; "one (1)" is one number. `bare`: "a" is none."""
        if not 0 <= at < len(self.terms):
            return None
        value = self.terms[at].number
        if value is None:
            return (Decimal(1), at + 1) if self.is_(at, "article") and not bare else None
        again = self.terms[at + 2].number if self.sign(at + 1, "(") and self.sign(at + 3, ")") else None
        return value, (at + 4 if again == value and again is not None else at + 1)

    def whole(self, at: int, *, bare: bool = False) -> tuple[int, int] | None:
        found = self.number(at, bare=bare)
        return (int(found[0]), found[1]) if found and found[0] == int(found[0]) and found[0] < 1000 else None


def one(of: Reader, kind: Kind, value: object, start: int, end: int, *, loose: bool = False) -> Rule:
    return [Phrase(kind, value, of.words(start, end), loose)], end


def refuse(why: Why, word: str) -> Rule:
    raise UnreadLetter(why, word)


def unread(of: Reader, at: int) -> UnreadLetter:
    term = of.terms[at]
    blocked = next((REASONS[kind] for kind in term.kinds if kind in REASONS), None)
    return UnreadLetter(blocked or Why.WORD, term.text)


def reason_words(of: Reader, at: int) -> int | None:
    start = at
    while of.is_(at, "reason_word") and not of.is_(at, "reason"):
        at += 1
    if not of.is_(at, "reason"):
        return None
    at += 1
    while of.is_(at, "reason") or (of.is_(at, "and") and of.is_(at + 1, "reason")):
        at += 1
    return at if at > start else None
