"""One look at a log: the evidence for every candidate from all hours up to a diary day's 04:00."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from unknot.analysis.associations.design import SETTLING_DAYS, Design
from unknot.analysis.associations.dispersion import Daily, daily_sums, extra_variance, leave_day_out, together
from unknot.analysis.associations.fit import fit
from unknot.analysis.associations.flares import Flares, flares
from unknot.analysis.associations.kernels import BEFORE, FIRST_HOURS
from unknot.analysis.associations.method import Method
from unknot.analysis.associations.scores import Partialled, Scores, before, by_shape, crossed, efficient_scores, without
from unknot.analysis.associations.second import First, second_reading, within_weeks
from unknot.analysis.associations.skewness import likelihood_calibration
from unknot.analysis.columns import DAY
from unknot.analysis.evidence import Bet, log_mixture

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class State:
    """What a look hands to the next: lag shapes by their evidence (M, K), log evidence (M,), a start for the fit."""

    shapes: Floats
    log_evidence: Floats
    theta: Floats


@dataclass(frozen=True, slots=True)
class Look:
    """What was seen after `day` diary days: per candidate (M,) and lag shape (K,)."""

    day: int
    state: State
    log_evidence: Floats  # (M,)
    score: Floats  # (M, K) calibrated
    information: Floats  # (M, K) after dispersion
    reaction: Floats  # (M,) log evidence for more spasms before
    reaction_information: Floats  # (M,)
    afterwards: Floats  # (M,) log evidence, the same way, of the hours after the answer alone; 0 where not read again
    within_weeks: Floats  # (M,) the same way, of the days within each week alone; 0 where not read again
    dispersion: float
    spasms: float


def first_state(log: Design) -> State:
    """Before anything was seen: lag shapes by their shares."""
    return State(log.shares.copy(), np.zeros(log.candidates), np.zeros(0))


def look(log: Design, day: int, until: int, state: State, method: Method) -> Look:
    """Look at the first `until` hours, which end diary day `day`; the state is that of the look before.

    There is at least one candidate.
    """
    n = -(-until // DAY) * DAY
    m = log.candidates
    weight = log.weight[:n].copy()
    weight[max(0, until - BEFORE) :] = 0  # their hours before an exposure are not all known yet
    counts = log.spasms[:n] * (weight > 0)
    scales = log.scales(n // DAY)
    lagged = log.lagged[:n]

    columns, penalty = joint(log, n, state, scales, method)
    fitted = fit(columns, counts, weight, penalty, _start(state.theta, columns.shape[1], m, counts, weight))
    everyone = np.arange(m)
    apart = leave_day_out(fitted, columns)
    daily = daily_sums(np.array([apart, fitted.mean]), columns, lagged, m)
    trend = slice(len(log.precisions), columns.shape[1] - m)
    sums = crossed(fitted, columns, lagged, daily.own[1], trend).of(everyone, scales)
    daily = daily.of(everyone, scales)
    scores = efficient_scores(fitted, sums, columns.shape[1] - m + everyone)
    partialled = without(scores, np.array([method.before_sd]))
    flared = flares(fitted, daily.fit[1], apart, method)
    plain = np.maximum(by_shape(partialled.information, log.shapes), 0)
    ratios, before_ratio = _dispersion(log, scores, partialled, plain, daily, flared, method)
    information = plain / ratios
    prior = np.diag(penalty)[-m:]
    limits = (method.skew_floor, method.skew_ceiling)
    calibration = likelihood_calibration(fitted, columns, counts, weight, prior, limits)
    score = (partialled.score @ log.shapes.T) / ratios * np.sqrt(calibration)[:, None]

    open_to_bets = day - log.added >= SETTLING_DAYS
    bets = log_mixture(score, information, method.bets)
    evidence = np.where((information > method.least_information) & open_to_bets[:, None], bets, 0.0)
    shared = evidence + np.log(log.shares)
    mean = np.logaddexp.reduce(shared, axis=1)
    shapes = np.exp(shared - mean[:, None])
    first_hours = (score[:, FIRST_HOURS], information[:, FIRST_HOURS])
    reaction, known = _reaction(scores, before_ratio, first_hours, method)
    sign = np.sign(score[range(m), shapes.argmax(axis=1)])
    first = First(fitted, columns, counts, apart, sums, daily, flared, mean, sign, scales)
    return Look(
        day=day,
        state=State(shapes, mean, fitted.theta),
        log_evidence=mean,
        score=score,
        information=information,
        reaction=reaction,
        reaction_information=known,
        afterwards=second_reading(log, first, method),
        within_weeks=within_weeks(log, first, method),
        dispersion=float(ratios.mean()),
        spasms=float(counts.sum()),
    )


def joint(log: Design, n: int, state: State, scales: Floats, method: Method) -> tuple[Floats, Floats]:
    """The columns of the joint fit, base then one per candidate, and their prior precision."""
    m = log.candidates
    used = log.base_columns(n // DAY, method)
    blocks = log.lagged[:n].reshape(n, m, log.shapes.shape[1] + 1)[:, :, :-1]
    own = np.matmul(blocks.transpose(1, 0, 2), ((state.shapes @ log.shapes) * scales[:, None])[:, :, None])[:, :, 0].T
    penalty = np.zeros((used + m, used + m))
    penalty[:used, :used] = log.base_penalty(n // DAY, method)
    acting = 1 / (1 + np.exp(np.clip(method.other_switch - state.log_evidence, -30, 30)))
    variance = acting * method.other_sd_on**2 + (1 - acting) * method.other_sd_off**2
    penalty[range(used, used + m), range(used, used + m)] = 1 / variance
    return np.concatenate([log.base[:n, :used], own], axis=1), penalty


def _start(theta: Floats, size: int, m: int, counts: Floats, weight: Floats) -> Floats:
    """Where the fit starts: at the last look's answer, new tents of the trend at their last value."""
    start = np.zeros(size)
    if not theta.size:
        start[0] = np.log(max(counts.sum() / max(weight.sum(), 1), 0.02))
        return start
    base, now = theta.size - m, size - m
    start[:now] = theta[base - 1]
    start[: min(base, now)] = theta[: min(base, now)]
    start[now:] = theta[base:]
    return start


