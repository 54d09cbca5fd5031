"""What no entry may break: scales, lengths, codes, counts."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TypeAlias

from unknot.journal.codes import codes

LONGEST_EPISODE = timedelta(days=7)
NAME, LINE, TEXT = 80, 500, 10_000
MANY = 50

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"


class ImpossibleEntry(ValueError):
    """An entry that cannot be. `field` names what is wrong; the message says it in plain words."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def on_scale(name: str, value: int | None, low: int = 0, high: int = 10) -> None:
    if value is not None and not low <= value <= high:
        raise ImpossibleEntry(name, f"This goes from {low} to {high}.")


NOT_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff]")
"""Control characters but tab and new line, and halves of characters."""


def bounded(name: str, value: str, longest: int = TEXT) -> None:
    if len(value) > longest:
        raise ImpossibleEntry(name, f"This is longer than {longest} characters.")
    if NOT_TEXT.search(value):
        raise ImpossibleEntry(name, "This holds characters that are not text.")


def needed(name: str, value: str, longest: int = NAME) -> None:
    if not value.strip():
        raise ImpossibleEntry(name, "This needs a word.")
    bounded(name, value, longest)


OWN_CODE = re.compile(r"own-[a-z0-9]+(-[a-z0-9]+)*")


def coded(name: str, vocabulary: str, *values: str) -> None:
    few(name, values)
    known = codes(vocabulary)
    for value in values:
        if value not in known and not (len(value) <= NAME and OWN_CODE.fullmatch(value)):
            raise ImpossibleEntry(name, f"{value[:NAME]!r} is not in the list of {vocabulary} codes.")


def few(name: str, values: tuple[object, ...], most: int = MANY) -> None:
    if len(values) > most:
        raise ImpossibleEntry(name, f"No more than {most} of these.")


def lasting(name: str, value: timedelta | None, longest: timedelta = LONGEST_EPISODE) -> None:
    if value is not None and not timedelta(0) < value <= longest:
        raise ImpossibleEntry(name, "This must be longer than nothing and no longer than seven days.")
