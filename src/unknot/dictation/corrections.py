"""What the speaker takes back: "left calf, no, right calf", "20, sorry, 10 mg". The last word stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from unknot.dictation.pieces import Piece
from unknot.dictation.sentence import Sentence

_CLASSES = {
    "side": "side", "sideof": "side", "site": "site", "score": "score", "level": "score", "bare": "score",
    "pain": "pain", "clock": "clock", "past": "clock", "before": "clock", "half-past": "clock", "half-to": "clock",
    "named": "clock", "duration": "length", "amount": "amount", "strength": "amount", "medicine": "medicine",
    "kind": "kind", "part": "part", "day": "day", "weekday": "day", "date": "day",
}  # fmt: skip
_FURTHEST = 6
"""Words before a correction among which what is taken back is looked for."""


def corrected(sentence: Sentence) -> list[Piece]:
    """The pieces without what was taken back, and without the words that took it back."""
    pieces = list(sentence.pieces)
    for at, marker in enumerate(pieces):
        plain = marker.kind == "correction"
        if not plain and not (marker.kind == "no" and _is_lone(sentence, marker)):
            continue
        gone = _taken_back(sentence, pieces, at, plain=plain)
        if gone is None:
            continue
        rest = [_gone(sentence, piece, n == at) if n in gone or n == at else piece for n, piece in enumerate(pieces)]
        return corrected(replace(sentence, pieces=tuple(rest)))
    return pieces


def _gone(sentence: Sentence, piece: Piece, is_marker: bool) -> Piece:
    """What was taken back, as a piece of its own, so that its words count as read; a bare number goes with the word."""
    first = piece.first
    if is_marker and first and sentence.tokens[first - 1].is_number:
        first -= 1
    return replace(piece.read_as("corrected", ""), first=first)


def _is_lone(sentence: Sentence, marker: Piece) -> bool:
    """Whether it is a plain "no", which may correct or deny."""
    return sentence.said(marker) in sentence.words.sets["or"]


def _taken_back(sentence: Sentence, pieces: Sequence[Piece], at: int, *, plain: bool) -> set[int] | None:
    """The pieces before a marker that those after it replace; None if it is no correction.

    After "no" alone the new thing must stand at once, and the old one right before; and they must differ.
    """
    after = [n for n in range(at + 1, len(pieces)) if pieces[n].first - pieces[at].last <= (3 if plain else 2)]
    before = [n for n in range(at) if pieces[at].first - pieces[n].last <= (_FURTHEST if plain else 2)]
    if not after:
        return None
    first = after[0]
    new = _new(sentence, pieces, first)
    classes = {_CLASSES[pieces[n].kind] for n in new if pieces[n].kind in _CLASSES}
    if not classes:
        return None
    old = _old(pieces, before, classes)
    if not plain:
        differ = any(_CLASSES.get(pieces[n].kind) == _CLASSES.get(pieces[first].kind) for n in old)
        if not differ or all(pieces[n].value == pieces[first].value and not pieces[n].holes for n in old):
            return None
    return old if old or plain else None


def _new(sentence: Sentence, pieces: Sequence[Piece], first: int) -> list[int]:
    """What is said instead: pieces one after the other, without a break."""
    found = [first]
    for n in range(first + 1, min(first + 3, len(pieces))):
        if not sentence.near(pieces[n - 1], pieces[n], 2) or sentence.strength(
            pieces[n - 1].last + 1, pieces[n].first - 1
        ):
            break
        found.append(n)
    return found


def _old(pieces: Sequence[Piece], before: Sequence[int], classes: set[str]) -> set[int]:
    """Of each class the last that was said before."""
    found: set[int] = set()
    for each in classes:
        last = next((n for n in reversed(before) if _CLASSES.get(pieces[n].kind) == each), None)
        if last is not None:
            found.add(last)
    if "site" in classes and "side" not in classes:
        return {n for n in found if pieces[n].kind != "side"}
    return found
