"""Write the measured table into docs/statistics.md: `python -m benchmarks.triggers.table FOLDER [--write]`."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from benchmarks.triggers.cells import CELLS, DAILY, SEEDS, Cell
from benchmarks.triggers.simulator import CODES, FAMILIES, person
from unknot.analysis.associations.design import design
from unknot.analysis.associations.forecast import forecast
from unknot.analysis.associations.kernels import ALL_DAY
from unknot.analysis.associations.method import METHOD
from unknot.analysis.evidence import confidence_radius

DOCUMENT = Path("docs/statistics.md")
START, END = "<!-- table: made by benchmarks.triggers.table -->", "<!-- end of table -->"
AT = (30, 60, 90, 180)
DOUBLING = 2.0
LOG_20 = np.log(20)
LEVEL = len(CODES) / METHOD.strong_alpha
"""Where a single candidate is always *strong*: closed testing asks for a little less."""
PEERS = {
    "pearson": "Pearson p < .05",
    "chi_square": "chi-square p < .05",
    "mid_p": "mid-p < .05",
    "glm": "Poisson GLM p < .05",
    "glm_bh": "Poisson GLM, BH .10",
    "gate": "3 days against 3, 1.5 times",
}

Results = dict[str, np.ndarray]


def load(cell: Cell, folder: Path) -> Results | None:
    file = folder / f"{cell.name.replace(' ', '-').replace(',', '')}.npz"
    return dict(np.load(file)) if file.exists() else None


def by_day(flags: np.ndarray, looks: np.ndarray) -> list[np.ndarray]:
    """(people, M) ever flagged by each of the days of the table."""
    ever = np.maximum.accumulate(flags, axis=1)
    return [ever[:, np.searchsorted(looks, day, side="right") - 1] for day in AT]


def line(name: str, flags: np.ndarray, found: Results) -> str:
    """One method in one cell: power, false share of the list, people with any false claim, at each day."""
    true = found["effect"][: len(flags)] != 0
    cells = []
    for ever in by_day(flags, found["looks"]):
        false = ever & ~true
        share = float(np.mean(false.sum(axis=1) / np.maximum(ever.sum(axis=1), 1)))
        any_false = float(false.any(axis=1).mean())
        cells.append(f"{ever[true].mean():.2f} / {share:.3f} / {any_false:.2f}" if true.any() else f"{any_false:.3f}")
    return f"| {name} | {' | '.join(cells)} |"


def methods(found: Results) -> Iterator[tuple[str, np.ndarray]]:
    yield "engine, strong", found["strong"]
    yield "engine, likely", found["listed"]
    yield "engine, possible", found["evidence"] >= LOG_20
    for oracle in ("oracle_a", "oracle_b", "oracle_c"):
        if oracle in found:
            yield f"{oracle.replace('_', ' ')} (n {len(found[oracle])})", found[oracle] >= np.log(LEVEL)
    for peer, name in PEERS.items():
        if peer in found:
            yield f"{name} (n {len(found[peer])})", found[peer]


def section(cell: Cell, found: Results) -> list[str]:
    n, looks = len(found["effect"]), len(found["looks"])
    when = "every day" if cell.looks == DAILY else f"{looks} looks"
    null = not (found["effect"] != 0).any()
    what = "any false claim" if null else "power / false share / any false claim"
    lines = [
        f"**{cell.name}** ({n} people, {when}; {what})",
        "",
        "| | 30 d | 60 d | 90 d | 180 d |",
        "|---|---|---|---|---|",
    ]
    return [*lines, *(line(name, flags, found) for name, flags in methods(found)), "", *notes(cell, found), ""]


def notes(cell: Cell, found: Results) -> list[str]:
    """The limits of section 4.4 for this cell."""
    effect = found["effect"]
    null = (effect == 0) & ~found["linked"] & ~found["reactive"]
    highest = found["evidence"].max(axis=1)
    radius = confidence_radius(found["score"], found["known"], METHOD.day_alpha, METHOD.bets)
    enough = found["known"] > METHOD.least_information
    held = ((np.abs(found["score"] / np.maximum(found["known"], 1e-9)) <= radius) | ~enough).all(axis=1)
    accused = (found["reaction"] >= METHOD.reaction_log_evidence).any(axis=1)
    said = [
        f"P(sup E >= 20) of unrelated candidates {np.mean(highest[null] >= LOG_20):.4f}, of E >= {LEVEL:.0f} "
        f"{np.mean(highest[null] >= np.log(LEVEL)):.4f} ({null.sum()} pairs)",
        f"intervals of unrelated candidates hold at all looks: {held[null].mean():.3f}",
        f"reaction check: hit {accused[found['reactive']].mean():.2f}, false {accused[~found['reactive']].mean():.3f}",
    ]
    if found["linked"].any():
        said.append(f"proxies of a true trigger called strong: {found['strong'][:, -1][found['linked']].mean():.3f}")
    if (effect != 0).any():
        said += [_families(found), *_all_day(cell, found)]
    return [f"- {text}." for text in said]


def _families(found: Results) -> str:
    true = found["effect"] != 0
    at_90, at_180 = by_day(found["strong"], found["looks"])[2:]
    parts = []
    for number, family in enumerate(FAMILIES):
        mine = true & (found["family"] == number)
        if mine.any():
            parts.append(f"{family} {at_90[mine].mean():.2f}/{at_180[mine].mean():.2f}")
    return "strong at 90/180 days by lag: " + ", ".join(parts)


def _all_day(cell: Cell, found: Results) -> list[str]:
    """Coverage for triggers that last about a day, and the forecast made at day 44 against what came."""
    true = (found["effect"] != 0) & (found["family"] == FAMILIES.index("all day"))
    if not true.any():
        return []
    estimate = found["score"] / np.maximum(found["known"], 1e-9)
    radius = confidence_radius(found["score"], found["known"], METHOD.day_alpha, METHOD.bets)
    quiet = found["known"] <= METHOD.least_information

    def held(target: np.ndarray) -> float:
        off = (np.abs(estimate - target[:, None, :]) > radius) & ~quiet
        return float((~off.any(axis=1))[true].mean())

    in_log = held(_logged_effect(cell, true))
    said = [
        f"intervals (0-24 h) of triggers that last about a day hold at all looks: {in_log:.3f} for the log, "
        f"{held(found['effect']):.3f} for life ({true.sum()} pairs)"
    ]
    looks = found["looks"]
    at = int(np.searchsorted(looks, 44))
    told = [_forecast(float(found["known"][p, at, j]), int(looks[at])) for p, j in np.argwhere(true)]
    came = [_reached(found["evidence"][p, :, j], looks) for p, j in np.argwhere(true)]
    if cell.setting.ratio == DOUBLING and np.median(came) < np.inf:
        said.append(
            f"forecast made at day {looks[at]} for them: median day {np.median(told):.0f}, "
            f"it came at {np.median(came):.0f}"
        )
    return said


def _logged_effect(cell: Cell, true: np.ndarray) -> np.ndarray:
    """(people, M) what a log with these errors tends to: the true log rate on the logged 0-24 h column."""
    target = np.zeros(true.shape)
    for number in np.flatnonzero(true.any(axis=1)):
        columns, truth = person(SEEDS + int(number), cell.setting)
        log = design(columns, METHOD)
        seen = log.weight > 0
        shaped = log.lagged.reshape(columns.cells, log.candidates, -1)[:, :, :-1] @ log.shapes[ALL_DAY]
        scales = log.scales(log.days)
        for j in np.flatnonzero(true[number]):
            drive = truth.effect[j] * np.convolve(truth.exposures[j], truth.curves[j])[: columns.cells]
            column = scales[j] * shaped[seen, j]
            target[number, j] = np.cov(column, drive[seen])[0, 1] / column.var()
    return target


def _forecast(information: float, day: int) -> float:
    more = forecast(information, day, np.log(LEVEL), METHOD).days
    return day + more if more is not None else np.inf


def _reached(evidence: np.ndarray, looks: np.ndarray) -> float:
    hit = np.flatnonzero(evidence >= np.log(LEVEL))
    return float(looks[hit[0]]) if hit.size else np.inf


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    lines = [text for cell in CELLS if (found := load(cell, given.folder)) for text in section(cell, found)]
    table = "\n".join(lines)
    if not given.write:
        print(table)
        return
    document = DOCUMENT.read_text()
    before, rest = document.split(START)
    DOCUMENT.write_text(f"{before}{START}\n\n{table}\n{END}{rest.split(END)[1]}")


if __name__ == "__main__":
    main()
