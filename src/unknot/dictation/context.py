"""What a piece means where it stands: sides join their places, causes and helpers join their spasm, "no" undoes."""

from __future__ import annotations

from dataclasses import replace

from unknot.dictation.assertion import asserted
from unknot.dictation.causes import blamed, helped, suspected
from unknot.dictation.corrections import corrected, placed_elsewhere
from unknot.dictation.counting import day_counts
from unknot.dictation.duration import owned
from unknot.dictation.pieces import Piece
from unknot.dictation.places import placed
from unknot.dictation.sentence import Sentence
from unknot.dictation.times import TIMES
from unknot.dictation.words import Reading

_BESIDE_A_SCORE = frozenset(
    "kind place band duration unclear feel sign woke during clock part exposure symptom running".split()
)
_BEGINNINGS = ("ago", "clock", "past", "before", "half-past", "half-to", "named", "part")
_AS_SYMPTOM = {"tiredness": "tired", "weakness": "weak", "pain": "pain", "soreness": "pain"}
"""What was left after a spasm, as a symptom of its own where no spasm is told."""
_EPISODIC = ("kind", "score", "level", "pain", "woke", "asleep", "feel", "running", "impact")


def in_context(sentence: Sentence) -> Sentence:
    """The sentence with each piece read as what it means there."""
    for step in (
        owned,
        asserted,
        corrected,
        placed_elsewhere,
        _locked,
        _in_general,
        day_counts,
        _woken,
        _since,
        _medicine_or_result,
        placed,
        _bare_numbers,
        helped,
        blamed,
        suspected,
        _negated,
        _one_reading,
    ):
        sentence = replace(sentence, pieces=tuple(step(sentence)))
    return sentence


_JOINTS = frozenset("knee hip elbow jaw fingers thumb shoulder ankle wrist".split())
_TOLD = ("score", "level", "pain", "duration", "band", "woke", "range", "running", "kind", *_BEGINNINGS)


def _locked(sentence: Sentence) -> list[Piece]:
    """ "My calf locked up" is a spasm; "my knee locked up", with nothing else told, may be the joint."""
    joint = any(piece.reads("site") and piece.read_as("site").value in _JOINTS for piece in sentence.pieces)
    muscle = any(piece.reads("site") and piece.read_as("site").value not in _JOINTS for piece in sentence.pieces)
    sure = muscle or (joint and sentence.has(*_TOLD))
    return [
        piece.read_as("kind" if sure else "unclear", piece.value) if piece.kind == "locked" else piece
        for piece in sentence.pieces
    ]


def _in_general(sentence: Sentence) -> list[Piece]:
    """Without spasms of which only a state is told: "my spasms are getting worse" is none that happened now."""
    measured = sentence.has("score", "level", "pain", "range", "duration", "count", "day-count")
    pieces = list(sentence.pieces)
    for at, piece in enumerate(pieces):
        if piece.kind != "state":
            continue
        pieces[at] = piece.read_as("unclear", "")
        before = pieces[at - 1] if at else None
        if before is not None and before.kind == "part" and at > 1:
            before = pieces[at - 2]
        plural = before is not None and before.kind == "kind" and sentence.said(before) in sentence.words.sets["many"]
        if before is not None and plural and not measured and not sentence.strength(before.last + 1, piece.first - 1):
            pieces[pieces.index(before)] = before.read_as("unclear", "")
    return pieces


def _since(sentence: Sentence) -> list[Piece]:
    """The time after "since" is when a spasm began; after "until", or with several, it is not when this is."""
    done: list[Piece] = []
    counted = any(p.kind in ("count", "day-count") for p in sentence.pieces) or _many(sentence)
    for piece in sentence.pieces:
        before = done[-1] if done else None
        since = before is not None and before.kind == "since" and sentence.near(before, piece)
        if piece.kind == "kind" and before is not None and before.kind == "blame" and _is_since(sentence, before):
            continue  # "red and hot since the cramp" tells of that cramp, not of another
        if since and before is not None and piece.kind in (*TIMES, "kind"):
            if piece.kind == "kind" and before.value != "began":
                done.append(piece)  # "tingling before the spasm"
                continue
            begins = before.value == "began" and piece.kind in _BEGINNINGS and sentence.has("kind", "site")
            if begins and not counted and not sentence.has("no", "none-day"):
                done[-1] = piece  # "a spasm since an hour ago" began then
            continue
        reason = before is not None and before.reads("because") and sentence.near(before, piece)
        if piece.kind == "kind" and reason and sentence.has("medicine", "treatment"):
            continue  # "took one because of the spasms" tells of no spasm of its own
        done.append(piece)
    return done


