"""An alert: a rule that holds, what it stands on, and what the person answered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from unknot.journal.entry import AlertAnswer, Entry
from unknot.knowledge.conditions import Doses, Exposed, Measured, Stands, Taking, Took, Treated, Under
from unknot.knowledge.rules import URGENCY, Clause, Rule, Tier
from unknot.knowledge.words import Translate

NO_MESSAGE = "No message from this short list. It may miss things."
NOT_CHECKED = "Not yet checked by a clinician."
NOT_COMPARING = "Not comparing doses with the plan."
NO_DOSE_LOGGED = "No dose is being logged, so nothing is compared with the plan."

YES = frozenset({"still-there", "missed", "not-sure"})
"""Answers to a question that raise the alert behind it."""
ASK = "ask"
ONGOING = "ongoing"


class State(StrEnum):
    """Where an alert stands."""

    OPEN = "open"
    LATER = "later"  # put off; it comes back
    ANSWERED = "answered"
    PAST = "past"  # nobody answered, and it no longer stands


_THEIRS = (Stands, Taking, Doses, Took, Exposed, Treated, Under, Measured)
"""What is about this person, and not about anyone who feels the same."""


@dataclass(frozen=True, slots=True)
class Key:
    """The name of an alert: its rule, its tier or the question's clause, the entry that raised it, its signs.

    What has gone on for longer than we look back has no such entry: `ongoing` stands in its place.
    """

    rule: str
    level: str
    entry: UUID | None
    signs: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.rule}/{self.level}:{self.entry or ONGOING}:{'+'.join(self.signs)}"[:500]


def read_key(text: str) -> Key | None:
    """The key of an answer; None if it is not one of ours."""
    head, _, rest = text.partition(":")
    entry, _, signs = rest.partition(":")
    rule, _, level = head.partition("/")
    try:
        return Key(rule, level, None if entry == ONGOING else UUID(entry), tuple(s for s in signs.split("+") if s))
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Alert:
    """A rule that holds now, or did. With `asks`, it is a question first, and no alert yet.

    `raised_by` is the entry under which it is shown once, None if it goes on since long ago; `entries` are all it
    stands on. `since` and `last` are when the first and the last of them happened. `notices` are when a device may
    say so, if it may at all. `again` is when a message of the same matter was settled: this one is told in a line.
    """

    rule: Rule
    clause: Clause
    tier: Tier
    asks: str
    key: str
    raised_by: UUID | None
    entries: tuple[UUID, ...]
    signs: tuple[str, ...]
    since: datetime
    last: datetime
    state: State
    answer: Entry[AlertAnswer] | None
    notices: tuple[datetime, ...]
    again: datetime | None = None

    @property
    def urgency(self) -> tuple[int, bool, int, int, float, str]:
        """Which comes first on the screen: the soonest tier, alerts before questions, the likeliest for this person.

        That is what stands on more of what they have or take, then what stands on more signs, then the latest. What is
        told in a line comes after all that is not.
        """
        return (
            URGENCY[self.tier] + len(URGENCY) * (self.again is not None),
            bool(self.asks),
            -sum(isinstance(condition, _THEIRS) for condition in self.clause.when),
            -len(self.clause.when),
            -self.last.timestamp(),
            self.rule.code,
        )


@dataclass(frozen=True, slots=True)
class Words:
    """An alert in the reader's language.

    `unchecked` stands below the action, never beside it; "" if a clinician signed the rule off, and then `signed`
    says who and when.
    """

    title: str
    why: str
    say: str
    steps: tuple[str, ...]
    asks: str
    unchecked: str
    signed: str


def words(alert: Alert, _: Translate, when: Callable[[datetime], str]) -> Words:
    """What to show of an alert; `when` says a time as the reader says it ("Tuesday 22:00")."""
    rule, clause = alert.rule, alert.clause
    signed = rule.signed
    tell = (_("Say: “{matter}”.").format(matter=_(clause.tell)),) if clause.tell else ()
    return Words(
        title=_(clause.title),
        why=_(clause.why),
        say=_(clause.say),
        steps=(*tell, *(_(step) for step in clause.steps)),
        asks=_(alert.asks).replace("{since}", when(alert.since)) if alert.asks else "",
        unchecked=_(NOT_CHECKED) if signed is None else "",
        signed=signed_off(rule, _),
    )


def in_a_sentence(alert: Alert, _: Translate) -> str:
    """A message to be spoken or printed on a line: what it is, and what to do or to answer."""
    clause = alert.clause
    return f"{_(clause.title)}. {_(alert.asks).replace('{since}', '') if alert.asks else _(clause.say)}"


def signed_off(rule: Rule, _: Translate) -> str:
    """Who signed a rule off, in which role, and when; "" if nobody did."""
    if rule.signed is None:
        return ""
    by = rule.signed
    return _("Signed off by {name}, {role}, on {day}.").format(name=by.name, role=by.role, day=by.on.isoformat())
