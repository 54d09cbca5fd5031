"""Whether a medicine that is named was taken: a fact needs evidence, and a name alone is none."""

from __future__ import annotations

from enum import Enum

from unknot.dictation.frames import Frame
from unknot.dictation.telling import Telling
from unknot.dictation.times import TIMES


class DoseEvidence(Enum):
    """How plainly a sentence says that a dose was taken."""

    PLAIN = "plain"
    UNSURE = "unsure"  # to be asked
    NONE = "none"


def taken(telling: Telling, frame: Frame) -> DoseEvidence:
    """Whether taking is said; or the name stands with an amount or a time, and no unread word beside it."""
    head = frame.head
    assert head is not None
    words, sets = telling.sentence.tokens, telling.words.sets
    mine = {n for piece in (head, *frame.members) for n in range(piece.first, piece.last + 1)}
    if head.last + 1 < len(words) and words[head.last + 1].norm in sets["copula"]:
        return DoseEvidence.NONE  # "my baclofen is 10 mg" tells of the tablets
    whole = range(min(frame.first, head.first), frame.last + 1)
    mine |= {n for p in frame.elsewhere if p.kind == "corrected" for n in range(p.first, p.last + 1)}
    if any(words[n].norm in sets["nottaken"] for n in whole if n not in mine) or _before(telling, frame):
        return DoseEvidence.NONE
    here = _clause(telling, frame)
    unread = [n for n in _unread(telling, frame, here) if n not in mine]
    verb = frame.taken or any(p.kind in ("taken", "extra") for p in frame.members)
    tail = next((n for n in here if n > head.last and words[n].norm in sets["tail"]), here.stop)
    if verb and all(n >= tail for n in unread):
        return DoseEvidence.PLAIN
    measured = _counted(telling, frame) or any(p.kind in TIMES | {"amount", "strength"} for p in frame.members)
    if not unread and measured:
        return DoseEvidence.PLAIN
    return DoseEvidence.UNSURE if not unread or verb or (measured and len(unread) <= 2) else DoseEvidence.NONE


def _before(telling: Telling, frame: Frame) -> bool:
    """Whether what stands before the frame in its part of the sentence undoes it: "threw up my baclofen today"."""
    sentence, sets = telling.sentence, telling.words.sets
    spoken = {n: p for p in sentence.pieces for n in range(p.first, p.last + 1)}
    n = min(frame.first, frame.head.first if frame.head else frame.first) - 1
    while n >= 0 and not sentence.strength(n, n):
        piece = spoken.get(n)
        if piece is not None and piece.kind == "symptom" and piece.value in ("vomiting", "vomited-dose"):
            return True
        if piece is None and n not in sentence.recognised and sentence.tokens[n].norm in sets["nottaken"]:
            return True
        n -= 1
    return False


def _unread(telling: Telling, frame: Frame, here: range) -> list[int]:
    """The words of the clause that say something, and of which nothing was read."""
    words, sets = telling.sentence.tokens, telling.words.sets
    elsewhere = {n for piece in frame.elsewhere for n in range(piece.first, piece.last + 1)}
    said = [n for n in here if words[n].norm.isalnum() and words[n].norm not in sets["beside"] and n not in elsewhere]
    return [n for n in said if not (words[n].is_number and n in _beside_head(frame))]


def _beside_head(frame: Frame) -> tuple[int, int]:
    assert frame.head is not None
    return frame.head.first - 1, frame.head.last + 1


def _counted(telling: Telling, frame: Frame) -> bool:
    """Whether a number stands right beside the name: "2 paracetamol", "a paracetamol", "baclofen 10"."""
    words = telling.sentence.tokens
    before, after = _beside_head(frame)
    one = before >= 0 and (words[before].is_number or words[before].norm in telling.words.sets["one"])
    return one or (after < len(words) and words[after].is_number)


def _clause(telling: Telling, frame: Frame) -> range:
    """The tokens around the name, up to a comma, a "then", or an "and" after which nothing is said of the dose."""
    head = frame.head
    assert head is not None
    if head.last < frame.first:
        return range(frame.first, frame.last + 1)
    inside = {n for piece in frame.members for n in range(piece.first, piece.last + 1)}
    first, last, furthest = head.first, head.last, max([head.last, *inside])
    while first > frame.first and (first - 1 in inside or not _ends(telling, first - 1, furthest)):
        first -= 1
    while last < frame.last and (last + 1 in inside or not _ends(telling, last + 1, furthest)):
        last += 1
    return range(first, last + 1)


def _ends(telling: Telling, token: int, furthest: int) -> bool:
    sentence = telling.sentence
    joins = sentence.tokens[token].norm in sentence.words.sets["and"]
    return token > furthest if joins else sentence.strength(token, token) > 0
