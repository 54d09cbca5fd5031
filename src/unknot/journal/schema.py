"""The JSON Schema of a journal document, made from the types of the entries."""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Mapping
from datetime import date, time, timedelta
from decimal import Decimal
from enum import EnumMeta
from typing import Any, Union, get_args, get_origin
from uuid import UUID

from unknot.journal.codec import field_hints
from unknot.journal.document import KINDS, VERSION
from unknot.journal.entry import Entry
from unknot.journal.span import Moment

Schema = dict[str, Any]

_SCALARS: dict[Any, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    Decimal: {"type": "string", "description": "an exact decimal number"},
    UUID: {"type": "string", "format": "uuid"},
    date: {"type": "string", "format": "date"},
    time: {"type": "string", "description": "a local time of day, HH:MM:SS"},
    timedelta: {"type": "number", "description": "seconds"},
    Moment: {"type": "string", "description": "RFC 9557: 2026-03-02T08:10:00+00:00[Europe/Dublin]"},
}


def document_schema() -> Schema:
    """The schema of one entry's document, every kind of entry in it."""
    shared: dict[str, Schema] = {}
    outer = {name: _schema(hint, shared) for name, hint in field_hints(Entry).items()}
    kinds = []
    for kind, body in KINDS.items():
        shared[body.__name__] = _record(body, shared)
        reference = {"$ref": f"#/$defs/{body.__name__}"}
        kinds.append({"properties": {"kind": {"const": kind}, "body": reference}})
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A journal entry",
        "type": "object",
        "required": ["v", "kind", "id", "happened_at", "provenance", "body"],
        "properties": {"v": {"const": VERSION}, "kind": {"enum": list(KINDS)}, "body": {"type": "object"}, **outer},
        "additionalProperties": False,
        "oneOf": kinds,
        "$defs": dict(sorted(shared.items())),
    }


def _record(kind: Any, shared: dict[str, Schema]) -> Schema:
    fields = dataclasses.fields(kind)
    needed = [f.name for f in fields if f.default is f.default_factory is dataclasses.MISSING and f.name != "body"]
    return {
        "type": "object",
        "description": " ".join((kind.__doc__ or "").split("\n\n")[0].split()),
        "properties": {name: _schema(hint, shared) for name, hint in field_hints(kind).items()},
        "required": needed,
        "additionalProperties": False,
    }


def _schema(hint: Any, shared: dict[str, Schema]) -> Schema:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        options = [_schema(option, shared) for option in get_args(hint) if option is not type(None)]
        return options[0] if len(options) == 1 else {"anyOf": options}
    if origin is tuple:
        return {"type": "array", "items": _schema(get_args(hint)[0], shared)}
    if origin is not None and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": _schema(get_args(hint)[1], shared)}
    if isinstance(hint, EnumMeta):
        return {"enum": [member.value for member in hint]}  # type: ignore[var-annotated]
    if dataclasses.is_dataclass(hint) and hint is not Moment:
        name = hint.__name__  # type: ignore[union-attr]
        if name not in shared:
            shared[name] = {}
            shared[name] = _record(hint, shared)
        return {"$ref": f"#/$defs/{name}"}
    return _SCALARS.get(hint, {})
