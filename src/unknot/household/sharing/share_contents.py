"""What a link opens: one patient-shared bundle with the Spasm Profile as web pages, one a period, and on paper."""

from __future__ import annotations

import hashlib
import json
import re
from base64 import b64encode
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from uuid import UUID

from django.conf import settings as django_settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from unknot.fhir.bundle import RENDERED, Paper
from unknot.fhir.handed import handed_over
from unknot.household.findings import signing
from unknot.household.findings.export_profile import shared_page
from unknot.household.findings.signing import ComposedPage
from unknot.report.compose import last_days
from unknot.report.profile import SpasmProfile
from unknot.store import entries, pages

LENGTHS = (7, 28, 92)
"""Days that a link may show; the shorter ones travel with a longer one."""
STANDARD = 28

_FACES = re.compile(r"@font-face\s*\{[^}]*\}")
_COMMENTS = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACES = re.compile(r"\s+")
STYLE = ("tokens", "base", "parts", "profile", "paper")
"""The sheets of the Profile on the screen, in the order of their rules."""


@dataclass(frozen=True, slots=True)
class Travelling:
    """What travels, ready to be encrypted, and how its page is to be recognised (CSP hash of its style)."""

    content: bytes
    style: str


def travelling(journal: UUID, days: int, *, language: str, now: datetime) -> Travelling:
    """The bundle of the last `days` days of a journal, without its private entries, in one language."""
    with translation.override(language or "en"):
        return _travelling(journal, days, language or "en", now)


def _travelling(id: UUID, days: int, language: str, now: datetime) -> Travelling:
    zone = entries.standing(id, since=now).settings.zone or django_settings.HOME_ZONE
    first, last = last_days(now, zone, days)
    shown = [composed(id, n, language=language, zone=zone, now=now) for n in LENGTHS if n <= days]
    main = next((p for p in shown if (p.profile.last - p.profile.first).days + 1 == STANDARD), shown[-1])
    journal = pages.for_profile(id, first, last, zone, now).public()
    printed = signing.signed_page(main, _=_, entries=True)
    papers = [Paper(RENDERED, title(p.profile), "text/html", page(p.profile).encode()) for p in shown]
    bundle = handed_over(journal, main.profile, printed, id=id, now=now, _=_, pages=papers)
    bundle = signing.signed_bundle_of(main, bundle, now)
    return Travelling(json.dumps(bundle, ensure_ascii=False, separators=(",", ":")).encode(), style_hash())


def title(of: SpasmProfile) -> str:
    """Last 28 days: what the page of a period is called where periods are chosen."""
    return _("Last {n} days").format(n=(of.last - of.first).days + 1)


def profile(id: UUID, days: int, *, language: str, zone: str, now: datetime) -> SpasmProfile:
    """The Spasm Profile of the last days as anyone but the owner sees it."""
    return composed(id, days, language=language, zone=zone, now=now).profile


def composed(id: UUID, days: int, *, language: str, zone: str, now: datetime) -> ComposedPage:
    """The same, to be signed."""
    first, last = last_days(now, zone, days)
    return shared_page(id, first, last, zone=zone, now=now, language=language, _=_)


def page(of: SpasmProfile) -> str:
    """The Profile as a web page that stands alone: its style inside, no script, nothing loaded from anywhere."""
    return render_to_string("sharing/profile.html", {"profile": of, "style": style()})


@cache
def style() -> str:
    """The style sheets of our own pages, without their typefaces, in one piece."""
    folder = Path(django_settings.STATICFILES_DIRS[0])
    sheets = "".join((folder / f"{name}.css").read_text(encoding="utf-8") for name in STYLE)
    return _SPACES.sub(" ", _COMMENTS.sub("", _FACES.sub("", sheets))).strip()


@cache
def style_hash() -> str:
    """What a Content-Security-Policy calls this style."""
    return "sha256-" + b64encode(hashlib.sha256(style().encode()).digest()).decode()
