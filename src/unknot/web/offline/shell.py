"""Logging without a network: the worker with its list of files, the empty pages it keeps, the app's manifest."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_GET

from unknot import __version__
from unknot.knowledge.vocabulary import vocabulary
from unknot.safety.offline import NOT_CHECKED_FOR_WARNINGS
from unknot.safety.offline import offline as of_one_entry
from unknot.web.page.access import Access, allow
from unknot.web.page.entry_words import capital
from unknot.web.page.guide_links import every_address
from unknot.web.page.large_places import LARGE

SHELF = (
    "tokens.css", "base.css", "parts.css", "log.css", "profile.css", "paper.css",
    "page.js", "group.js", "say.js", "alarm.js", "scan.js", "scan-stops.js", "icon.svg",
    "offline/db.js", "offline/doses.js", "offline/entries.js", "offline/hold-off.js", "offline/outbox.js",
    "offline/shell.js", "offline/page.js", "offline/log.js", "offline/treatments.js", "fonts/atkinson-latin-400.woff2",
    "fonts/atkinson-latin-700.woff2", "fonts/plain-zero-400.woff2", "fonts/plain-zero-700.woff2",
)  # fmt: skip
"""The files that the pages of the shell need."""
GUIDE = ("guide.css", "guide.js", "guide-search.js")
PAGES = ("offline", "offline-bother", "offline-signs", "offline-treatments", "offline-rules", "help")


@allow(Access.PUBLIC)
@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker. Its text changes when any file it keeps changes, and the browser then fills a new shelf."""
    files = [*(static(name) for name in SHELF), *(reverse(name) for name in PAGES)]
    later = [*(static(name) for name in GUIDE), *every_address()]
    told = ", ".join(json.dumps(one) for one in (_version(), files, later))
    text = f"import {{ start }} from {json.dumps(static('offline/worker.js'))};\nstart({told});\n"
    return HttpResponse(text, content_type="text/javascript; charset=utf-8")


@cache
def _version() -> str:
    """Tells one set of files from another."""
    names = [staticfiles_storage.url(name) for name in (*SHELF, *GUIDE, "offline/worker.js")]
    templates, known = Path(settings.PACKAGE) / "templates", Path(settings.PACKAGE).parent / "knowledge"
    pages = [*templates.glob("offline/*"), *templates.glob("guide/*.*"), templates / "log/help.html"]
    files = [*sorted([*pages, *known.rglob("*.toml")]), templates / "page/base.html"]
    texts = b"".join(path.read_bytes() for path in files)
    return hashlib.sha256("".join([__version__, *names]).encode() + texts).hexdigest()[:16]


@allow(Access.PUBLIC)
@require_GET
@gzip_page
def rules(request: HttpRequest) -> HttpResponse:
    """The emergency rules that need only the entry just made, for the page to run by itself."""
    return HttpResponse(
        json.dumps(of_one_entry(_), ensure_ascii=False, separators=(",", ":")), content_type="application/json"
    )


@allow(Access.PUBLIC)
@require_GET
@gzip_page
def signs(request: HttpRequest) -> HttpResponse:
    """What may need help at once: each sign of those rules is one press."""
    return render(request, "offline/signs.html", {"groups": _groups()})


def _groups() -> list[dict[str, object]]:
    """The signs under the rule that first names them."""
    words, seen, groups = vocabulary("symptom").terms, set[str](), []
    for rule in of_one_entry(_)["rules"]:
        codes = [code for clause in rule["fires"] for code in clause["any"] if code in words and code not in seen]
        seen.update(codes)
        named = [{"code": code, "words": capital(words[code].says(_))} for code in dict.fromkeys(codes)]
        groups.append({"code": rule["code"], "title": rule["title"], "signs": named})
    return groups


@allow(Access.PUBLIC)
@require_GET
@gzip_page
def shell(request: HttpRequest) -> HttpResponse:
    """The Log page with nothing of anyone in it."""
    terms = vocabulary("site").terms
    regions = [{"code": code, "words": capital(terms[code].says(_))} for code in LARGE]
    return render(request, "offline/log.html", {"regions": regions, "unchecked": _(NOT_CHECKED_FOR_WARNINGS)})


@allow(Access.PUBLIC)
@require_GET
def bother(request: HttpRequest) -> HttpResponse:
    told = {"numbers": range(11), "unchecked": _(NOT_CHECKED_FOR_WARNINGS)}
    return render(request, "offline/bother.html", told)


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
