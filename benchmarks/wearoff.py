"""Hours since the last dose on made-up lives.

    python -m benchmarks.wearoff measure FOLDER [PEOPLE]   every setting in turn, looks from day 30 to day 180
    python -m benchmarks.wearoff table FOLDER              write what was measured into docs/statistics.md

Three doses a day (08:00, 14:00, 22:00), 6 % of them missed ("regular": 1 %), jitter in hours; 3 spasms a day with good
and bad days (frailty .3), 10 % unlogged. "Flat" has no effect of a dose and the same rate all day; "night-heavy" has
none either, and four times the rate from 23:00 to 05:00: the clock must not imitate a medicine. Measuring goes round
the settings fifty people at a time and writes each fifty down, so that it may be ended at any time.
`benchmarks.wearoff_daily` says which looks come near a claim; whether they do is decided by `wear_off` itself.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from time import process_time

import numpy as np
from scipy.stats import beta

from benchmarks.triggers.simulator import STANDARD, person
from benchmarks.wearoff_daily import looks
from unknot.analysis.columns import Columns, DoseColumn
from unknot.analysis.patterns import WearOffState
from unknot.analysis.wearoff import CLAIM, LEAST_LEFT_OVER, wear_off

CLOCK = (8, 14, 22)
UNLOGGED, PER_DAY = 0.10, 3.0
NIGHT, NIGHT_TIMES = frozenset({23, 0, 1, 2, 3, 4}), 4.0
FIRST_LOOK = 30
EFFECTS = {"rate .37 at the peak": 1.0, "rate .61 at the peak": 0.5}
JITTERS = (0.25, 0.75, 1.5, 3.0)
FIRST_SEED, BATCH, ROUNDS_OF_AN_EFFECT = 70_000, 50, 2
DONE = 10**6
NEAR = 0.05
"""How near a claim (log evidence; share left over) a look is made by the product itself."""
ASKED_FOR = {
    "rate .37 at the peak, jitter 0.25 h": (0.18, 0.60),
    "rate .37 at the peak, jitter 0.75 h": (0.17, 0.62),
    "rate .37 at the peak, jitter 1.5 h": (0.43, 0.80),
    "rate .37 at the peak, jitter 3.0 h": (0.65, 0.90),
    "rate .61 at the peak, jitter 0.25 h": (0.07, 0.15),
    "rate .61 at the peak, jitter 0.75 h": (0.07, 0.17),
    "rate .61 at the peak, jitter 1.5 h": (0.02, 0.18),
    "rate .61 at the peak, jitter 3.0 h": (0.08, 0.35),
}
"""The shares by day 90 and 180 that the design's own prototype reached on its own made-up lives: the goal."""
PAGE = Path(__file__).parents[1] / "docs" / "statistics.md"
BEGIN, END = "<!-- wear-off table: made by benchmarks.wearoff -->", "<!-- end of wear-off table -->"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The first day with a finding (infinite: never), and whether the last look said "too regular to tell"."""

    found_on: float
    too_regular: bool


def life(
    seed: int, *, jitter: float, effect: float = 0.0, night: bool = False, missed: float = 0.06, days: int = 180
) -> Columns:
    """A log of so many days: the rate falls by `effect` (of its logarithm) at the usual peak after a dose."""
    log, truth = person(seed, replace(STANDARD, days=days, medicine=0.0))
    rng = np.random.default_rng(seed)
    starts = {hour: int(np.flatnonzero(log.hour == hour)[0]) for hour in CLOCK}
    taken = np.zeros(log.cells)
    for hour in CLOCK:
        at = np.arange(days) * 24 + starts[hour] + np.rint(rng.normal(0, jitter, days)).astype(int)
        at = at[(at >= 0) & (at < log.cells)]
        np.add.at(taken, at[rng.random(at.size) >= missed], 1)
    hours = np.arange(24) + 0.5
    shape = np.exp(-np.log(2) * hours / 4) - np.exp(-np.log(2) * hours / 0.5)
    recent = np.convolve(taken, shape / shape.max())[: log.cells]
    good_and_bad = np.repeat(np.exp(0.3 * rng.standard_normal(days)), 24)
    clock = np.where(np.isin(log.hour, list(NIGHT)), NIGHT_TIMES if night else 1.0, 1.0)
    rate = good_and_bad * clock * np.exp(-effect * recent)
    rate *= PER_DAY / 24 / rate.mean() * (1 - UNLOGGED)
    dose = DoseColumn("baclofen", taken, np.zeros(log.cells))
    assert truth is not None
    return replace(log.without_candidates(), spasms=rng.poisson(rate) * log.observed, doses=(dose,))


def looked_at(log: Columns, every: int) -> Outcome:
    """The outcome of looking every so many days; the first finding ends it, as a person would be told."""
    told = None
    for day in range(FIRST_LOOK, log.days + 1, every):
        part = until(log, day)
        told = wear_off(part, part.doses[0])
        if told is not None and told.state is WearOffState.SEEN:
            return Outcome(day, False)
    return Outcome(np.inf, told is not None and told.state is WearOffState.TOO_REGULAR)


def until(log: Columns, day: int) -> Columns:
    """The log as it was after so many days."""
    cells = 24 * day
    return replace(
        log,
        spasms=log.spasms[:cells],
        observed=log.observed[:cells],
        hour=log.hour[:cells],
        weekday=log.weekday[:cells],
        exposures=log.exposures[:, :cells],
        known=log.known[:, :day],
        doses=tuple(DoseColumn(d.medicine, d.planned[:cells], d.as_needed[:cells]) for d in log.doses),
    )


def settings() -> Iterator[tuple[str, dict[str, object]]]:
    """Every line of the table; those without an effect, where a finding is false, first."""
    for jitter in JITTERS:
        yield f"flat, jitter {jitter} h", {"jitter": jitter}
        yield f"night-heavy, jitter {jitter} h", {"jitter": jitter, "night": True}
    for jitter in JITTERS:
        for words, effect in EFFECTS.items():
            yield f"{words}, jitter {jitter} h", {"jitter": jitter, "effect": effect}
    yield "rate .37 at the peak, night-heavy, jitter 1.5 h", {"jitter": 1.5, "effect": 1.0, "night": True}
    yield "flat, regular", {"jitter": 0.1, "missed": 0.01}
    yield "rate .37 at the peak, regular", {"jitter": 0.1, "effect": 1.0, "missed": 0.01}


@dataclass(frozen=True, slots=True)
class Lives:
    """Some people of one setting: first days of a finding, how many were told "too regular" at the end, and the audit.

    `audited` looks were made by `wear_off` as well; `apart` is the furthest the two log evidences were from each other.
    """

    setting: str
    first: int
    found_on: list[int | None]
    too_regular: int
    audited: int
    apart: float


def lived(setting: str, how: dict[str, object], first: int, people: int) -> Lives:
    """So many people of a setting, looked at every day."""
    logs = [life(first + n, **how) for n in range(people)]  # type: ignore[arg-type]
    found_on: list[int | None] = [None] * people
    audit = np.random.default_rng(first).integers(FIRST_LOOK, logs[0].days + 1, people)
    apart, audited = 0.0, 0
    for look in looks(logs, FIRST_LOOK):
        close = (look.log_evidence > np.log(CLAIM) - NEAR) & (look.left_over > LEAST_LEFT_OVER - NEAR)
        for place in np.flatnonzero(close | (audit[look.people] <= look.day)):
            n = look.people[place]
            if found_on[n] is not None:
                continue
            audit[n] = DONE
            part = until(logs[n], look.day)
            told = wear_off(part, part.doses[0])
            assert told is not None
            audited += 1
            apart = max(apart, abs(told.log_evidence - look.log_evidence[place]))
            if told.state is WearOffState.SEEN:
                found_on[n] = look.day
    too_regular = sum(bool(look.left_over[n] < LEAST_LEFT_OVER) for n in range(people) if found_on[n] is None)
    return Lives(setting, first, found_on, too_regular, audited, float(apart))


def measure(folder: Path, people: int) -> None:
    """Go round the settings, `BATCH` people at a time; what the folder holds already is not lived again."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "wearoff.jsonl"
    done = {(one.setting, one.first) for one in measured(folder)}
    for round_, first in enumerate(range(FIRST_SEED, FIRST_SEED + people, BATCH)):
        for setting, how in settings():
            if (setting, first) in done or (("effect" in how or "missed" in how) and round_ >= ROUNDS_OF_AN_EFFECT):
                continue
            began = process_time()
            lives = lived(setting, how, first, BATCH)
            with path.open("a", encoding="utf-8") as lines:
                lines.write(json.dumps(asdict(lives)) + "\n")
            found = sum(day is not None for day in lives.found_on)
            print(
                f"{setting}: {found} of {BATCH} ({process_time() - began:.0f} s, apart {lives.apart:.4f})", flush=True
            )


