"""What stands on the treatment buttons: six at most, of the list or in the person's own words."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from unknot.journal.codes import OWN
from unknot.journal.entry import NAME, Json
from unknot.web.access import Access, allow
from unknot.web.screens.keeping import keep
from unknot.web.screens.screen import Screen, screen
from unknot.web.screens.treatment.offered import MOST_TILES, offered, own_tiles
from unknot.web.screens.words import capital

LONGEST_WORD = 40


def treatments_row(opened: Screen) -> dict[str, str]:
    """Its line in Settings."""
    words = ", ".join(opened.voice.coded("treatment", code) for code in own_tiles(opened))
    return {"url": reverse("settings-treatments"), "name": _("What you do for your muscles"), "value": words}


@allow(Access.OWNER)
@require_http_methods(["GET", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """Their order is the order of the list, own words last: a tile stays where it is."""
    opened = screen(request)
    chosen, error = list(own_tiles(opened)), ""
    if request.method == "POST":
        listed = _choices(opened)
        chosen = [code for code in dict.fromkeys(request.POST.getlist("treatment")) if code in listed]
        label = " ".join(request.POST.get("own", "").split())[:LONGEST_WORD]
        code = own_code(label)
        if code:
            chosen.append(code)
        if len(chosen) <= MOST_TILES:
            own = {**opened.settings.own_words, **({code: label} if code else {})}
            changes: dict[str, Json] = {
                "treatments": list(dict.fromkeys(chosen)) or None,
                "own_words": dict(own) or None,
            }
            keep(opened, changes)
            return redirect("treatments")
        error = _("Six at most. Now it is {n}.").format(n=len(chosen))
    context: dict[str, Any] = {
        "error": error,
        "choices": [{"code": c, "words": words, "chosen": c in chosen} for c, words in _choices(opened).items()],
        "longest": LONGEST_WORD,
    }
    return render(request, "settings/treatments.html", context, status=422 if error else 200)


def _choices(opened: Screen) -> dict[str, str]:
    """The list, and the own words that were used for a treatment before."""
    own = [code for code in opened.settings.treatments if code.startswith(OWN)]
    return {code: capital(opened.voice.coded("treatment", code)) for code in [*offered(), *own] if code != "other"}


def own_code(label: str) -> str:
    """The code of the person's own word: `own-` and its letters as far as they are Latin, else a fingerprint."""
    if not label:
        return ""
    ascii_ = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_).strip("-")
    if not slug:
        slug = "-".join(f"{ord(char):x}" for char in label[:8])
    return f"{OWN}{slug}"[:NAME].rstrip("-")
