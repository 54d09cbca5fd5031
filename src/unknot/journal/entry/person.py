"""Who the journal is about, and how it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

from unknot.journal.entry.checks import LINE, NAME, OWN_CODE, ImpossibleEntry, bounded, coded, few, needed, on_scale
from unknot.journal.entry.shared import Side, Site
from unknot.journal.entry.spasm import EpisodeKind


class Sex(StrEnum):
    FEMALE = "female"
    MALE = "male"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to call for the person, as they wrote it: a name with what they are to them, and a number."""

    name: str
    phone: str = ""

    def __post_init__(self) -> None:
        needed("contact", self.name, NAME)
        bounded("phone", self.phone, 40)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who the journal is about, and whom to call for them. All of it is optional."""

    name: str = ""
    birth_date: date | None = None
    sex: Sex | None = None
    contacts: tuple[Contact, ...] = ()

    def __post_init__(self) -> None:
        bounded("name", self.name, NAME)
        few("contacts", self.contacts, 4)


@dataclass(frozen=True, slots=True)
class Tile:
    """A big button on Log: the person's word, and what it stands for."""

    label: str
    kind: EpisodeKind = EpisodeKind.SPASM
    sites: tuple[Site, ...] = ()

    def __post_init__(self) -> None:
        needed("label", self.label, 40)
        few("sites", self.sites)


class Clock(StrEnum):
    H24 = "24"
    H12 = "12"


class Delay(StrEnum):
    """How soon the person thinks that something acts."""

    HOURS = "hours"
    LATER_THAT_DAY = "later-that-day"
    NEXT_DAY = "next-day"
    ALL_DAY = "all-day"


class Theme(StrEnum):
    AUTO = "auto"
    DAY = "day"
    DARK = "dark"
    NIGHT = "night"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminders:
    """What to be reminded of besides the check-in and the habits, when, and in which words. Off until chosen.

    `repeat_minutes` repeats the notice of a due dose until it is answered (0: once). Quiet hours go over midnight if
    they end before they begin. While `paused_until` is ahead only what runs low and visits are told. `names` lets a
    notice name the medicine. After `carer_minutes` without an answer to a due dose a carer is told (0: nobody).
    """

    doses: bool = False
    repeat_minutes: int = 0
    running_low: bool = False
    visits: bool = False
    campaign: bool = False
    later_minutes: int = 30
    quiet_from: time | None = None
    quiet_until: time | None = None
    paused_until: date | None = None
    names: bool = False
    carer_minutes: int = 0

    def __post_init__(self) -> None:
        on_scale("repeat_minutes", self.repeat_minutes, 0, 240)
        on_scale("later_minutes", self.later_minutes, 5, 240)
        on_scale("carer_minutes", self.carer_minutes, 0, 1440)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How the journal is kept. One entry, changed by amendments, so that two devices can change different things.

    `exposures` are the (at most 8) the check-in shows, `treatments` the (at most 6) that have a tile of their own;
    `delays` says of an exposure how soon the person thinks that it acts. `own_words` gives `own-` codes their labels.
    `compare_doses` sets what was logged beside the plan; `dose_devices` names the devices that may show doses
    while they are locked (scope `dose:read`).
    """

    country: str = ""
    language: str = "en"
    zone: str = ""
    clock: Clock = Clock.H24
    tiles: tuple[Tile, ...] = ()
    exposures: tuple[str, ...] = ()
    treatments: tuple[str, ...] = ()
    own_words: Mapping[str, str] = field(default_factory=dict)
    better_hand: Side | None = None
    size: str = "standard"
    theme: Theme = Theme.AUTO
    bands: bool = False
    hold_off: float = 0.8
    scan_dwell: float = 0.0
    hide_patterns: bool = False
    idle_minutes: int = 15
    reminder: time | None = None
    reminders: Reminders = Reminders()
    purpose: str = ""
    suspects: tuple[str, ...] = ()
    delays: Mapping[str, Delay] = field(default_factory=dict)
    about_someone_else: bool = False
    compare_doses: bool = True
    dose_devices: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        bounded("country", self.country, 2)
        bounded("language", self.language, 20)
        bounded("zone", self.zone, 64)
        few("tiles", self.tiles, 12)
        few("exposures", self.exposures, 8)
        coded("exposures", "exposure", *self.exposures)
        few("treatments", self.treatments, 6)
        coded("treatments", "treatment", *self.treatments)
        coded("suspects", "exposure", *self.suspects)
        coded("delays", "exposure", *self.delays)
        few("own_words", tuple(self.own_words), 100)
        for code, label in self.own_words.items():
            if not OWN_CODE.fullmatch(code):
                raise ImpossibleEntry("own_words", "An own code starts with own- and has small letters.")
            needed("own_words", label)
        if self.size not in {"standard", "large", "big"}:
            raise ImpossibleEntry("size", "The size is standard, large or big.")
        if not 0 <= self.hold_off <= 3:
            raise ImpossibleEntry("hold_off", "The hold-off goes from 0 to 3 seconds.")
        if self.scan_dwell and not 0.8 <= self.scan_dwell <= 5:
            raise ImpossibleEntry("scan_dwell", "Scanning waits from 0.8 to 5 seconds at each stop.")
        on_scale("idle_minutes", self.idle_minutes, 1, 720)
        bounded("purpose", self.purpose, LINE)
        few("dose_devices", self.dose_devices)
        for device in self.dose_devices:
            needed("dose_devices", device)
