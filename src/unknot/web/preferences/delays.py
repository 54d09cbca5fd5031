"""How soon something is thought to act: four chips beside each thing that is suspected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy

from unknot.analysis.associations.forecast import longer
from unknot.journal.entry import Delay, Json, Settings
from unknot.report.wording import Voice
from unknot.web.page.entry_words import capital

FEW = 6
"""So many things are proposed at the opening: each one more is a comparison more, and makes all answers come later."""
WORDS = {
    Delay.HOURS: gettext_lazy("Within hours"),
    Delay.LATER_THAT_DAY: gettext_lazy("Later that day"),
    Delay.NEXT_DAY: gettext_lazy("The next day"),
    Delay.ALL_DAY: gettext_lazy("For about a day"),
}


def delay_chips() -> list[dict[str, Any]]:
    return [{"code": delay.value, "words": words} for delay, words in WORDS.items()]


def delays_said(said: Mapping[str, Any], codes: Iterable[str]) -> Json:
    """The answers for these things as a change of Settings; what was left open, or is no answer, is not in it."""
    found = {code: str(said.get(f"delay-{code}", "")) for code in codes}
    said_of: dict[str, Json] = {code: delay for code, delay in found.items() if delay in set(Delay)}
    return said_of or None


def suspect_rows(codes: Iterable[str], chosen: Iterable[str], settings: Settings, voice: Voice) -> list[dict[str, Any]]:
    """One row for each thing: its words, whether it is chosen, how soon it was said to act."""
    picked = set(chosen)
    return [
        {
            "code": code,
            "words": capital(voice.coded("exposure", code)),
            "chosen": code in picked,
            "delay": settings.delays.get(code),
        }
        for code in codes
    ]


def price(things: int) -> int:
    """By how many days in a hundred answers come later with so many things than with six."""
    return round(100 * longer(things, FEW))
