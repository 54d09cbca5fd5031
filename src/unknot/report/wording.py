"""How a report says things: the translator, the reader's formats, and people's own words made harmless."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from functools import cache
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, format_time
from babel.numbers import format_decimal

from unknot.journal.entry import Clock, Side, Site
from unknot.knowledge.vocabulary import says
from unknot.knowledge.words import Translate

MARKS_ON_ONE_LETTER = 3
"""More combining marks than any living script needs: the rest is noise that would run over the lines."""


@dataclass(frozen=True, slots=True)
class Voice:
    """The reader's language: translator, language tag, country, clock style, the labels of the person's own codes."""

    _: Translate
    language: str = "en"
    country: str = ""
    clock: Clock = Clock.H24
    own: Mapping[str, str] = field(default_factory=dict)

    @property
    def locale(self) -> Locale:
        return formats(self.language, self.country)

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        return "rtl" if self.locale.text_direction == "rtl" else "ltr"

    def number(self, value: float, digits: int = 0) -> str:
        """A number with at most so many decimals."""
        return format_decimal(round(value, digits), "#,##0." + "#" * digits, self.locale)

    def day(self, day: date) -> str:
        """16 March, in the reader's order."""
        return format_skeleton("MMMMd", day, locale=self.locale)

    def weekday(self, day: date) -> str:
        """Monday, 16 March."""
        return f"{format_date(day, 'EEEE', self.locale)}, {self.day(day)}"

    def short(self, day: date) -> str:
        """16 Mar."""
        return format_skeleton("MMMd", day, locale=self.locale)

    def full(self, day: date) -> str:
        """16 March 2026."""
        return format_date(day, "long", self.locale)

    def time(self, at: time) -> str:
        """08:10, or 8:10 am for who keeps a 12-hour clock."""
        pattern = "HH:mm" if self.clock is Clock.H24 else "h:mm a"
        return format_time(at, pattern, locale=self.locale)

    def hour(self, hour: int) -> str:
        """An hour on an axis: 08, or 8 am."""
        if self.clock is Clock.H24:
            return f"{hour:02}"
        return format_time(time(hour % 24), "h a", locale=self.locale)

    def period(self, first: date, last: date) -> str:
        """24 February to 23 March 2026."""
        start = self.day(first) if first.year == last.year else self.full(first)
        return self._("{first} to {last}").format(first=start, last=self.full(last))

    def coded(self, vocabulary: str, code: str) -> str:
        """The words for a code."""
        return plain(says(vocabulary, code, self._, self.own))

    def site(self, site: Site) -> str:
        """left calf; both calves are *calf, both sides*."""
        place, _ = self.coded("site", site.region), self._
        match site.side:
            case None:
                return place
            case Side.LEFT:
                return _("left {place}").format(place=place)
            case Side.RIGHT:
                return _("right {place}").format(place=place)
            case Side.BOTH:
                return _("{place}, both sides").format(place=place)


@cache
def formats(language: str, country: str) -> Locale:
    """How a country writes dates and numbers in a language; world English if neither is known."""
    tag = language.replace("-", "_")
    for name in (f"{tag}_{country}" if country and "_" not in tag else tag, tag if tag != "en" else "en_001"):
        try:
            return Locale.parse(name if name != "en" else "en_001")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en", "001")


def counted(n: int, one: str, many: str, **more: object) -> str:
    """The translated phrase for 1, or the one for {n}, filled in."""
    return (one if n == 1 else many).format(n=n, **more)


def plain(text: str, most: int = 200) -> str:
    """People's words on one line: no control characters, no direction overrides, no towers of marks, bounded."""
    kept: list[str] = []
    marks = 0
    for char in " ".join(text[: 4 * most].split()):
        category = unicodedata.category(char)
        if category in {"Cc", "Cf", "Cs", "Co", "Cn"} and char not in "\u200c\u200d":
            continue
        marks = marks + 1 if category in {"Mn", "Me"} else 0
        if marks <= MARKS_ON_ONE_LETTER:
            kept.append(char)
    short = "".join(kept)
    return short if len(short) <= most and len(text) <= 4 * most else short[: most - 1].rstrip() + "…"


def joined(parts: tuple[str, ...] | list[str]) -> str:
    """The parts that say something, as one list."""
    return ", ".join(part for part in parts if part)


def ask_first(voice: Voice) -> str:
    """What stands beside every result about a medicine or a treatment."""
    return voice._("Do not change or stop a medicine because of this: ask.")
