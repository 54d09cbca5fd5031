"""Journals as text, for tests that show the days."""

from __future__ import annotations

from uuid import UUID

from unknot.journal.entry import Body, Entry, Provenance, Role, Via
from unknot.journal.journal import Journal, settle
from unknot.journal.notation import read_notation
from unknot.journal.span import Moment

HOME = UUID("0192f0c1-0000-7000-8000-000000000001")


def entries(text: str, *, zone: str = "Europe/Dublin", via: Via = Via.TAP) -> list[Entry[Body]]:
    """The entries of a notation text, recorded by the owner when they happened; a line that is none is an error."""

    def recorded(when: Moment) -> Provenance:
        return Provenance(recorded_at=when, role=Role.OWNER, via=via)

    read = read_notation(text, zone=zone, provenance=recorded, journal=HOME)
    assert not read.bad, read.bad
    return list(read.entries)


def journal(text: str, *, zone: str = "Europe/Dublin", via: Via = Via.TAP) -> Journal:
    return settle(entries(text, zone=zone, via=via))
