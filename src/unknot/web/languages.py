"""The languages there are catalogues for."""

from __future__ import annotations

from pathlib import Path

from babel import Locale

ENGLISH = ("en", "English")


def offered(locale: Path) -> list[tuple[str, str]]:
    """The languages with a catalogue, each in its own name; half a translation is worse than none."""
    found = sorted(path.parent.parent.name for path in locale.glob("*/LC_MESSAGES/django.mo"))
    names = ((code.replace("_", "-").lower(), Locale.parse(code).get_display_name()) for code in found)
    return [ENGLISH, *((code, (name or code).capitalize()) for code, name in names)]
