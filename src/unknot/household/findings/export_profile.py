"""What leaves the house: the Spasm Profile as others may see it, and it with its entries as a FHIR bundle."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from unknot import actions, pdf
from unknot.fhir.handed import handed_over
from unknot.fhir.summary import summary_document
from unknot.fhir.terms import Resource
from unknot.household.findings import analysis_cache
from unknot.importers.everything import Part
from unknot.knowledge.words import Translate
from unknot.report.alert_history import alert_messages
from unknot.report.compose import compose, last_days
from unknot.report.profile import Audience, SpasmProfile
from unknot.report.wording import Voice
from unknot.safety.alerts import history
from unknot.store import entries, pages
from unknot.store.keys import MasterKey


def shared_profile(
    id: UUID, first: date, last: date, *, zone: str, now: datetime, language: str, _: Translate
) -> SpasmProfile:
    """The Profile of these days as anyone but the owner sees it, without findings if the owner hides them.

    Raises `ImpossiblePeriod`.
    """
    journal = pages.for_profile(id, first, last, zone, now)
    settings = journal.settings
    voice = Voice(_, language, settings.country, settings.clock, settings.own_words)
    seen = None
    if not settings.hide_patterns:
        seen = analysis_cache.cached_findings(
            id,
            lambda: entries.standing(id),
            audience=Audience.SHARED,
            now=now,
            zone=zone,
            language=language,
            _=_,
        )
    return compose(
        journal,
        audience=Audience.SHARED,
        first=first,
        last=last,
        zone=zone,
        now=now,
        _=_,
        language=language,
        found=seen.findings if seen else None,
        found_in=seen.window if seen else "",
        estimates=seen.estimates if seen else None,
        said=alert_messages(history(journal.public(), now=now, zone=zone), zone, voice),
    )


def shared_bundle(
    id: UUID, *, zone: str, now: datetime, language: str, _: Translate, days: tuple[date, date] | None = None
) -> Resource:
    """A patient-shared collection about these days (the last 28), with the Profile on paper and the person's story."""
    first, last = days or last_days(now, zone)
    profile = shared_profile(id, first, last, zone=zone, now=now, language=language, _=_)
    journal = pages.for_profile(id, first, last, zone, now)
    return handed_over(journal, profile, pdf.render(profile, _=_, entries=True), id=id, now=now, _=_)


def summary(id: UUID, *, now: datetime, _: Translate) -> Resource:
    """The International Patient Summary of what the journal knows."""
    return summary_document(entries.standing(id).public(), id=id, now=now, _=_)


def everything(
    id: UUID, *, home: Path, key: MasterKey, zone: str, now: datetime, language: str, _: Translate
) -> Iterator[Part]:
    """Every file of the zip with everything in it; the pages on paper are those of the last 28 days."""
    first, last = last_days(now, zone)

    def printed() -> Iterator[tuple[str, bytes]]:
        profile = shared_profile(id, first, last, zone=zone, now=now, language=language, _=_)
        yield f"spasm-profile-{last.isoformat()}.pdf", pdf.render(profile, _=_, entries=True)

    return actions.everything(id, home=home, key=key, zone=zone, now=now, _=_, pages=printed())
