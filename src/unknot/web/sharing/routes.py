"""The routes of shared links: the owner's pages, the clinician's page, and the addresses inside links."""

from __future__ import annotations

from django.urls import URLPattern, path

from unknot.web.sharing import clinician, notes, screens, served

routes: list[URLPattern] = [
    # the owner's pages
    path("visit/show", screens.choose, name="show-doctor"),
    path("visit/show/new/<slug:kind>", screens.new, name="share-new"),
    path("visit/show/preview/<int:days>", screens.preview, name="share-preview"),
    path("visit/show/notes", notes.notes, name="notes-back"),
    path("visit/show/notes/<int:note>/keep", notes.keep, name="note-keep"),
    path("visit/show/notes/<int:note>/remove", notes.remove, name="note-remove"),
    path("visit/show/<uuid:id>", screens.one, name="share"),
    path("visit/show/<uuid:id>/paper.pdf", screens.paper, name="share-paper"),
    path("visit/show/<uuid:id>/stop", screens.stop, name="share-stop"),
    # for anyone who was given a link
    path("open", clinician.page, name="open"),
    path("s/file/<str:token>", served.file, name="shared-file"),
    path("s/<str:address>", served.link, name="shared"),
    path("s/<str:address>/note", clinician.note, name="shared-note"),
]
