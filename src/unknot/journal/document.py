"""An entry as a JSON document and back: one codec, made from the types.

A field that has its default is left out, so that a new field with a default changes no old document.
"""

from __future__ import annotations

import dataclasses
import re
import types
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from enum import EnumMeta
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from unknot.journal.entry import Body, Entry, ImpossibleEntry, Json
from unknot.journal.quantity import ImpossibleQuantity
from unknot.journal.span import ImpossibleTime, Moment, UnknownZone

VERSION = 1
"""The shape of documents written now. Older shapes are brought up to date by the store (`upcast`)."""

Document = dict[str, Json]
R = TypeVar("R")
Codec = Callable[[Any], Any]


class Unreadable(ValueError):
    """A document that is not an entry; `field` is where in it, as `body.sites.0.region`."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field or 'document'}: {message}")
        self.field = field


def kind_of(body: type[Body] | Body) -> str:
    """The name of a kind of entry in documents: `DiaryDay` is `diary-day`."""
    name = body.__name__ if isinstance(body, type) else type(body).__name__
    return re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower()


KINDS: Mapping[str, type[Body]] = {kind_of(kind): kind for kind in get_args(Body)}


def to_document(entry: Entry[Body]) -> Document:
    """The entry's JSON document."""
    document: Document = {"v": VERSION, "kind": kind_of(entry.body)}
    document.update(_encoder(Entry)(entry))
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
    body = _at("body", _kind_decoder(kind), document.get("body", {}))
    entry: Entry[Body] = _fields(Entry, outer, {"body": body})
    return entry


def body_document(body: Body) -> Document:
    """The document of a body alone: what the `changes` of an amendment are taken from."""
    document: Document = _body_encoder(body)(body)
    return document


def record_document(record: Any) -> Document:
    """The document of any record made of the same types as entries, for what is worked out and kept."""
    kind: Any = type(record)
    document: Document = _encoder(kind)(record)
    return document


def record_from(kind: type[R], document: object) -> R:
    """The record of such a document; `Unreadable` if it is none, as after a change of its shape."""
    record_kind: Any = kind
    record: R = _fields(record_kind, document, {})
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


# ---------------------------------------------------------------- from the types


def _body_encoder(body: Body) -> Codec:
    kind: Any = type(body)
    return _encoder(kind)


def _kind_decoder(kind: str) -> Codec:
    record: Any = KINDS[kind]
    return _decoder(record)


@cache
def _encoder(kind: Any) -> Codec:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        options = [_encoder(option) for option in get_args(kind) if option is not type(None)]
        return _optional(options[0]) if len(options) == 1 else lambda value: value
    if origin is tuple:
        item = _encoder(get_args(kind)[0])
        return lambda values: [item(value) for value in values]
    if origin is not None and issubclass(origin, Mapping):
        return dict
    if isinstance(kind, EnumMeta):
        return lambda value: value.value
    if dataclasses.is_dataclass(kind) and kind is not Moment:
        return _record_encoder(kind)
    return _SCALAR_ENCODERS.get(kind, lambda value: value)


def _optional(codec: Codec) -> Codec:
    return lambda value: None if value is None else codec(value)


def _record_encoder(kind: Any) -> Codec:
    fields = [(f.name, _encoder(hint), _default(f)) for f, hint in _hinted(kind)]

    def encode(record: Any) -> Document:
        found = ((name, codec, default, getattr(record, name)) for name, codec, default in fields)
        return {name: codec(value) for name, codec, default, value in found if value != default or default is _NONE}

    return encode


_NONE = object()


def _default(field: dataclasses.Field[Any]) -> Any:
    if field.default is not dataclasses.MISSING:
        return field.default
    return _NONE if field.default_factory is dataclasses.MISSING else field.default_factory()


@cache
def _hinted(kind: Any) -> tuple[tuple[dataclasses.Field[Any], Any], ...]:
    """The fields of a record with their types; an entry's body is coded by its own kind."""
    hints = get_type_hints(kind, localns={"Json": object})
    skipped = {"body"} if kind is Entry else set()
    return tuple((f, hints[f.name]) for f in dataclasses.fields(kind) if f.name not in skipped)


@cache
def field_hints(kind: Any) -> Mapping[str, Any]:
    """The fields of a record with their types, in order."""
    return {f.name: hint for f, hint in _hinted(kind)}


def body_hints(kind: type[Body]) -> Mapping[str, Any]:
    """The fields of a kind of entry with their types, in order."""
    record: Any = kind
    return field_hints(record)


@cache
def _decoder(kind: Any) -> Codec:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        found = _union_decoder([option for option in get_args(kind) if option is not type(None)])
        return _optional(found) if type(None) in get_args(kind) else found
    if origin is tuple:
        return _list_decoder(_decoder(get_args(kind)[0]))
    if origin is not None and issubclass(origin, Mapping):
        return _mapping_decoder(_decoder(get_args(kind)[1]))
    if isinstance(kind, EnumMeta):
        return _enum_decoder(kind)
    if kind in _SCALAR_DECODERS:
        return _SCALAR_DECODERS[kind]
    if dataclasses.is_dataclass(kind):
        return lambda value: _fields(kind, value, {})
    return lambda value: value


