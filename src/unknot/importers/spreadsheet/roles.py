"""What a column of a table can hold, and what is known of one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a column holds. Each role has one reader, and gives the facts of that role alone."""

    DATE = "date"
    WHEN = "when"
    TIME = "time"
    END = "end"
    WEEKDAY = "weekday"
    DAY_NUMBER = "day"
    HOUR = "hour"
    WHAT = "what"
    WHERE = "where"
    SIDE = "side"
    BOTHER = "bother"
    PAIN = "pain"
    DURATION = "duration"
    COUNT = "count"
    ATTACK = "attack"
    WOKE = "woke"
    CAUSE = "cause"
    HELPED = "helped"
    MEDICINE = "medicine"
    AMOUNT = "amount"
    TREATMENT = "treatment"
    EXPOSURE = "exposure"
    NUMBER = "number"
    WORDS = "words"
    LABELLED = "labelled"
    NOT_READ = "not-read"


MEANS = {
    Role.DATE: "the date",
    Role.WHEN: "the date and the time",
    Role.TIME: "the time",
    Role.END: "when it ended",
    Role.WEEKDAY: "the day of the week",
    Role.DAY_NUMBER: "the number of the day",
    Role.HOUR: "the hour of it",
    Role.WHAT: "what happened",
    Role.WHERE: "where on the body",
    Role.SIDE: "left or right",
    Role.BOTHER: "how much it bothered, 0 to 10",
    Role.PAIN: "pain, 0 to 10",
    Role.DURATION: "how long it lasted",
    Role.COUNT: "how many spasms",
    Role.ATTACK: "whether there was one, yes or no",
    Role.WOKE: "whether it woke you",
    Role.CAUSE: "what you think set it off",
    Role.HELPED: "what helped",
    Role.MEDICINE: "medicines taken",
    Role.AMOUNT: "how much of the medicine",
    Role.TREATMENT: "what you did for the muscles",
    Role.EXPOSURE: "something that may matter",
    Role.NUMBER: "a number about the day",
    Role.WORDS: "words, read as sentences",
    Role.LABELLED: "words, kept as they are",
    Role.NOT_READ: "leave this column out",
}
"""What each role is called; the words are translated where they are shown."""

DATES = frozenset({Role.DATE, Role.WHEN})
SPASM = frozenset({Role.WHAT, Role.WHERE, Role.SIDE, Role.BOTHER, Role.PAIN, Role.DURATION, Role.END, Role.WOKE})
"""Roles that say something of one spasm."""
ONCE = frozenset(Role) - {
    Role.MEDICINE, Role.TREATMENT, Role.EXPOSURE, Role.NUMBER, Role.WORDS, Role.LABELLED, Role.NOT_READ,
    Role.CAUSE, Role.HELPED,
}  # fmt: skip
"""Roles that only one column of a table can have."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, what it holds, and what the heading says of its cells.

    `unit` is a length ("m"), an amount ("mg") or that of a number ("h"); `most` the end of a scale that is not 10;
    `about` the medicine, exposure, treatment or kind of spasm that the column is about.
    """

    heading: str
    role: Role
    unit: str = ""
    most: int = 10
    about: str = ""
