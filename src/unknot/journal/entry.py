"""What happened: the kinds of entry a journal holds. All are frozen, and checked when made."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from enum import StrEnum
from typing import Generic, TypeAlias, TypeVar
from uuid import UUID

from unknot.journal.codes import OWN, codes
from unknot.journal.quantity import Quantity
from unknot.journal.span import Moment

LONGEST_EPISODE = timedelta(days=7)
NAME, LINE, TEXT = 80, 500, 10_000
MANY = 50

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"


class ImpossibleEntry(ValueError):
    """An entry that cannot be. `field` names what is wrong; the message says it in plain words."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


# ---------------------------------------------------------------- checks


def _scale(name: str, value: int | None, low: int = 0, high: int = 10) -> None:
    if value is not None and not low <= value <= high:
        raise ImpossibleEntry(name, f"This goes from {low} to {high}.")


def _text(name: str, value: str, longest: int = TEXT) -> None:
    if len(value) > longest:
        raise ImpossibleEntry(name, f"This is longer than {longest} characters.")
    if any(c < " " and c not in "\n\t" for c in value) or any("\ud800" <= c <= "\udfff" for c in value):
        raise ImpossibleEntry(name, "This holds characters that are not text.")


def _needed(name: str, value: str, longest: int = NAME) -> None:
    if not value.strip():
        raise ImpossibleEntry(name, "This needs a word.")
    _text(name, value, longest)


_OWN_CODE = re.compile(r"own-[a-z0-9]+(-[a-z0-9]+)*")


def _coded(name: str, vocabulary: str, *values: str) -> None:
    _few(name, values)
    for value in values:
        own = len(value) <= NAME and value.startswith(OWN) and _OWN_CODE.fullmatch(value)
        if value not in codes(vocabulary) and not own:
            raise ImpossibleEntry(name, f"{value[:NAME]!r} is not in the list of {vocabulary} codes.")


def _few(name: str, values: tuple[object, ...], most: int = MANY) -> None:
    if len(values) > most:
        raise ImpossibleEntry(name, f"No more than {most} of these.")


def _lasting(name: str, value: timedelta | None, longest: timedelta = LONGEST_EPISODE) -> None:
    if value is not None and not timedelta(0) < value <= longest:
        raise ImpossibleEntry(name, "This must be longer than nothing and no longer than seven days.")


# ---------------------------------------------------------------- words that entries share


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
        _text("name", self.name, NAME)
        _text("device", self.device, NAME)


@dataclass(frozen=True, slots=True)
class Site:
    """A place on the body, with its side where it has one."""

    region: str
    side: Side | None = None

    def __post_init__(self) -> None:
        _coded("region", "site", self.region)


@dataclass(frozen=True, slots=True)
class Sensation:
    code: str
    phase: Phase = Phase.DURING

    def __post_init__(self) -> None:
        _coded("sensation", "sensation", self.code)


@dataclass(frozen=True, slots=True)
class AfterEffect:
    """What was left when the spasm was over, and for how long."""

    code: str
    lasted: timedelta | None = None

    def __post_init__(self) -> None:
        _coded("after-effect", "after-effect", self.code)
        _lasting("lasted", self.lasted, timedelta(days=60))


@dataclass(frozen=True, slots=True, kw_only=True)
class Medicine:
    """A medicine as the person calls it; `code` is its ingredient in the vocabulary, if it was recognised."""

    name: str
    code: str = ""
    strength: Quantity | None = None
    form: str = ""

    def __post_init__(self) -> None:
        _needed("medicine", self.name)
        _text("form", self.form, NAME)
        if self.code:
            _coded("medicine", "medicine", self.code)


# ---------------------------------------------------------------- spasms


