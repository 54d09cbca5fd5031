"""Clinical codes: only those that were read in their source, with the licence they come under."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from unknot.knowledge.data import Malformed, table, text
from unknot.knowledge.sources import Source, Verified, checked, cited


@dataclass(frozen=True, slots=True)
class System:
    """A code system: its FHIR address, the version read, its licence and where it was read."""

    key: str
    uri: str
    version: str
    licence: str
    source: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Coding:
    """One code of a system. `verified` is never FALSE: such a code is not shipped."""

    system: System
    code: str
    display: str
    verified: Verified


@cache
def systems() -> Mapping[str, Mapping[str, Coding]]:
    """Every code that may be used, by system key and code."""
    return {key: _codes(key) for key in table("codings")["system"]}


def coding(system: str, code: str) -> Coding:
    """The code; `Malformed` if it was never read in its source."""
    try:
        return systems()[system][code]
    except KeyError as unknown:
        raise Malformed(f"{system} {code} is not in codings.toml") from unknown


def _codes(key: str) -> Mapping[str, Coding]:
    of, where = table("codings")["system"][key], f"codings {key}"
    system = System(
        key, text(of, "uri", where), str(of.get("version", "")), text(of, "licence", where), cited(of, where)
    )
    found = {
        code: Coding(system, code, text(row, "display", where), checked(row, f"{where} {code}"))
        for code, row in of["codes"].items()
    }
    if unread := [c.code for c in found.values() if c.verified is Verified.FALSE]:
        raise Malformed(f"{where}: not verified, so not shipped: {', '.join(unread)}")
    return found
