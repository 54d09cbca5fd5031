"""The routes of notices: their links, and the calendar feed. No address holds more than a token."""

from __future__ import annotations

from django.urls import URLPattern, path

from unknot.web.reminders import answering, subscribed

routes: list[URLPattern] = [
    path("n/<str:token>", answering.notice, name="notice"),
    path("n/<str:token>/<slug:said>", answering.answer, name="notice-answer"),
    path("calendar/<str:token>.ics", subscribed.calendar, name="calendar"),
]
