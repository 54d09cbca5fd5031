"""What a piece means where it stands: sides join their places, causes and helpers join their spasm, "no" undoes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from unknot.dictation.pieces import Piece
from unknot.dictation.times import TIMES
from unknot.dictation.tokens import Token
from unknot.dictation.words import Language, Reading
from unknot.knowledge.vocabulary import vocabulary

ENDS = frozenset(".;!?\n")
_SCORED = ("score", "level", "pain", "range")
_EPISODIC = ("kind", "score", "level", "pain", "woke", "asleep", "feel", "running", "impact")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence on its way: its words, its tokens, and the pieces found so far."""

    words: Language
    tokens: Sequence[Token]
    pieces: tuple[Piece, ...]

    def strength(self, first: int, last: int) -> int:
        """The strongest break among tokens `first` to `last`, both included: 0 none, 1 comma, 2 "then", 3 full stop."""
        return max((self._break(n) for n in range(first, last + 1)), default=0)

    def _break(self, number: int) -> int:
        norm = self.tokens[number].norm
        if norm in ENDS:
            return 3
        if norm in self.words.sets["break"]:
            return 2
        return 1 if norm in {",", ":"} or norm in self.words.sets["and"] else 0

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

    def has(self, *kinds: str) -> bool:
        """Whether any piece may mean one of these."""
        return any(piece.reads(kind) for piece in self.pieces for kind in kinds)


def in_context(sentence: Sentence) -> Sentence:
    """The sentence with each piece read as what it means there."""
    for step in (
        _unblocked,
        _since,
        _medicine_or_result,
        _placed,
        _bare_numbers,
        _helped,
        _blamed,
        _suspected,
        _one_reading,
        _negated,
    ):
        sentence = replace(sentence, pieces=tuple(step(sentence)))
    return sentence


def _unblocked(sentence: Sentence) -> list[Piece]:
    """Without what is said of the past, of plans, of others. "Tomorrow" stays, to be asked about."""
    kept: list[Piece] = []
    for chunk in _chunks(sentence):
        blockers = [p for p in chunk if p.kind == "blocker"]
        if not blockers:
            kept += chunk
            continue
        future = [p for p in blockers if p.value == "future"]
        if future and any(p.kind in ("kind", "site", "medicine") for p in chunk):
            kept.append(future[0].read_as("future", ""))
    return kept


def _since(sentence: Sentence) -> list[Piece]:
    """Without the time after "since": it is a beginning, not when this is."""
    done: list[Piece] = []
    for piece in sentence.pieces:
        before = done[-1] if done else None
        if piece.kind in TIMES and before is not None and before.value == "since" and sentence.near(before, piece):
            continue
        done.append(piece)
    return done


def _medicine_or_result(sentence: Sentence) -> list[Piece]:
    """Magnesium is taken and measured: the unit decides, or else whether the number is that of a tablet."""
    return [
        piece.read_as("measurement" if _is_result(sentence, piece) else "medicine")
        if piece.reads("medicine") and piece.reads("measurement")
        else piece
        for piece in sentence.pieces
    ]


def _is_result(sentence: Sentence, piece: Piece) -> bool:
    after = [token.norm for token in sentence.tokens[piece.last + 1 : piece.last + 7]]
    if after[:1] and after[0] in {"is", "was", ":"}:
        after = after[1:]
    if not after or not after[0][0].isdigit():
        return False
    return any(" ".join(after[1 : 1 + size]) in sentence.words.results for size in (3, 2, 1))


def _chunks(sentence: Sentence) -> list[list[Piece]]:
    chunks: list[list[Piece]] = [[]]
    previous = None
    for piece in sentence.pieces:
        if previous is not None and sentence.strength(previous.last + 1, piece.first - 1) >= 3:
            chunks.append([])
        chunks[-1].append(piece)
        previous = piece
    return chunks


# ---------------------------------------------------------------- places


def _placed(sentence: Sentence) -> list[Piece]:
    """Sites with their sides. A side that may belong to two places, or is taken back, belongs to none."""
    pieces = list(sentence.pieces)
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
    _lone_side(pieces, sides, used)
    return [
        _place(piece, sides.get(at, ""), pieces[reach.get(at, at)]) if piece.reads("site") else piece
        for at, piece in enumerate(pieces)
        if at not in used and piece.kind not in ("side", "sideof")
    ]


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


def _lone_side(pieces: list[Piece], sides: dict[int, str], used: set[int]) -> None:
    """ "hand cramp, on the right": one place, one side said apart from it."""
    places = [at for at, piece in enumerate(pieces) if piece.reads("site")]
    lone = [at for at, piece in enumerate(pieces) if piece.kind == "sideof" and at not in used]
    others = [at for at, piece in enumerate(pieces) if piece.kind == "side" and at not in used]
    if len(places) == 1 and len(lone) == 1 and not others and places[0] not in sides:
        sides[places[0]] = pieces[lone[0]].value
        used.add(lone[0])


# ---------------------------------------------------------------- numbers on their own


