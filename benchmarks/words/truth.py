"""What a made sentence or letter says: the truth that a reading is held to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

Values = frozenset[str]

SLOTS: Mapping[str, tuple[str, ...]] = {
    "episode": ("kind", "place", "side", "bother", "band", "pain", "length", "time", "woke"),
    "dose": ("medicine", "status", "amount", "time"),
    "symptom": ("code",),
    "exposure": ("code",),
    "treatment": ("code", "length"),
    "measurement": ("code", "value"),
    "none": ("day",),
    "count": ("number", "day"),
}
"""The slots that are scored, by kind of event. A slot that the truth does not name must stay empty."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, as it was said.

    `slots` holds the accepted values of each slot: more than one where careful readers differ. `optional` events may
    be read or left as words; `may` are slots that may be filled although nothing was plainly said of them.
    """

    kind: str
    slots: Mapping[str, Values] = field(default_factory=dict)
    optional: bool = False
    may: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        unknown = (set(self.slots) | self.may) - set(SLOTS[self.kind])
        if unknown:
            raise ValueError(f"{self.kind} has no slot {sorted(unknown)}")


@dataclass(frozen=True, slots=True)
class Utterance:
    """What one person says at one time. `tier` is the urgency that somebody must be told of, if any.

    `quiet` sentences must raise no emergency. `about` and `plan` are what the journal knows of the person.
    """

    text: str
    language: str
    now: datetime
    sort: str
    events: tuple[Event, ...] = ()
    tier: str = ""
    quiet: bool = True
    about: tuple[str, ...] = ()
    plan: tuple[str, ...] = ()
    noise: str = ""


def changed(said: Utterance, text: str, noise: str) -> Utterance:
    """The same things said in other letters."""
    return replace(said, text=text, noise=noise if text != said.text else "")


@dataclass(frozen=True, slots=True)
class DoseTruth:
    """An amount as the letter writes it (number and unit), and the clock time if it gives one."""

    amount: str
    at: str = ""


@dataclass(frozen=True, slots=True)
class StepTruth:
    """The doses of one day. `starts` is an ISO date, `+7` for days after the first step, or empty if not written."""

    doses: tuple[DoseTruth, ...]
    starts: str = ""


@dataclass(frozen=True, slots=True)
class PlanTruth:
    """What a letter says of one medicine. `limits` are the numbers of its limits, never amounts to take.

    `ends` is the last day, as `StepTruth.starts` is written. A plan without steps and without `needed` ends only.
    """

    medicine: str
    steps: tuple[StepTruth, ...] = ()
    strength: str = ""
    needed: str = ""
    most_a_day: int | None = None
    hours_between: int | None = None
    limits: tuple[str, ...] = ()
    ends: str = ""


@dataclass(frozen=True, slots=True)
class LetterTruth:
    """A made letter. `refused`: no plan may be offered. `common`: a shape that should be offered whole."""

    text: str
    language: str
    sort: str
    plans: tuple[PlanTruth, ...] = ()
    common: bool = False
    noise: str = ""

    @property
    def refused(self) -> bool:
        """Whether nothing may be offered from it."""
        return not self.plans


def some(*values: object) -> Values:
    """Accepted values, as text."""
    return frozenset(str(value) for value in values)
