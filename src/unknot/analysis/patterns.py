"""What a log shows, as one value in codes and numbers; the words are made by the report."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from unknot.journal.entry import Json


class Tier(StrEnum):
    """How far the evidence for one candidate has come. Internal: a person reads other words."""

    WATCHING = "watching"
    POSSIBLE = "possible"  # a first hint; may be chance
    LIKELY = "likely"  # in the list that keeps its share of false entries small, today
    STRONG = "strong"  # once borne out against every set of candidates it belongs to (closed testing); stays


class Group(StrEnum):
    """Which of the four lists a candidate stands in."""

    MORE = "more"
    FEWER = "fewer"
    NO_DIFFERENCE = "no-difference"
    TOO_EARLY = "too-early"


class Lag(StrEnum):
    """When the difference was mostly seen after the exposure."""

    HOURS_0_4 = "0-4h"
    HOURS_0_8 = "0-8h"
    HOURS_0_12 = "0-12h"
    HOURS_4_12 = "4-12h"
    HOURS_8_16 = "8-16h"
    HOURS_12_24 = "12-24h"
    HOURS_0_24 = "0-24h"
    HOURS_4_24 = "4-24h"
    HOURS_18_30 = "18-30h"
    HOURS_24_36 = "24-36h"
    HOURS_12_36 = "12-36h"
    HOURS_24_48 = "24-48h"
    HOURS_0_48 = "0-48h"


class Reaction(StrEnum):
    """Whether the exposure was logged as an answer to spasms: more of them just *before* it."""

    NOT_SEEN = "not-seen"
    NOT_CHECKED = "not-checked"  # too little to tell
    LIKELY = "likely"


class Trend(StrEnum):
    """How a slow change of the whole log was taken into account."""

    NONE = "none"
    LINEAR = "linear"
    SMOOTH = "smooth"


class Caution(StrEnum):
    """What keeps a statement approximate."""

    ANSWERED_AFTERWARDS = "answered-afterwards"  # asked once a day, after the spasms of that day
    ONLY_BEFORE_THE_ANSWER = "only-before-the-answer"  # not borne out in the hours after it was answered
    CAN_BE_AN_ANSWER = "can-be-an-answer"  # by its meaning: heat, a rest
    FIRST_SIGN = "first-sign"  # spells follow at once: it may be how they begin
    SAME_WEEKS = "same-weeks"  # within the weeks there is no evidence left
    CONFOUNDED_BY_NEED = "confounded-by-need"  # taken because of the spasms it is compared with
    TREND_DECIDES = "trend-decides"  # with and without a trend the answers differ
    FEW_DAYS = "few-days"
    APPROXIMATE = "approximate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio:
    """A rate ratio with an interval that holds at every look (`level` .95), and the logged days it stands on.

    `standard_error` is that of the log ratio at this one look, for putting many people together.
    """

    value: float
    low: float
    high: float
    days: int
    level: float = 0.95
    standard_error: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """About `days` to twice `days` more logged days until a doubling would show; None when over a year away.

    While `too_early` not even that can be told.
    """

    days: int | None
    too_early: bool = False

    @property
    def log_can_answer(self) -> bool:
        return self.days is not None or self.too_early


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One candidate: what the log shows of it, as an association, adjusted for what `Patterns.adjusted_for` names.

    `ratio` is while active, by the best lag shape; None where too little is known. For a graded exposure it is
    per 2 SD: a high day against a low day. `day_ratio` is the same over 0 to 24 h after, whatever the shape: what
    is not ruled out. `seen_until` is the last look that bore out a claim, where today's does not. `curve` is the lag
    shape, one weight per hour from 0 to 47, peak 1. Evidence ratios are natural logarithms and stay in JSON.
    """

    code: str
    tier: Tier
    group: Group
    ratio: Ratio | None
    day_ratio: Ratio | None
    lag: Lag | None
    curve: tuple[float, ...]
    graded: bool
    suspected: bool
    added: date
    known_days: int
    exposed_days: int
    log_evidence: float
    log_evidence_highest: float
    strong_since: date | None
    seen_until: date | None
    listed_since: date | None
    reaction: Reaction
    reaction_log_evidence: float
    goes_with: tuple[str, ...]
    cautions: tuple[Caution, ...]
    forecast: Forecast


@dataclass(frozen=True, slots=True, kw_only=True)
class HourRate:
    """Spasms per vouched hour in one hour of the day (or weekday), with its 95 % interval (`analysis.rates`)."""

    index: int
    spasms: int
    hours: float
    rate: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceCount:
    region: str
    side: str | None
    spasms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Before and after a treatment was started, changed or stopped: "after", never "because of"."""

    what: str
    on: date
    ratios: tuple[tuple[Trend, Ratio], ...]
    before: Window
    after: Window
    log_evidence: tuple[tuple[Trend, float], ...]
    cautions: tuple[Caution, ...]

    @property
    def comparable(self) -> bool:
        return self.before.enough and self.after.enough


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A stretch of diary days: how many were recorded, and the spasms per recorded day with its interval."""

    first: date
    last: date
    days: int
    recorded: int
    spasms: int
    per_day: float | None
    low: float | None
    high: float | None
    enough: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AsNeeded:
    """Spasms in the hours before and after as-needed doses. Confounded by need: never an effect."""

    medicine: str
    doses: int
    ratio: Ratio | None
    cautions: tuple[Caution, ...] = (Caution.CONFOUNDED_BY_NEED,)


