"""One person of a cohort: the same analysis as in the app, as rows of plain numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import log

from unknot.analysis.analyse import analyse
from unknot.analysis.associations.method import METHOD
from unknot.analysis.associations.replay import look_days
from unknot.analysis.patterns import Patterns, Ratio, Tier
from unknot.cohort.people import ZONE, last_look
from unknot.journal.entry import Json, Prescription, Stage, Treatment
from unknot.journal.journal import Journal

Record = dict[str, Json]


def every_look(days: int) -> Sequence[int]:
    """As in the app: daily up to half a year, then weekly. What was *ever* claimed is then the same as there."""
    return tuple(look_days(days, METHOD))


def few_looks(days: int) -> Sequence[int]:
    """The last day and up to five looks 28 days apart before it, enough to learn each lag shape: six times cheaper."""
    return tuple(sorted(day for day in (days - 28 * n for n in range(6)) if day >= METHOD.first_look))


LOOKS: Mapping[str, Callable[[int], Sequence[int]]] = {"few": few_looks, "every": every_look}


@dataclass(frozen=True, slots=True)
class Results:
    """What was found of one person, a row for each thing; the names are those of the result files."""

    people: list[Record] = field(default_factory=list)
    exposures: list[Record] = field(default_factory=list)
    treatments: list[Record] = field(default_factory=list)
    doses: list[Record] = field(default_factory=list)


def results(person: str, journal: Journal, looks: str = "few") -> Results:
    """The results of one journal, by all that was recorded in it."""
    if not journal.entries:
        return Results(people=[{"person": person, "days": 0, "logged_days": 0, "logged_hours": 0.0, "spasms": 0}])
    found = analyse(journal, as_of=last_look(journal), zone=ZONE, looks=LOOKS[looks])
    return Results(
        people=[_person(person, found)],
        exposures=_exposures(person, found),
        treatments=_treatments(person, found, journal),
        doses=_doses(person, found),
    )


def _person(person: str, found: Patterns) -> Record:
    days = (found.as_of.date() - found.first_day).days if found.first_day else 0
    return {
        "person": person,
        "days": days,
        "logged_days": found.logged_days,
        "logged_hours": found.logged_hours,
        "coverage": found.logged_hours / (24 * days) if days else None,
        "spasms": found.spasms,
        "per_day": 24 * found.spasms / found.logged_hours if found.logged_hours else None,
        "looks": found.looks,
        "candidates": found.candidates,
        "strong": sum(finding.tier is Tier.STRONG for finding in found.findings),
        "worsening": found.worsening.raised if found.worsening else None,
    }


def _exposures(person: str, found: Patterns) -> list[Record]:
    return [
        {
            "person": person,
            "code": finding.code,
            "group": finding.group.value,
            "tier": finding.tier.value,
            "log_evidence": finding.log_evidence,
            "lag": finding.lag.value if finding.lag else None,
            "reaction": finding.reaction.value,
            "graded": finding.graded,
            "known_days": finding.known_days,
            "exposed_days": finding.exposed_days,
            **_estimate(finding.day_ratio),
        }
        for finding in sorted(found.findings, key=lambda finding: finding.code)
    ]


def _treatments(person: str, found: Patterns, journal: Journal) -> list[Record]:
    stages = _stages(journal)
    return [
        {
            "person": person,
            "code": change.what,
            "stage": stages.get((change.on, change.what), Stage.CHANGED.value),
            "on": change.on.isoformat(),
            "trend": trend.value,
            "recorded_before": change.before.recorded,
            "recorded_after": change.after.recorded,
            **_estimate(ratio),
        }
        for change in found.changes
        for trend, ratio in change.ratios
    ]


def _stages(journal: Journal) -> dict[tuple[date, str], str]:
    """What happened on each day of a change: begun, changed or stopped. Beginning outweighs the others."""
    stages: dict[tuple[date, str], str] = {}
    for plan in journal.of(Prescription):
        name = plan.body.medicine.code or plan.body.medicine.name
        if plan.body.ends:
            stages[plan.body.ends, name] = Stage.STOPPED.value
    for entry in journal.of(Treatment):
        stages[entry.diary_day, entry.body.code] = entry.body.stage.value
    for plan in journal.of(Prescription):
        name = plan.body.medicine.code or plan.body.medicine.name
        if plan.body.starts is not None:
            stages[plan.body.starts, name] = Stage.STARTED.value
    return stages


def _doses(person: str, found: Patterns) -> list[Record]:
    return [
        {
            "person": person,
            "code": seen.medicine,
            "state": seen.state.value,
            "left_over": seen.left_over,
            "doses": seen.doses,
            "log_evidence": seen.log_evidence,
            **_estimate(seen.late_against_early),
        }
        for seen in found.wear_off
    ]


def _estimate(ratio: Ratio | None) -> Record:
    """A ratio on the scale on which people are put together, with its own interval for every look."""
    if ratio is None:
        return {"log_ratio": None, "standard_error": None, "low": None, "high": None}
    return {
        "log_ratio": log(ratio.value),
        "standard_error": ratio.standard_error,
        "low": ratio.low,
        "high": ratio.high,
    }
