"""A progress bar for what takes more than a second, on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TypeVar

from unknot.cli.translation import counted

T = TypeVar("T")

PATIENCE, BEAT = 1.0, 0.2
"""Seconds before the line is shown, and between two changes of it."""


WIDTH = 24


def bar(done: int, total: int, doing: str, seconds: float) -> str:
    """How far it is, and how much longer it takes if it goes on as it did."""
    full = WIDTH * done // max(total, 1)
    left = seconds * (total - done) / done
    if left >= 90:
        more = counted("{n} minute left", "{n} minutes left", round(left / 60))
    else:
        more = counted("{n} second left", "{n} seconds left", max(1, round(left)))
    return f"{doing} [{'#' * full}{'.' * (WIDTH - full)}] {done:,} / {total:,}{f', {more}' if done < total else ''}"


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
            sys.stderr.write(f"\r\033[K{bar(n + 1, total, doing, passed)}")
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
