"""The words of the command line, in the language of the terminal where we have it."""

from __future__ import annotations

import gettext
from functools import cache
from importlib import resources

from unknot.knowledge.words import Translate

PLAIN = "en"
"""The language the words are written in."""


@cache
def _catalogue(*languages: str) -> gettext.NullTranslations:
    folder = resources.files("unknot") / "locale"
    return gettext.translation("django", localedir=str(folder), languages=languages or None, fallback=True)


def speaker(language: str) -> tuple[Translate, str]:
    """The translator into a language, and the language it really speaks: English where we have no other."""
    catalogue = _catalogue(language)
    return catalogue.gettext, language if isinstance(catalogue, gettext.GNUTranslations) else PLAIN


def _(text: str) -> str:
    """The text in the language of the terminal; English if it was not translated."""
    return _catalogue().gettext(text)


def counted(one: str, many: str, n: int) -> str:
    """The singular or plural text with `{n}` filled in."""
    return _catalogue().ngettext(one, many, n).format(n=f"{n:,}")
