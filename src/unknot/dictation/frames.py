"""Which pieces belong together: one frame for each thing that is told, each piece with the one it fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from unknot.dictation.pieces import Piece
from unknot.dictation.sentence import Sentence
from unknot.dictation.times import TIMES

_HEADS = {
    "kind": "episode",
    "tile": "episode",
    "medicine": "dose",
    "tablets": "dose",
    "treatment": "treatment",
    "exposure": "exposure",
    "exposure-no": "exposure",
    "symptom": "symptom",
    "measurement": "measurement",
    "pressure": "measurement",
    "fever": "measurement",
    "pulse": "measurement",
    "weight": "measurement",
    "slept": "measurement",
    "day-count": "count",
    "none-day": "none",
    "none-kind": "none",
    "sleep": "day",
    "average": "day",
    "worst": "day",
}
_EPISODE_ONLY = frozenset({"pain", "woke", "asleep", "feel", "running", "impact", "sign", "helped-by", "useful"})
_ACCEPTS = {
    "episode": _EPISODE_ONLY
    | TIMES
    | {"place", "score", "level", "bare", "band", "duration", "during", "suspected", "after", "count", "arow", "range"},
    "dose": TIMES | {"amount", "strength", "missed", "extra", "taken", "late", "stage", "sofar"},
    "treatment": TIMES - {"till", "from-to"} | {"place", "duration", "stage", "did-not-help", "helped", "nothelped"},
    "exposure": TIMES | {"score", "level", "bare", "band", "duration"},
    "symptom": TIMES | {"place", "score", "level", "pain", "bare", "band", "blamed", "new", "duration"},
    "measurement": TIMES | {"result"},
    "count": frozenset("day place sofar part barepart weekday date since band score level pain".split()),
    "none": TIMES | {"place", "since", "sofar"},
    "day": TIMES | frozenset[str](),
}
_GRADED = frozenset({"stress", "fatigue", "low-mood", "poor-sleep", "muscle-fatigue", "other-pain"})
"""Exposures of which people say how much, from 0 to 10."""
_SINGLE = {"score": "score", "level": "score", "bare": "score", "clock": "clock", "past": "clock", "before": "clock"}
_SINGLE |= {"half-past": "clock", "half-to": "clock", "named": "clock"}


@dataclass
class Frame:
    """One thing that is told: what it is, the piece that says so, and its pieces; `first` to `last` are its tokens."""

    what: str
    head: Piece | None
    first: int
    last: int
    members: list[Piece] = field(default_factory=list)
    taken: bool = False
    """Whether taking was said of the dose before, in one breath: "took this and that"."""
    elsewhere: list[Piece] = field(default_factory=list)
    """Pieces within the frame's words that belong to another one."""

    def has(self, *kinds: str) -> bool:
        return any(piece.kind in kinds for piece in self.members)

    def of(self, *kinds: str) -> list[Piece]:
        return [piece for piece in self.members if piece.kind in kinds]

    def one(self, *kinds: str) -> Piece | None:
        return next((piece for piece in self.members if piece.kind in kinds), None)


def frames(sentence: Sentence) -> list[Frame]:
    """The things a sentence tells, in order."""
    heads = _heads(sentence)
    if not heads:
        return []
    found = _cut(sentence, heads)
    _distribute(sentence, found)
    found = _merged(sentence, found)
    _share_time(sentence, found)
    _share_taking(sentence, found)
    return [part for frame in found for part in _split(sentence, frame)]


def _heads(sentence: Sentence) -> list[tuple[str, Piece]]:
    pieces = list(sentence.pieces)
    heads: list[tuple[str, Piece]] = []
    for piece in pieces:
        if piece.kind == "tablets" and sentence.has("medicine"):
            continue  # "two 10 mg baclofen tablets"
        if piece.kind in _HEADS and not (heads and _explains(sentence, heads[-1], piece)):
            heads.append((_HEADS[piece.kind], piece))
    heads = sorted([*heads, *_same_again(sentence, heads)], key=lambda head: head[1].first)
    if not any(what == "episode" for what, _ in heads) and (implicit := _implicit(sentence, heads)):
        heads.append(("episode", implicit))
        heads.sort(key=lambda head: head[1].first)
    return heads


