"""The language of a request: what the journal's settings say, else what the browser asks for.

English texts are the keys; `src/unknot/locale` holds a catalogue per language (see `scripts/words.py`). Templates and
views use Django's `gettext`, which reads them; the inner rooms are handed that same function, or `translator`'s.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from unknot.knowledge.words import Translate
from unknot.web.page import access


def of(request: HttpRequest) -> str:
    """The language to answer in, one of those offered."""
    who = access.viewer(request)
    if who.language in dict(settings.LANGUAGES):
        return who.language
    return translation.get_language_from_request(request)


def translator(language: str) -> Translate:
    """The translator of a language, for what is written in another than the page's: a report, a letter."""

    def translate(text: str) -> str:
        with translation.override(language):
            return translation.gettext(text)

    return translate


class LanguageMiddleware:
    """Answers in the language of the request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = of(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        response.headers.setdefault("Vary", "Accept-Language, Cookie")
        return response
