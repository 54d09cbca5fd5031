"""What someone else wrote, kept as plain text."""

from __future__ import annotations

from typing import Any

LONGEST_TEXT = 1000


def plain_text(value: Any) -> str:
    """What was written, without anything that is not plain text."""
    kept = (letter for letter in value if letter.isprintable() or letter == "\n") if isinstance(value, str) else ""
    return "".join(kept).strip()
