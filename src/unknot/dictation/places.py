"""Places on the body with their sides: "L calf", "calf (left)", "hand cramp on the right"."""

from __future__ import annotations

from dataclasses import replace

from unknot.dictation.pieces import Piece
from unknot.dictation.sentence import Sentence
from unknot.knowledge.vocabulary import vocabulary


def placed(sentence: Sentence) -> list[Piece]:
    """Sites with their sides. A side that may belong to two places, or is taken back, belongs to none."""
    pieces = _cheeks(sentence)
    sides: dict[int, str] = {}
    used: set[int] = set()
    reach: dict[int, int] = {}
    for at, piece in enumerate(pieces):
        if piece.reads("site"):
            before = _side_before(sentence, pieces, at)
            if before is not None:
                used.update(before[1])
                sides[at] = before[0]
                reach[at] = min(before[1])
    for at, piece in enumerate(pieces):
        if piece.reads("site") and at not in sides:
            after = _side_after(sentence, pieces, at, used)
            if after is not None:
                used.add(after[1])
                sides[at] = after[0]
                reach[at] = after[1]
    _lone_side(sentence, pieces, sides, used)
    _shared(sentence, pieces, sides, used)
    return [
        _place(piece, sides.get(at, ""), pieces[reach.get(at, at)]) if piece.reads("site") else piece
        for at, piece in enumerate(pieces)
        if at not in used and piece.kind not in ("side", "sideof")
    ]


def _cheeks(sentence: Sentence) -> list[Piece]:
    """Beside a buttock a cheek is its side, not the face."""
    pieces = list(sentence.pieces)
    if not any(piece.reads("site") and piece.value == "buttock" for piece in pieces):
        return pieces
    for at, piece in enumerate(pieces):
        cheek = piece.reads("site") and piece.value == "face" and "cheek" in sentence.said(piece)
        if cheek and at and pieces[at - 1].kind == "side":
            pieces[at - 1] = pieces[at - 1].read_as("sideof", pieces[at - 1].value)
    return [p for p in pieces if not (p.reads("site") and p.value == "face" and "cheek" in sentence.said(p))]


def _shared(sentence: Sentence, pieces: list[Piece], sides: dict[int, str], used: set[int]) -> None:
    """ "left calf and foot": both are left. "Calf and foot, both on the left": so are these."""
    for at in range(len(pieces) - 1):
        if at in sides and at + 1 not in sides and _one_breath(sentence, pieces, at) and _paired(pieces[at + 1]):
            sides[at + 1] = sides[at]
    for at in range(len(pieces) - 2, -1, -1):
        behind = at + 2 < len(pieces) and at + 2 in used and pieces[at + 2].kind == "sideof"
        if behind and at not in sides and at + 1 in sides and _one_breath(sentence, pieces, at):
            sides[at] = sides[at + 1]


_MIDDLE = frozenset(
    "neck back lower-back upper-back belly trunk chest jaw face groin bladder whole-body pelvic-floor".split()
)
"""Places in the middle: a side is theirs only if it is said of them."""


def _paired(piece: Piece) -> bool:
    return piece.read_as("site").value not in _MIDDLE


def _one_breath(sentence: Sentence, pieces: list[Piece], at: int) -> bool:
    """Whether a place and the next are one list: joined by "and", or by a comma before such a pair."""
    before, after = pieces[at], pieces[at + 1]
    if not (before.reads("site") and after.reads("site")):
        return False
    gap = sentence.between(before, after)
    sets = sentence.words.sets
    if not all(word in sets["and"] or word in sets["filler"] or word == "," for word in gap) or len(gap) > 3:
        return False
    if any(word in sets["and"] for word in gap):
        return True
    return gap == [","] and at + 2 < len(pieces) and _one_breath(sentence, pieces, at + 1)


def _place(piece: Piece, side: str, beside: Piece) -> Piece:
    code = piece.read_as("site").value
    place = piece.read_as("place", f"{code}|{side if vocabulary('site')[code].sided else ''}")
    if beside.last < piece.first - 3 or beside.first > piece.last + 3:
        return place
    return replace(place, first=min(piece.first, beside.first), last=max(piece.last, beside.last))


def _side_before(sentence: Sentence, pieces: list[Piece], at: int) -> tuple[str, list[int]] | None:
    if at == 0 or pieces[at - 1].kind not in ("side", "sideof"):
        return None
    if not _touch(sentence, pieces[at - 1], pieces[at]):
        return None
    if at >= 2:
        other = at - 2 if pieces[at - 2].kind != "no" else at - 3
        if other >= 0 and pieces[other].kind == "side" and _taken_back(sentence, pieces[other], pieces[at - 1]):
            return "", [other, at - 1]
    return pieces[at - 1].value, [at - 1]


def _taken_back(sentence: Sentence, first: Piece, second: Piece) -> bool:
    gap = sentence.between(first, second)
    return 0 < len(gap) <= 3 and any(w in sentence.words.sets["or"] or w in sentence.words.sets["break"] for w in gap)


def _touch(sentence: Sentence, before: Piece, after: Piece) -> bool:
    gap = sentence.between(before, after)
    filler = sentence.words.sets["filler"]
    return len(gap) <= 3 and all((w in filler or w in "().") and w not in sentence.words.sets["and"] for w in gap)


def _side_after(sentence: Sentence, pieces: list[Piece], at: int, used: set[int]) -> tuple[str, int] | None:
    following = at + 1
    if following < len(pieces) and pieces[following].kind == "kind":
        following += 1
    if following >= len(pieces) or following in used or pieces[following].kind not in ("side", "sideof"):
        return None
    side = pieces[following]
    if (
        following + 1 < len(pieces)
        and pieces[following + 1].kind == "side"
        and pieces[following + 1].value != side.value
    ):
        return "", following  # "left then right"
    gap = [w for n in range(at, following) for w in sentence.between(pieces[n], pieces[n + 1])]
    comma = side.kind == "sideof"
    ok = all(w in sentence.words.sets["filler"] or w in "()" or (comma and w == ",") for w in gap)
    return (side.value, following) if ok and len(gap) <= 3 else None


def _lone_side(sentence: Sentence, pieces: list[Piece], sides: dict[int, str], used: set[int]) -> None:
    """ "hand cramp, on the right", "calf cramp, left, 3/10": one place, one side said apart from it."""
    places = [at for at, piece in enumerate(pieces) if piece.reads("site")]
    said = [at for at, piece in enumerate(pieces) if piece.kind in ("side", "sideof") and at not in used]
    lone = [at for at in said if pieces[at].kind == "sideof" or _alone(sentence, pieces[at])]
    if len(places) == 1 and len(said) == len(lone) == 1 and places[0] not in sides:
        sides[places[0]] = pieces[lone[0]].value
        used.add(lone[0])


def _alone(sentence: Sentence, side: Piece) -> bool:
    """Whether a side stands between two stops, beside a number or at the end: else "left" may be "was left"."""
    starts = side.first == 0 or sentence.strength(side.first - 1, side.first - 1) > 0
    last = side.last == len(sentence.tokens) - 1
    ends = last or sentence.strength(side.last + 1, side.last + 1) > 0 or sentence.tokens[side.last + 1].is_number
    before = sentence.tokens[side.first - 1].is_number or last if side.first else False
    return ends and (starts or before)