class EpisodeKind(StrEnum):
    SPASM = "spasm"
    CRAMP = "cramp"
    STIFFNESS = "stiffness"
    TWITCHING = "twitching"


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """A spasm, cramp or stiffness. The entry's `happened_at` is its onset.

    `bother` is what the second tap asks, 0-10, or a band, or not said; it is never exported as severity.
    `running` means started and not yet stopped. A rapid run without a pause is one episode; `run` is how
    many the person counted in it. `suspected` holds opinions about a cause, never exposures.
    """

    kind: EpisodeKind = EpisodeKind.SPASM
    sites: tuple[Site, ...] = ()
    label: str = ""
    duration: timedelta | None = None
    running: bool = False
    run: int | None = None
    bother: int | None = None
    bother_band: Band | None = None
    pain: int | None = None
    sensations: tuple[Sensation, ...] = ()
    signs: tuple[str, ...] = ()
    after: tuple[AfterEffect, ...] = ()
    situations: tuple[str, ...] = ()
    suspected: tuple[str, ...] = ()
    helped: tuple[str, ...] = ()
    woke: bool | None = None
    asleep: bool | None = None
    impact: tuple[str, ...] = ()
    useful: bool | None = None
    note: str = ""

    def __post_init__(self) -> None:
        _few("sites", self.sites)
        _text("label", self.label, NAME)
        _lasting("duration", self.duration)
        if self.running and self.duration is not None:
            raise ImpossibleEntry("duration", "A spasm that is still going has no length yet.")
        _scale("run", self.run, 2, 999)
        _scale("bother", self.bother)
        if self.bother is not None and self.bother_band is not None:
            raise ImpossibleEntry("bother", "A number or a word for how much it bothers, not both.")
        _scale("pain", self.pain)
        _few("sensations", self.sensations)
        _coded("signs", "sign", *self.signs)
        _few("after", self.after)
        _coded("situations", "situation", *self.situations)
        _coded("suspected", "exposure", *self.suspected)
        _coded("helped", "treatment", *self.helped)
        _coded("impact", "impact", *self.impact)
        _text("note", self.note)


# ---------------------------------------------------------------- medicines and treatment


class DoseStatus(StrEnum):
    TAKEN = "taken"
    SKIPPED = "skipped"
    EXTRA = "extra"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dose:
    """A dose taken, skipped or extra. `happened_at` is the time really taken (for a skipped one, when it was due).

    No answer is no `Dose`: unknown. The medicine is a snapshot, so that a changed plan rewrites nothing.
    """

    medicine: Medicine
    amount: Quantity | None = None
    status: DoseStatus = DoseStatus.TAKEN
    planned_for: Moment | None = None
    prescription: UUID | None = None
    as_needed: bool = False
    reason: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        if self.amount is not None and self.amount.value <= 0:
            raise ImpossibleEntry("amount", "A dose is more than nothing.")
        _text("reason", self.reason, LINE)
        _text("note", self.note)


@dataclass(frozen=True, slots=True)
class PlannedDose:
    """One dose of a day's plan, at a local wall-clock time."""

    at: time
    amount: Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanStep:
    """What is taken each day (or every `every_days`) from the diary date `starts` until the next step."""

    starts: date
    doses: tuple[PlannedDose, ...]
    every_days: int = 1

    def __post_init__(self) -> None:
        _few("doses", self.doses, 24)
        _scale("every_days", self.every_days, 1, 366)


@dataclass(frozen=True, slots=True, kw_only=True)
class AsNeededLimit:
    """The clinician's own limits for an as-needed medicine, as typed. Shown, never judged."""

    amount: Quantity | None = None
    most_a_day: int | None = None
    hours_between: int | None = None

    def __post_init__(self) -> None:
        _scale("most_a_day", self.most_a_day, 1, 99)
        _scale("hours_between", self.hours_between, 1, 999)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prescription:
    """What a clinician agreed. `steps` are dated (a titration or a taper has several); none for as-needed only."""

    medicine: Medicine
    steps: tuple[PlanStep, ...] = ()
    as_needed: AsNeededLimit | None = None
    starts: date
    ends: date | None = None
    reason: str = ""
    prescriber: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        _few("steps", self.steps, 200)
        if list(self.steps) != sorted(self.steps, key=lambda step: step.starts):
            raise ImpossibleEntry("steps", "The steps of a plan go from the first date to the last.")
        if len({step.starts for step in self.steps}) < len(self.steps):
            raise ImpossibleEntry("steps", "Two steps of a plan start on the same day.")
        if self.ends is not None and self.ends < self.starts:
            raise ImpossibleEntry("ends", "A plan ends after it starts.")
        _text("reason", self.reason, LINE)
        _text("prescriber", self.prescriber, NAME)
        _text("note", self.note)


class Stage(StrEnum):
    DONE = "done"
    STARTED = "started"
    CHANGED = "changed"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Treatment:
    """Something done for the muscles: stretching, heat, physiotherapy, an injection, a device ...

    `habit` is the habit plan it was done for, if it was done for one.
    """

    code: str
    stage: Stage = Stage.DONE
    sites: tuple[Site, ...] = ()
    duration: timedelta | None = None
    agent: str = ""
    amount: Quantity | None = None
    relief: Level | None = None
    programme: str = ""
    habit: UUID | None = None
    note: str = ""

    def __post_init__(self) -> None:
        _coded("treatment", "treatment", self.code)
        _few("sites", self.sites)
        _lasting("duration", self.duration)
        _text("agent", self.agent, NAME)
        _text("programme", self.programme)
        _text("note", self.note)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposure:
    """Something that may matter. `level` says whether; `value` grades it on the person's own scale."""

    code: str
    level: Level = Level.YES
    value: float | None = None
    note: str = ""

    def __post_init__(self) -> None:
        _coded("exposure", "exposure", self.code)
        if self.value is not None and not -1e6 < self.value < 1e6:
            raise ImpossibleEntry("value", "That is not a usable number.")
        _text("note", self.note)


