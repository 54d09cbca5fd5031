"""Pages signed with the key of the home, as PDF and as a bundle."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings as django_settings

from unknot import pdf
from unknot.fhir.seal import fingerprint_of, signed, signed_bundle
from unknot.fhir.terms import Resource
from unknot.journal.document import record_document
from unknot.knowledge.words import Translate
from unknot.pdf.seal import sealed
from unknot.report.profile import SpasmProfile
from unknot.report.proof import Manifest


@dataclass(frozen=True, slots=True)
class ComposedPage:
    """A Profile, and what is signed with it."""

    profile: SpasmProfile
    manifest: Manifest


def fingerprint() -> str:
    """The key of this home, as a page names it."""
    return fingerprint_of(_seed())


def signed_page(
    page: ComposedPage, *, _: Translate, paper: pdf.Paper = "a4", entries: bool = False, code: pdf.Code | None = None
) -> bytes:
    """The page as a PDF that carries its signature."""
    made = pdf.render(page.profile, _=_, paper=paper, entries=entries, code=code, signed_by=fingerprint())
    return sealed(made, signed(record_document(page.manifest), made, _seed()))


def signed_bundle_of(page: ComposedPage, bundle: Resource, now: datetime) -> Resource:
    """The bundle that a page travels in, signed."""
    return signed_bundle(bundle, record_document(page.manifest), _seed(), now)


def _seed() -> bytes:
    seed: bytes = django_settings.MASTER_KEY.derive("sign")
    return seed
