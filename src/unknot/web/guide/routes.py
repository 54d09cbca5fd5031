"""The routes of the guide."""

from __future__ import annotations

from django.urls import URLPattern, path

from unknot.knowledge.guide.loading import GLOSSARY, LEDGER
from unknot.web.guide import guide_pages, notes

routes: list[URLPattern] = [
    path("guide", guide_pages.start, name="guide"),
    path("guide/search", guide_pages.search, name="guide-search"),
    path("guide/index.json", guide_pages.search_index, name="guide-index"),
    path(f"guide/{LEDGER}", guide_pages.ledger, name="guide-ledger"),
    path(f"guide/{GLOSSARY}", guide_pages.words, name="guide-words"),
    path("guide/<slug:slug>", guide_pages.page, name="guide-page"),
    path("guide/<slug:slug>/note", notes.notes, name="guide-note"),
    path("guide/<slug:slug>/note/<uuid:id>/remove", notes.remove, name="guide-note-remove"),
]
