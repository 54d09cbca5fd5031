"""The routes of reminders: their settings, the links of notices, the calendar feed.

No address of a notice or a feed holds more than a token.
"""

from __future__ import annotations

from django.urls import URLPattern, path

from unknot.web.reminders import answer_notice, calendar_feed, channels, reminders

routes: list[URLPattern] = [
    path("settings/reminders", reminders.reminders, name="settings-reminders"),
    path("settings/reminders/again", reminders.go_on, name="settings-reminders-again"),
    path("settings/reminders/calendar", channels.make_calendar, name="settings-reminders-calendar"),
    path("settings/reminders/<slug:part>", reminders.choice, name="settings-reminders-part"),
    path("settings/reminders/<slug:kind>/for/<slug:whom>", channels.add, name="settings-reminders-add"),
    path("settings/reminders/<int:way>/test", channels.test, name="settings-reminders-test"),
    path("settings/reminders/<int:way>/stop", channels.stop, name="settings-reminders-stop"),
    path("n/<str:token>", answer_notice.notice, name="notice"),
    path("n/<str:token>/<slug:said>", answer_notice.answer, name="notice-answer"),
    path("calendar/<str:token>.ics", calendar_feed.calendar, name="calendar"),
]
