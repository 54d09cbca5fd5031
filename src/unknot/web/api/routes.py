"""The routes of the API and of the tokens of gadgets."""

from __future__ import annotations

from django.urls import URLPattern, path

from unknot.web.api import (
    documents,
    openapi,
    put_entry,
    quick,
    token_pages,
)

routes: list[URLPattern] = [
    path("entries", documents.standing, name="entries"),
    path("devices/tokens", token_pages.token_list, name="tokens"),
    path("devices/tokens/new", token_pages.make, name="token-new"),
    path("devices/tokens/<int:token>/revoke", token_pages.revoke, name="token-revoke"),
    path("api/v1/entries/<uuid:id>", put_entry.entry, name="api-entry"),
    path("api/v1/quick", quick.quick, name="quick"),
    path("api/v1/openapi.json", openapi.openapi, name="openapi"),
]