def _same_again(sentence: Sentence, heads: list[tuple[str, Piece]]) -> list[tuple[str, Piece]]:
    """ "forgot my lunchtime one so took two at teatime": two of the medicine that was named before."""
    found = []
    for piece in sentence.pieces:
        number = piece.last + 1
        named = [head for what, head in heads if what == "dose" and head.kind == "medicine" and head.last < piece.first]
        if piece.kind != "taken" or not named or number >= len(sentence.tokens):
            continue
        inside = any(p.first <= number <= p.last for p in sentence.pieces)
        if sentence.tokens[number].is_number and not inside and not _names_one(sentence, heads, number):
            found.append(("dose", replace(named[-1], first=number, last=number)))
    return found


def _names_one(sentence: Sentence, heads: list[tuple[str, Piece]], number: int) -> bool:
    """Whether a medicine is named right after the number."""
    return any(what == "dose" and 0 < head.first - number <= 3 for what, head in heads)


def _explains(sentence: Sentence, head: tuple[str, Piece], piece: Piece) -> bool:
    """Whether a treatment in brackets only tells more of the one before: "physio (stretches)"."""
    if not head[0] == _HEADS[piece.kind] == "treatment":
        return False
    between = sentence.between(head[1], piece)
    return "(" in between and ")" not in between


def _implicit(sentence: Sentence, heads: list[tuple[str, Piece]]) -> Piece | None:
    """A spasm that is told without its name: "left calf, seven"."""
    kinds = {what for what, _ in heads}
    scored = [p for p in sentence.pieces if p.kind in ("score", "level", "bare")]
    if not scored and _unread(sentence):
        return None
    felt = [p for p in sentence.pieces if p.kind in _EPISODE_ONLY and p.kind not in ("pain", "useful")]
    places = [p for p in sentence.pieces if p.kind == "place"]
    if "none" in kinds:
        return _after_none(sentence, heads, scored, places)
    if kinds & {"symptom", "exposure", "day"}:
        scored = []
    if felt and (places or scored or any(p.kind in ("asleep", "woke", "running") for p in felt)):
        if kinds & {"symptom"} and not any(p.kind in ("feel", "woke") for p in felt):
            return None
        return min([*places, *felt], key=lambda p: p.first)
    if places and scored:
        return places[0]
    banded = [p for p in sentence.pieces if p.kind in ("band", "duration")]
    if places and banded and not kinds:
        return places[0]
    return None


def _after_none(
    sentence: Sentence, heads: list[tuple[str, Piece]], scored: list[Piece], places: list[Piece]
) -> Piece | None:
    """ "None until six, then left calf, five": what a stronger break keeps apart from the none."""
    none = next(head for what, head in heads if what == "none")
    apart = [p for p in places if p.first > none.last and sentence.strength(none.last + 1, p.first - 1) > 1]
    return apart[0] if apart and any(s.first > none.last for s in scored) else None


def _unread(sentence: Sentence) -> bool:
    """Whether words that say something stand in a part of the sentence with a place or a feeling, and none was read.

    "The dog jumped on my left leg" has all that a spasm has, but for the dog.
    """
    inside = sentence.recognised
    told = {n for p in sentence.pieces if p.kind in ("place", "feel", "sign") for n in range(p.first, p.last + 1)}
    strange = [n for n in range(len(sentence.tokens)) if n not in inside and _says(sentence, n)]
    return any(not sentence.strength(min(n, m) + 1, max(n, m) - 1) for n in strange for m in told)


def _cut(sentence: Sentence, heads: list[tuple[str, Piece]]) -> list[Frame]:
    """Frames from head to head; the cut is at the strongest break between two heads, the last of equals."""
    edges = [0]
    for (_, before), (_, after) in pairwise(heads):
        edges.append(_edge(sentence, before, after))
    edges.append(len(sentence.tokens))
    return [
        Frame(what, head, first, last - 1) for (what, head), first, last in zip(heads, edges, edges[1:], strict=False)
    ]


def _edge(sentence: Sentence, before: Piece, after: Piece) -> int:
    inside = {n for p in sentence.pieces for n in range(p.first, p.last + 1)}
    candidates = [n for n in range(before.last + 1, after.first) if n not in inside or sentence.strength(n, n) >= 2]
    strongest = max((sentence.strength(n, n) for n in candidates), default=0)
    if strongest:
        return max(n for n in candidates if sentence.strength(n, n) == strongest)
    own = [
        p.first
        for p in sentence.pieces
        if before.last < p.first < after.first and p.kind in ("taken", "missed", "extra", "amount", "strength")
    ]
    return min(own, default=after.first)


