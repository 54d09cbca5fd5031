"""The routes of shared links: the owner's pages, the clinician's page, and the addresses inside links."""

from __future__ import annotations

from django.urls import URLPattern, path

from unknot.web.sharing import clinician_page, links, notes, reply_pages, shl_endpoints

routes: list[URLPattern] = [
    # the owner's pages
    path("visit/show", links.choose, name="show-doctor"),
    path("visit/show/new/<slug:kind>", links.new, name="share-new"),
    path("visit/show/preview/<int:days>", links.preview, name="share-preview"),
    path("visit/show/notes", notes.notes, name="notes-back"),
    path("visit/show/notes/<int:note>/keep", notes.keep, name="note-keep"),
    path("visit/show/notes/<int:note>/remove", notes.remove, name="note-remove"),
    path("visit/replies", reply_pages.replies_list, name="replies"),
    path("visit/replies/bring", reply_pages.bring, name="reply-bring"),
    path("visit/replies/<uuid:id>", reply_pages.one, name="reply"),
    path("visit/replies/<uuid:id>/<int:step>", reply_pages.decide, name="reply-step"),
    path("visit/replies/<uuid:id>/remove", reply_pages.remove, name="reply-remove"),
    path("visit/show/<uuid:id>", links.one, name="share"),
    path("visit/show/<uuid:id>/paper.pdf", links.paper, name="share-paper"),
    path("visit/show/<uuid:id>/stop", links.stop, name="share-stop"),
    # for anyone who was given a link
    path("open", clinician_page.page, name="open"),
    path("check-page", clinician_page.check_page, name="page-check"),
    path("s/file/<str:token>", shl_endpoints.file, name="shared-file"),
    path("s/<str:address>", shl_endpoints.link, name="shared"),
    path("s/<str:address>/reply", clinician_page.reply, name="shared-reply"),
    path("s/<str:address>/note", clinician_page.note, name="shared-note"),
]
