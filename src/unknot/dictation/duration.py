"""Whose a length of time is: of what is told, or of something else, such as a train ("an hour on the train").

A length is read where what stands right before it was read, and where its part of the sentence holds nothing unread, or
something that can have a length. "Lasted 90 minutes" tells of the film, "for half an hour" of the queue: those stay
words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from unknot.dictation.pieces import Piece
from unknot.dictation.sentence import Sentence
from unknot.dictation.words import Reading

_OTHERS = frozenset(
    "medicine tablets taken missed extra blocker measurement not-a-duration impact amount strength".split()
)
"""What a length right beside it belongs to, and which has no length that is kept."""
_OWNERS = frozenset(
    """kind site side sideof feel sign treatment symptom exposure tile score level pain band woke wokebare running
    during after range count arow bare worst-score locked""".split()
)
"""What can have a length, or tells of something that has."""
_Whole = Mapping[int, Piece]


def owned(sentence: Sentence) -> list[Piece]:
    """The pieces, each length that belongs to something else read as none."""
    whole = {n: piece for piece in sentence.pieces for n in range(piece.first, piece.last + 1)}
    done = []
    for piece in sentence.pieces:
        if piece.kind == "ended":  # "gone after five minutes" can only be a length
            done.append(replace(piece, readings=(Reading("duration", ""),)))
        elif piece.kind == "duration" and _elsewhere(sentence, whole, piece):
            done.append(piece.read_as("not-a-duration", ""))
        else:
            done.append(piece)
    return done


def _elsewhere(sentence: Sentence, whole: _Whole, length: Piece) -> bool:
    before = _before(sentence, whole, length)
    if before is not None and (before == "" or before in _OTHERS):
        return True
    marked = sentence.tokens[length.first].norm in sentence.words.sets["lasting"]
    after = None if marked else _right_after(sentence, whole, length)
    if after is not None and (after == "" or after in _OTHERS):
        return True
    part = _part(sentence, length)
    owner = any(n in whole and any(whole[n].reads(kind) for kind in _OWNERS) for n in part)
    return not owner and any(_is_unread(sentence, whole, n) for n in part)


def _part(sentence: Sentence, piece: Piece) -> range:
    """The tokens of the part of the sentence that a piece stands in."""
    first, last = piece.first, piece.last
    while first and not sentence.strength(first - 1, first - 1):
        first -= 1
    while last + 1 < len(sentence.tokens) and not sentence.strength(last + 1, last + 1):
        last += 1
    return range(first, last + 1)


def _before(sentence: Sentence, whole: _Whole, length: Piece) -> str | None:
    """What stands before it in its part: the kind of a piece, "" for unread words, None for nothing but small ones."""
    for n in range(length.first - 1, -1, -1):
        if n in whole:
            return whole[n].kind
        if sentence.strength(n, n):
            return None
        if _is_unread(sentence, whole, n):
            return ""
    return None


def _right_after(sentence: Sentence, whole: _Whole, length: Piece) -> str | None:
    """What follows without a small word between, but for "of": "20 minutes drive", "10 minutes of rubbing"."""
    n = length.last + 1
    if n < len(sentence.tokens) and sentence.tokens[n].norm == "of":
        n += 1
    if n >= len(sentence.tokens) or sentence.strength(n, n):
        return None
    if n in whole:
        return whole[n].kind
    return "" if _is_unread(sentence, whole, n) else None


def _is_unread(sentence: Sentence, whole: _Whole, n: int) -> bool:
    norm, sets = sentence.tokens[n].norm, sentence.words.sets
    small = norm in sets["filler"] or norm in sets["measured"] or norm in sets["lasting"] or norm.isdigit()
    return norm.isalnum() and n not in whole and not small