def measured(folder: Path) -> Iterator[Lives]:
    """Every batch that was written down."""
    path = folder / "wearoff.jsonl"
    if path.exists():
        for line in path.read_text(encoding="utf-8").splitlines():
            yield Lives(**json.loads(line))


def table(folder: Path) -> str:
    """The table in Markdown: one line a setting, with the exact 95 % interval of the share found by day 180."""
    heads = ("setting", "people", "found by day 90", "by day 180 (95 % interval)", "goal", "too regular to tell")
    lines = [f"| {' | '.join(heads)} |", "|---" * len(heads) + "|"]
    batches = list(measured(folder))
    for setting, _ in settings():
        own = [one for one in batches if one.setting == setting]
        days = np.array([day or np.inf for one in own for day in one.found_on])
        if not days.size:
            continue
        low, high = interval(int(np.isfinite(days).sum()), days.size)
        regular = sum(one.too_regular for one in own) / days.size
        early, late = (days <= 90).mean(), np.isfinite(days).mean()
        asked = ASKED_FOR.get(setting)
        goal = f"{asked[0]:.2f} / {asked[1]:.2f}" if asked else "at most .05" if is_false(setting) else ""
        found = f"{early:.3f} | {late:.3f} ({low:.3f}-{high:.3f})"
        lines.append(f"| {setting} | {days.size} | {found} | {goal} | {regular:.2f} |")
    looked, apart = sum(one.audited for one in batches), max(one.apart for one in batches)
    missing = [setting for setting, _ in settings() if setting not in {one.setting for one in batches}]
    lines += [
        "",
        *([f"Not run yet: {'; '.join(missing)}.", ""] if missing else []),
        false_findings(batches),
        "",
        f"`wear_off` itself made every look near a claim and one more of each person, {looked:,} in all; the two log",
        f"evidences were never further than {apart:.4f} apart.",
    ]
    return "\n".join(lines)


