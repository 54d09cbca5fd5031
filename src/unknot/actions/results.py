"""Who acts, what is given back, and what can go wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, TypeVar
from uuid import UUID

from unknot.journal.entry import Body, Entry, Provenance, Role, Via
from unknot.journal.problem import Problem
from unknot.journal.span import Moment, Span

BIN_DAYS = timedelta(days=30)

K = TypeVar("K", bound=Body)


class InTheFuture(Exception):
    """A person at a screen dated something after now."""


class NotThere(Exception):
    """The entry is not in this journal, was withdrawn, or its 30 days in the bin are over."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something, and how: `name` and `device` as the person named them."""

    role: Role = Role.OWNER
    name: str = ""
    via: Via = Via.TAP
    device: str = ""

    def at(self, when: Moment) -> Provenance:
        return Provenance(recorded_at=when, role=self.role, name=self.name, via=self.via, device=self.device)


@dataclass(frozen=True, slots=True)
class Saved(Generic[K]):
    """An entry that is now durable, and what is odd about it."""

    entry: Entry[K]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Added:
    """What became of entries made elsewhere. Those `refused` have other content than what is here under their id."""

    added: tuple[UUID, ...]
    known: tuple[UUID, ...]
    refused: tuple[UUID, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was erased: how many bodies and files, and the hours that count as no record from now on.

    `line` is the line of the audit that tells of it.
    """

    at: datetime
    entries: int
    unrecorded: tuple[Span, ...]
    files: int = 0
    line: UUID | None = None