# ---------------------------------------------------------------- days


class Word(StrEnum):
    """What the person vouches for."""

    NONE_SO_FAR = "none-so-far"  # with spasms already logged the button reads: no more so far
    EVERYTHING = "everything"  # that is everything
    MAYBE_MORE = "maybe-more"  # there may be more


class DayPart(StrEnum):
    NIGHT = "night"
    MORNING = "morning"
    MIDDAY = "midday"
    AFTERNOON = "afternoon"
    EVENING = "evening"


@dataclass(frozen=True, slots=True)
class Asked:
    """An exposure that was shown in a check-in, and its answer. Not ticked is `Level.NO`."""

    code: str
    level: Level = Level.NO

    def __post_init__(self) -> None:
        _coded("exposure", "exposure", self.code)


@dataclass(frozen=True, slots=True, kw_only=True)
class DiaryDay:
    """What the person says of a diary day, said at `happened_at`.

    Said on `day` itself it is first-hand; said later it is recalled. `timed` is False when only the day is
    known (an import, a bare "none"): then it vouches the whole day as recalled.
    """

    day: date
    word: Word | None = None
    bother: int | None = None
    worst: DayPart | None = None
    sleep_broken: bool | None = None
    asked: tuple[Asked, ...] = ()
    timed: bool = True
    note: str = ""

    def __post_init__(self) -> None:
        _scale("bother", self.bother)
        _few("asked", self.asked)
        _text("note", self.note)


# ---------------------------------------------------------------- what is felt, measured, asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Symptom:
    """Anything felt or seen that is not a spasm. Side effects and red flags both read it."""

    code: str
    bother: int | None = None
    bother_band: Band | None = None
    new: bool | None = None
    sudden: bool | None = None
    still: bool | None = None
    sites: tuple[Site, ...] = ()
    suspected_medicine: str = ""
    duration: timedelta | None = None
    note: str = ""

    def __post_init__(self) -> None:
        _coded("symptom", "symptom", self.code)
        _scale("bother", self.bother)
        if self.bother is not None and self.bother_band is not None:
            raise ImpossibleEntry("bother", "A number or a word for how much it bothers, not both.")
        _few("sites", self.sites)
        _text("suspected_medicine", self.suspected_medicine, NAME)
        _lasting("duration", self.duration, timedelta(days=60))
        _text("note", self.note)


class MeasurementKind(StrEnum):
    LAB = "lab"
    VITAL = "vital"
    SCORE = "score"
    IMAGING = "imaging"
    EXAMINATION = "examination"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """A result: a lab value, a score a clinician gave, what an MRI or EMG said."""

    kind: MeasurementKind
    name: str
    code: str = ""
    value: Quantity | None = None
    text: str = ""
    low: Quantity | None = None
    high: Quantity | None = None
    by: str = ""
    attachment: UUID | None = None

    def __post_init__(self) -> None:
        _needed("name", self.name)
        if self.code:
            _coded("code", "measurement", self.code)
        _text("text", self.text)
        _text("by", self.by, NAME)


