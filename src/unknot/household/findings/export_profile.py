"""What leaves the house: the Spasm Profile as others may see it, and it with its entries as a FHIR bundle."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from unknot import actions
from unknot.fhir.handed import handed_over
from unknot.fhir.summary import summary_document
from unknot.fhir.terms import Resource
from unknot.household.findings import analysis_cache, signing
from unknot.household.findings.signing import ComposedPage
from unknot.importers.everything import Part
from unknot.knowledge.words import Translate
from unknot.report.alert_history import alert_messages
from unknot.report.compose import compose, last_days
from unknot.report.profile import Audience, SpasmProfile
from unknot.report.proof import manifest
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
    return shared_page(id, first, last, zone=zone, now=now, language=language, _=_).profile


def shared_page(
    id: UUID, first: date, last: date, *, zone: str, now: datetime, language: str, _: Translate
) -> ComposedPage:
    """The same with what it was made from, so that it can be signed."""
    journal = pages.for_profile(id, first, last, zone, now)
    settings = journal.settings
    voice = Voice(_, language, settings.country, settings.clock, settings.own_words)
    seen, found_at = None, None
    if not settings.hide_patterns:
        found_at = analysis_cache.worked_out_at(id, now, zone)
        seen = analysis_cache.cached_findings(
            id,
            lambda: entries.standing(id),
            audience=Audience.SHARED,
            now=now,
            zone=zone,
            language=language,
            _=_,
        )
    profile = compose(
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
    return ComposedPage(profile, manifest(profile, journal, found_at=found_at))


def shared_bundle(
    id: UUID, *, zone: str, now: datetime, language: str, _: Translate, days: tuple[date, date] | None = None
) -> Resource:
    """A patient-shared collection about these days (the last 28), with the Profile on paper and the person's story."""
    first, last = days or last_days(now, zone)
    page = shared_page(id, first, last, zone=zone, now=now, language=language, _=_)
    journal = pages.for_profile(id, first, last, zone, now)
    printed = signing.signed_page(page, _=_, entries=True)
    return signing.signed_bundle_of(page, handed_over(journal, page.profile, printed, id=id, now=now, _=_), now)


def summary(id: UUID, *, now: datetime, _: Translate) -> Resource:
    """The International Patient Summary of what the journal knows."""
    return summary_document(entries.standing(id).public(), id=id, now=now, _=_)


def everything(
    id: UUID, *, home: Path, key: MasterKey, zone: str, now: datetime, language: str, _: Translate
) -> Iterator[Part]:
    """Every file of the zip with everything in it; the pages on paper are those of the last 28 days."""
    first, last = last_days(now, zone)

    def printed() -> Iterator[tuple[str, bytes]]:
        page = shared_page(id, first, last, zone=zone, now=now, language=language, _=_)
        yield f"spasm-profile-{last.isoformat()}.pdf", signing.signed_page(page, _=_, entries=True)

    return actions.everything(id, home=home, key=key, zone=zone, now=now, _=_, pages=printed())
