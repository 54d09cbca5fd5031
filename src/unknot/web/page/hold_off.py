"""The hold-off: which presses of a shaking hand are still the press before. The page has the same in `hold-off.js`."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

TRAIN = timedelta(seconds=10)
"""So long may presses follow each other and still be one; then the next is meant."""


def is_the_same_press(recorded: datetime, shown: datetime | None, now: datetime, hold_off: timedelta) -> bool:
    """Whether a press now is still the one that was recorded.

    It is within the hold-off of it, or of the page that followed a press that was swallowed: a hand that goes on
    shaking starts the hold-off anew, up to `TRAIN`.
    """
    if abs(now - recorded) < hold_off:
        return True
    shaking_on = shown is not None and abs(now - shown) < hold_off
    return shaking_on and timedelta(0) <= now - recorded < TRAIN


def made_at(id: UUID | None) -> datetime | None:
    """When a page was shown, from the UUIDv7 that its form came with; None for any other id."""
    if id is None or id.version != 7:
        return None
    try:
        return datetime.fromtimestamp((id.int >> 80) / 1000, UTC)
    except (OverflowError, ValueError, OSError):
        return None
