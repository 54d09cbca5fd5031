"""One Unknot per home: the first holds the lock, its child processes share it, a second is refused."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LOCK_NAME = "lock"


class HomeInUse(Exception):
    """Another Unknot is running on this home."""


@contextmanager
def sole_use(home: Path) -> Iterator[None]:
    """Hold the home for as long as this process lives, or until the block ends.

    The system lets go of the lock when the process ends, however it ends.
    """
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(home / LOCK_NAME, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if not _take(descriptor):
            raise HomeInUse(f"Unknot is already running on {home}.")
        yield
    finally:
        os.close(descriptor)


def in_use(home: Path) -> bool:
    """Whether an Unknot is running on this home now."""
    try:
        with sole_use(home):
            return False
    except HomeInUse:
        return True


if sys.platform != "win32":
    import fcntl

    def _take(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

else:
    import msvcrt

    def _take(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