def _distribute(sentence: Sentence, found: list[Frame]) -> None:
    heads = {id(frame.head) for frame in found}
    for piece in sentence.pieces:
        if id(piece) in heads and piece.kind in _HEADS:
            continue
        home = next(n for n, frame in enumerate(found) if frame.first <= piece.first <= frame.last)
        order = [home, *range(home - 1, -1, -1), *range(home + 1, len(found))]
        if (spasm := _rather(sentence, found, home, piece)) is not None:
            order = [spasm, *order]
        if piece.kind in TIMES or piece.kind in ("amount", "missed", "taken", "extra", "count", "arow"):
            order = [home]
        if piece.kind == "place" and _one_part(sentence, found[home].head, piece):
            order = [home]  # "cold feet, cramp in the left calf": the feet had no cramp
        target = next((n for n in order if piece.kind in _ACCEPTS[found[n].what]), None)
        if target is not None:
            found[target].members.append(piece)
    for frame in found:
        frame.members.sort(key=lambda piece: piece.first)
        if frame.what == "episode":
            frame.members = [piece for piece in frame.members if not _of_another(sentence, frame, piece)]


def _one_part(sentence: Sentence, head: Piece | None, piece: Piece) -> bool:
    """Whether a piece and the head of its frame stand in one part of the sentence."""
    if head is None:
        return False
    before, after = sorted((piece, head), key=lambda p: p.first)
    return not sentence.strength(before.last + 1, after.first - 1)


def _of_another(sentence: Sentence, frame: Frame, piece: Piece) -> bool:
    """Whether a place or a time belongs to something unread: "thumb spasm, both legs won't move this morning".

    It stands in another part of the sentence than the spasm, and unread words with it, and nothing that tells of one.
    """
    head = frame.head
    if head is None or head.kind != "kind" or piece.kind not in (*TIMES, "place"):
        return False
    before, after = sorted((piece, head), key=lambda p: p.first)
    if not any(sentence.breaks(n) for n in range(before.last + 1, after.first)):
        return False
    first, last = piece.first, piece.last
    while first and not sentence.breaks(first - 1):
        first -= 1
    while last + 1 < len(sentence.tokens) and not sentence.breaks(last + 1):
        last += 1
    part = range(first, last + 1)
    if any(p.first in part and p.kind in _TELLING for p in frame.members):
        return False
    own = any(p.kind == "place" and p.first not in part for p in frame.members)
    if own and any(p.first in part and p.kind in ("sign", "symptom") for p in sentence.pieces):
        return True  # "shin cramp, my right calf is swollen"
    return any(n not in sentence.recognised and _says(sentence, n) for n in part)


_TELLING = frozenset("score level bare pain feel woke impact running duration kind count arow".split())


def _says(sentence: Sentence, n: int) -> bool:
    norm, sets = sentence.tokens[n].norm, sentence.words.sets
    return norm.isalpha() and not any(
        norm in sets[name] for name in ("filler", "plainly", "and", "break", "about", "at")
    )


def _rather(sentence: Sentence, found: list[Frame], home: int, piece: Piece) -> int | None:
    """The spasm that a number belongs to, though something else that takes numbers stands nearer.

    A number from 0 to 10 is not how much of "lifting boxes" there was; a length after a comma is not how long the leg
    was rubbed, if the spasm has none yet.
    """
    frame = found[home]
    spasms = [n for n, other in enumerate(found) if other.what == "episode"]
    if not spasms or frame.head is None:
        return None
    nearest = max((n for n in spasms if n < home), default=spasms[0])
    filled = {_SINGLE.get(p.kind, p.kind) for p in found[nearest].members}
    if _SINGLE.get(piece.kind, piece.kind) in filled:
        return None
    if frame.what == "exposure" and piece.kind in ("score", "level", "bare") and frame.head.value not in _GRADED:
        return nearest
    apart = sentence.strength(min(frame.head.last, piece.last) + 1, max(frame.head.first, piece.first) - 1) > 0
    if frame.what in ("treatment", "exposure") and piece.kind == "duration" and apart and nearest < home:
        return nearest
    return nearest if frame.what == "treatment" and piece.kind in ("score", "level", "bare") else None


def _share_time(sentence: Sentence, found: list[Frame]) -> None:
    """ "10 mg of this and 250 of that at ten": doses named in one breath are taken at one time."""
    for before, after in pairwise(found):
        if not before.what == after.what == "dose" or after.head is None or before.has(*TIMES):
            continue
        times = after.of(*TIMES)
        one_breath = sentence.tokens[after.first].norm in sentence.words.sets["and"]
        if one_breath and all(piece.first > after.head.first for piece in times):
            before.members += times


