"""A form that was sent when the journal had locked itself: kept in the page until the person is in again.

It travels in the page, sealed, and is nowhere stored. Nobody is sent anywhere by it: after signing in, the person
sees a button and presses it.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.core import signing
from django.http import HttpRequest

from unknot.web.page.errors import posted

MOST = 200_000
_SEAL = "unknot.kept-form"

Fields = list[tuple[str, list[str]]]


@dataclass(frozen=True, slots=True)
class RecoveredForm:
    path: str
    fields: Fields


def seal(request: HttpRequest) -> str:
    """What was posted, sealed; empty if there was nothing, or too much."""
    fields = posted(request)
    sealed = signing.dumps([request.get_full_path(), fields], salt=_SEAL, compress=True)
    return sealed if fields and len(sealed) < MOST else ""


def unseal(sealed: str) -> RecoveredForm | None:
    if not sealed or len(sealed) > MOST:
        return None
    try:
        path, fields = signing.loads(sealed, salt=_SEAL, max_age=24 * 3600)
    except signing.BadSignature:
        return None
    return RecoveredForm(path, [(name, values) for name, values in fields])
