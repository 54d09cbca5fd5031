"""A sentence on its way: its words, its tokens, the pieces found so far, and where it breaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from unknot.dictation.pieces import Piece
from unknot.dictation.tokens import Token
from unknot.dictation.words import Language

_ENDS = frozenset(".;!?\n")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence on its way: its words, its tokens, and the pieces found so far."""

    words: Language
    tokens: Sequence[Token]
    pieces: tuple[Piece, ...]
    recognised: frozenset[int] = frozenset()
    """The tokens of every piece that was found, whatever became of it."""
    joined: frozenset[int] = frozenset()
    """Those of pieces of several words."""

    def strength(self, first: int, last: int) -> int:
        """The strongest break among tokens `first` to `last`, both included: 0 none, 1 comma, 2 "then", 3 full stop."""
        return max((self._break(n) for n in range(first, last + 1)), default=0)

    def _break(self, number: int) -> int:
        norm = self.tokens[number].norm
        if norm in _ENDS:
            return 3
        if norm in self.words.sets["break"] and number not in self.joined:  # but "next Tuesday" is no break
            return 2
        return 1 if norm in {",", ":"} or norm in self.words.sets["and"] else 0

    def breaks(self, number: int) -> bool:
        """Whether a token ends a part of the sentence: a stop or a "then", but no "and"."""
        return self._break(number) > 1 or self.tokens[number].norm in {",", ":"}

    def between(self, before: Piece, after: Piece) -> list[str]:
        """The words between two pieces."""
        return [token.norm for token in self.tokens[before.last + 1 : after.first]]

    def near(self, before: Piece, after: Piece, most: int = 3) -> bool:
        """Whether only a few small words stand between two pieces."""
        gap = self.between(before, after)
        return len(gap) <= most and all(word in self.words.sets["filler"] and word != "," for word in gap)

    def said(self, piece: Piece) -> str:
        """The normalised words of a piece."""
        return " ".join(token.norm for token in self.tokens[piece.first : piece.last + 1])

    def kind_in(self, piece: Piece) -> str:
        """The kind of spasm that the words of a piece name, if they name one."""
        for token in self.tokens[piece.first : piece.last + 1]:
            for phrase, readings in self.words.phrases.get(token.norm, ()):
                if len(phrase) == 1 and (found := next((r.value for r in readings if r.kind == "kind"), "")):
                    return found
        return ""

    def has(self, *kinds: str) -> bool:
        """Whether any piece may mean one of these."""
        return any(piece.reads(kind) for piece in self.pieces for kind in kinds)
