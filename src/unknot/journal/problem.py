"""Something odd in a journal, as a value: kept, shown, asked about once. Never an exception."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Oddity(StrEnum):
    """What can be odd. The words a person reads are made from the code by the outer rooms."""

    CLASH = "clash"  # two devices changed the same field without seeing each other
    EDIT_AND_WITHDRAWAL = "edit-and-withdrawal"  # one changed what another withdrew
    SPASM_INSIDE_NONE = "spasm-inside-none"  # a spasm in hours said to have none
    FUTURE = "future"  # a time after it was received: a wrong clock
    TWICE = "twice"  # two identical imported rows, or two records of one planned dose
    OVERLAP = "overlap"  # two spasms at the same place at the same time
    IMPOSSIBLE_DOSE = "impossible-dose"  # unlike the person's own tablets
    CHANGES_NOTHING_KNOWN = "changes-nothing-known"  # an amendment of an entry that is not here
    UNREADABLE_CHANGE = "unreadable-change"  # an amendment whose new value cannot be
    UNREADABLE_ROW = "unreadable-row"  # an imported row that was not understood
    RUNNING_FOR_LONG = "running-for-long"  # started, never stopped


@dataclass(frozen=True, slots=True)
class Problem:
    """One oddity, the entries it concerns (in order), and the field or the words it is about."""

    oddity: Oddity
    entries: tuple[UUID, ...] = ()
    about: str = ""
