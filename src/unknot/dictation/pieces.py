"""The pieces of a sentence: every phrase and every template that was recognised, without overlaps, in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from rapidfuzz import fuzz, process

from unknot.dictation.phrasebook import language
from unknot.dictation.tokens import Token
from unknot.dictation.words import Language, Reading, split
from unknot.knowledge.spelling import is_ordinary

_CLOSE, _CLOSE_WHEN_LONG, _LONG = 82.0, 78.0, 9
"""How alike (0-100) a word must be to the name of a medicine to be read as one; less for nine letters and more."""
_SHORTEST_MISSPELLING = 5


@dataclass(frozen=True, slots=True)
class Piece:
    """Something recognised in tokens `first` to `last` (both included), with all that it may mean."""

    readings: tuple[Reading, ...]
    first: int
    last: int
    holes: Mapping[str, str | None]

    @property
    def kind(self) -> str:
        return self.readings[0].kind

    @property
    def value(self) -> str:
        return self.readings[0].value

    def hole(self, name: str) -> str:
        """What filled a hole of the template; empty if nothing did."""
        return (self.holes.get(name) or "").strip()

    def reads(self, kind: str) -> bool:
        """Whether this is one of its meanings."""
        return any(reading.kind == kind for reading in self.readings)

    def read_as(self, kind: str, value: str | None = None) -> Piece:
        """The piece with one meaning chosen; `value` replaces what the table says."""
        if value is not None:
            return replace(self, readings=(Reading(kind, value),))
        return replace(self, readings=tuple(r for r in self.readings if r.kind == kind))


def pieces(tokens: Sequence[Token], words: Language, names: Sequence[str] = ()) -> list[Piece]:
    """What was recognised; of two that overlap the longer one, then the earlier table.

    `names` are the person's own words for their spasms: read where they are not ordinary words anyway.
    """
    found = [*_phrases(tokens, words), *_templated(tokens, words), *_named(tokens, words, names)]
    found.sort(key=lambda piece: (piece.first - piece.last, piece.first))
    taken: set[int] = set()
    chosen = []
    for piece in found:
        span = range(piece.first, piece.last + 1)
        if taken.isdisjoint(span):
            taken.update(span)
            chosen.append(piece)
    chosen += _misspelt(tokens, taken, words)
    return sorted(chosen, key=lambda piece: piece.first)


def _phrases(tokens: Sequence[Token], words: Language) -> list[Piece]:
    norms = tuple(token.norm for token in tokens)
    found = []
    for at, norm in enumerate(norms):
        for phrase, readings in words.phrases.get(norm, ()):
            if norms[at : at + len(phrase)] == phrase:
                found.append(Piece(readings, at, at + len(phrase) - 1, {}))
    return found


def _named(tokens: Sequence[Token], words: Language, names: Sequence[str]) -> list[Piece]:
    norms = tuple(token.norm for token in tokens)
    found = []
    for name in names:
        own = tuple(split(name))
        if all(_is_ordinary(word, words) for word in own):
            continue
        spots = [at for at in range(len(norms)) if norms[at : at + len(own)] == own]
        found += [Piece((Reading("tile", name),), at, at + len(own) - 1, {}) for at in spots]
    return found


def _is_ordinary(word: str, words: Language) -> bool:
    return words.is_in("filler", word) or any(phrase == (word,) for phrase, _ in words.phrases.get(word, ()))


def _templated(tokens: Sequence[Token], words: Language) -> list[Piece]:
    text = "".join(token.norm + " " for token in tokens)
    starts, at = {}, 0
    for number, token in enumerate(tokens):
        starts[at] = number
        at += len(token.norm) + 1
    starts[at] = len(tokens)
    found = []
    for template in words.templates:
        for match in template.pattern.finditer(text):
            if match.end() not in starts or match.end() == match.start():
                continue
            first, last, holes = starts[match.start()], starts[match.end()] - 1, match.groupdict()
            if _two_lengths(holes, words):  # "for 25 sec 10 minutes ago" is one length and another
                last, holes = starts[match.end("duration") + 1] - 1, {**holes, "n9": None, "duration9": None}
            before, after = (tokens[n].norm if 0 <= n < len(tokens) else "" for n in (first - 1, last + 1))
            if _holds(template.kind, holes, words, before, after):
                found.append(Piece((Reading(template.kind, ""),), first, last, holes))
    return found


def _two_lengths(holes: Mapping[str, str | None], words: Language) -> bool:
    """Whether the second unit of a length is not smaller than the first: then they are two."""
    first, second = ((holes.get(name) or "").strip() for name in ("duration", "duration9"))
    return bool(second) and not words.is_shorter(second, first)


def _holds(kind: str, holes: Mapping[str, str | None], words: Language, before: str, after: str) -> bool:
    """Whether the numbers may stand there: "zero spasms today" is a day of none, "at 8 and two beers" no two times."""
    if kind == "day-count" and (holes.get("n") or "").strip() == "0":
        return False
    if kind == "strength" and before in words.sets["at"]:
        return False  # "at 8 10 mg"
    return kind != "clocks" or not after.isalpha() or after in words.sets["filler"] or after in words.sets["aftertimes"]


# ---------------------------------------------------------------- misspelt medicines


@cache
def _names(code: str) -> tuple[str, ...]:
    names = language(code).medicines
    return tuple(name for name in names if len(name) >= _SHORTEST_MISSPELLING and " " not in name)


def _misspelt(tokens: Sequence[Token], taken: set[int], words: Language) -> list[Piece]:
    """Medicines as a phone or a tired hand spells them: one, two or three words, none of them known."""
    found = []
    at = 0
    while at < len(tokens):
        piece = next((p for size in (3, 2, 1) if (p := _misspelt_at(tokens, taken, at, size, words))), None)
        if piece is None:
            at += 1
            continue
        found.append(piece)
        taken.update(range(piece.first, piece.last + 1))
        at = piece.last + 1
    return found


def _misspelt_at(tokens: Sequence[Token], taken: set[int], at: int, size: int, words: Language) -> Piece | None:
    span = range(at, at + size)
    if span.stop > len(tokens) or not taken.isdisjoint(span) or not all(tokens[n].norm.isalpha() for n in span):
        return None
    if size > 1 and words.is_in("filler", tokens[at].norm):
        return None
    heard = "".join(tokens[n].norm for n in span)
    if len(heard) < _SHORTEST_MISSPELLING:
        return None
    enough = _CLOSE if len(heard) < _LONG else _CLOSE_WHEN_LONG
    if any(is_ordinary(tokens[n].norm) for n in span) and (size == 1 or all(is_ordinary(tokens[n].norm) for n in span)):
        return None  # an ordinary word is never a medicine
    best = process.extractOne(heard, _names(words.code), scorer=fuzz.ratio, score_cutoff=enough)
    if best is None or best[0][0] != heard[0]:
        return None
    return Piece((Reading("medicine", words.medicines[best[0]]),), at, at + size - 1, {})
