"""One person's fit beside statsmodels' GLM and glum, on the same design and one core: 180 days, 15 candidates."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from glum import GeneralizedLinearRegressor
from statsmodels.genmod.families import Poisson
from statsmodels.genmod.generalized_linear_model import GLM
from threadpoolctl import threadpool_limits

from benchmarks.analysis_speed import by_statsmodels
from benchmarks.measured import Measured, processor_ms, side_by_side
from benchmarks.triggers.simulator import STANDARD, person
from unknot.analysis.associations.design import design
from unknot.analysis.associations.fit import fit
from unknot.analysis.associations.look import first_state, joint, look
from unknot.analysis.associations.method import METHOD
from unknot.analysis.columns import DAY

DAYS, TIMES = 180, 25
GOAL = 8.0


def measure() -> list[Measured]:
    columns, _ = person(1, replace(STANDARD, days=DAYS, ratio=2.0))
    log = design(columns, METHOD)
    X, penalty = joint(log, DAY * DAYS, first_state(log), log.scales(DAYS), METHOD)
    seen = log.weight > 0
    start = np.zeros(X.shape[1])
    start[0] = np.log(log.spasms.sum() / log.weight.sum())
    # Without the prior the weekdays and the tents make the intercept one too many, and no day is under the last tent
    # yet; glum takes the prior as it is.
    tents = len(log.precisions)
    free = [k for k in range(X.shape[1]) if k not in (7, tents, log.base_columns(DAYS, METHOD) - 1)]
    y, rows = log.spasms[seen], X[seen]

    def ours() -> np.ndarray:
        return fit(X, log.spasms, log.weight, penalty, start).theta

    def statsmodels() -> np.ndarray:
        return np.asarray(GLM(y, rows[:, free], family=Poisson()).fit().params)

    def glum() -> np.ndarray:
        model = GeneralizedLinearRegressor(
            family="poisson", alpha=1, P1=np.zeros(rows.shape[1]), l1_ratio=0,
            P2=penalty / y.size, fit_intercept=False, gradient_tol=1e-6,
        )  # fmt: skip
        return np.asarray(model.fit(rows, y).coef_)

    assert np.abs(ours() - glum()).max() < 0.02  # the same answer
    state = first_state(log)
    with threadpool_limits(1):
        mine, theirs = side_by_side(TIMES, ours, statsmodels)
        looked = processor_ms(lambda: look(log, DAYS, DAY * DAYS, state, METHOD), TIMES)
        long = processor_ms(lambda: by_statsmodels(log, state), 1)
        others = processor_ms(glum, TIMES)  # last: its threads wait busily for a while after it has answered
    size = f"{rows.shape[0]} hours x {X.shape[1]} columns"
    return [
        Measured(f"one person's fit, {size}", f"{mine:.1f} ms", f"statsmodels GLM {theirs:.0f} ms", theirs / mine,
                 f"at least {GOAL:.0f} times as fast"),
        Measured(f"a whole look, {log.candidates} candidates x {len(log.shapes)} lag shapes", f"{looked:.0f} ms",
                 f"the same answers by statsmodels {long:.0f} ms", long / looked, f"at least {GOAL:.0f}"),
        Measured("the same fit, the same prior", f"{mine:.1f} ms", f"glum {others:.0f} ms", others / mine),
    ]  # fmt: skip
