"""The recovery sheet on the screen: 24 words and a code to print, which open every backup."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_GET

from unknot.store import journals, recovery
from unknot.web.page.access import Access, allow


@allow(Access.FRESH)
@require_GET
def sheet(request: HttpRequest) -> HttpResponse:
    """Shown to the owner of a home's only journal: where several share a home, its words open all of them."""
    if settings.MADE_UP or len(journals.journals()) > 1:
        return render(request, "auth/no_sheet.html", {"made_up": settings.MADE_UP})
    key = settings.MASTER_KEY
    context = {
        "words": recovery.words_of(key),
        "picture": mark_safe(recovery.qr_svg(key)),  # noqa: S308 - drawn by us, from the key alone
        "first": "first" in request.GET,
    }
    return render(request, "auth/sheet.html", context)
