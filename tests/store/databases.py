"""Django pointed at one database for a while, with the store's tables in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management import call_command
from django.db import connections


@contextmanager
def pointed_at(config: dict[str, Any], blocker: Any) -> Iterator[str]:
    """Make a database `default`; gives its vendor."""
    before, connection = connections.databases["default"], connections["default"]
    connections.databases["default"] = connections.configure_settings({"default": dict(config)})["default"]
    del connections["default"]
    with blocker.unblock():
        try:
            call_command("migrate", "store", verbosity=0)
            yield connections["default"].vendor
        finally:
            connections["default"].close()
            connections.databases["default"] = before
            connections["default"] = connection
