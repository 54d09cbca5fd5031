"""The constants of the method. A change of any of them is a new version: evidence of two versions is not mixed."""

from __future__ import annotations

from dataclasses import dataclass

from unknot.analysis.evidence import Bet

VERSION = "associations-4"


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """How a look is made. Standard deviations are of log rate ratios; times in hours or days as named."""

    version: str = VERSION
    first_look: int = 14
    daily_until: int = 180
    window_days: int = 365
    list_alpha: float = 0.05
    strong_alpha: float = 0.125
    hint: float = 20.0
    confirming_days: int = 4
    companion: float = 0.3
    suspect_weight: float = 3.0

    harmonics: int = 3
    harmonic_sd: float = 0.7
    weekday_sd: float = 0.2
    knot_days: int = 10
    trend_step_sd: float = 0.2
    medicine_sd: float = 1.0

    bets: tuple[Bet, ...] = (
        Bet(0.45, 0.5, 0.2, 1),
        Bet(0.45, 0.9, 0.25, 1),
        Bet(0.05, -0.5, 0.2, -1),
        Bet(0.05, -0.9, 0.25, -1),
    )
    least_information: float = 1.5
    other_sd_on: float = 0.7
    other_sd_off: float = 0.2
    other_switch: float = 3.0
    before_sd: float = 0.35

    lag_days: int = 7
    flare_memory: float = 0.7
    flare_variance: float = 0.05
    flare_weight: float = 400.0
    cluster_hours: int = 8
    cluster_days: float = 20.0
    raising_days: float = 60.0
    pooling_days: float = 400.0

    skew_floor: float = 0.4
    skew_ceiling: float = 1.4
    reaction_doubt: float = 2.302585
    reaction_log_evidence: float = 2.995732
    reaction_information: float = 1.5
    read_again: float = 2.0
    afterwards: float = 4.60517
    afterwards_answer: float = 5.703782
    first_sign: float = 1.223775
    within_hours: float = 0.25
    heard_sd: float = 1.0
    lately_sd: float = 1.0
    week_sd: float = 1.0
    felt_ratio: float = 0.587787
    felt_at_night: float = 0.1
    within_weeks: float = 3.688879
    weeks_doubt: float = 2.079442
    day_alpha: float = 0.03
    lag_alpha: float = 0.05


METHOD = Method()