@dataclass(frozen=True, slots=True)
class Answer:
    item: str
    value: str | int

    def __post_init__(self) -> None:
        _needed("item", self.item)
        if isinstance(self.value, str):
            _text("value", self.value, LINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """A filled questionnaire; `instrument` names its data file, with its version."""

    instrument: str
    version: int = 1
    answers: tuple[Answer, ...] = ()

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z][a-z0-9\-]{0,79}", self.instrument):
            raise ImpossibleEntry("instrument", "An instrument is named by its data file.")
        _few("answers", self.answers, 200)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A follow-up on the clock date of `happened_at`: whom, my questions, what was decided."""

    whom: str = ""
    questions: tuple[str, ...] = ()
    decided: str = ""

    def __post_init__(self) -> None:
        _text("whom", self.whom, NAME)
        _few("questions", self.questions)
        for question in self.questions:
            _needed("question", question, LINE)
        _text("decided", self.decided)


class Standing(StrEnum):
    YES = "yes"
    NO = "no"
    NOT_SURE = "not-sure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstance:
    """A standing fact: a condition, a level of injury, an allergy, kidney disease, pregnancy ..."""

    code: str
    standing: Standing = Standing.YES
    detail: str = ""
    since: date | None = None
    until: date | None = None

    def __post_init__(self) -> None:
        _coded("circumstance", "circumstance", self.code)
        _text("detail", self.detail, LINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    """A stretch of logging with a purpose: "28 days before my visit". `ends` is its last day."""

    starts: date
    ends: date
    purpose: str = ""

    def __post_init__(self) -> None:
        if not timedelta(0) <= self.ends - self.starts <= timedelta(days=366):
            raise ImpossibleEntry("ends", "A campaign ends after it starts, within a year.")
        _text("purpose", self.purpose, LINE)


# ---------------------------------------------------------------- experiments, habits, goals


@dataclass(frozen=True, slots=True, kw_only=True)
class Experiment:
    """Randomised pairs of blocks of one habit. `commitment` is the SHA-256 of the coins, fixed before the first."""

    habit: str
    words: str
    block_days: int
    starts: date
    commitment: str
    ended: date | None = None

    def __post_init__(self) -> None:
        _coded("habit", "habit", self.habit)
        _needed("words", self.words, LINE)
        _scale("block_days", self.block_days, 1, 3)
        if not re.fullmatch(r"[0-9a-f]{64}", self.commitment):
            raise ImpossibleEntry("commitment", "The commitment is a SHA-256 in hex.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Toss:
    """The coin of one pair: whether the habit comes in its first block. `opening` proves the commitment."""

    experiment: UUID
    pair: int
    habit_first: bool
    opening: str = ""

    def __post_init__(self) -> None:
        _scale("pair", self.pair, 0, 1000)
        _text("opening", self.opening, LINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExperimentDay:
    """Whether the habit was done on a diary day of an experiment."""

    experiment: UUID
    day: date
    done: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit:
    """A plan for a habit: what, when, on which weekdays (0 is Monday); no streaks.

    Doing it is a `Treatment` that names it. A `paused` plan is kept and neither shown as planned nor reminded of;
    `ends` is its last day.
    """

    code: str
    words: str = ""
    at: tuple[time, ...] = ()
    weekdays: tuple[int, ...] = (0, 1, 2, 3, 4, 5, 6)
    remind: bool = False
    paused: bool = False
    starts: date | None = None
    ends: date | None = None

    def __post_init__(self) -> None:
        _coded("habit", "treatment", self.code)
        _text("words", self.words, LINE)
        _few("at", self.at, 24)
        for weekday in self.weekdays:
            _scale("weekdays", weekday, 0, 6)


class Progress(StrEnum):
    EASIER = "easier"
    SAME = "same"
    HARDER = "harder"


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """One goal in the person's words, and how it goes now."""

    words: str
    progress: Progress | None = None

    def __post_init__(self) -> None:
        _needed("words", self.words, LINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """What is left of a medicine, counted at `happened_at`."""

    medicine: Medicine
    left: Quantity

    def __post_init__(self) -> None:
        if self.left.value < 0:
            raise ImpossibleEntry("left", "There cannot be less than nothing left.")


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertAnswer:
    """What was done about an alert: `key` names the alert (rule and what it stands on)."""

    rule: str
    key: str
    answer: str
    text: str = ""

    def __post_init__(self) -> None:
        _needed("rule", self.rule)
        _needed("key", self.key, LINE)
        _coded("answer", "alert-answer", self.answer)
        _text("text", self.text, LINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A stored file, by its content: the bytes lie encrypted beside the database.

    `about` is the entry it belongs to (a result, a visit, a treatment).
    """

    name: str
    media_type: str
    size: int
    sha256: str
    about: UUID | None = None

    def __post_init__(self) -> None:
        _needed("name", self.name, 200)
        _needed("media_type", self.media_type)
        _scale("size", self.size, 0, 50_000_000)
        if not re.fullmatch(r"[0-9a-f]{64}", self.sha256):
            raise ImpossibleEntry("sha256", "A SHA-256 is 64 hexadecimal digits.")


# ---------------------------------------------------------------- the person


class Sex(StrEnum):
    FEMALE = "female"
    MALE = "male"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who the journal is about. All of it is optional."""

    name: str = ""
    birth_date: date | None = None
    sex: Sex | None = None

    def __post_init__(self) -> None:
        _text("name", self.name, NAME)


@dataclass(frozen=True, slots=True)
class Tile:
    """A big button on Log: the person's word, and what it stands for."""

    label: str
    kind: EpisodeKind = EpisodeKind.SPASM
    sites: tuple[Site, ...] = ()

    def __post_init__(self) -> None:
        _needed("label", self.label, 40)
        _few("sites", self.sites)


class Clock(StrEnum):
    H24 = "24"
    H12 = "12"


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
        _scale("repeat_minutes", self.repeat_minutes, 0, 240)
        _scale("later_minutes", self.later_minutes, 5, 240)
        _scale("carer_minutes", self.carer_minutes, 0, 1440)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How the journal is kept. One entry, changed by amendments, so that two devices can change different things.

    `exposures` are the (at most 8) the check-in shows, `treatments` the (at most 6) that have a tile of their own;
    `own_words` gives `own-` codes their labels.
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
    about_someone_else: bool = False
    compare_doses: bool = True
    dose_devices: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _text("country", self.country, 2)
        _text("language", self.language, 20)
        _text("zone", self.zone, 64)
        _few("tiles", self.tiles, 12)
        _few("exposures", self.exposures, 8)
        _coded("exposures", "exposure", *self.exposures)
        _few("treatments", self.treatments, 6)
        _coded("treatments", "treatment", *self.treatments)
        _coded("suspects", "exposure", *self.suspects)
        _few("own_words", tuple(self.own_words), 100)
        for code, label in self.own_words.items():
            if not _OWN_CODE.fullmatch(code):
                raise ImpossibleEntry("own_words", "An own code starts with own- and has small letters.")
            _needed("own_words", label)
        if self.size not in {"standard", "large", "big"}:
            raise ImpossibleEntry("size", "The size is standard, large or big.")
        if not 0 <= self.hold_off <= 3:
            raise ImpossibleEntry("hold_off", "The hold-off goes from 0 to 3 seconds.")
        if self.scan_dwell and not 0.8 <= self.scan_dwell <= 5:
            raise ImpossibleEntry("scan_dwell", "Scanning waits from 0.8 to 5 seconds at each stop.")
        _scale("idle_minutes", self.idle_minutes, 1, 720)
        _text("purpose", self.purpose, LINE)
        _few("dose_devices", self.dose_devices)
        for device in self.dose_devices:
            _needed("dose_devices", device)


# ---------------------------------------------------------------- words about other entries


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Words. `question` puts it on "my questions"; `about` names a guide page, a day or an entry."""

    text: str
    question: bool = False
    about: str = ""

    def __post_init__(self) -> None:
        _needed("text", self.text, TEXT)
        _text("about", self.about, LINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """A correction: only the changed fields of the root entry, as its document names them.

    `base` is the last amendment of the root that its author saw, or None for the root itself. Fields of the
    entry itself (`happened_at`, `precision`, `private`) can be changed too.
    """

    amends: UUID
    base: UUID | None = None
    changes: Mapping[str, Json]

    def __post_init__(self) -> None:
        if not self.changes:
            raise ImpossibleEntry("changes", "An amendment changes something.")
        _few("changes", tuple(self.changes))


@dataclass(frozen=True, slots=True, kw_only=True)
class Retraction:
    """A withdrawal. Withdrawing a retraction restores what it withdrew.

    `base` is the last amendment of the withdrawn entry that its author saw: a change they did not see stands.
    """

    retracts: UUID
    base: UUID | None = None
    reason: str = ""

    def __post_init__(self) -> None:
        _text("reason", self.reason, LINE)


Body = (
    Episode
    | Dose
    | Prescription
    | Treatment
    | Exposure
    | DiaryDay
    | Symptom
    | Measurement
    | Response
    | Visit
    | Circumstance
    | Campaign
    | Experiment
    | Toss
    | ExperimentDay
    | Habit
    | Goal
    | Stock
    | AlertAnswer
    | Attachment
    | Person
    | Settings
    | Note
    | Amendment
    | Retraction
)

B = TypeVar("B", bound=Body, covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Generic[B]):
    """One recorded fact, never edited.

    `happened_at` keeps its own zone and offset, as `provenance.recorded_at` does. A `private` entry stays out
    of every audience but the owner.
    """

    id: UUID
    happened_at: Moment
    provenance: Provenance
    body: B
    precision: Precision = Precision.MINUTE
    private: bool = False

    @property
    def diary_day(self) -> date:
        """The diary day it belongs to."""
        return self.body.day if isinstance(self.body, DiaryDay) else self.happened_at.diary_day

    @property
    def recalled(self) -> bool:
        """Whether it was recorded on a later diary day than it happened, or imported."""
        recorded = self.provenance.recorded_at.diary_day
        return self.provenance.via is Via.IMPORT or recorded > self.diary_day
