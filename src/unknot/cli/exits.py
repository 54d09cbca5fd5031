"""The exit codes, and the failure that a command itself finds."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """The exit codes. They never change their meaning."""

    DONE = 0
    BUG = 1
    USAGE = 2
    NO_JOURNAL = 3
    KEY = 4
    VERSION = 5
    IN_USE = 6
    NOT_UNDERSTOOD = 7
    REFUSED = 8
    NO_ROOM = 9
    DAMAGED = 10
    RECOVERY = 11
    NEEDS_CARE = 12
    SYSTEM = 13
    INTERRUPTED = 130


class Failure(Exception):
    """A command cannot do what was asked; the message is the sentence that is shown."""

    def __init__(self, exit: Exit, message: str) -> None:
        super().__init__(message)
        self.exit = exit
