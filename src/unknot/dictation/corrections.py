"""What the speaker takes back: "left calf, no, right calf", "20, sorry, 10 mg". The last word stands.

What is put right stands where the wrong thing stood, so that it belongs to what that belonged to.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from unknot.dictation.pieces import Piece
from unknot.dictation.sentence import Sentence
from unknot.dictation.tokens import Token

_CLASSES = {
    "side": "side", "sideof": "side", "site": "site", "score": "score", "level": "score", "bare": "score",
    "pain": "pain", "clock": "clock", "past": "clock", "before": "clock", "half-past": "clock", "half-to": "clock",
    "named": "clock", "duration": "length", "amount": "amount", "strength": "amount", "medicine": "medicine",
    "kind": "kind", "part": "part", "day": "day", "weekday": "day", "date": "day", "treatment": "treatment",
}  # fmt: skip
_NUMBER_HOLES = {"clock": "c", "score": "n", "level": "n", "pain": "n", "duration": "n", "amount": "n"}
_FURTHEST = 12
"""Words before a correction among which what is taken back is looked for."""


def corrected(sentence: Sentence) -> list[Piece]:
    """The pieces without what was taken back, and without the words that took it back."""
    pieces = list(sentence.pieces)
    for at, marker in enumerate(pieces):
        plain = marker.kind == "correction"
        if not plain and not (marker.kind == "no" and _is_lone(sentence, marker)):
            continue
        found = _put_right(sentence, pieces, at, plain=plain)
        if found is not None:
            return corrected(replace(sentence, pieces=tuple(found)))
    return pieces


def _is_lone(sentence: Sentence, marker: Piece) -> bool:
    """Whether it is a plain "no", which may correct or deny."""
    return sentence.said(marker) in sentence.words.sets["or"]


def _put_right(sentence: Sentence, pieces: Sequence[Piece], at: int, *, plain: bool) -> list[Piece] | None:
    """The pieces with what stands behind a marker in the place of what stood before it; None if it is no correction."""
    new = _run(sentence, pieces, at, 3 if plain else 2)
    old = dict(_pairs(sentence, pieces, at, new, plain=plain))
    if not plain and not _differ(sentence, pieces, at, new, old):
        return None
    if not new or (plain and not old):
        swapped = _number_put_right(sentence, pieces, at) if plain else None
        return swapped or (_read(sentence, pieces, at) if plain and new else None)
    named = [n for n in new if pieces[n].kind == "site"]
    stays = any(n not in old.values() for n in named)  # "in my left, no, right calf": the new one has its own place
    done = []
    for n, piece in enumerate(pieces):
        if stays and (n in old or n in old.values()):
            done.append(piece.read_as("corrected", "") if n in old else piece)
        elif n in old:
            done.append(_instead(piece, pieces[old[n]]))
        elif n in old.values():
            done.append(piece.read_as("corrected", ""))
        else:
            done.append(_marker(sentence, piece) if n == at else piece)
    return done


def _instead(old: Piece, new: Piece) -> Piece:
    """The new thing where the old one stood; a side stays an adjective or an adverb, as it was."""
    if _CLASSES[old.kind] == "side":
        return old.read_as(old.kind, new.value)
    return replace(old, readings=new.readings, holes=new.holes)


def _read(sentence: Sentence, pieces: Sequence[Piece], at: int) -> list[Piece]:
    return [_marker(sentence, piece) if n == at else piece for n, piece in enumerate(pieces)]


def _marker(sentence: Sentence, piece: Piece) -> Piece:
    """The words that took something back, as read; a bare number right before goes with them."""
    first = piece.first
    while first and (sentence.tokens[first - 1].is_number or sentence.tokens[first - 1].norm in {",", "-"}):
        first -= 1
        if sentence.tokens[first].is_number:
            break
    first = first if sentence.tokens[first].is_number else piece.first
    taken = {n for other in sentence.pieces if other is not piece for n in range(other.first, other.last + 1)}
    first = piece.first if any(n in taken for n in range(first, piece.first)) else first
    return replace(piece.read_as("corrected", ""), first=first)


def _run(sentence: Sentence, pieces: Sequence[Piece], at: int, furthest: int) -> list[int]:
    """What is said instead: the pieces right behind the marker, one after the other, without a break."""
    if at + 1 >= len(pieces) or pieces[at + 1].first - pieces[at].last > furthest:
        return []
    found = [at + 1]
    for n in range(at + 2, min(at + 4, len(pieces))):
        broken = sentence.strength(pieces[n - 1].last + 1, pieces[n].first - 1)
        if broken or not sentence.near(pieces[n - 1], pieces[n], 2):
            break
        found.append(n)
    return found if any(pieces[n].kind in _CLASSES for n in found) else []


def _pairs(
    sentence: Sentence, pieces: Sequence[Piece], at: int, new: Sequence[int], *, plain: bool
) -> Iterator[tuple[int, int]]:
    """What is replaced, and by what: for each new thing the last of its class that was said before."""
    taken: set[str] = set()
    for n in new:
        each = _CLASSES.get(pieces[n].kind)
        if each is None or each in taken:
            continue
        taken.add(each)
        for m in range(at - 1, -1, -1):
            far = pieces[at].first - pieces[m].last > (_FURTHEST if plain else _FURTHEST // 2)
            if far or sentence.strength(pieces[m].last + 1, pieces[at].first - 1) > 2:
                break
            if _CLASSES.get(pieces[m].kind) == each:
                yield m, n
                break


def _differ(sentence: Sentence, pieces: Sequence[Piece], at: int, new: Sequence[int], old: Mapping[int, int]) -> bool:
    """Whether "no" stands right between two things of one class that differ: else it denies what follows."""
    if not new or not old or at == 0 or pieces[at].first - pieces[at - 1].last > 2:
        return False
    kinds = {_CLASSES.get(pieces[n].kind) for n in new}
    if _CLASSES.get(pieces[at - 1].kind) not in kinds:
        return False
    return any(pieces[m].value != pieces[n].value or pieces[m].holes != pieces[n].holes for m, n in old.items())


def _number_put_right(sentence: Sentence, pieces: Sequence[Piece], at: int) -> list[Piece] | None:
    """ "at 9, actually it was 10", "baclofen 20, scratch that, 10": a bare number for the last one."""
    marker, tokens = pieces[at], sentence.tokens
    inside = {n for piece in pieces for n in range(piece.first, piece.last + 1)}
    small = sentence.words.sets["filler"] | {",", "-"}
    new = marker.last + 1
    while new < len(tokens) and not tokens[new].is_number and tokens[new].norm in small:
        new += 1
    if new >= len(tokens) or not tokens[new].is_number or new in inside:
        return None
    for n in range(marker.first - 1, max(marker.first - _FURTHEST, 0) - 1, -1):
        if not tokens[n].is_number:
            continue
        owner = next((p for p in pieces if p.first <= n <= p.last), None)
        gone = replace(marker.read_as("corrected", ""), last=new)
        if owner is None:  # what is behind the marker stays, and takes the place of the bare number
            rest = [piece for piece in pieces if piece is not marker]
            covered = replace(gone, first=n, last=new - 1)
            return (
                sorted([*rest, covered], key=lambda piece: piece.first) if n == _last_before(tokens, marker) else None
            )
        hole = _NUMBER_HOLES.get(owner.kind)
        if hole is None:
            return None
        put = replace(owner, holes={**owner.holes, hole: tokens[new].norm})
        return [put if p is owner else gone if p is marker else p for p in pieces]
    return None


def _last_before(tokens: Sequence[Token], marker: Piece) -> int:
    """The token right before a marker, but for a comma or a dash."""
    n = marker.first - 1
    while n > 0 and tokens[n].norm in {",", "-"}:
        n -= 1
    return n


def placed_elsewhere(sentence: Sentence) -> list[Piece]:
    """ "Not the calf, the shin", "not left, right": the place that is denied is none, where another one follows."""
    pieces = list(sentence.pieces)
    gone: set[int] = set()
    for at, no in enumerate(pieces):
        if no.kind != "no" or not _is_lone(sentence, no):
            continue
        run = [n for n in _run(sentence, pieces, at, 3) if pieces[n].kind in ("side", "sideof", "site")]
        kinds = {_CLASSES[pieces[n].kind] for n in run}
        if not run or run[0] != at + 1:
            continue
        after = run[-1] + 1
        follows = after < len(pieces) and pieces[after].first - pieces[run[-1]].last <= 4
        if follows and _CLASSES.get(pieces[after].kind) in kinds:
            gone.update((at, *run))
    return [piece.read_as("corrected", "") if n in gone else piece for n, piece in enumerate(pieces)]
