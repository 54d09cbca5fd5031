"""What many tests begin with, made by pressing its buttons once, and from then on put back row by row.

To open three links and lock two browsers takes a fifth of a second, and hundreds of tests begin with just that.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, TypeVar

from django.apps import apps
from django.db import connection
from django.db.models import Model
from django.test import Client

T = TypeVar("T")


@dataclass(frozen=True)
class Made:
    """The rows that were made, and what they were made for."""

    rows: Mapping[type[Model], Sequence[Model]]
    given: Any


_made: dict[Hashable, Made] = {}


def once(what: Hashable, make: Callable[[], T]) -> T:
    """What `make` gives, where none of its tables had a row before; from the second time on, its rows put back.

    Each database has its own, as in PostgreSQL the numbers that were given out stay given out. Where its tables do
    hold something, it is made like the first time.
    """
    known = _made.get((connection.vendor, what))
    if known and not any(table._base_manager.exists() for table in known.rows):
        for table, rows in known.rows.items():
            table._base_manager.bulk_create(deepcopy(rows))
        return known.given  # type: ignore[no-any-return]
    before = {table: table._base_manager.count() for table in _tables()}
    given = make()
    rows = {table: list(table._base_manager.all()) for table, n in before.items() if table._base_manager.count() != n}
    if not any(before[table] for table in rows):
        _made[connection.vendor, what] = Made(rows, given)
    return given


def _tables() -> list[type[Model]]:
    return [table for table in apps.get_models(include_auto_created=True) if table._meta.managed]


def again(browser: Client) -> Client:
    """Another browser with the same cookies."""
    copy = Client()
    copy.cookies = deepcopy(browser.cookies)
    return copy
