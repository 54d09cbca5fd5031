"""What a person answered to alerts, and what each answer settles."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import TypeAlias
from uuid import UUID

from unknot.journal.entry import AlertAnswer, Entry
from unknot.knowledge.rules import URGENCY
from unknot.safety.alert import ASK, Key, State, read_key
from unknot.safety.evaluate import Usual

LATER = timedelta(hours=4)
"""An alert that was put off comes back after this."""
USUAL_FOR = timedelta(days=30)
"""A sign answered with "not new for me" is taken as usual for this long, unless it is called new."""

Answers: TypeAlias = Sequence[tuple[Key, Entry[AlertAnswer]]]

_RANK = {tier.value: rank for tier, rank in URGENCY.items()}


def keyed(entries: Sequence[Entry[AlertAnswer]]) -> Answers:
    """The answers with the alerts they name, in order; an answer that names none of ours is left out."""
    return [(key, entry) for entry in entries if (key := read_key(entry.body.key)) is not None]


def answer_to(key: Key, entries: Collection[UUID], since: datetime, answers: Answers) -> Entry[AlertAnswer] | None:
    """The last answer to an alert, by one of its entries, or to a more urgent one of the same rule since it began."""
    fitting = [
        entry
        for other, entry in answers
        if entry.happened_at.at >= since
        and _covers(other.level, key.level)
        and (other.entry in entries or other.level != key.level)
    ]
    return fitting[-1] if fitting else None


def answer_lately(key: Key, since: datetime, answers: Answers) -> Entry[AlertAnswer] | None:
    """The last answer since then to anything of the same rule: for what goes on since long ago."""
    fitting = [e for other, e in answers if e.happened_at.at >= since and _covers(other.level, key.level)]
    return fitting[-1] if fitting else None


def state(answer: Entry[AlertAnswer] | None, now: datetime, *, stands: bool) -> State:
    """Where an alert stands after its last answer."""
    if answer is None:
        return State.OPEN if stands else State.PAST
    if answer.body.answer != "later":
        return State.ANSWERED
    if now - answer.happened_at.at < LATER:
        return State.LATER
    return State.OPEN if stands else State.PAST


def usual_signs(answers: Answers) -> Usual:
    """Which signs the person lately called usual."""
    told = [(key.signs, e.happened_at.at) for key, e in answers if e.body.answer == "not-new"]

    def usual(code: str, at: datetime) -> bool:
        return any(code in signs and said < at <= said + USUAL_FOR for signs, said in told)

    return usual


def _covers(answered: str, level: str) -> bool:
    """Whether an answer at one level settles another: an emergency's settles what is less urgent, never the reverse."""
    if answered == level:
        return True
    if answered.startswith(ASK):
        return False
    return answered in _RANK and (level.startswith(ASK) or _RANK[answered] < _RANK.get(level, -1))
