"""Who signed off what: a data file with a name and a date, shown with the rule. It lapses when the rule changes."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from unknot.knowledge.data import Malformed, day, known, names, table, tables, text

_DIGEST = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class SignOff:
    """A named clinician's word, given on a date, for what a rule, row, scale or claim said then (its digest).

    A signature of before digests names a version and has none: it is read, and holds for nothing any more.
    """

    code: str
    digest: str
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


def by_code(signed: tuple[SignOff, ...]) -> Mapping[tuple[str, str], SignOff]:
    """The last sign-off for each thing and each way it read."""
    return {(s.code, s.digest): s for s in sorted(signed, key=lambda s: s.on) if s.digest}


def as_toml(signed: tuple[SignOff, ...]) -> str:
    """The file of these sign-offs."""
    rows = (
        f"[[signed]]\ncode = {_quoted(s.code)}\ndigest = {_quoted(s.digest)}\nname = {_quoted(s.name)}\n"
        f"role = {_quoted(s.role)}\non = {s.on.isoformat()}\n"
        for s in signed
    )
    return "\n".join(rows)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c for c in escaped if c >= " ") + '"'


def _read(of: Mapping[str, object], where: str) -> tuple[SignOff, ...]:
    known(of, frozenset({"signed"}), where)
    found = []
    for row in tables(of, "signed", where):
        known(row, frozenset({"code", "digest", "version", "name", "role", "on"}), where)
        digest = "" if "version" in row and "digest" not in row else text(row, "digest", where)
        if digest and not _DIGEST.fullmatch(digest):
            raise Malformed(f"{where}: a digest is the 16 letters and digits that the review prints")
        name, role = text(row, "name", where), text(row, "role", where)
        found.append(SignOff(text(row, "code", where), digest, name, role, day(row, "on", where)))
    return tuple(found)
