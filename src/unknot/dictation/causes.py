"""What helped, what is blamed, what is suspected: each joins the spasm or the symptom it is said of."""

from __future__ import annotations

from dataclasses import replace

from unknot.dictation.pieces import Piece
from unknot.dictation.sentence import Sentence

_TOLD = ("score", "level", "bare", "pain", "range", "duration", "woke")


def helped(sentence: Sentence) -> list[Piece]:
    """What helped a spasm joins it. Without a spasm, the treatment stays and says whether it brought relief."""
    if not sentence.has("kind", "tile") and not (sentence.has("place") and sentence.has(*_TOLD)):
        return list(sentence.pieces)
    pieces = list(sentence.pieces)
    gone: set[int] = set()
    for at, piece in enumerate(pieces):
        if piece.kind not in ("helpedby", "helped", "nothelped", "andwent"):
            continue
        gone.add(at)
        target = _what_helped(sentence, pieces, at)
        if target is None:
            continue
        kind = "did-not-help" if piece.kind == "nothelped" else "helped-by"
        pieces[target] = _helper(pieces[target], kind, piece)
        if target and pieces[target - 1].reads("treatment") and _joined_by_and(sentence, pieces, target):
            pieces[target - 1] = _helper(pieces[target - 1], kind, pieces[target - 1])
    return [piece for at, piece in enumerate(pieces) if at not in gone]


def _helper(treatment: Piece, kind: str, word: Piece) -> Piece:
    """A treatment as what helped or did not, with the word that says so where it stands beside it."""
    chosen = treatment.read_as(kind, treatment.read_as("treatment").value)
    beside = abs(treatment.first - word.last) <= 2 or abs(word.first - treatment.last) <= 2
    first, last = min(treatment.first, word.first), max(treatment.last, word.last)
    return replace(chosen, first=first, last=last) if beside else chosen


def _what_helped(sentence: Sentence, pieces: list[Piece], at: int) -> int | None:
    """The treatment a word of helping is about: right before, or, after "eased by", right behind."""
    step = 1 if pieces[at].kind == "helpedby" else -1
    target = at + step
    between = ("kind",) if pieces[at].kind == "andwent" else ("place", "duration")
    while 0 <= target < len(pieces) and step < 0 and pieces[target].kind in between:
        target -= 1
    if not 0 <= target < len(pieces) or not pieces[target].reads("treatment"):
        return None
    first, second = sorted((at, target))
    if sentence.strength(pieces[first].last + 1, pieces[second].first - 1) > (1 if step < 0 else 0):
        return None
    return target


def _joined_by_and(sentence: Sentence, pieces: list[Piece], target: int) -> bool:
    gap = sentence.between(pieces[target - 1], pieces[target])
    return len(gap) == 1 and gap[0] in sentence.words.sets["and"]


def blamed(sentence: Sentence) -> list[Piece]:
    """A medicine that a symptom is put down to ("dizzy after the baclofen") is not a dose."""
    pieces = list(sentence.pieces)
    symptoms = sentence.has("symptom")
    done: list[Piece] = []
    for at, piece in enumerate(pieces):
        if not piece.reads("medicine") or not symptoms:
            done.append(piece)
            continue
        before = pieces[at - 1] if at else None
        after = next((p for p in pieces[at + 1 :] if p.kind == "makesme"), None)
        if (
            before is not None
            and (before.reads("blame") or before.kind == "not-a-duration")
            and sentence.near(before, piece)
        ):
            done.append(piece.read_as("blamed", piece.read_as("medicine").value))
        elif after is not None:
            said_amount = any(p.kind == "amount" and abs(p.first - piece.last) <= 2 for p in pieces)
            if said_amount or sentence.has("taken"):
                done.append(piece)
            done.append(piece.read_as("blamed", piece.read_as("medicine").value))
        elif before is not None and before.reads("because") and sentence.near(before, piece):
            done.append(piece.read_as("blamed", piece.read_as("medicine").value))
        else:
            done.append(piece)
    return done


def suspected(sentence: Sentence) -> list[Piece]:
    """A cause named on a spasm is an opinion about it; without a spasm it is an exposure of its own."""
    pieces = list(sentence.pieces)
    if not sentence.has("kind", "place"):
        return [p for p in pieces if p.kind != "because"]
    done = []
    for at, piece in enumerate(pieces):
        before = pieces[at - 1] if at else None
        known = piece.reads("exposure") and (piece.read_as("exposure").value == "unknown-cause")
        after_marker = before is not None and before.reads("because") and sentence.near(before, piece)
        if piece.reads("exposure") and (known or after_marker):
            done.append(piece.read_as("suspected", piece.read_as("exposure").value))
        elif after_marker and piece.reads("treatment") and not piece.reads("during"):
            continue
        else:
            done.append(piece)
    return [p for p in done if p.kind != "because"]
