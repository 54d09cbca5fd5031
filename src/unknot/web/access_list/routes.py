"""The routes of who can see a journal."""

from __future__ import annotations

from django.urls import URLPattern, path

from unknot.web.access_list import access_list, audit_history, membership

routes: list[URLPattern] = [
    path("who", access_list.who, name="who"),
    path("who/invite", access_list.invite, name="invite"),
    path("who/person/<int:person>/change", access_list.change, name="change-person"),
    path("who/person/<int:person>/stop", access_list.stop_person, name="stop-person"),
    path("who/invitation/<int:invitation>/stop", access_list.stop_invitation, name="stop-invitation"),
    path("who/stop-everything", access_list.stop_everything, name="stop-everything"),
    path("who/reviewed", access_list.reviewed, name="access-reviewed"),
    path("who/seen", audit_history.seen, name="news-seen"),
    path("who/history", audit_history.history, name="history"),
    path("who/history/<int:before>", audit_history.history, name="history-older"),
    path("who/history/save", audit_history.save, name="history-save"),
    path("mine", membership.mine, name="mine"),
    path("mine/switch/<int:part>", membership.switch, name="switch"),
    path("mine/note", membership.write, name="write-note"),
    path("mine/leave", membership.leave, name="leave"),
]
