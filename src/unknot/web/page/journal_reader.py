"""The one way a page reads a journal: as whoever looks may see it.

Grants, private entries and the days outside a grant are left out here, and nowhere else; no feature reads the store
itself (a contract of import-linter). What a gadget or a notice needs is named apart: it shows nothing of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied

from unknot.importers.own import write_lines
from unknot.journal.entry import Body, Entry, Role
from unknot.journal.journal import Journal, settle
from unknot.store import entries, lists, pages
from unknot.store.lists import Mark as Mark
from unknot.web.page import visibility
from unknot.web.page.access import Viewer

STANDING = entries.STANDING_KINDS
"""The kinds that a page reads whatever their date, if it asks for nothing else."""
UNDATED = pages.ALWAYS
"""Every kind that is no event: what a page needs that shows plans, visits or questions."""


@dataclass(frozen=True, slots=True)
class Readings:
    """What one viewer may read of a journal, for three uses; see `PageContext`."""

    visible: Journal
    recent: Journal
    doses: Journal


def journal_for(
    viewer: Viewer,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    always: Collection[str] = STANDING,
    also: Collection[UUID] = (),
) -> Journal:
    """The journal between two times as a viewer may see it; `always` and `also` are in it whatever their date."""
    return readings_for(viewer, since=since, until=until, always=always, also=also).visible


def readings_for(
    viewer: Viewer,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    always: Collection[str] = STANDING,
    also: Collection[UUID] = (),
) -> Readings:
    """The same, with what the safety rules read and what Log asks of doses."""
    whole = entries.standing(viewer.their_journal, since=since, until=until, always=always, also=also)
    visible = visibility.visible_part(whole, viewer)
    if viewer.role is Role.OWNER:  # on a locked device of the owner the rules read all, and quote nothing
        return Readings(visible, whole, whole)
    return Readings(visible, visible, visibility.dose_part(whole, viewer))


def profile_journal_for(viewer: Viewer, first: date, last: date, zone: str) -> Journal:
    """What the Spasm Profile of these days is made of: for others what a doctor with a link would see."""
    whole = pages.for_profile(viewer.their_journal, first, last, zone, viewer.now)
    return visibility.profile_part(whole, viewer)


def analysed_journal_for(viewer: Viewer) -> Journal:
    """All that the analysis reads: without private entries for anyone but the owner, and not cut to days."""
    whole = entries.standing(viewer.their_journal)
    return whole if viewer.is_owner else whole.public()


def bin_for(viewer: Viewer, since: datetime) -> Journal:
    """What was withdrawn since a time; the bin is the owner's."""
    return entries.withdrawn_since(_owned(viewer), since)


def documents_for(
    viewer: Viewer, since: datetime, until: datetime, *, after: Mark | None, most: int
) -> tuple[list[str], Mark | None]:
    """A page of the documents that stand, as `lists.documents` gives it; the list is the owner's."""
    return lists.documents(_owned(viewer), since, until, after=after, most=most)


def lines_for(viewer: Viewer) -> Iterator[str]:
    """Every entry that ever was as a line of the export, with what was blanked; it is the owner's."""
    journal = _owned(viewer)
    return write_lines(entries.raw(journal), blanked=entries.blanked(journal), gaps=entries.gaps(journal))


def count_for(viewer: Viewer) -> int:
    """How many entries there are; only the owner is told."""
    return entries.count(_owned(viewer))


def _owned(viewer: Viewer) -> UUID:
    """The journal of its owner. Raises `PermissionDenied` for anyone else, whatever the view allowed."""
    if not viewer.is_owner:
        raise PermissionDenied
    return viewer.their_journal


# ---------------------------------------------------------------- without a viewer, to write and not to show


def written_before(journal: UUID, id: UUID) -> Entry[Body] | None:
    """What was put under this id already, so that sending it twice is sending it once."""
    return entries.find(journal, [id]).get(id)


def received_at(journal: UUID, id: UUID) -> datetime:
    """When an entry that is here came in, by the server's clock."""
    return entries.received(journal, [id])[id]


def as_corrected(journal: UUID, id: UUID) -> Entry[Body] | None:
    """An entry as it stands with its corrections, for a device that completes what is in it by name."""
    return settle(entries.family(journal, id)).find(id)


def journal_for_gadget(journal: UUID, since: datetime) -> Journal:
    """What a token's request is understood with: tiles, settings, and whether the same was sent a moment ago."""
    return entries.standing(journal, since=since)


def first_day(viewer: Viewer) -> date | None:
    """The day on which a journal, or the part of it that a grant reaches, begins; None if that is not known."""
    return entries.first_day(viewer.their_journal) if viewer.is_owner else viewer.since
