"""How well readings agree with the truth: per slot, per sort of sentence, per noise."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from benchmarks.words.reading import Found
from benchmarks.words.truth import Event, Utterance

ALIKE = {("exposure", "fatigue"): ("symptom", "tired"), ("exposure", "fever"): ("symptom", "fever")}
"""The same thing said in two kinds of entry."""

_ORDER = ("next-visit", "same-day", "emergency")
_LITTLE = {
    "en": frozenset(
        "a an the my i i'm im ive i've it its is was were are am and or of in on at to for with by it's that"
        " this had have has been be me so then about just from as up".split()
    ),
    "de": frozenset(
        "der die das den dem ein eine einen einer im in am an um und oder zu mit von bei ich mir mich war ist bin"
        " hat habe hatte es dann so auf für mein meine".split()
    ),
}
"""Words that carry nothing alone."""


@dataclass(slots=True)
class Score:
    """Counts of one group of sentences."""

    sentences: int = 0
    whole: int = 0
    given: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    met: Counter[str] = field(default_factory=Counter)
    wanted: Counter[str] = field(default_factory=Counter)
    dangerous: int = 0
    doses: int = 0
    missed: int = 0
    lower: int = 0
    danger: int = 0
    false_alarms: int = 0
    quiet: int = 0
    words: int = 0
    lost: int = 0
    asked: int = 0
    examples: dict[str, list[str]] = field(default_factory=dict)

    def keep(self, what: str, text: str, most: int = 25) -> None:
        """An example of a fault, for whoever mends it."""
        kept = self.examples.setdefault(what, [])
        if len(kept) < most:
            kept.append(text)

    def precision(self, slot: str) -> float:
        """Of what was filled in, the share that is right."""
        return self.right[slot] / self.given[slot] if self.given[slot] else 1.0

    def recall(self, slot: str) -> float:
        """Of what was said, the share that was filled in rightly."""
        return self.met[slot] / self.wanted[slot] if self.wanted[slot] else 1.0


def add(score: Score, said: Utterance, read: Sequence[Found], told: Sequence[str], kept: str, asked: bool) -> None:
    """One sentence more."""
    score.sentences += 1
    score.asked += asked
    clean = _facts(score, said, [_alike(one) for one in read])
    clean = _alarms(score, said, told) and clean
    clean = _words(score, said, kept) and clean
    score.whole += clean


def _alike(one: Found) -> Found:
    kind, code = ALIKE.get((one.kind, one.slots.get("code", "")), (one.kind, one.slots.get("code", "")))
    return one if kind == one.kind else Found(kind, {"code": code})


def _same(event: Event, one: Found) -> tuple[int, int]:
    """How many slots agree, and how many do not."""
    agree = sum(one.slots.get(slot) in values for slot, values in event.slots.items())
    given = [slot for slot in one.slots if slot not in event.may]
    return agree, len(given) - agree


def pairs(events: Sequence[Event], read: Sequence[Found]) -> list[tuple[Event | None, Found | None]]:
    """Events beside what was read of them, the best matches first; None where there is no other."""
    ranked = sorted(
        (
            (-agree, wrong, event.optional, e, r)
            for e, event in enumerate(events)
            for r, one in enumerate(read)
            if event.kind == one.kind
            for agree, wrong in (_same(event, one),)
        ),
    )
    matched: list[tuple[Event | None, Found | None]] = []
    taken_events: set[int] = set()
    taken_read: set[int] = set()
    for _, _, _, e, r in ranked:
        if e in taken_events or r in taken_read:
            continue
        taken_events.add(e)
        taken_read.add(r)
        matched.append((events[e], read[r]))
    matched += [(event, None) for e, event in enumerate(events) if e not in taken_events]
    return matched + [(None, one) for r, one in enumerate(read) if r not in taken_read]


def _facts(score: Score, said: Utterance, read: Sequence[Found]) -> bool:
    whole = True
    for event, one in pairs(said.events, read):
        if one is not None:
            name = f"{one.kind}"
            score.given[name] += 1
            score.right[name] += event is not None
            if event is None:
                whole = False
                score.keep(f"false {name}", f"{said.text}  ->  {one.slots}")
        if event is not None and not event.optional:
            score.wanted[event.kind] += 1
            score.met[event.kind] += one is not None
            whole = whole and one is not None
            if one is None:
                score.keep(f"missed {event.kind}", said.text)
        whole = _slots(score, said, event, one) and whole
    return whole


def _slots(score: Score, said: Utterance, event: Event | None, one: Found | None) -> bool:
    """Count the slots of a pair, and whether all agree. A dose that is false in any way is dangerous."""
    clean = True
    truth, given = (event.slots if event else {}), (one.slots if one else {})
    for slot in {**truth, **given}:
        name = f"{(event or one).kind}.{slot}"  # type: ignore[union-attr]
        values, value = truth.get(slot), given.get(slot)
        if value is not None and (values is not None or not (event and slot in event.may)):
            score.given[name] += 1
            score.right[name] += values is not None and value in values
            if values is None or value not in values:
                clean = False
                score.keep(f"wrong {name}", f"{said.text}  ->  {value!r}, not {sorted(values or ['nothing'])}")
        if values is not None and event is not None and not event.optional:
            score.wanted[name] += 1
            score.met[name] += value in values
            clean = clean and value is not None
            if value is None and one is not None:
                score.keep(f"unread {name}", said.text)
    if one is not None and one.kind == "dose" and one.slots.get("status") != "skipped":
        _dose(score, said, event, one)
    return clean


def _dose(score: Score, said: Utterance, event: Event | None, one: Found) -> None:
    false = event is None or not {one.slots["status"]} & event.slots.get("status", frozenset())
    medicine = event is not None and one.slots["medicine"] not in event.slots["medicine"]
    amount = event is not None and "amount" in one.slots and "amount" not in event.may
    wrong = amount and one.slots["amount"] not in event.slots.get("amount", frozenset())  # type: ignore[union-attr]
    if false:
        score.doses += 1
        score.keep("dose not taken", f"{said.text}  ->  {one.slots}")
    if false or medicine or wrong:
        score.dangerous += 1
        score.keep("dangerous", f"{said.text}  ->  {one.slots}")


def _alarms(score: Score, said: Utterance, told: Sequence[str]) -> bool:
    worst = max((_ORDER.index(tier) for tier in told if tier in _ORDER), default=-1)
    if said.quiet:
        score.quiet += 1
        if worst == _ORDER.index("emergency"):
            score.false_alarms += 1
            score.keep("false alarm", said.text)
            return False
    if not said.tier:
        return True
    score.danger += 1
    if not told:
        score.missed += 1
        score.dangerous += 1
        score.keep(f"silent, {said.tier}", said.text)
    elif worst < _ORDER.index(said.tier):
        score.lower += 1
        score.keep(f"lower than {said.tier}", f"{said.text}  ->  {told[0]}")
    return worst >= _ORDER.index(said.tier)


def _words(score: Score, said: Utterance, kept: str) -> bool:
    """Every word must stand in a fact, a note, a question, or the words kept whole."""
    there = Counter(_tokens(kept))
    lost = [w for w in _tokens(said.text) if w not in there and w not in _LITTLE[said.language]]
    score.words += len(_tokens(said.text))
    score.lost += len(lost)
    if lost:
        score.keep("lost words", f"{said.text}  ->  {' '.join(lost)}")
    return not lost


def _tokens(text: str) -> list[str]:
    return re.findall(r"[\w’']+", text.casefold())


def merged(scores: Iterable[Score]) -> Score:
    """The counts of several groups together; examples stay with their groups."""
    whole = Score()
    for one in scores:
        for name in Score.__dataclass_fields__:
            if name == "examples":
                continue
            setattr(whole, name, getattr(whole, name) + getattr(one, name))
    return whole
