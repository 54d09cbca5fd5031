"""The API in writing: an OpenAPI 3.1 document of what a gadget and the outbox of a device may send."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from unknot import __version__
from unknot.journal.document import KINDS, VERSION
from unknot.web.api.json_answers import LARGEST, answer
from unknot.web.api.put_entry import LOGGED
from unknot.web.api.quick import LONGEST_KEY, LONGEST_TEXT
from unknot.web.page.access import Access, allow
from unknot.web.page.devices import cookie_name

Json = dict[str, Any]

SENT_ALONE = sorted(code for code, kind in KINDS.items() if kind in LOGGED.__args__)
CHANGES = ["amendment", "retraction"]


@allow(Access.PUBLIC)
@require_GET
def openapi(request: HttpRequest) -> HttpResponse:
    return answer(200, **document())


def document() -> Json:
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Unknot",
            "version": __version__,
            "description": "Two ways to add to a journal. Neither reads it, and no answer says anything of what is "
            "in it. Every answer is one short sentence (`says`) that a phone can speak.",
            "license": {"name": "AGPL-3.0-or-later", "identifier": "AGPL-3.0-or-later"},
        },
        "servers": [{"url": "/"}],
        "paths": {"/api/v1/quick": {"post": _quick()}, "/api/v1/entries/{id}": {"put": _entry()}},
        "components": {
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer", "description": "Made in Settings, shown once."},
                "device": {"type": "apiKey", "in": "cookie", "name": cookie_name(), "description": "A paired browser."},
            },
            "schemas": {"Says": SAYS, "Logged": LOGGED_ANSWER, "Refusal": REFUSAL, "Quick": QUICK, "Entry": ENTRY},
        },
    }


# ---------------------------------------------------------------- what is sent and answered

SAYS: Json = {
    "type": "object",
    "required": ["says"],
    "properties": {"says": {"type": "string", "description": "one short sentence, in the journal's language"}},
    "additionalProperties": False,
}
LOGGED_ANSWER: Json = {
    "type": "object",
    "required": ["says", "id"],
    "properties": {
        "says": {"type": "string", "examples": ["Logged. Left calf."]},
        "id": {"type": "string", "format": "uuid", "description": "of the entry that was made or counted once"},
    },
    "additionalProperties": False,
}
REFUSAL: Json = {
    "type": "object",
    "required": ["error", "says"],
    "properties": {
        "error": {"type": "string", "description": "a code for programs, the same in every language"},
        "says": {"type": "string"},
        "unlock": {"type": "string", "description": "where a person can unlock, on 401"},
    },
    "additionalProperties": False,
}
QUICK: Json = {
    "type": "object",
    "description": "Nothing at all is “a spasm, details later”. With `text`, `preset` is not read.",
    "properties": {
        "preset": {"type": "string", "description": "a button of Log by its word", "examples": ["left-calf"]},
        "text": {
            "type": "string",
            "maxLength": LONGEST_TEXT,
            "examples": ["left calf cramp, seven out of ten, five minutes"],
        },
        "at": {
            "type": "string",
            "description": "when it happened, with an offset; now if it is not said",
            "examples": ["2026-03-02T08:10:00+00:00"],
        },
    },
    "additionalProperties": False,
}
ENTRY: Json = {
    "type": "object",
    "description": "A journal document, as `docs/journal.schema.json` describes it in full. What a locked device "
    "sends is an entry of its own, or a change of one that it made the same day.",
    "required": ["v", "kind", "id", "happened_at", "provenance", "body"],
    "properties": {
        "v": {"const": VERSION},
        "kind": {"enum": [*SENT_ALONE, *CHANGES]},
        "id": {"type": "string", "format": "uuid", "description": "a UUIDv7 made on the device, as in the address"},
        "happened_at": {"type": "string", "examples": ["2026-03-02T08:10:00+00:00[Europe/Dublin]"]},
        "until": {"type": "string"},
        "precision": {"type": "string"},
        "private": {"type": "boolean"},
        "provenance": {"type": "object", "required": ["recorded_at"]},
        "body": {"type": "object"},
    },
}


# ---------------------------------------------------------------- the two operations


def _quick() -> Json:
    key = {
        "name": "Idempotency-Key",
        "in": "header",
        "schema": {"type": "string", "maxLength": LONGEST_KEY, "pattern": "^[!-~]*$"},
        "description": "The same key with the same words is logged once, however often it is sent. Without a key the "
        "same press within ten seconds counts once.",
    }
    return {
        "operationId": "quick",
        "summary": "Log from a gadget",
        "security": [{"token": []}],
        "parameters": [key],
        "requestBody": _body("Quick", required=False),
        "responses": {
            "201": _says("Kept.", "Logged"),
            "200": _says("Kept before, or the same press bounced: counted once.", "Logged"),
            **_refusals(
                {
                    "400": "Not JSON, an unknown field or preset, or a time without an offset or still to come.",
                    "401": "No such token, or it was stopped.",
                    "409": "Another entry was saved under this id before.",
                    "413": f"More than {LARGEST:,} bytes.",
                    "415": "Not application/json.",
                    "422": "The key was used for something else, or the sentence is asked back. Nothing was kept.",
                    "429": "More than 30 in a minute; Retry-After says when.",
                }
            ),
        },
    }


def _entry() -> Json:
    id = {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "format": "uuid"}}
    return {
        "operationId": "putEntry",
        "summary": "Put an entry from the outbox of a device",
        "description": "Only creates. A correction is an entry of kind amendment, a withdrawal one of kind retraction.",
        "security": [{"device": []}],
        "parameters": [id],
        "requestBody": _body("Entry", required=True),
        "externalDocs": {"url": reverse("openapi"), "description": "docs/journal.schema.json has every kind in full"},
        "responses": {
            "201": _says("Kept.", "Says"),
            "200": _says("It is here already.", "Says"),
            **_refusals(
                {
                    "400": "Not JSON.",
                    "401": "This browser may not log, or no longer.",
                    "403": "Unlock for this: not a log, or a change of what this device did not make today.",
                    "404": "The address holds no id.",
                    "409": "Other content is here under this id. Keep it aside; the queue goes on.",
                    "413": f"More than {LARGEST:,} bytes.",
                    "415": "Not application/json.",
                    "422": "Not a journal document, or its id differs from the address.",
                    "429": "More than 600 in a minute; Retry-After says when.",
                }
            ),
        },
    }


def _body(schema: str, *, required: bool) -> Json:
    return {"required": required, "content": {"application/json": {"schema": _reference(schema)}}}


def _says(description: str, schema: str) -> Json:
    return {"description": description, "content": {"application/json": {"schema": _reference(schema)}}}


def _refusals(words: dict[str, str]) -> Json:
    found = {status: _says(description, "Refusal") for status, description in words.items()}
    retry = {"Retry-After": {"schema": {"type": "integer", "minimum": 1}, "description": "seconds"}}
    return {status: {**one, "headers": retry} if status == "429" else one for status, one in found.items()}


def _reference(schema: str) -> Json:
    return {"$ref": f"#/components/schemas/{schema}"}
