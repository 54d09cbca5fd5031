"""Where each fact comes from. What names no source, or an unknown one, is refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from unknot.knowledge.data import Malformed, Table, table, texts

OWN_WORDS = "own-words"
"""The source of what claims nothing clinical: our own plain words."""
GENERAL = "GMK"
"""The source of what is general medical knowledge, not verified here."""


class Unsourced(ValueError):
    """Something clinical without a source, or with one that sources.toml does not have."""


class Verified(StrEnum):
    """How far a fact was checked against its source. No clinician has signed any of them off."""

    TRUE = "true"  # the statement was read in the cited copy
    PARTIAL = "partial"  # the main point was read, a detail was inferred
    DESIGN = "design"  # our own inference from the source
    FALSE = "false"  # general knowledge or recalled: a number so marked is never shown


@dataclass(frozen=True, slots=True)
class Source:
    """A document: its title and where it was found (a host, an identifier or a citation; "" if none)."""

    id: str
    title: str
    address: str = ""


@cache
def sources() -> Mapping[str, Source]:
    """Every source by its id."""
    return {
        id: Source(id, str(of["title"]), str(of.get("address", "")))
        for id, of in sorted(table("sources")["source"].items())
    }


def cited(of: Table, where: str, key: str = "source") -> tuple[Source, ...]:
    """The sources a table names; `Unsourced` if it names none, or one that is not known."""
    ids = texts(of, key, where)
    if not ids:
        raise Unsourced(f"{where}: no source")
    if unknown := [id for id in ids if id not in sources()]:
        raise Unsourced(f"{where}: no such source as {', '.join(unknown)}")
    return tuple(sources()[id] for id in ids)


def checked(of: Table, where: str, key: str = "verified") -> Verified:
    """The `verified` mark of a table: true, false, "partial" or "design". It must be there."""
    value = of.get(key)
    if isinstance(value, bool):
        return Verified.TRUE if value else Verified.FALSE
    if value in (Verified.PARTIAL, Verified.DESIGN):
        return Verified(value)
    raise Malformed(f"{where}: {key} is true, false, partial or design")
