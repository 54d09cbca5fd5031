"""The routes of the medicines."""

from __future__ import annotations

from django.urls import URLPattern, path

from unknot.web.screens.medicines import adding, asking, changing, listing, showing, stock, taking

routes: list[URLPattern] = [
    path("medicines", listing.medicines, name="medicines"),
    path("medicines/add", adding.add, name="medicines-add"),
    path("medicines/letter", adding.letter, name="medicines-letter"),
    path("medicines/plan", adding.plan, name="medicines-plan"),
    path("medicines/compare", listing.compare, name="medicines-compare"),
    path("medicines/showing", showing.showing, name="medicines-showing"),
    path("medicines/messages", asking.messages, name="medicines-messages"),
    path("medicines/messages/answer", asking.message_answer, name="medicines-message-answer"),
    path("medicines/<uuid:id>", listing.one, name="medicines-one"),
    path("medicines/<uuid:id>/about-you", asking.about_you, name="medicines-about-you"),
    path("medicines/<uuid:id>/change", changing.change, name="medicines-change"),
    path("medicines/<uuid:id>/stop", changing.stop, name="medicines-stop"),
    path("medicines/<uuid:id>/count", stock.count, name="medicines-count"),
    path("medicines/<uuid:id>/dose", taking.another, name="medicines-dose"),
    path("medicines/<uuid:id>/remove", listing.remove, name="medicines-remove"),
    path("dose", taking.dose, name="dose"),
    path("dose/card", taking.card, name="dose-card"),
    path("dose/<uuid:id>/why", taking.why, name="dose-why"),
    path("dose/<uuid:id>/twice", taking.twice, name="dose-twice"),
    path("dose/<uuid:id>/needed", taking.needed, name="dose-needed"),
]
