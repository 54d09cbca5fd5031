"""What a grant can open."""

from __future__ import annotations

from enum import StrEnum


class Scope(StrEnum):
    """What a grant can open.

    `NOTES` and `MEDICINES` show more of the diary, so they need `ENTRIES`; `DOSES` shows the last dose before the tap
    to whoever gives medicines, so it needs `LOG`. `PROFILE` is the page as a doctor with a link sees it.
    """

    LOG = "log:write"
    DOSES = "dose:read"
    ENTRIES = "entries:read"
    NOTES = "notes:read"
    MEDICINES = "meds:read"
    PROFILE = "profile:read"
    COMMENT = "comment:write"


EVERYTHING = frozenset(Scope)


def granted(words: str) -> frozenset[Scope]:
    """The scopes of a grant as the table holds them; unknown words open nothing."""
    return frozenset(Scope(word) for word in words.split() if word in set(Scope))
