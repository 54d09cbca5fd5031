"""Reading the data files: TOML in this package, read once, refused with the place where they are wrong."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any, TypeAlias, cast

Table: TypeAlias = Mapping[str, Any]


class Malformed(ValueError):
    """A data file that does not say what it must; the message names the file and the place."""


def folder() -> Traversable:
    """Where the data files are."""
    return resources.files("unknot") / "knowledge"


@cache
def table(path: str) -> Table:
    """The data file at `path` under this package, without its `.toml`."""
    return tomllib.loads((folder() / f"{path}.toml").read_text(encoding="utf-8"))


def names(path: str) -> tuple[str, ...]:
    """The names of the data files in a folder of this package, in order."""
    files = (folder() / path).iterdir()
    return tuple(sorted(f.name.removesuffix(".toml") for f in files if f.name.endswith(".toml")))


def text(of: Table, key: str, where: str) -> str:
    """A text that must be there."""
    value = of.get(key)
    if not isinstance(value, str) or not value.strip():
        raise Malformed(f"{where}: {key} is missing")
    return value


def texts(of: Table, key: str, where: str) -> tuple[str, ...]:
    """A list of texts; empty if it is not there. One text alone is a list of one."""
    value = of.get(key, [])
    value = [value] if isinstance(value, str) else value
    if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
        raise Malformed(f"{where}: {key} is not a list of words")
    return tuple(value)


def day(of: Table, key: str, where: str) -> date:
    """A date that must be there."""
    value = of.get(key)
    if type(value) is not date:
        raise Malformed(f"{where}: {key} is not a date")
    return value


def known(of: Table, keys: frozenset[str], where: str) -> None:
    """Refuse a key that nobody reads: it is a typing error."""
    if stray := sorted(of.keys() - keys):
        raise Malformed(f"{where}: nobody reads {', '.join(stray)}")


def tables(of: Table, key: str, where: str) -> tuple[Table, ...]:
    """A list of tables; empty if it is not there."""
    value = of.get(key, [])
    if not isinstance(value, list) or not all(isinstance(v, dict) for v in value):
        raise Malformed(f"{where}: {key} is not a list of tables")
    return tuple(cast("list[Table]", value))
