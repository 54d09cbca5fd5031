"""Logging without a network: the worker with its list of files, the empty pages it keeps, the app's manifest."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from unknot import __version__
from unknot.knowledge.vocabulary import vocabulary
from unknot.web.access import Access, allow
from unknot.web.screens.elsewhere import LARGE
from unknot.web.screens.told import capital

SHELF = (
    "tokens.css", "base.css", "pages.css", "page.js", "group.js", "say.js", "icon.svg", "offline/db.js",
    "offline/entries.js", "offline/outbox.js", "offline/shell.js", "offline/page.js", "offline/log.js",
    "fonts/atkinson-latin-400.woff2", "fonts/atkinson-latin-700.woff2",
)  # fmt: skip
"""The files that the pages of the shell need."""


@allow(Access.PUBLIC)
@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker. Its text changes when any file it keeps changes, and the browser then fills a new shelf."""
    files = [*(static(name) for name in SHELF), reverse("offline"), reverse("offline-bother"), reverse("help")]
    start = json.dumps(static("offline/worker.js"))
    text = f"import {{ start }} from {start};\nstart({json.dumps(_version())}, {json.dumps(files)});\n"
    return HttpResponse(text, content_type="text/javascript; charset=utf-8")


def _version() -> str:
    """Tells one set of files from another."""
    names = [staticfiles_storage.url(name) for name in (*SHELF, "offline/worker.js")]
    templates = Path(settings.PACKAGE) / "templates"
    pages = b"".join(p.read_bytes() for p in [*sorted(templates.glob("offline/*.html")), templates / "base.html"])
    return hashlib.sha256("".join([__version__, *names]).encode() + pages).hexdigest()[:16]


@allow(Access.PUBLIC)
@require_GET
def shell(request: HttpRequest) -> HttpResponse:
    """The Log page with nothing of anyone in it."""
    terms = vocabulary("site").terms
    regions = [{"code": code, "words": capital(terms[code].says(_))} for code in LARGE]
    return render(request, "offline/log.html", {"regions": regions})


@allow(Access.PUBLIC)
@require_GET
def bother(request: HttpRequest) -> HttpResponse:
    return render(request, "offline/bother.html", {"numbers": range(11)})


@allow(Access.PUBLIC)
@require_GET
def manifest(request: HttpRequest) -> HttpResponse:
    """What makes it an app on the home screen. The name says nothing about health."""
    told = {
        "name": "Unknot",
        "short_name": "Unknot",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#FBF8F2",
        "theme_color": "#FBF8F2",
        "icons": [
            {"src": static("icon.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "any"},
            {"src": static("icon.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "maskable"},
        ],
    }
    return HttpResponse(json.dumps(told), content_type="application/manifest+json")
