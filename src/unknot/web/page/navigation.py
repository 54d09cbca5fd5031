"""Where one can go from every page: four places in reach of the thumb, and the others behind *More*."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import NoReverseMatch, resolve, reverse
from django.utils.translation import gettext

from unknot.web.page.access import Viewer, declared, scopes

IN_THE_BAR = ("log", "diary", "patterns", "visit")
"""The routes in the bar of a phone, in this order."""

PLACES = (*IN_THE_BAR, "medicines", "guide", "settings", "mine")
"""The routes on every page, in this order; one that does not exist yet is not shown."""

PARTS = {
    "log": (
        *("tap", "say", "say-yes", "none", "elsewhere", "picture", "bother", "detail", "signs", "sign", "treatments"),
        "last",
    ),
    "diary": ("checkin", "add", "entry", "bin", "problems"),
    "patterns": ("before", "experiment", "severe", "findings"),
    "visit": ("visits", "scales", "results", "messages", "goal"),
    "settings": ("who", "devices", "keys", "tokens", "invite", "suspects"),
}
"""Routes that belong to a place although their names do not begin with its name."""


@dataclass(frozen=True, slots=True)
class NavLink:
    """A link to a place: `here` if the page belongs to it, `first` if it stands in the bar of a phone."""

    url: str
    words: str
    here: bool
    first: bool


def nav_links(here: str, who: Viewer) -> tuple[NavLink, ...]:
    """The places that exist and that this viewer may enter, in their fixed order."""
    words = {
        "log": gettext("Log"),
        "diary": gettext("Diary"),
        "patterns": gettext("Patterns"),
        "visit": gettext("Visit"),
        "medicines": gettext("Medicines"),
        "guide": gettext("Guide"),
        "settings": gettext("Settings"),
        "mine": gettext("My part"),
    }
    within = _place_of(here)
    return tuple(
        NavLink(url, words[route], route == within, route in IN_THE_BAR)
        for route in PLACES
        if (url := _address(route, who))
    )


def back_link(here: str, links: tuple[NavLink, ...]) -> NavLink | None:
    """The place that a page below it leads back to; None on a place itself."""
    if here in (*PLACES, "more", "help", ""):
        return None
    return next((link for link in links if link.here), None) or next((link for link in links if link.first), None)


def _place_of(route: str) -> str:
    """The place that a route belongs to, by the beginning of its name; "" if to none."""
    first = route.split("-")[0]
    if first in PLACES:
        return first
    return next((place for place, parts in PARTS.items() if first in parts), "")


def _address(route: str, who: Viewer) -> str:
    """The address of a place, as long as there is one. On a device that nobody unlocked all are shown: they say so."""
    if route == "mine" and (who.is_owner or who.account is None):
        return ""
    try:
        url = reverse(route)
    except NoReverseMatch:
        return ""
    if who.is_owner or who.account is None:
        return url
    view = resolve(url).func
    policy = declared(view)
    return url if policy is not None and who.may(policy, scopes(view)) else ""
