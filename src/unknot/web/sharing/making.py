"""A link made whole: kept only once what it opens is encrypted."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from unknot.fhir.links import encrypt
from unknot.web.sharing import contents, shares
from unknot.web.sharing.models import Share
from unknot.web.sharing.shares import Wish


def make(journal: UUID, wish: Wish, origin: str, language: str, now: datetime) -> Share:
    """A working link. What a clinic link opens is encrypted now, and stays as it is."""
    share, key = shares.make(journal, wish, origin=origin, language=language, now=now)
    share.style = contents.style_hash()
    if wish.kind is Share.Kind.CLINIC:
        made = contents.travelling(journal, wish.days, language=language, now=now)
        share.ciphertext = encrypt(made.content, key)
    share.save(force_insert=True)
    return share
