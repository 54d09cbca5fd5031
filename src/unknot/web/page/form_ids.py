"""The id that a form came with, made when its page was shown."""

from __future__ import annotations

from uuid import UUID


def form_uuid(text: str) -> UUID | None:
    """The id that a form came with, if it is one."""
    try:
        return UUID(text)
    except ValueError:
        return None