def _bare_numbers(sentence: Sentence) -> list[Piece]:
    """A number on its own, between stops, beside a spasm: how much it bothers. "one" may be no number at all."""
    taken = {n for piece in sentence.pieces for n in range(piece.first, piece.last + 1)}
    found = list(sentence.pieces)
    if any(piece.kind in ("score", "level") for piece in found):
        return found
    for number, token in enumerate(sentence.tokens):
        whole = token.is_number and token.norm.isdigit()
        if number in taken or not whole or token.soft or int(token.norm) > 10:
            continue
        if _stands_alone(sentence, number, taken):
            found.append(Piece((Reading("bare", ""),), number, number, {"n": token.norm}))
    return sorted(found, key=lambda piece: piece.first)


def _stands_alone(sentence: Sentence, number: int, taken: set[int]) -> bool:
    before, after = number - 1, number + 1
    ends = after >= len(sentence.tokens) or sentence.strength(after, after) > 0
    followed = {p.kind for p in sentence.pieces if p.first == after}
    if not ends and not followed & {"duration", "clock", "ago", "part", "woke", "day", "running", "till"}:
        return False
    starts = before < 0 or sentence.strength(before, before) > 0
    return starts or before in taken or sentence.tokens[before].norm in sentence.words.sets["about"]


# ---------------------------------------------------------------- what helped, what is blamed


def _helped(sentence: Sentence) -> list[Piece]:
    pieces = list(sentence.pieces)
    gone: set[int] = set()
    for at, piece in enumerate(pieces):
        if piece.kind == "helpedby":
            target = at + 1 if at + 1 < len(pieces) else None
        elif piece.kind in ("helped", "nothelped", "andwent"):
            target = at - 1 if at else None
            if piece.kind == "andwent" and at >= 2 and pieces[at - 1].kind == "kind":
                target = at - 2  # "drank water and the cramp went"
        else:
            continue
        if target is None or not pieces[target].reads("treatment") or not _close(sentence, pieces, at, target):
            gone.add(at) if piece.kind != "nothelped" else None
            continue
        code = pieces[target].read_as("treatment").value
        if piece.kind == "nothelped":
            pieces[target] = pieces[target].read_as("did-not-help", code)
        else:
            pieces[target] = pieces[target].read_as("helped-by", code)
        gone.add(at)
    return [piece for at, piece in enumerate(pieces) if at not in gone]


def _close(sentence: Sentence, pieces: list[Piece], at: int, target: int) -> bool:
    first, second = sorted((at, target))
    if pieces[second].kind == "andwent":
        return pieces[second].first - pieces[first].last <= 5
    gap = sentence.between(pieces[first], pieces[second])
    return len(gap) <= 3 and sentence.strength(pieces[first].last + 1, pieces[second].first - 1) == 0


def _blamed(sentence: Sentence) -> list[Piece]:
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


def _suspected(sentence: Sentence) -> list[Piece]:
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


# ---------------------------------------------------------------- one meaning each


def _one_reading(sentence: Sentence) -> list[Piece]:
    """Words with several meanings: beside a spasm "tingling" is how it felt, alone it is a symptom."""
    episode = (sentence.has("place") and sentence.has(*_EPISODIC)) or sentence.has("kind")
    kinds = [p for p in sentence.pieces if p.reads("kind") and not p.reads("feel")]
    done = []
    for piece in sentence.pieces:
        if piece.reads("feel") and piece.reads("kind"):
            chosen = "feel" if kinds else "kind"
        elif piece.reads("feel") and piece.reads("symptom"):
            chosen = "feel" if kinds else "symptom"
        elif piece.reads("after") and piece.reads("symptom"):
            chosen = "after" if episode else "symptom"
        elif piece.reads("during") and piece.reads("treatment"):
            chosen = "during" if episode and not sentence.has("taken") and _goes_on(sentence, piece) else "treatment"
        elif piece.reads("during") and not episode:
            continue
        elif piece.reads("treatment") and piece.reads("exposure"):
            chosen = "treatment" if sentence.has("duration") else "exposure"
        else:
            chosen = piece.kind
        done.append(piece.read_as(chosen))
    return done


def _goes_on(sentence: Sentence, piece: Piece) -> bool:
    return piece.last > piece.first


def _negated(sentence: Sentence) -> list[Piece]:
    """Without what was said not to be. "no alcohol" stays, as an exposure that was not there."""
    pieces = list(sentence.pieces)
    done: list[Piece] = []
    active: Piece | None = None
    for piece in pieces:
        if piece.kind == "no" and piece.value == "gone" and done and done[-1].kind == "symptom":
            done.pop()  # "headache gone"
            continue
        if piece.kind == "no":
            active = piece
            continue
        none = next((p for p in done if p.kind == "none-kind"), None)
        if piece.value == "except" and none is not None:
            done.remove(none)  # "no spasms today apart from one": there was one
            done.append(piece.read_as("kind", none.value))
            continue
        if active is not None and not _reaches(sentence, active, piece):
            active = None
        if active is None:
            done.append(piece)
        elif piece.kind == "kind":
            done.append(piece.read_as("none-kind", piece.value))
        elif piece.kind == "exposure":
            done.append(piece.read_as("exposure-no", piece.value))
        elif piece.kind in (
            "symptom",
            "feel",
            "sign",
            "after",
            "woke",
            "measurement",
            "treatment",
            "medicine",
            "fever",
        ):
            continue
        else:
            done.append(piece)
    return done


def _reaches(sentence: Sentence, no: Piece, piece: Piece) -> bool:
    gap = [t.norm for t in sentence.tokens[no.last + 1 : piece.first]]
    return len(gap) <= 4 and sentence.strength(no.last + 1, piece.first - 1) == 0
