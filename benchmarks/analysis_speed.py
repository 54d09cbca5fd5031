"""How long a look takes, beside statsmodels in the same run: `python -m benchmarks.analysis_speed`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from time import perf_counter, process_time

import numpy as np
from statsmodels.genmod.families import Poisson
from statsmodels.genmod.generalized_linear_model import GLM

from benchmarks.triggers.simulator import STANDARD, person
from unknot.analysis.associations.book import digest, kept, resume
from unknot.analysis.associations.design import Design, design
from unknot.analysis.associations.look import State, first_state, joint, look
from unknot.analysis.associations.method import METHOD
from unknot.analysis.associations.replay import replay
from unknot.analysis.columns import DAY

DAYS = 180
LIMIT_MS = 20.0
TIMES_FASTER = 8.0


def best(work: Callable[[], object], times: int) -> tuple[float, float]:
    """Shortest wall and processor time of several runs, in milliseconds."""
    walls, processors = [], []
    for _ in range(times):
        wall, processor = perf_counter(), process_time()
        work()
        walls.append(perf_counter() - wall)
        processors.append(process_time() - processor)
    return 1e3 * min(walls), 1e3 * min(processors)


def by_statsmodels(log: Design, state: State) -> np.ndarray:
    """The same answer the long way: for each candidate a fit without it, then the score of each of its lag shapes."""
    columns, _ = joint(log, DAY * DAYS, state, log.scales(DAYS), METHOD)
    # Without a prior the seven weekdays and the intercept are one too many, and so are the tents and the intercept;
    # and no day is under the last tent yet.
    keep = [k for k in range(columns.shape[1]) if k not in (7, len(log.precisions), log.base_columns(DAYS, METHOD) - 1)]
    columns, seen = columns[:, keep], log.weight > 0
    y, m = log.spasms[seen], log.candidates
    shaped = log.lagged.reshape(len(seen), m, -1)[seen][:, :, :-1] @ log.shapes.T
    out = np.zeros((m, len(log.shapes)))
    for j in range(m):
        rest = np.delete(columns[seen], columns.shape[1] - m + j, axis=1)
        found = GLM(y, rest, family=Poisson()).fit()
        mean = found.fittedvalues
        projected = np.linalg.pinv((rest * mean[:, None]).T @ rest) @ ((rest * mean[:, None]).T @ shaped[:, j])
        left = shaped[:, j] - rest @ projected
        out[j] = left.T @ (y - mean) / np.sqrt((mean[:, None] * left**2).sum(axis=0))
    return out


def main() -> None:
    columns, _ = person(1, replace(STANDARD, days=DAYS, ratio=2.0))
    log = design(columns, METHOD)
    state = first_state(log)
    for day in range(DAYS - 4, DAYS):
        state = look(log, day, DAY * day, state, METHOD).state
    wall, ours = best(lambda: look(log, DAYS, DAY * DAYS, state, METHOD), 15)
    _, made = best(lambda: design(columns, METHOD), 5)
    _, theirs = best(lambda: by_statsmodels(log, state), 1)
    size = f"{DAYS} days x {log.candidates} candidates"
    print(f"One look, {size}: {ours:.1f} ms of processor (limit {LIMIT_MS:.0f}), {wall:.1f} ms on the clock")
    print(f"Design of the whole log: {made:.1f} ms")
    times = theirs / ours
    print(f"The same by statsmodels: {theirs:.0f} ms, {times:.0f} times as long (at least {TIMES_FASTER:.0f})")
    points = list(replay(columns, "UTC", METHOD, range(14, DAYS + 1, 7)))
    book = kept(points, {}, columns, "UTC", METHOD)
    _, again = best(lambda: resume(book, columns, "UTC", METHOD), 5)
    _, marked = best(lambda: digest(columns, DAYS, "UTC", METHOD), 5)
    print(f"Taking up a kept look: {again:.1f} ms, of which {marked:.1f} ms to see that the log is the same")


if __name__ == "__main__":
    main()
