"""What a person hands over: entries, the Spasm Profile as data and on paper, and their story in their own words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from uuid import UUID

from unknot.fhir.bundle import RENDERED, STORY, Paper, context_of, shared_bundle
from unknot.fhir.profile import profile_resources
from unknot.fhir.terms import Resource
from unknot.journal.entry import (
    Body,
    Circumstance,
    Entry,
    Goal,
    Measurement,
    Note,
    Person,
    Prescription,
    Settings,
    Visit,
)
from unknot.journal.journal import Journal
from unknot.knowledge.words import Translate
from unknot.report.profile import SpasmProfile


def handed_over(
    journal: Journal, profile: SpasmProfile, pdf: bytes, *, id: UUID, now: datetime, _: Translate
) -> Resource:
    """A patient-shared collection about the days of a Profile: nothing private, no reference out of it.

    `pdf` is that Profile on paper. The journal may hold more than these days; what is private is left out here.
    """
    seen = journal.public()
    entries = [entry for entry in seen.entries if _belongs(entry, profile.first, profile.last)]
    papers = [Paper(RENDERED, profile.title, "application/pdf", pdf)]
    if told := story(seen, profile, _):
        papers.append(Paper(STORY, _("My story"), "text/plain; charset=utf-8", told.encode()))
    also = profile_resources(profile, context_of(seen, id, _), pdf)
    return shared_bundle(seen, entries, id=id, now=now, _=_, papers=papers, also=also)


def story(journal: Journal, profile: SpasmProfile, _: Translate) -> str:
    """The person's own words: their questions, their goal, and the notes of the days; empty if they wrote none."""
    return "\n\n".join(f"{heading}\n{words}" for heading, words in _told(journal, profile, _))


def _told(journal: Journal, profile: SpasmProfile, _: Translate) -> Iterator[tuple[str, str]]:
    asked = [f"- {e.body.text}" for e in journal.of(Note) if e.body.question]
    if asked:
        yield _("My questions"), "\n".join(asked)
    goal = journal.latest(Goal)
    if goal:
        yield _("My goal"), goal.body.words
    notes = [e for e in journal.of(Note) if not e.body.question and profile.first <= e.diary_day <= profile.last]
    if notes:
        yield _("My notes"), "\n".join(f"{e.happened_at.clock_date.isoformat()}: {e.body.text}" for e in notes)


def _belongs(entry: Entry[Body], first: date, last: date) -> bool:
    match entry.body:
        case Person() | Settings():
            return False
        case Prescription() | Circumstance() | Measurement() | Goal() | Visit():
            return True
        case _:
            return first <= entry.diary_day <= last