class WearOffState(StrEnum):
    TOO_REGULAR = "too-regular"  # the doses are too regular to tell
    TOO_EARLY = "too-early"
    NOT_SEEN = "not-seen"
    SEEN = "seen"


@dataclass(frozen=True, slots=True, kw_only=True)
class WearOff:
    """Hours since the last dose: how far it can be told at all (`left_over`), then what was seen.

    `left_over` is the share of the dose curve that time of day, weekday and slow change do not already explain.
    `by_hour` holds plain rates by whole hours since the last dose. `late_against_early` compares the 5th and 6th
    hour with the 2nd and 3rd, adjusted for the clock.
    """

    medicine: str
    state: WearOffState
    left_over: float
    doses: int
    log_evidence: float
    late_against_early: Ratio | None
    by_hour: tuple[HourRate, ...]
    forecast: Forecast


@dataclass(frozen=True, slots=True, kw_only=True)
class Worsening:
    """The weekly alarm for more spasms than before. `since` is the week in which it was raised.

    `times` is the last week over the weeks before it, with its approximate 95 % interval at this one look.
    """

    raised: bool
    since: date | None
    log_evidence: float
    weeks: int
    per_day_before: float | None
    per_day_now: float | None
    times: float | None = None
    times_low: float | None = None
    times_high: float | None = None


class ExperimentState(StrEnum):
    RUNNING = "running"
    FEWER = "fewer"  # fewer on days with the habit
    MORE = "more"
    NO_ANSWER = "no-answer"  # ended without one


@dataclass(frozen=True, slots=True, kw_only=True)
class ExperimentResult:
    """The score of one experiment: pairs complete, the exact evidence, and the ratio habit / usual.

    `days_as_said` counts the answered days on which it was done, or left out, as the coin said.
    """

    experiment: str
    habit: str
    state: ExperimentState
    pairs: int
    log_evidence: float
    ratio: Ratio | None
    days_as_said: int
    days_answered: int


@dataclass(frozen=True, slots=True)
class CoinPlan:
    """Days in a row, and how many pairs of them would show a halving; `pairs` is None where the coin could not tell."""

    block_days: int
    pairs: int | None

    @property
    def days(self) -> int | None:
        return None if self.pairs is None else 2 * self.block_days * self.pairs


@dataclass(frozen=True, slots=True, kw_only=True)
class Patterns:
    """All that a log shows at `as_of`, by the looks up to then. JSON-able by `as_json`.

    `alpha` and `candidates` belong to the last look. `corrected_on` is the last day on which an entry from
    before the last look was changed: the looks were then worked out again from the corrected log.
    """

    method: str
    as_of: datetime
    zone: str
    first_day: date | None
    last_look: date | None
    next_look: date | None
    looks: int
    logged_days: int
    logged_hours: float
    spasms: int
    candidates: int
    alpha: float
    adjusted_for: tuple[str, ...]
    findings: tuple[Finding, ...] = ()
    hours: tuple[HourRate, ...] = ()
    weekdays: tuple[HourRate, ...] = ()
    places: tuple[PlaceCount, ...] = ()
    changes: tuple[Change, ...] = ()
    as_needed: tuple[AsNeeded, ...] = ()
    wear_off: tuple[WearOff, ...] = ()
    worsening: Worsening | None = None
    experiments: tuple[ExperimentResult, ...] = ()
    coin_plan: CoinPlan | None = None
    corrected_on: date | None = None
    outcome: str = "spasms"
    book: dict[str, Json] = field(default_factory=dict, compare=False, repr=False)

    def group(self, group: Group) -> tuple[Finding, ...]:
        """The findings of one list, the most evident first."""
        return tuple(finding for finding in self.findings if finding.group is group)


def as_json(patterns: Patterns) -> dict[str, Json]:
    """The value as plain JSON, without the looks kept for the next time."""
    plain = _plain(patterns)
    assert isinstance(plain, dict)
    return {name: value for name, value in plain.items() if name != "book"}


def _plain(value: object) -> Json:
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    match value:
        case None | bool() | int():
            return value
        case str():
            return str(value)
        case float():
            return round(value, 6)
        case datetime() | date():
            return value.isoformat()
        case timedelta():
            return value.total_seconds()
        case dict():
            return {str(k): _plain(v) for k, v in value.items()}
        case tuple() | list():
            return [_plain(v) for v in value]
        case _:
            raise TypeError(type(value).__name__)
