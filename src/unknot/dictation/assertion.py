"""What a sentence says of this person, of now: not what is past, planned, imagined, or someone else's.

As in the ConText algorithm (Harkema et al. 2009, doi 10.1016/j.jbi.2009.05.002): a trigger, how far it reaches, and
what ends its reach. A trigger reaches over its part of the sentence, between commas and words such as "but" and "then";
one that begins the part reaches over "and" too. One that is said of medicines denies nothing but medicines.
"""

from __future__ import annotations

from unknot.dictation.pieces import Piece
from unknot.dictation.sentence import Sentence
from unknot.dictation.words import Reading

_MEDICINES = frozenset({"medicine", "tablets", "amount", "strength", "taken", "missed", "extra", "stage"})
_TIMES = frozenset({"clock", "clocks", "day", "part", "barepart", "weekday", "date", "named", "ago", "past", "before"})
_TOLD = frozenset({"kind", "site", "medicine", "tablets"})


def asserted(sentence: Sentence) -> list[Piece]:
    """The pieces without those that a trigger denies; "tomorrow" stays where something is told, to be asked about."""
    triggers = [piece for piece in sentence.pieces if piece.kind == "blocker"]
    gone = _asked(sentence)
    if not triggers and not gone:
        return list(sentence.pieces)
    asks: list[Piece] = []
    for trigger in triggers:
        first, last = _reach(sentence, trigger)
        inside = [n for n, p in enumerate(sentence.pieces) if first <= p.first and p.last <= last and p is not trigger]
        of_medicines = trigger.value == "medicine"
        denied = [n for n in inside if not of_medicines or sentence.pieces[n].kind in _MEDICINES | _TIMES]
        if of_medicines and not any(sentence.pieces[n].reads("medicine") for n in inside):
            continue
        hoped = any(_over(sentence, other, trigger) for other in triggers if other.value in ("other", "plan"))
        if (
            trigger.value == "future"
            and not hoped
            and any(sentence.pieces[n].reads(kind) for n in inside for kind in _TOLD)
        ):
            asks.append(trigger.read_as("future", "") if trigger.reads("future") else _future(trigger))
        gone.update(denied)
    kept = [p.read_as("stage") if p.reads("stage") else p for n, p in enumerate(sentence.pieces) if n not in gone]
    kept = [p for p in kept if p.kind != "blocker"]
    return sorted([*kept, *asks], key=lambda piece: piece.first)


def _over(sentence: Sentence, other: Piece, trigger: Piece) -> bool:
    """Whether a trigger stands in the reach of another: "I hope there are none tomorrow" asks for no time."""
    first, last = _reach(sentence, other)
    return first <= trigger.first and trigger.last <= last


def _asked(sentence: Sentence) -> set[int]:
    """The pieces of questions: "should I take 10 mg of it?" tells of nothing that happened."""
    tokens, sets = sentence.tokens, sentence.words.sets
    ends = [n for n in range(len(tokens)) if sentence.strength(n, n) > 2] + [len(tokens)]
    gone: set[int] = set()
    start = 0
    for end in ends:
        small = sets["filler"] - sets["asking"] | {"okay", "ok", "well", "oh", "hey", "na"}
        first = next((n for n in range(start, end) if tokens[n].norm.isalnum() and tokens[n].norm not in small), end)
        if first + 1 < end and tokens[first].norm in sets["asking"]:
            mark = end < len(tokens) and tokens[end].norm == "?"
            if mark or tokens[first + 1].norm in sets["askedof"]:
                gone |= {n for n, p in enumerate(sentence.pieces) if start <= p.first and p.last < end}
        start = end + 1
    return gone


def _future(trigger: Piece) -> Piece:
    return Piece((Reading("future", ""),), trigger.first, trigger.last, trigger.holes)


def _reach(sentence: Sentence, trigger: Piece) -> tuple[int, int]:
    """The tokens that a trigger reaches, both included."""
    first = trigger.first
    while first > 0 and not _ends(sentence, first - 1, over_and=False):
        first -= 1
    last = trigger.last
    leads = first == trigger.first
    while last + 1 < len(sentence.tokens) and not _ends(sentence, last + 1, over_and=leads):
        last += 1
    return first, last


def _ends(sentence: Sentence, token: int, *, over_and: bool) -> bool:
    norm = sentence.tokens[token].norm
    if norm in sentence.words.sets["and"]:
        return not over_and or _new_subject(sentence, token + 1)
    return sentence.strength(token, token) > 0


def _new_subject(sentence: Sentence, token: int) -> bool:
    """Whether "and" goes on about this person: "my wife fell and I have a cramp"."""
    return token < len(sentence.tokens) and sentence.tokens[token].norm in sentence.words.sets["self"]
