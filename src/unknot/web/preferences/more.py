"""More: the places that do not fit in the bar of a phone, each with what it is for."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from unknot.web.page.access import Access, Viewer, allow, viewer
from unknot.web.page.navigation import nav_links


@allow(Access.PUBLIC)
@require_GET
def more(request: HttpRequest) -> HttpResponse:
    return render(request, "page/more.html", {"places": _places(viewer(request))})


def _places(who: Viewer) -> list[dict[str, str]]:
    """The places behind *More*; for whom this is not their journal, those that they may enter."""
    hints = {
        reverse("medicines"): _("Plans, doses, tablets left"),
        reverse("guide"): _("What is known about spasms"),
        reverse("settings"): _("Places to press, look, language, lock"),
    }
    links = nav_links("more", who) if who.journal is not None else ()
    rest = [{"url": link.url, "words": link.words, "hint": hints.get(link.url, "")} for link in links if not link.first]
    if who.journal is None:
        rest.append({"url": reverse("guide"), "words": _("Guide"), "hint": hints[reverse("guide")]})
    if who.is_owner:
        rest += [
            {"url": reverse("card"), "words": _("Emergency card"), "hint": _("For your phone, wallet and fridge")},
            {"url": reverse("settings-reminders"), "words": _("Reminders"), "hint": _("Doses, check-in, visits")},
            {"url": reverse("who"), "words": _("Who can see this"), "hint": _("Family, carers, clinic, devices")},
            {"url": reverse("settings-data"), "words": _("My data"), "hint": _("Bring in, take out, erase")},
        ]
    return rest
