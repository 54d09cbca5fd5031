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
from unknot.web.page.access import Access, allow
from unknot.web.page.context import PageContext, page_context
from unknot.web.page.entry_words import capital
from unknot.web.page.settings_update import change_settings
from unknot.web.treatment.choices import MOST_TILES, offered, own_tiles

LONGEST_WORD = 40


def treatments_row(ctx: PageContext) -> dict[str, str]:
    """Its line in Settings."""
    words = ", ".join(ctx.voice.coded("treatment", code) for code in own_tiles(ctx))
    return {"url": reverse("settings-treatments"), "name": _("What you do for your muscles"), "value": words}


@allow(Access.OWNER)
@require_http_methods(["GET", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """Their order is the order of the list, own words last: a tile stays where it is."""
    ctx = page_context(request)
    chosen, error = list(own_tiles(ctx)), ""
    if request.method == "POST":
        listed = _choices(ctx)
        chosen = [code for code in dict.fromkeys(request.POST.getlist("treatment")) if code in listed]
        label = " ".join(request.POST.get("own", "").split())[:LONGEST_WORD]
        code = own_code(label)
        if code:
            chosen.append(code)
        if len(chosen) <= MOST_TILES:
            own = {**ctx.settings.own_words, **({code: label} if code else {})}
            changes: dict[str, Json] = {
                "treatments": list(dict.fromkeys(chosen)) or None,
                "own_words": dict(own) or None,
            }
            change_settings(ctx, changes)
            return redirect("treatments")
        error = _("Six at most. Now it is {n}.").format(n=len(chosen))
    context: dict[str, Any] = {
        "error": error,
        "choices": [{"code": c, "words": words, "chosen": c in chosen} for c, words in _choices(ctx).items()],
        "longest": LONGEST_WORD,
    }
    return render(request, "treatment/treatment_tiles.html", context, status=422 if error else 200)


def _choices(ctx: PageContext) -> dict[str, str]:
    """The list, and the own words that were used for a treatment before."""
    own = [code for code in ctx.settings.treatments if code.startswith(OWN)]
    return {code: capital(ctx.voice.coded("treatment", code)) for code in [*offered(), *own] if code != "other"}


def own_code(label: str) -> str:
    """The code of the person's own word: `own-` and its letters as far as they are Latin, else a fingerprint."""
    if not label:
        return ""
    ascii_ = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_).strip("-")
    if not slug:
        slug = "-".join(f"{ord(char):x}" for char in label[:8])
    return f"{OWN}{slug}"[:NAME].rstrip("-")
