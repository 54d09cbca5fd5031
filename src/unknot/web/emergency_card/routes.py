"""The routes of the emergency card."""

from __future__ import annotations

from django.urls import URLPattern, path

from unknot.web.emergency_card import card_pages

routes: list[URLPattern] = [
    path("card", card_pages.card, name="card"),
    path("card/about-me", card_pages.about_me, name="card-about-me"),
    path("card/take/<slug:form>", card_pages.take, name="card-take"),
    path("card/link", card_pages.link, name="card-link"),
]
