"""How long until a log could tell: information grows with every logged day."""

from __future__ import annotations

from functools import lru_cache
from math import ceil, log

import numpy as np

from unknot.analysis.associations.method import METHOD, Method
from unknot.analysis.evidence import expected_log
from unknot.analysis.patterns import Forecast

DOUBLING = log(2)
LAG_PRICE = 2.5
"""What not knowing the lag usually costs, in log evidence."""
SETTLING = 7
"""Logged days before information starts to grow."""
CAUTION = 1.5
LEAST_DAYS = 28
"""Logged days of a candidate before a forecast is made: before that the rate of information is mostly chance."""
HORIZON = 365
MOST_INFORMATION = 1e6


def expected(information: float, method: Method, effect: float = DOUBLING) -> float:
    """Log evidence to expect at this information if the rate is multiplied by exp(effect) while active."""
    return float(expected_log(np.array([max(information, 1e-6)]), effect, method.bets)[0]) - LAG_PRICE


def longer(candidates: int, than: int, method: Method = METHOD) -> float:
    """The share by which answers come later with so many candidates: evidence grows with days, what is needed with the
    logarithm of their number.
    """

    def needed(number: int) -> float:
        return log(number / method.strong_alpha) + LAG_PRICE

    return needed(candidates) / needed(than) - 1


@lru_cache(maxsize=256)
def needed_information(threshold: float, method: Method) -> float:
    """The information from which a doubling is expected to reach the (log) threshold; at most `MOST_INFORMATION`.

    What is expected grows with information from where it is above nothing, so that halving finds it.
    """
    low, high = 1e-6, MOST_INFORMATION
    while high / low > 1 + 1e-9:
        middle = (low * high) ** 0.5
        low, high = (low, middle) if expected(middle, method) >= threshold else (middle, high)
    return high


def could_have_shown(information: float, threshold: float, method: Method) -> bool:
    """Whether a doubling would be expected to have reached the (log) threshold by now."""
    return information >= needed_information(threshold, method)


def forecast(information: float, days: int, threshold: float, method: Method) -> Forecast:
    """About how many more logged days until a doubling would reach the threshold; None beyond a year."""
    if days < LEAST_DAYS:
        return Forecast(days=None, too_early=True)
    settled = max(days - SETTLING, 1)
    if information <= 0:
        return Forecast(days=None)
    more = max(0, ceil(needed_information(threshold, method) * settled / information - settled))
    return Forecast(days=ceil(CAUTION * more)) if CAUTION * more <= HORIZON else Forecast(days=None)
