"""What a log line may hold: where in our code something went wrong, and nothing a person wrote."""

from __future__ import annotations

import logging
import traceback


class PlainFormatter(logging.Formatter):
    """The logger, the level and, for an error, its class and the places in our code: never its message.

    The message of an exception can repeat what a person wrote, so it is left out.
    """

    def format(self, record: logging.LogRecord) -> str:
        words = f"{record.levelname.lower()} {record.name}"
        if record.exc_info is None or record.exc_info[0] is None:
            return f"{words}: {record.msg}" if not record.args else f"{words}: {str(record.msg).split('%')[0].strip()}"
        frames = traceback.extract_tb(record.exc_info[2])
        places = " < ".join(f"{frame.name}:{frame.lineno}" for frame in reversed(frames[-6:]))
        return f"{words}: {record.exc_info[0].__name__} in {places}"
