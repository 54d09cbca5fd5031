"""How a record becomes JSON and comes back, made from the types of its fields.

A field that has its default is left out, so that a new field with a default changes no old document.
"""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Mapping
from enum import EnumMeta
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from unknot.journal.entry import Body, Entry, ImpossibleEntry
from unknot.journal.quantity import ImpossibleQuantity
from unknot.journal.scalars import SCALAR_DECODERS, SCALAR_ENCODERS, Codec, Unreadable
from unknot.journal.span import ImpossibleTime, Moment, UnknownZone


@cache
def encoder(kind: Any) -> Codec:
    """What makes JSON of a value of this type."""
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        options = [encoder(option) for option in get_args(kind) if option is not type(None)]
        return _optional(options[0]) if len(options) == 1 else lambda value: value
    if origin is tuple:
        item = encoder(get_args(kind)[0])
        return lambda values: [item(value) for value in values]
    if origin is not None and issubclass(origin, Mapping):
        return dict
    if isinstance(kind, EnumMeta):
        return lambda value: value.value
    if dataclasses.is_dataclass(kind) and kind is not Moment:
        return _record_encoder(kind)
    return SCALAR_ENCODERS.get(kind, lambda value: value)


def _optional(codec: Codec) -> Codec:
    return lambda value: None if value is None else codec(value)


def _record_encoder(kind: Any) -> Codec:
    fields = [(f.name, encoder(hint), _default(f)) for f, hint in _hinted(kind)]

    def encode(record: Any) -> dict[str, Any]:
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
def decoder(kind: Any) -> Codec:
    """What makes a value of this type of JSON, or raises `Unreadable`."""
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        found = _union_decoder([option for option in get_args(kind) if option is not type(None)])
        return _optional(found) if type(None) in get_args(kind) else found
    if origin is tuple:
        return _list_decoder(decoder(get_args(kind)[0]))
    if origin is not None and issubclass(origin, Mapping):
        return _mapping_decoder(decoder(get_args(kind)[1]))
    if isinstance(kind, EnumMeta):
        return _enum_decoder(kind)
    if kind in SCALAR_DECODERS:
        return SCALAR_DECODERS[kind]
    if dataclasses.is_dataclass(kind):
        return lambda value: record_of(kind, value, {})
    return lambda value: value


def record_of(kind: Any, document: object, given: dict[str, Any]) -> Any:
    """The record of a JSON object; `given` are fields that are here already."""
    if not isinstance(document, dict):
        raise Unreadable("", "this is not an object")
    codecs = _field_decoders(kind)
    for name in document:
        if name not in codecs:
            raise Unreadable(str(name)[:40], "there is no such field")
    values = {name: at_field(name, codecs[name], value) for name, value in document.items()}
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
    return {f.name: decoder(hint) for f, hint in _hinted(kind)}


def at_field(name: str, codec: Codec, value: Any) -> Any:
    """The value decoded; an `Unreadable` in it says where it is, as `body.sites.0.region`."""
    try:
        return codec(value)
    except Unreadable as error:
        where = f"{name}.{error.field}" if error.field else name
        raise Unreadable(where, str(error).split(": ", 1)[-1]) from error


def _union_decoder(options: list[Any]) -> Codec:
    if len(options) == 1:
        return decoder(options[0])

    def decode(value: Any) -> Any:
        if type(value) not in options:
            raise Unreadable("", "this is of the wrong type")
        return value

    return decode


def _list_decoder(item: Codec) -> Codec:
    def decode(values: Any) -> tuple[Any, ...]:
        if not isinstance(values, list):
            raise Unreadable("", "this is not a list")
        return tuple(at_field(str(i), item, value) for i, value in enumerate(values))

    return decode


def _mapping_decoder(item: Codec) -> Codec:
    def decode(values: Any) -> dict[str, Any]:
        if not isinstance(values, dict) or not all(isinstance(key, str) for key in values):
            raise Unreadable("", "this is not an object")
        return {key: at_field(key, item, value) for key, value in values.items()}

    return decode


def _enum_decoder(kind: Any) -> Codec:
    members = {member.value: member for member in kind}

    def decode(value: Any) -> Any:
        if not isinstance(value, str) or value not in members:
            raise Unreadable("", f"this is not one of {', '.join(members)}")
        return members[value]

    return decode
