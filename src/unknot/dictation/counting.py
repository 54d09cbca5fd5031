"""So many spasms in a day: a number of the day, and not so many entries at one minute."""

from __future__ import annotations

from dataclasses import replace

from unknot.dictation.pieces import Piece
from unknot.dictation.sentence import Sentence

_OF_A_DAY = frozenset("day weekday date sofar".split())
_OF_A_PART = frozenset("part barepart".split())
_TIMED = frozenset("clock clocks past before half-past half-to named from-to ago started".split())
_SCORES = frozenset("score level bare".split())
_NEAR = 6
"""Words between a kind of spasm and how often there was one."""
_FEW, _SOME = 3, 5
"""As many in a part of the day, or since some hour of it, may each be told; more are a number of the day."""


def day_counts(sentence: Sentence) -> list[Piece]:
    """The pieces, where spasms were counted over a day as one piece that says so."""
    pieces = [_one(sentence, piece) if piece.kind == "day-count" else piece for piece in _of_spasms(sentence)]
    if any(piece.kind == "day-count" for piece in pieces):
        return pieces
    counted = _counted(sentence, pieces)
    if counted is None:
        return pieces
    number, kind, others = counted
    if not _is_of_the_day(sentence, pieces, number):
        return pieces
    whole = Piece(kind.read_as("day-count", "").readings, kind.first, kind.last, {"n": str(number)})
    rest = [piece for piece in pieces if piece is not kind and piece not in others]
    first, last = (
        (min([kind.first, *(p.first for p in others)]), kind.last) if _near(kind, others) else (kind.first, kind.last)
    )
    return sorted([*rest, replace(whole, first=first, last=last)], key=lambda piece: piece.first)


def _of_spasms(sentence: Sentence) -> list[Piece]:
    """The pieces; "woken three times" counts no spasms."""
    found: list[Piece] = []
    for piece in sentence.pieces:
        woken = piece.kind == "count" and found and found[-1].kind in ("woke", "wokebare")
        found.append(piece.read_as("unclear", "") if woken else piece)
    return found


def _one(sentence: Sentence, piece: Piece) -> Piece:
    """ "One today, left foot": that one is told, and not counted."""
    told = any(p.kind in _SCORES or p.reads("site") for p in sentence.pieces)
    kind = next((p for p in sentence.pieces if p.reads("kind")), None)
    value = kind.read_as("kind").value if kind is not None else sentence.kind_in(piece) or "spasm"
    return piece.read_as("kind", value) if piece.hole("n") == "1" and told else piece


def _counted(sentence: Sentence, pieces: list[Piece]) -> tuple[int, Piece, list[Piece]] | None:
    """How many, the kind that was counted, and the piece that says the number, if there is one."""
    kinds = [piece for piece in pieces if piece.kind == "kind"]
    if len(kinds) != 1:
        return None
    kind = kinds[0]
    whole = (piece for piece in pieces if piece.kind == "count" and _one_sentence(sentence, piece, kind))
    said = next((p for p in whole if min(abs(p.first - kind.last), abs(kind.first - p.last)) <= _NEAR), None)
    if said is not None:
        return int(float(said.hole("n"))), kind, [said]
    at = kind.first - 1
    tokens, sets = sentence.tokens, sentence.words.sets
    inside = {n for p in pieces for n in range(p.first, p.last + 1)}
    while at >= 0 and (
        tokens[at].norm in sets["quite"] or any(p.kind == "band" and p.first <= at <= p.last for p in pieces)
    ):
        at -= 1
    plural = sentence.said(kind) in sets["many"]
    if at < 0 or not plural or not tokens[at].norm.isdigit() or tokens[at].soft or at in inside:
        return None
    return int(tokens[at].norm), replace(kind, first=at), [kind]


def _one_sentence(sentence: Sentence, piece: Piece, kind: Piece) -> bool:
    before, after = sorted((piece, kind), key=lambda p: p.first)
    return sentence.strength(before.last + 1, after.first - 1) < 3


def _near(kind: Piece, others: list[Piece]) -> bool:
    return all(0 <= kind.first - other.last <= 1 for other in others)


def _is_of_the_day(sentence: Sentence, pieces: list[Piece], number: int) -> bool:
    """Whether the number is one of a day: a day is named, and no times or scores of each are."""
    since = [piece for piece in pieces if piece.kind == "since" and piece.value == "began"]
    earlier = any(p.kind in ("weekday", "date") or (p.kind == "day" and p.value != "0") for p in pieces)
    if number < 2 or (since and earlier) or (not since and any(piece.kind in _TIMED for piece in pieces)):
        return False
    if sum(piece.kind in _SCORES for piece in pieces) > 1:
        return False
    if any(piece.kind in _OF_A_DAY for piece in pieces):
        return True
    if since:
        return number > _SOME
    return number > _FEW and any(piece.kind in _OF_A_PART for piece in pieces)
