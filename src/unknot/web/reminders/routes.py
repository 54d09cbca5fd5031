"""The routes of notices: their links, and the calendar feed. No address holds more than a token."""

from __future__ import annotations

from django.urls import URLPattern, path

from unknot.web.reminders import answer_notice, calendar_feed

routes: list[URLPattern] = [
    path("n/<str:token>", answer_notice.notice, name="notice"),
    path("n/<str:token>/<slug:said>", answer_notice.answer, name="notice-answer"),
    path("calendar/<str:token>.ics", calendar_feed.calendar, name="calendar"),
]
