"""Identifiers: UUIDv7 for what is recorded, UUIDv5 for what is imported."""

from __future__ import annotations

import secrets
import uuid
from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def new_id(now: datetime) -> uuid.UUID:
    """A UUIDv7 (RFC 9562, section 5.7): milliseconds of `now`, then 74 random bits."""
    milliseconds = (now - _EPOCH) // timedelta(milliseconds=1)
    high = (milliseconds & 0xFFFF_FFFF_FFFF) << 16 | 0x7000 | secrets.randbits(12)
    low = 0b10 << 62 | secrets.randbits(62)
    return uuid.UUID(int=high << 64 | low)


def import_id(journal: uuid.UUID, source_format: str, row: str, occurrence: int) -> uuid.UUID:
    """The id of an imported row: the same row of the same format in the same journal has the same id.

    `row` is the row's normalised text; `occurrence` counts identical rows in one file from 0, so that
    importing a file twice adds nothing.
    """
    return uuid.uuid5(journal, f"{source_format}\n{row}\n{occurrence}")
