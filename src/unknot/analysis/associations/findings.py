"""From the last look to what is said of each candidate."""

from __future__ import annotations

from datetime import date, timedelta
from math import exp, log

import numpy as np

from unknot.analysis.associations.claims import NEVER, Standing, borne_out_afterwards, companions, may_be_first_sign
from unknot.analysis.associations.forecast import could_have_shown, forecast
from unknot.analysis.associations.kernels import ALL_DAY, DISTINCT, SHAPES, hourly
from unknot.analysis.associations.look import Look
from unknot.analysis.associations.method import Method
from unknot.analysis.columns import Columns
from unknot.analysis.evidence import confidence_radius
from unknot.analysis.patterns import Caution, Finding, Group, Ratio, Reaction, Tier
from unknot.knowledge.vocabulary import answers_to_spasms

LARGEST_LOG_RATIO = 3.0


def findings(columns: Columns, seen: Look, standing: Standing, method: Method) -> tuple[Finding, ...]:
    """One finding per candidate added so far, the most evident first."""
    here = [j for j in range(len(columns.codes)) if columns.added[j] <= seen.day]
    together = [
        tuple(columns.codes[i] for i in np.flatnonzero(row)) for row in companions(columns, seen.day, method.companion)
    ]
    cautions = _cautions(columns, seen, standing, method)
    found = [_finding(columns, seen, standing, j, together[j], cautions[j], method) for j in here]
    return tuple(sorted(found, key=lambda f: (-f.log_evidence, f.code)))


def _finding(
    columns: Columns,
    seen: Look,
    standing: Standing,
    j: int,
    together: tuple[str, ...],
    cautions: tuple[Caution, ...],
    method: Method,
) -> Finding:
    tier = _tier(standing, j, method)
    best = int(np.argmax(seen.state.shapes[j]))
    known = int(columns.known[j, : seen.day].sum())
    hinted = tier is not Tier.WATCHING
    threshold = log(standing.candidates / method.strong_alpha)
    information = float(seen.information[j, ALL_DAY])
    ratio = _ratio(seen, j, best, known, method.lag_alpha / DISTINCT, method)
    shown = hinted and ratio is not None
    return Finding(
        code=columns.codes[j],
        tier=tier,
        group=_group(hinted, float(seen.score[j, best]), could_have_shown(information, threshold, method)),
        ratio=ratio if shown else None,
        day_ratio=_ratio(seen, j, ALL_DAY, known, method.day_alpha, method),
        lag=SHAPES[best][0] if shown else None,
        curve=tuple(round(float(w), 3) for w in hourly(seen.state.shapes[j])) if hinted else (),
        graded=bool(columns.graded[j]),
        suspected=bool(columns.suspected[j]),
        added=_date(columns, int(columns.added[j])),
        known_days=known,
        exposed_days=_exposed_days(columns, j, seen.day),
        log_evidence=float(standing.log_evidence[j]),
        log_evidence_highest=float(standing.highest[j]),
        strong_since=_since(columns, int(standing.strong_since[j])),
        listed_since=_since(columns, int(standing.listed_since[j])),
        reaction=_reaction(seen, j, method),
        reaction_log_evidence=float(seen.reaction[j]),
        goes_with=together,
        seen_until=_seen_until(columns, standing, j),
        cautions=cautions,
        forecast=forecast(information, known, threshold, method),
    )


def _cautions(columns: Columns, seen: Look, standing: Standing, method: Method) -> list[tuple[Caution, ...]]:
    """What keeps each candidate's statement approximate, in the order of `Caution`."""
    evident = standing.log_evidence >= log(method.hint)
    flags = {
        Caution.ANSWERED_AFTERWARDS: columns.asked_daily,
        Caution.ONLY_BEFORE_THE_ANSWER: evident & ~borne_out_afterwards(columns, seen, method),
        Caution.CAN_BE_AN_ANSWER: np.array([code in answers_to_spasms() for code in columns.codes], dtype=bool),
        Caution.FIRST_SIGN: evident & may_be_first_sign(columns, seen, method),
        Caution.SAME_WEEKS: evident & (seen.within_weeks < method.within_weeks),
    }
    return [tuple(caution for caution, held in flags.items() if held[j]) for j in range(len(columns.codes))]


def _seen_until(columns: Columns, standing: Standing, j: int) -> date | None:
    """The last look at which something claimed was borne out; None where it is today, or was never claimed."""
    last = int(standing.seen_until[j])
    return _since(columns, last) if standing.strong[j] and last != standing.day else None


def _tier(standing: Standing, j: int, method: Method) -> Tier:
    if standing.strong[j]:
        return Tier.STRONG
    if standing.listed[j]:
        return Tier.LIKELY
    return Tier.POSSIBLE if standing.log_evidence[j] >= log(method.hint) else Tier.WATCHING


def _group(hinted: bool, score: float, could_have_shown: bool) -> Group:
    if hinted:
        return Group.MORE if score > 0 else Group.FEWER
    return Group.NO_DIFFERENCE if could_have_shown else Group.TOO_EARLY


def _ratio(seen: Look, j: int, shape: int, days: int, alpha: float, method: Method) -> Ratio | None:
    """The rate ratio of one lag shape with its anytime interval; None before there is information."""
    information = float(seen.information[j, shape])
    if information <= method.least_information:
        return None
    estimate = float(seen.score[j, shape]) / information
    score = np.array(estimate * information)
    radius = float(confidence_radius(score, np.array(information), alpha, method.bets))
    return Ratio(
        value=_bounded(estimate),
        low=_bounded(estimate - radius),
        high=_bounded(estimate + radius),
        days=days,
        standard_error=information**-0.5,
    )


def _bounded(log_ratio: float) -> float:
    return exp(min(max(log_ratio, -LARGEST_LOG_RATIO), LARGEST_LOG_RATIO))


def _reaction(seen: Look, j: int, method: Method) -> Reaction:
    if seen.reaction[j] >= method.reaction_log_evidence:
        return Reaction.LIKELY
    return Reaction.NOT_SEEN if seen.reaction_information[j] >= method.reaction_information else Reaction.NOT_CHECKED


def _exposed_days(columns: Columns, j: int, days: int) -> int:
    daily = columns.exposures[j, : days * 24].reshape(-1, 24).sum(axis=1)
    return int(((daily > 0) & columns.known[j, : daily.size]).sum())


def _date(columns: Columns, day: int) -> date:
    return columns.first_day + timedelta(days=day)


def _since(columns: Columns, day: int) -> date | None:
    return None if day == NEVER else _date(columns, day)
