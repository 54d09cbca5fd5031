"""A link made whole: kept only once what it opens is encrypted."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from unknot.fhir.links import encrypt
from unknot.household.sharing import share_contents, shares
from unknot.household.sharing.models import Share
from unknot.household.sharing.shares import ShareRequest


def make(journal: UUID, wish: ShareRequest, origin: str, language: str, now: datetime) -> Share:
    """A working link. What a clinic link opens is encrypted now, and stays as it is."""
    share, key = shares.make(journal, wish, origin=origin, language=language, now=now)
    share.style = share_contents.style_hash()
    if wish.kind is Share.Kind.CLINIC:
        made = share_contents.travelling(journal, wish.days, language=language, now=now)
        share.ciphertext = encrypt(made.content, key)
    share.save(force_insert=True)
    return share