def _is_since(sentence: Sentence, piece: Piece) -> bool:
    return sentence.words.is_in("since", sentence.tokens[piece.first].norm)


def _woken(sentence: Sentence) -> list[Piece]:
    """ "Woke at 3 with a cramp": it woke. "Woke at 7, cramp at 9" is another time, and so another thing."""
    clocks = sum(piece.kind in ("clock", "past", "before", "half-past", "half-to") for piece in sentence.pieces)
    told = any(piece.reads("kind") or piece.reads("site") for piece in sentence.pieces)
    return [
        piece.read_as("woke", "yes") if piece.kind == "wokebare" and told and clocks < 2 else piece
        for piece in sentence.pieces
    ]


def _many(sentence: Sentence) -> bool:
    """Whether spasms were counted: "three spasms since lunch"."""
    tokens = sentence.tokens
    kinds = [piece for piece in sentence.pieces if piece.kind == "kind" and piece.first > 0]
    return any(tokens[p.first - 1].is_number and sentence.said(p) in sentence.words.sets["many"] for p in kinds)


def _medicine_or_result(sentence: Sentence) -> list[Piece]:
    """Magnesium is taken and measured: the unit decides, or else whether the number is that of a tablet."""
    return [
        piece.read_as("measurement" if _is_result(sentence, piece) else "medicine")
        if piece.reads("medicine") and piece.reads("measurement")
        else piece
        for piece in sentence.pieces
    ]


_NO_LAB = frozenset({"h", "kg", "Cel", "/min", "mm[Hg]"})
"""Units of results that are no lab values: "magnesium, two hours ago" is none."""


def _is_result(sentence: Sentence, piece: Piece) -> bool:
    after = [token.norm for token in sentence.tokens[piece.last + 1 : piece.last + 7]]
    if after[:1] and after[0] in {"is", "was", ":"}:
        after = after[1:]
    if not after or not after[0][0].isdigit():
        return False
    units = (sentence.words.results.get(" ".join(after[1 : 1 + size]), "") for size in (3, 2, 1))
    return any(unit and unit not in _NO_LAB for unit in units)


# ---------------------------------------------------------------- numbers on their own


def _bare_numbers(sentence: Sentence) -> list[Piece]:
    """A number on its own, between stops, beside a spasm: how much it bothers. "one" may be no number at all."""
    taken = {n for piece in sentence.pieces for n in range(piece.first, piece.last + 1)}
    found = list(sentence.pieces)
    scored = any(piece.kind in ("score", "level") for piece in found)
    for number, token in enumerate(sentence.tokens):
        whole = token.is_number and token.norm.isdigit()
        if number in taken or not whole or token.soft or int(token.norm) > 10:
            continue
        if _is_clock(sentence, number):
            found.append(Piece((Reading("clock", ""),), number, number, {"c": token.norm}))
        elif not scored and _stands_alone(sentence, number, taken):
            found.append(Piece((Reading("bare", ""),), number, number, {"n": token.norm}))
    return sorted(found, key=lambda piece: piece.first)


def _is_clock(sentence: Sentence, number: int) -> bool:
    """ "last night about two": an hour, because a part of the day was named right before."""
    if number < 2 or sentence.tokens[number - 1].norm not in sentence.words.sets["about"]:
        return False
    return any(piece.kind == "part" and piece.last == number - 2 for piece in sentence.pieces)


def _stands_alone(sentence: Sentence, number: int, taken: set[int]) -> bool:
    before, after = number - 1, number + 1
    ends = after >= len(sentence.tokens) or sentence.strength(after, after) > 0
    named = any(p.last == before and p.kind == "kind" for p in sentence.pieces)
    ends = ends or (named and sentence.tokens[after].norm in sentence.words.sets["filler"])
    followed = {p.kind for p in sentence.pieces if p.first == after}
    if not ends and not followed & {"duration", "clock", "ago", "part", "woke", "day", "running", "till"}:
        return False
    starts = before < 0 or sentence.strength(before, before) > 0
    beside = any(p.last == before and p.kind in _BESIDE_A_SCORE for p in sentence.pieces)
    return starts or beside or sentence.tokens[before].norm in sentence.words.sets["about"]


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
            chosen = "feel" if any(_beside(sentence, piece, kind) for kind in kinds) else "symptom"
        elif piece.reads("after") and piece.reads("symptom"):
            chosen = "after" if episode else "symptom"
        elif piece.kind == "after" and not episode and piece.value in _AS_SYMPTOM:
            done.append(piece.read_as("symptom", _AS_SYMPTOM[piece.value]))
            continue
        elif piece.reads("during") and piece.reads("treatment"):
            chosen = "during" if episode and not sentence.has("taken") and _goes_on(sentence, piece) else "treatment"
            if not episode and not sentence.has("duration", "helped", "nothelped", "taken", "place"):
                done.append(piece.read_as("unclear", ""))  # "can't breathe lying down" tells of no treatment
                continue
        elif piece.reads("during") and not episode:
            continue
        elif piece.reads("treatment") and piece.reads("exposure"):
            chosen = "treatment" if sentence.has("duration") else "exposure"
        else:
            chosen = piece.kind
        done.append(piece.read_as(chosen))
    return done