def _share_taking(sentence: Sentence, found: list[Frame]) -> None:
    """ "took two of this and one of that": both were taken."""
    for before, after in pairwise(found):
        both = before.what == after.what == "dose"
        if both and (before.has("taken") or before.taken) and not before.has("missed"):
            after.taken = sentence.strength(before.last, before.last) <= 1
    for frame in found:
        mine = {id(piece) for piece in frame.members}
        frame.elsewhere = [
            p
            for p in sentence.pieces
            if frame.first <= p.first <= frame.last and id(p) not in mine and p is not frame.head
        ]


# ---------------------------------------------------------------- the same spasm, named twice


def _merged(sentence: Sentence, found: list[Frame]) -> list[Frame]:
    done: list[Frame] = []
    for frame in found:
        earlier = next((f for f in reversed(done) if f.what == "episode"), None)
        if frame.what == "episode" and earlier is not None and _same(sentence, earlier, frame):
            earlier.members += frame.members
            earlier.last = max(earlier.last, frame.last)
            if earlier.head is not None and earlier.head.kind != "kind":
                earlier.head = frame.head
            continue
        done.append(frame)
    return done


def _same(sentence: Sentence, earlier: Frame, later: Frame) -> bool:
    if earlier.head is None or later.head is None or later.head.kind != "kind":
        return False
    if earlier.head.kind == "kind" and earlier.head.value != later.head.value:
        return False
    if later.has("place") and earlier.has("place"):
        return False
    if later.has("place") and earlier.members:
        return False
    filled = {_SINGLE[p.kind] for p in earlier.members if p.kind in _SINGLE}
    return not any(_SINGLE.get(p.kind) in filled for p in later.members)


# ---------------------------------------------------------------- several spasms under one name


def _split(sentence: Sentence, frame: Frame) -> list[Frame]:
    """ "left calf 7/10 and right foot 5/10" are two; so are "around 1 and again at 3"."""
    if frame.what not in ("episode", "dose") or len(frame.members) < 2:
        return [frame]
    clauses = _its_own(frame, _clauses(sentence, frame))
    parts = [clauses[0]]
    for clause in clauses[1:]:
        if _is_another(parts[-1], clause):
            parts.append(clause)
        else:
            parts[-1] = parts[-1] + clause
    if len(parts) == 1:
        frame.members = parts[0]
        return [frame]
    shared = [p for p in parts[0] if p.kind not in _SINGLE and p.kind not in ("duration", "amount")]
    done = []
    for number, part in enumerate(parts):
        members = part if number == 0 or any(p.kind == "place" for p in part) else [*shared, *part]
        if number and _times(part):
            members = [p for p in members if p in part or not _times([p])]
        elif number and not _times(members):
            members = [*(p for p in parts[0] if _times([p])), *members]
        first = part[0].first if number else frame.first
        last = parts[number + 1][0].first - 1 if number + 1 < len(parts) else frame.last
        taken = frame.taken or (number > 0 and frame.has("taken"))
        done.append(Frame(frame.what, frame.head, first, last, members, taken, frame.elsewhere))
    return done


def _its_own(frame: Frame, clauses: list[list[Piece]]) -> list[list[Piece]]:
    """Without a time said before the spasm that has one of its own: "dinner at eight, cramp at nine"."""
    first, rest = clauses[0], clauses[1:]
    if not rest or frame.head is None or first[-1].first > frame.head.first or frame.what != "episode":
        return clauses
    only_time = all(_SINGLE.get(p.kind) == "clock" or p.kind in ("part", "barepart") for p in first)
    return rest if only_time and any(_SINGLE.get(p.kind) == "clock" for p in rest[0]) else clauses


def _clauses(sentence: Sentence, frame: Frame) -> list[list[Piece]]:
    clauses: list[list[Piece]] = [[]]
    previous: Piece | None = None
    for piece in frame.members:
        if previous is not None and sentence.strength(previous.last + 1, piece.first - 1) > 0:
            clauses.append([])
        clauses[-1].append(piece)
        previous = piece
    return clauses


def _is_another(before: Sequence[Piece], clause: Sequence[Piece]) -> bool:
    filled = {_SINGLE[p.kind] for p in before if p.kind in _SINGLE}
    again = {_SINGLE[p.kind] for p in clause if p.kind in _SINGLE} & filled
    has_place = any(p.kind == "place" for p in clause)
    if has_place and any(p.kind == "place" for p in before):
        return bool(again)
    return "clock" in again or ("score" in again and _times(clause) and _times(before))


def _times(pieces: Sequence[Piece]) -> bool:
    return any(piece.kind in ("part", "barepart", "day", "weekday", "date") for piece in pieces)
