"""What a person hands over: entries, the Spasm Profile as data and on paper, and their story in their own words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from uuid import UUID

from unknot.fhir.bundle import RENDERED, STORY, Paper, context_of, shared_bundle
from unknot.fhir.profile import profile_resources
from unknot.fhir.terms import Resource
from unknot.journal.entry import Body, Entry, Note, Person, Settings
from unknot.journal.journal import Journal
from unknot.journal.kinds import facts
from unknot.knowledge.words import Translate
from unknot.report.profile import SpasmProfile


def handed_over(
    journal: Journal,
    profile: SpasmProfile,
    pdf: bytes,
    *,
    id: UUID,
    now: datetime,
    _: Translate,
    pages: Sequence[Paper] = (),
) -> Resource:
    """A patient-shared collection about the days of a Profile: nothing private, no reference out of it.

    `pdf` is that Profile on paper, `pages` other ways it is shown. The journal may hold more than these days; what is
    private, and notes that the person made for themselves, are left out here.
    """
    seen = journal.public()
    entries = [entry for entry in seen.entries if _belongs(entry, profile.first, profile.last)]
    papers = [*pages, Paper(RENDERED, _("Spasm Profile on paper"), "application/pdf", pdf)]
    if told := story(entries, profile, _):
        papers.append(Paper(STORY, _("My story"), "text/plain; charset=utf-8", told.encode()))
    also = profile_resources(profile, context_of(seen, id, _), pdf)
    return shared_bundle(seen, entries, id=id, now=now, _=_, papers=papers, also=also)


def story(entries: Sequence[Entry[Body]], profile: SpasmProfile, _: Translate) -> str:
    """The person's own words: their questions and goal, and what they wrote beside these entries; empty if nothing."""
    return "\n\n".join(f"{heading}\n{words}" for heading, words in _told(entries, profile, _))


def _told(entries: Sequence[Entry[Body]], profile: SpasmProfile, _: Translate) -> Iterator[tuple[str, str]]:
    questions = profile.block("questions")
    if questions.lines:
        yield questions.title, "\n".join(f"{line.name}: {line.text}" for line in questions.lines)
    said = [f"{e.happened_at.clock_date.isoformat()}: {words}" for e in entries if (words := _beside(e.body))]
    if said:
        yield _("In my own words"), "\n".join(said)


def _beside(body: Body) -> str:
    """What a person wrote beside a fact."""
    return "" if facts(body).standing else str(getattr(body, "note", ""))


def _belongs(entry: Entry[Body], first: date, last: date) -> bool:
    """Whether an entry goes with the Profile of these days: what happened in them, and what stands."""
    match entry.body:
        case Person() | Settings():
            return False
        case Note(question=False):
            return False
        case body:
            return facts(body).in_force or first <= entry.diary_day <= last