def _fields(kind: Any, document: object, given: dict[str, Any]) -> Any:
    if not isinstance(document, dict):
        raise Unreadable("", "this is not an object")
    codecs = _field_decoders(kind)
    for name in document:
        if name not in codecs:
            raise Unreadable(str(name)[:40], "there is no such field")
    values = {name: _at(name, codecs[name], value) for name, value in document.items()}
    try:
        return kind(**values, **given)
    except ImpossibleEntry as error:
        raise Unreadable(error.field, str(error)) from error
    except (ImpossibleQuantity, ImpossibleTime, UnknownZone) as error:
        raise Unreadable("", str(error)) from error
    except TypeError as error:
        missing = [f.name for f, _ in _hinted(kind) if f.name not in values and _default(f) is _NONE]
        raise Unreadable(", ".join(missing), "this is missing") from error


@cache
def _field_decoders(kind: Any) -> dict[str, Codec]:
    return {f.name: _decoder(hint) for f, hint in _hinted(kind)}


def _at(name: str, codec: Codec, value: Any) -> Any:
    try:
        return codec(value)
    except Unreadable as error:
        where = f"{name}.{error.field}" if error.field else name
        raise Unreadable(where, str(error).split(": ", 1)[-1]) from error


def _union_decoder(options: list[Any]) -> Codec:
    if len(options) == 1:
        return _decoder(options[0])

    def decode(value: Any) -> Any:
        if type(value) not in options:
            raise Unreadable("", "this is of the wrong type")
        return value

    return decode


def _list_decoder(item: Codec) -> Codec:
    def decode(values: Any) -> tuple[Any, ...]:
        if not isinstance(values, list):
            raise Unreadable("", "this is not a list")
        return tuple(_at(str(i), item, value) for i, value in enumerate(values))

    return decode


def _mapping_decoder(item: Codec) -> Codec:
    def decode(values: Any) -> dict[str, Any]:
        if not isinstance(values, dict) or not all(isinstance(key, str) for key in values):
            raise Unreadable("", "this is not an object")
        return {key: _at(key, item, value) for key, value in values.items()}

    return decode


def _enum_decoder(kind: Any) -> Codec:
    members = {member.value: member for member in kind}

    def decode(value: Any) -> Any:
        if not isinstance(value, str) or value not in members:
            raise Unreadable("", f"this is not one of {', '.join(members)}")
        return members[value]

    return decode


# ---------------------------------------------------------------- scalars


def _typed(kind: type, name: str) -> Codec:
    def decode(value: Any) -> Any:
        if type(value) is not kind:
            raise Unreadable("", f"this is not {name}")
        return value

    return decode


def _parsed(parse: Callable[[str], Any], name: str) -> Codec:
    def decode(value: Any) -> Any:
        if not isinstance(value, str) or len(value) > 100:
            raise Unreadable("", f"this is not {name}")
        try:
            return parse(value)
        except (ValueError, InvalidOperation) as error:
            raise Unreadable("", f"this is not {name}") from error

    return decode


def _float(value: Any) -> float:
    if type(value) not in (int, float):
        raise Unreadable("", "this is not a number")
    return float(value)


def _seconds(value: timedelta) -> int | float:
    seconds = value.total_seconds()
    return int(seconds) if seconds.is_integer() else seconds


def _duration(value: Any) -> timedelta:
    seconds = _float(value)
    if not abs(seconds) < 1e9:
        raise Unreadable("", "this is too long")
    return timedelta(seconds=seconds)


_MOMENT = re.compile(r"(?P<at>[0-9T:.+\-]{16,40})\[(?P<zone>[^\[\]]{1,64})\]")


def write_moment(value: Moment) -> str:
    """A moment as RFC 9557 writes it: `2026-03-02T08:10:00+00:00[Europe/Dublin]`."""
    return f"{value.at.isoformat()}[{value.zone}]"


def read_moment(text: str) -> Moment:
    """The moment of an RFC 9557 text; ValueError if it is none."""
    match = _MOMENT.fullmatch(text)
    if match is None:
        raise ValueError("not a moment")
    return Moment(datetime.fromisoformat(match["at"]), match["zone"])


_SCALAR_ENCODERS: dict[Any, Codec] = {
    Moment: write_moment,
    datetime: datetime.isoformat,
    date: date.isoformat,
    time: time.isoformat,
    timedelta: _seconds,
    Decimal: str,
    UUID: str,
}

_SCALAR_DECODERS: dict[Any, Codec] = {
    str: _typed(str, "text"),
    int: _typed(int, "a whole number"),
    bool: _typed(bool, "true or false"),
    float: _float,
    Moment: _parsed(read_moment, "a moment with its zone"),
    date: _parsed(date.fromisoformat, "a date"),
    time: _parsed(time.fromisoformat, "a time of day"),
    timedelta: _duration,
    Decimal: _parsed(Decimal, "a number"),
    UUID: _parsed(UUID, "an id"),
}