def is_false(setting: str) -> bool:
    """Whether a finding is false: there is no effect of a dose."""
    return setting.startswith(("flat", "night-heavy"))


def false_findings(batches: list[Lives]) -> str:
    """A sentence on the people of every jitter together, flat and night-heavy."""
    said = []
    for kind in ("flat", "night-heavy"):
        days = [day for one in batches if one.setting.startswith(f"{kind}, jitter") for day in one.found_on]
        found = sum(day is not None for day in days)
        low, high = interval(found, max(len(days), 1))
        said.append(f"{found} of {len(days):,} {kind} people (95 % interval {low:.3f}-{high:.3f})")
    return f"False findings within 180 days, all jitters together: {'; '.join(said)}."


def interval(found: int, people: int) -> tuple[float, float]:
    """Clopper and Pearson's exact 95 % interval of a share."""
    low = beta.ppf(0.025, found, people - found + 1) if found else 0.0
    high = beta.ppf(0.975, found + 1, people - found) if found < people else 1.0
    return float(low), float(high)


def write(folder: Path) -> None:
    """Put the table into the page, between its marks."""
    page = PAGE.read_text(encoding="utf-8")
    before, rest = page.split(BEGIN)
    PAGE.write_text(f"{before}{BEGIN}\n{table(folder)}\n{END}{rest.split(END)[1]}", encoding="utf-8")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["measure", folder, *people]:
            measure(Path(folder), int(people[0]) if people else 1000)
        case ["table", folder]:
            write(Path(folder))
        case _:
            sys.exit(__doc__)