def _beside(sentence: Sentence, piece: Piece, kind: Piece) -> bool:
    """Whether a feeling tells of the spasm: no "then" or stop between them, and no symptom in its part."""
    before, after = sorted((piece, kind), key=lambda p: p.first)
    if sentence.strength(before.last + 1, after.first - 1) > 1:
        return False
    first, last = piece.first, piece.last
    while first and not sentence.breaks(first - 1):
        first -= 1
    while last + 1 < len(sentence.tokens) and not sentence.breaks(last + 1):
        last += 1
    others = [p for p in sentence.pieces if first <= p.first <= last and p is not piece]
    if any(p.kind == "symptom" for p in others):
        return False
    apart = not first <= kind.first <= last
    felt = any(sentence.tokens[n].norm in sentence.words.sets["feels"] for n in range(first, last + 1))
    return not (apart and (felt or any(p.kind == "day" for p in others)))


def _goes_on(sentence: Sentence, piece: Piece) -> bool:
    return piece.last > piece.first


def _negated(sentence: Sentence) -> list[Piece]:
    """Without what was said not to be. "no alcohol" stays, as an exposure that was not there."""
    pieces = list(sentence.pieces)
    done: list[Piece] = []
    active: Piece | None = None
    for piece in pieces:
        if piece.kind == "no" and piece.value == "gone":
            if (
                done
                and done[-1].kind in ("symptom", "place")
                and sentence.near(done[-1], piece)
                and _ends_there(sentence, piece)
            ):
                done.pop()  # "headache gone", "right foot fine"
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
            active = active if _listed(sentence, done, active, piece) else None
        if active is None:
            done.append(piece)
        elif piece.kind == "kind" and not _plainly(sentence, active, piece):
            continue  # "not many spasms": some, nobody knows how many
        elif piece.kind == "kind":
            done.append(replace(piece.read_as("none-kind", piece.value), first=active.first))
        elif piece.kind == "exposure":
            done.append(piece.read_as("exposure-no", piece.value))
        elif piece.kind == "medicine" and _left_out(sentence, active, piece):
            done.append(piece)
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


def _plainly(sentence: Sentence, no: Piece, piece: Piece) -> bool:
    """Whether "no" stands right before what it denies, but for small words: "no new spasms or cramps"."""
    sets = sentence.words.sets
    return all(w in sets["filler"] or w in sets["or"] or w in sets["quite"] for w in sentence.between(no, piece))


def _ends_there(sentence: Sentence, piece: Piece) -> bool:
    """Whether "okay" ends its part: in the middle of one it only fills a pause."""
    after = piece.last + 1
    if after >= len(sentence.tokens) or sentence.strength(after, after):
        return True
    return sentence.tokens[piece.last].norm not in {"ok", "okay"}


def _left_out(sentence: Sentence, no: Piece, piece: Piece) -> bool:
    """ "Habe heute kein Baclofen genommen": it was left out."""
    after = next((p for p in sentence.pieces if p.first > piece.last), None)
    beside = after is not None and after.kind == "taken" and sentence.near(piece, after)
    return beside and sentence.said(no) in sentence.words.sets["noneof"]


def _listed(sentence: Sentence, done: list[Piece], no: Piece, piece: Piece) -> bool:
    """ "Without fever and weakness": both are not there."""
    last = next((p for p in reversed(sentence.pieces) if p.last < piece.first), no)
    joined = all(
        w in sentence.words.sets["and"] or w in sentence.words.sets["filler"] for w in sentence.between(last, piece)
    )
    return sentence.said(no) in sentence.words.sets["without"] and piece.kind == "symptom" and joined


def _reaches(sentence: Sentence, no: Piece, piece: Piece) -> bool:
    gap = [t.norm for t in sentence.tokens[no.last + 1 : piece.first]]
    return len(gap) <= 4 and sentence.strength(no.last + 1, piece.first - 1) == 0
