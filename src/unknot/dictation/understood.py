"""What was understood of a sentence: drafts of entries with their slots, what to ask back, what was left over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from unknot.journal.entry import Body, Entry, Precision, Provenance
from unknot.journal.ids import new_id
from unknot.journal.span import Moment


@dataclass(frozen=True, slots=True)
class Slot:
    """One thing that was understood: which slot, its value as codes write it, and the words it was read from."""

    name: str
    value: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry that may be recorded: no id and no provenance yet."""

    body: Body
    happened_at: Moment
    precision: Precision = Precision.MINUTE
    slots: tuple[Slot, ...] = ()

    def entry(self, provenance: Provenance, id: UUID) -> Entry[Body]:
        """The entry this draft becomes once the person lets it stand."""
        return Entry(
            id=id, happened_at=self.happened_at, provenance=provenance, body=self.body, precision=self.precision
        )


class Doubt(StrEnum):
    """Why something is asked back."""

    BOTHER = "bother"  # not a number from 0 to 10
    TIME = "time"  # a time that cannot be, or that may be one of two
    DURATION = "duration"  # longer than any spasm
    AMOUNT = "amount"  # unlike the person's own tablets
    MEDICINE = "medicine"  # an amount of nobody knows what
    TAKEN = "taken"  # a medicine that is named, and may not have been taken


@dataclass(frozen=True, slots=True)
class Question:
    """Something to ask back. The slot stays empty until it is answered.

    `draft` is the number of the draft it is about, None when there is none; `if_yes` is that draft with the value
    as it was said, for when the person says that it is right.
    """

    doubt: Doubt
    said: str
    draft: int | None = None
    if_yes: Draft | None = None


@dataclass(frozen=True, slots=True)
class Understood:
    """A sentence and what was understood of it. `note` holds the words that were not understood."""

    text: str
    drafts: tuple[Draft, ...]
    note: str = ""
    questions: tuple[Question, ...] = ()

    def entries(self, provenance: Provenance, id: Callable[[datetime], UUID] = new_id) -> tuple[Entry[Body], ...]:
        """The drafts as entries, each with an id made at the time of recording."""
        at = provenance.recorded_at.instant
        return tuple(draft.entry(provenance, id(at)) for draft in self.drafts)
