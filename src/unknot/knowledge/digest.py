"""A short name for what a rule, a row, a scale or a claim says: it changes when the words or a number change.

A clinician's signature is bound to it, and to nothing kept by hand.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any

BOOKKEEPING = frozenset({"version", "last_checked", "next_check", "signed", "examples", "verified", "digest"})
"""Fields that say nothing to the person: when it was checked, its examples, who signed it."""


def digest(of: object) -> str:
    """16 hexadecimal digits that name what a dataclass of the knowledge says, whatever the order of its sets."""
    words = json.dumps(_plain(of), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def _plain(value: object) -> Any:
    match value:
        case None | bool() | int() | float():
            return value
        case Enum():
            return str(value.value)
        case str():
            return value
        case Decimal():
            return str(value.normalize())
        case timedelta():
            return value.total_seconds()
        case date():
            return value.isoformat()
        case frozenset() | set():
            return sorted(json.dumps(_plain(each), sort_keys=True) for each in value)
        case Mapping():
            return {str(key): _plain(each) for key, each in value.items()}
        case list() | tuple():
            return [_plain(each) for each in value]
        case _ if dataclasses.is_dataclass(value):
            fields = [field.name for field in dataclasses.fields(value) if field.name not in BOOKKEEPING]
            return [type(value).__name__, {name: _plain(getattr(value, name)) for name in fields}]
        case _:
            return repr(value)