def _dispersion(
    log: Design, scores: Scores, partialled: Partialled, plain: Floats, daily: Daily, flared: Flares, method: Method
) -> tuple[Floats, Floats]:
    """(M, K) for the lag shapes and (M,) for the hours before: by how much scores vary more than Poisson counts, whose
    information is `plain` (M, K).
    """
    hours_before = np.zeros((log.candidates, scores.score.shape[1], 1))
    hours_before[:, -1] = 1
    onto = np.concatenate([partialled.onto(log.shapes), hours_before], axis=2)
    robust, wandering = extra_variance(daily, scores.projection, onto, flared, method)
    of_shapes = np.maximum(plain, 1e-9)
    own = robust[:, :-1] / of_shapes
    expected = 1 + flared.clustering + wandering[:, :-1] / of_shapes
    known = np.maximum(scores.information[:, -1, -1], 1e-9)
    before_ratio = np.maximum(1.0, 0.5 * (1 + flared.clustering + (robust + wandering)[:, -1] / known))
    return together(own, expected, daily.fit.shape[1], method), before_ratio


def _reaction(
    scores: Scores, ratio: Floats, first_hours: tuple[Floats, Floats], method: Method
) -> tuple[Floats, Floats]:
    """(M,) log evidence that spasms came before the exposure, and the information it stands on.

    None where there are as many more in its first hours: an answer follows its spasms, and a clock that is an hour out
    shows some of what follows an exposure before it.
    """
    score, information = before(scores)
    known = information / ratio
    bets = tuple(Bet(bet.weight, bet.mean, bet.sd, 1) for bet in method.bets if bet.sign > 0)
    share = sum(bet.weight for bet in bets)
    evidence = log_mixture(score / ratio, known, bets) - np.log(share)
    after = first_hours[0] / np.maximum(first_hours[1], 1e-9)
    more_before = score / np.maximum(information, 1e-9) > after
    evidence = np.where(more_before, evidence, np.minimum(evidence, 0.0))
    return np.where(known > method.least_information, evidence, 0.0), known
