"""What to do when the disk is full: reading goes on, and what could not be saved is said."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError

_SAID_BY_DATABASES = ("is full", "no space left", "could not extend file")


def is_full(error: BaseException) -> bool:
    """Whether an error says that there is no room left."""
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT)
    return isinstance(error, DatabaseError) and any(words in str(error).lower() for words in _SAID_BY_DATABASES)


@contextmanager
def if_there_is_room() -> Iterator[None]:
    """Skips book-keeping that a full disk refuses: noting when a session or a device was last used."""
    try:
        yield
    except DatabaseError as error:
        if not is_full(error):
            raise
