"""The routes of the diary and the check-in."""

from __future__ import annotations

from django.urls import URLPattern, path

from unknot.web.diary import add, bin, checkin, diary, entry, find, problems, year

routes: list[URLPattern] = [
    path("entry/<uuid:id>/when", entry.when, name="when"),
    path("check-in", checkin.checkin, name="checkin"),
    path("check-in/<day:day>/<slug:step>", checkin.checkin_step, name="checkin-step"),
    path("diary", diary.diary, name="diary"),
    path("diary/go", diary.go, name="diary-go"),
    path("diary/year/<int:year>", year.year, name="diary-year"),
    path("diary/find", find.find, name="diary-find"),
    path("diary/bin", bin.diary_bin, name="diary-bin"),
    path("diary/odd/<slug:key>", problems.settled, name="settled"),
    path("diary/<day:day>", diary.diary, name="diary-day"),
    path("diary/<day:day>/add", add.spasm, name="add"),
    path("diary/<day:day>/add-more", add.more, name="add-more"),
    path("diary/<day:day>/add/<slug:kind>", add.kind, name="add-kind"),
    path("entry/<uuid:id>/private", entry.private, name="private"),
    path("entry/<uuid:id>/remove", entry.remove, name="remove"),
]
