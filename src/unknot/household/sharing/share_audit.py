"""What happens to a link is written down for its owner: made, opened, refused, stopped. Never what it showed."""

from __future__ import annotations

from datetime import datetime

from unknot.household.people import audit
from unknot.household.sharing.models import Share

BY_LINK = "someone with the link"


def note_made(share: Share, who: str, now: datetime) -> None:
    audit.note(share.journal, who, "link-made", now, share=share.pk)


def note_opened(share: Share, first: bool, now: datetime) -> None:
    audit.note(share.journal, BY_LINK, "link-first-opened" if first else "link-opened", now, share=share.pk)


def note_refused(share: Share, left: int, now: datetime) -> None:
    audit.note(share.journal, BY_LINK, "link-passcode-wrong" if left else "link-passcode-used-up", now, share=share.pk)


def note_stopped(share: Share, who: str, now: datetime) -> None:
    audit.note(share.journal, who, "link-stopped", now, share=share.pk)


def note_came(share: Share, now: datetime) -> None:
    audit.note(share.journal, BY_LINK, "note-came", now, share=share.pk)
