"""An entry as a JSON document and back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, TypeVar, get_args

from unknot.journal.codec import at_field, decoder, encoder, record_of
from unknot.journal.entry import Body, Entry, Json
from unknot.journal.scalars import Codec
from unknot.journal.scalars import Unreadable as Unreadable

VERSION = 1
"""The shape of documents written now. Older shapes are brought up to date by the store (`upcast`)."""

Document = dict[str, Json]
R = TypeVar("R")


def kind_of(body: type[Body] | Body) -> str:
    """The name of a kind of entry in documents: `DiaryDay` is `diary-day`."""
    name = body.__name__ if isinstance(body, type) else type(body).__name__
    return re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower()


KINDS: Mapping[str, type[Body]] = {kind_of(kind): kind for kind in get_args(Body)}


def to_document(entry: Entry[Body]) -> Document:
    """The entry's JSON document."""
    document: Document = {"v": VERSION, "kind": kind_of(entry.body)}
    document.update(encoder(Entry)(entry))
    document["body"] = _body_encoder(entry.body)(entry.body)
    return document


def from_document(document: object) -> Entry[Body]:
    """The entry of a document of the current version.

    Raises `Unreadable` for anything that is not one: an unknown kind or field, a wrong type, an impossible value.
    """
    if not isinstance(document, dict):
        raise Unreadable("", "this is not an object")
    if document.get("v") != VERSION:
        raise Unreadable("v", f"this is not a document of version {VERSION}")
    kind = document.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        raise Unreadable("kind", f"{str(kind)[:40]!r} is not a kind of entry")
    outer = {name: value for name, value in document.items() if name not in {"v", "kind", "body"}}
    body = at_field("body", _kind_decoder(kind), document.get("body", {}))
    entry: Entry[Body] = record_of(Entry, outer, {"body": body})
    return entry


def body_document(body: Body) -> Document:
    """The document of a body alone: what the `changes` of an amendment are taken from."""
    document: Document = _body_encoder(body)(body)
    return document


def record_document(record: Any) -> Document:
    """The document of any record made of the same types as entries, for what is worked out and kept."""
    kind: Any = type(record)
    document: Document = encoder(kind)(record)
    return document


def record_from(kind: type[R], document: object) -> R:
    """The record of such a document; `Unreadable` if it is none, as after a change of its shape."""
    record_kind: Any = kind
    record: R = record_of(record_kind, document, {})
    return record


def changed(entry: Entry[Body], changes: Mapping[str, Json]) -> Entry[Body]:
    """The entry with the fields of an amendment put in its place.

    A change to None puts the field's default back. Raises `Unreadable` if the result cannot be.
    """
    document = to_document(entry)
    body = document["body"]
    assert isinstance(body, dict)
    for name, value in changes.items():
        target = document if name in AMENDABLE_OUTSIDE else body
        if value is None:
            target.pop(name, None)
        else:
            target[name] = value
    return from_document(document)


AMENDABLE_OUTSIDE = frozenset({"happened_at", "precision", "private"})
"""The fields of the entry itself, not of its body, that an amendment may change."""


def _body_encoder(body: Body) -> Codec:
    kind: Any = type(body)
    return encoder(kind)


def _kind_decoder(kind: str) -> Codec:
    record: Any = KINDS[kind]
    return decoder(record)
