"""The routes of who can see a journal."""

from __future__ import annotations

from django.urls import URLPattern, path

from unknot.web.entrance import join
from unknot.web.who import history, mine, screens

routes: list[URLPattern] = [
    path("who", screens.who, name="who"),
    path("who/invite", screens.invite, name="invite"),
    path("who/person/<int:person>/change", screens.change, name="change-person"),
    path("who/person/<int:person>/stop", screens.stop_person, name="stop-person"),
    path("who/invitation/<int:invitation>/stop", screens.stop_invitation, name="stop-invitation"),
    path("who/stop-everything", screens.stop_everything, name="stop-everything"),
    path("who/reviewed", screens.reviewed, name="access-reviewed"),
    path("who/seen", history.seen, name="news-seen"),
    path("who/history", history.history, name="history"),
    path("who/history/<int:before>", history.history, name="history-older"),
    path("who/history/save", history.save, name="history-save"),
    path("join/<str:token>", join.join, name="join"),
    path("mine", mine.mine, name="mine"),
    path("mine/switch/<int:part>", mine.switch, name="switch"),
    path("mine/note", mine.write, name="write-note"),
    path("mine/leave", mine.leave, name="leave"),
]
