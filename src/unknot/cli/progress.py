"""A progress line for what takes more than a second, on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from time import monotonic
from typing import TypeVar

T = TypeVar("T")

PATIENCE, BEAT = 1.0, 0.2
"""Seconds before the line is shown, and between two changes of it."""


def watched(items: Iterable[T], total: int, doing: str) -> Iterator[T]:
    """The items as they are, with a line on stderr that says how far they are."""
    if not sys.stderr.isatty():
        yield from items
        return
    shown, began, last = False, monotonic(), 0.0
    for n, item in enumerate(items):
        yield item
        passed = monotonic() - began
        if passed > PATIENCE and passed - last > BEAT:
            sys.stderr.write(f"\r{doing} {n + 1:,} / {total:,}")
            sys.stderr.flush()
            shown, last = True, passed
    if shown:
        sys.stderr.write("\r\033[K")
