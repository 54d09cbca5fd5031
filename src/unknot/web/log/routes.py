"""The routes of Log and what is pressed on it."""

from __future__ import annotations

from django.urls import URLPattern, path

from unknot.web.log import (
    detail,
    elsewhere,
    help,
    last_night,
    log,
    log_spasm,
    messages,
    picture,
    quick_text,
    running,
    signs,
    tags,
    undo,
)

routes: list[URLPattern] = [
    path("", log.log, name="log"),
    path("tap", log_spasm.tap, name="tap"),
    path("say", quick_text.say, name="say"),
    path("say/yes", quick_text.say_yes, name="say-yes"),
    path("none", log.none, name="none"),
    path("last-night", last_night.last_night, name="last-night"),
    path("last-night/<uuid:id>", last_night.place_of_the_night, name="last-night-place"),
    path("somewhere-else", elsewhere.elsewhere, name="elsewhere"),
    path("somewhere-else/picture", picture.picture, name="picture"),
    path("entry/<uuid:id>/bother", log_spasm.bother, name="bother"),
    path("entry/<uuid:id>/undo", undo.undo, name="undo"),
    path("entry/<uuid:id>/restore", undo.restore, name="restore"),
    path("entry/<uuid:id>/going", running.going, name="going"),
    path("entry/<uuid:id>/stop", running.stop, name="stop"),
    path("entry/<uuid:id>/ended", running.ended, name="ended"),
    path("entry/<uuid:id>/detail", detail.detail, name="detail"),
    path("entry/<uuid:id>/somewhere-else", elsewhere.elsewhere_too, name="elsewhere-too"),
    path("anything-else", signs.signs, name="signs"),
    path("anything-else/<uuid:id>", signs.signs, name="sign"),
    path("look-first", signs.checklist, name="checklist"),
    path("q/<str:code>", tags.tag, name="tag"),
    path("devices/tags/new", tags.make, name="tag-new"),
    path("devices/tags/<int:page>/revoke", tags.revoke, name="tag-revoke"),
    path("help", help.help, name="help"),
    path("help/<slug:country>", help.help, name="help-in"),
    path("message", messages.answer, name="answer"),
    path("messages", messages.messages, name="messages"),
]
