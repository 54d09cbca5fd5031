"""A progress line for what takes more than a second, on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
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


@contextmanager
def measured(total: int, doing: str) -> Iterator[Callable[[int], None]]:
    """Gives what to tell how many bytes have passed; a line on stderr says how many megabytes that is.

    `total` is the size of the file: of a packed one more passes than that.
    """
    began, last = monotonic(), 0.0

    def passed(n: int) -> None:
        nonlocal last
        since = monotonic() - began
        if sys.stderr.isatty() and since > PATIENCE and since - last > BEAT:
            of = f" / {total / 1e6:,.0f}" if n <= total else ""
            sys.stderr.write(f"\r{doing} {n / 1e6:,.0f}{of} MB")
            sys.stderr.flush()
            last = since

    yield passed
    if last:
        sys.stderr.write("\r\033[K")
