"""What a log line may hold: where in the code something went wrong, and nothing a person wrote or asked for."""

from __future__ import annotations

import logging
import traceback
from types import TracebackType

DEEPEST = 6


class PlainFormatter(logging.Formatter):
    """The level, the logger and, for an error, its class and its place. Messages only of our own loggers.

    A message of a library, and that of an exception, can repeat a URL or what a person wrote; a path of ours holds
    ids and dates.
    """

    def format(self, record: logging.LogRecord) -> str:
        words = f"{self.formatTime(record)} {record.levelname.lower()} {record.name}"
        if record.name.startswith("unknot"):
            words += f": {record.getMessage()}"
        if record.exc_info and record.exc_info[0] is not None:
            words += f": {record.exc_info[0].__name__} at {_place(record.exc_info[2])}"
        return words


def _place(trace: TracebackType | None) -> str:
    frames = traceback.extract_tb(trace)[-DEEPEST:]
    return " < ".join(f"{frame.name}:{frame.lineno}" for frame in reversed(frames))
