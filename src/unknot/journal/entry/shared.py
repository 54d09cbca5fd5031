"""The words that kinds of entry share: who, how, where on the body, which medicine."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from unknot.journal.entry.checks import NAME, bounded, coded, lasting, needed
from unknot.journal.quantity import Quantity
from unknot.journal.span import Moment


class Precision(StrEnum):
    """How exactly a time is known."""

    MINUTE = "minute"
    HOUR = "hour"
    DAY_PART = "day-part"
    DAY = "day"


class Role(StrEnum):
    """Who recorded something, seen from the person whose journal it is."""

    OWNER = "owner"
    CARER = "carer"
    CLINICIAN = "clinician"
    EXAMPLE = "example"  # made up, and marked so wherever it is shown


class Via(StrEnum):
    """How something was recorded."""

    TAP = "tap"
    TEXT = "text"
    VOICE = "voice"
    API = "api"
    IMPORT = "import"
    CLI = "cli"


class Band(StrEnum):
    """How much, when no number was given. Never turned into one."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Level(StrEnum):
    """Whether something was there. What was not asked has no level at all."""

    NO = "no"
    A_BIT = "a-bit"
    YES = "yes"
    UNKNOWN = "unknown"


class Side(StrEnum):
    """The person's own left and right."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"


class Phase(StrEnum):
    BEFORE = "before"
    DURING = "during"
    AFTER = "after"


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """By whom, how and when an entry was recorded; `device` is the name the person gave the device."""

    recorded_at: Moment
    role: Role = Role.OWNER
    name: str = ""
    via: Via = Via.TAP
    device: str = ""

    def __post_init__(self) -> None:
        bounded("name", self.name, NAME)
        bounded("device", self.device, NAME)


@dataclass(frozen=True, slots=True)
class Site:
    """A place on the body, with its side where it has one."""

    region: str
    side: Side | None = None

    def __post_init__(self) -> None:
        coded("region", "site", self.region)


@dataclass(frozen=True, slots=True)
class Sensation:
    code: str
    phase: Phase = Phase.DURING

    def __post_init__(self) -> None:
        coded("sensation", "sensation", self.code)


@dataclass(frozen=True, slots=True)
class AfterEffect:
    """What was left when the spasm was over, and for how long."""

    code: str
    lasted: timedelta | None = None

    def __post_init__(self) -> None:
        coded("after-effect", "after-effect", self.code)
        lasting("lasted", self.lasted, timedelta(days=60))


@dataclass(frozen=True, slots=True, kw_only=True)
class Medicine:
    """A medicine as the person calls it; `code` is its ingredient in the vocabulary, if it was recognised."""

    name: str
    code: str = ""
    strength: Quantity | None = None
    form: str = ""

    def __post_init__(self) -> None:
        needed("medicine", self.name)
        bounded("form", self.form, NAME)
        if self.code:
            coded("medicine", "medicine", self.code)
