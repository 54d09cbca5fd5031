"""A signed page checked: whether it is whole, whether its figures come out again, and which entries changed since."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from unknot.fhir.seal import Altered, NotSealed, Seal, checked_bundle
from unknot.household.findings import analysis_cache
from unknot.journal.document import Unreadable, record_from
from unknot.journal.journal import Journal
from unknot.pdf.seal import seal_of
from unknot.report.alert_history import alert_messages
from unknot.report.compose import compose
from unknot.report.profile import Audience, SpasmProfile
from unknot.report.proof import EntriesSince, FigureChange, Manifest, entries_since, figure_changes, page_figures
from unknot.report.wording import Voice
from unknot.safety.alerts import history
from unknot.store import entries

LARGEST_FILE = 60_000_000


@dataclass(frozen=True, slots=True)
class SignedFile:
    """A whole page: what was signed, and with which key."""

    manifest: Manifest
    fingerprint: str


@dataclass(frozen=True, slots=True)
class PageCheck:
    """What came of making a page again: its figures that differ, and what happened to the entries behind it."""

    figures: int
    different: tuple[FigureChange, ...]
    since: EntriesSince


def signed_file(data: bytes) -> SignedFile:
    """What a file says that was signed. Raises `NotSealed`, or `Altered` if it is not as it was signed."""
    if len(data) > LARGEST_FILE:
        raise NotSealed("This file is too large for a page of Unknot.")
    seal = _seal(data)
    try:
        return SignedFile(record_from(Manifest, dict(seal.manifest)), seal.fingerprint)
    except Unreadable as error:
        raise Altered("What was signed is not a page of Unknot.") from error


def _seal(data: bytes) -> Seal:
    if data.startswith(b"%PDF-"):
        return seal_of(data)
    try:
        bundle = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise NotSealed("This is neither a PDF nor a bundle.") from error
    if not isinstance(bundle, dict) or bundle.get("resourceType") != "Bundle":
        raise NotSealed("This is neither a PDF nor a bundle.")
    return checked_bundle(bundle)


def check_page(id: UUID, page: Manifest) -> PageCheck:
    """The page made again from the journal as it was when the page was made, and that journal beside the one of now."""
    now = entries.standing(id)
    then = now.as_recorded(page.made)
    with translation.override(page.language):
        again = page_figures(_made_again(id, page, now, then))
    return PageCheck(len(page.figures), figure_changes(page.figures, again), entries_since(page, then, now))


def _made_again(id: UUID, page: Manifest, now: Journal, then: Journal) -> SpasmProfile:
    settings = then.settings
    voice = Voice(_, page.language, settings.country, settings.clock, settings.own_words)
    seen = _findings(id, page, now, page.found_at) if page.found_at else None
    theirs = then if page.audience is Audience.OWNER else then.public()
    told = history(theirs, now=page.made, zone=page.zone, worse_since=page.worse_since)
    return compose(
        then,
        audience=page.audience,
        first=page.first,
        last=page.last,
        zone=page.zone,
        now=page.made,
        _=_,
        language=page.language,
        found=seen.findings if seen else None,
        found_in=seen.window if seen else "",
        estimates=seen.estimates if seen else None,
        said=alert_messages(told, page.zone, voice),
    )


def _findings(id: UUID, page: Manifest, whole: Journal, at: datetime) -> analysis_cache.ShownFindings:
    return analysis_cache.findings_as_of(id, whole, page.audience, at, page.zone, page.language, _)
