"""The words of the command line, in the language of the terminal where we have it."""

from __future__ import annotations

import gettext
from functools import cache
from importlib import resources


@cache
def _catalogue() -> gettext.NullTranslations:
    folder = resources.files("unknot") / "locale"
    return gettext.translation("django", localedir=str(folder), fallback=True)


def _(text: str) -> str:
    """The text in the language of the terminal; English if it was not translated."""
    return _catalogue().gettext(text)


def counted(one: str, many: str, n: int) -> str:
    """The singular or plural text with `{n}` filled in."""
    return _catalogue().ngettext(one, many, n).format(n=f"{n:,}")
