"""Who signed off a rule: a data file with a name and a date, shown with the rule. It lapses when the rule changes."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from unknot.knowledge.data import Malformed, day, known, names, table, tables, text


@dataclass(frozen=True, slots=True)
class SignOff:
    """A named clinician's word, given on a date, for one version of one rule."""

    code: str
    version: int
    name: str
    role: str
    on: date


def read_signoffs(toml: str, where: str = "sign-offs") -> tuple[SignOff, ...]:
    """The sign-offs of a clinic's own file; `Malformed` says what is wrong with it."""
    try:
        of = tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        raise Malformed(f"{where}: {error}") from error
    return _read(of, where)


def shipped() -> tuple[SignOff, ...]:
    """The sign-offs that come with this version."""
    return tuple(s for name in names("signoffs") for s in _read(table(f"signoffs/{name}"), name))


def by_code(signed: tuple[SignOff, ...]) -> Mapping[tuple[str, int], SignOff]:
    """The last sign-off for each version of each rule."""
    return {(s.code, s.version): s for s in sorted(signed, key=lambda s: s.on)}


def _read(of: Mapping[str, object], where: str) -> tuple[SignOff, ...]:
    known(of, frozenset({"signed"}), where)
    found = []
    for row in tables(of, "signed", where):
        known(row, frozenset({"code", "version", "name", "role", "on"}), where)
        version = row.get("version")
        if type(version) is not int:
            raise Malformed(f"{where}: a sign-off names the version of the rule that was read")
        name, role = text(row, "name", where), text(row, "role", where)
        found.append(SignOff(text(row, "code", where), version, name, role, day(row, "on", where)))
    return tuple(found)
