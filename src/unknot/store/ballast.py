"""A file that only takes up room: given up piece by piece when the disk is full and something must be written.

Locking, stopping everyone and signing in each write a little. A disk that is full would refuse them just when they
matter most, so a home sets some room aside while there is plenty.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

NAME = "ballast"
SIZE = 4 * 1024 * 1024
PIECE = 512 * 1024
"""What one giving up sets free, in bytes: many times what a sign-in writes."""
PLENTY = 16 * SIZE
"""How much must be free before room is set aside, in bytes: it never takes the last of it."""


def keep(home: Path) -> bool:
    """Sets the room aside again where it is missing and there is plenty; whether it is whole now."""
    path = home / NAME
    try:
        missing = SIZE - (path.stat().st_size if path.exists() else 0)
        if missing <= 0:
            return True
        if shutil.disk_usage(home).free < PLENTY:
            return False
        # Random bytes: a file system that compresses would keep no room for zeros.
        path.touch(mode=0o600)
        with path.open("ab") as file:
            file.write(os.urandom(missing))
    except OSError:
        return False
    return True


def give_up(home: Path) -> bool:
    """Frees one piece; whether there was any left."""
    path = home / NAME
    try:
        size = path.stat().st_size
        if size == 0:
            return False
        os.truncate(path, max(0, size - PIECE))
    except OSError:
        return False
    return True
