"""The settings that are one choice each: their words, and what a choice writes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from zoneinfo import available_timezones

from django.conf import settings as django_settings
from django.utils.translation import gettext as _

from unknot.journal.entry import Json
from unknot.web.page.context import PageContext
from unknot.web.page.countries import country_choices

Choices = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class SettingsPart:
    """One setting: its field, its title, what it means, its choices, and the chosen one."""

    field: str
    title: str
    hint: str
    choices: Choices
    chosen: str
    read: Callable[[str], Json] = str
    long: bool = False
    """Whether the choices are too many to show as buttons."""

    @property
    def value(self) -> str:
        """The chosen one in words."""
        return dict(self.choices).get(self.chosen, "")

    def change(self, said: str) -> dict[str, Json] | None:
        """What a choice changes; None if it is none of the choices. The empty one puts the default back."""
        if said not in dict(self.choices):
            return None
        return {self.field: self.read(said) if said else None}


def parts(ctx: PageContext) -> dict[str, SettingsPart]:
    """Every single choice, by its name in the address, in the order of the page."""
    return {**_looks(ctx), **_presses(ctx), **_where(ctx), **_shown(ctx)}


def _looks(ctx: PageContext) -> dict[str, SettingsPart]:
    """How the pages look, and where the buttons stand."""
    chosen = ctx.settings
    return {
        "size": SettingsPart(
            "size", _("Size"), _("Big asks low, medium or high instead of a number."), _sizes(), chosen.size
        ),
        "theme": SettingsPart(
            "theme", _("Colours"), _("By itself it turns to night at 22:00."), _themes(), chosen.theme
        ),
        "hand": SettingsPart(
            "better_hand",
            _("My better hand"),
            _("The common buttons move to its side."),
            [("left", _("Left")), ("right", _("Right")), ("", _("Neither"))],
            chosen.better_hand or "",
        ),
    }


def _presses(ctx: PageContext) -> dict[str, SettingsPart]:
    """How Log is pressed, and what it asks."""
    chosen = ctx.settings
    return {
        "hold-off": SettingsPart(
            "hold_off",
            _("Pressing twice by accident"),
            _("A second press within this time counts once."),
            [("0", _("Off")), ("0.8", _("Under 1 second")), ("1.5", _("1.5 seconds")), ("3", _("3 seconds"))],
            f"{chosen.hold_off:g}",
            float,
        ),
        "scanning": SettingsPart(
            "scan_dwell",
            _("Scanning for one switch"),
            _("The buttons light up one after the other; one press takes the one that is lit. Each stays lit for:"),
            _dwells(),
            f"{chosen.scan_dwell:g}" if chosen.scan_dwell else "",
            float,
        ),
        "bother": SettingsPart(
            "bands",
            _("How much it bothers"),
            _("How Log asks it."),
            [("", _("A number from 0 to 10")), ("words", _("Low, medium or high"))],
            "words" if chosen.bands else "",
            bool,
        ),
    }


def _where(ctx: PageContext) -> dict[str, SettingsPart]:
    """Where the person is, and how times and words are written there."""
    chosen = ctx.settings
    return {
        "clock": SettingsPart("clock", _("Clock"), "", [("24", _("15:00")), ("12", _("3:00 pm"))], chosen.clock),
        "zone": SettingsPart("zone", _("Time zone"), _("It moves no past day."), _zones(), ctx.zone, long=True),
        "country": SettingsPart(
            "country",
            _("Country"),
            _("For its emergency number."),
            [("", _("Not said")), *country_choices(ctx.voice)],
            chosen.country,
            long=True,
        ),
        "language": SettingsPart("language", _("Language"), "", _languages(), chosen.language),
    }


def _shown(ctx: PageContext) -> dict[str, SettingsPart]:
    """What is shown, and for how long."""
    chosen = ctx.settings
    return {
        "lock": SettingsPart(
            "idle_minutes",
            _("Lock by itself"),
            _("After this time without use, reading asks who you are. Logging stays open."),
            [("5", _("5 minutes")), ("15", _("15 minutes")), ("60", _("1 hour")), ("720", _("12 hours"))],
            str(chosen.idle_minutes),
            int,
        ),
        "patterns": SettingsPart(
            "hide_patterns",
            _("Patterns"),
            "",
            [("", _("Show them")), ("hide", _("Hide them"))],
            "hide" if chosen.hide_patterns else "",
            bool,
        ),
    }


def _dwells() -> Choices:
    times = [(seconds, _("{n} seconds").format(n=seconds)) for seconds in ("0.8", "1.5", "2", "3", "4", "5")]
    return [("", _("Off")), times[0], ("1", _("1 second")), *times[1:]]


def _sizes() -> Choices:
    return [("standard", _("Standard")), ("large", _("Large")), ("big", _("Big"))]


def _themes() -> Choices:
    return [("auto", _("By itself")), ("day", _("Day")), ("dark", _("Dark")), ("night", _("Night"))]


def _zones() -> Choices:
    names = sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/"))
    return [(name, name.replace("_", " ")) for name in [*names, "UTC"]]


def _languages() -> Choices:
    return [(code, str(name)) for code, name in django_settings.LANGUAGES]
