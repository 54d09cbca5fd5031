"""What the made-up person answered for the visit to come: scales, what was looked for, kidneys, and some stiffness."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from unknot.journal.entry import (
    Answer,
    Body,
    Circumstance,
    Entry,
    Episode,
    EpisodeKind,
    Exposure,
    Level,
    Response,
    Side,
    Site,
    Standing,
)
from unknot.madeup.example.year import Year

SPASTICITY, PAIN = (6, 5, 5, 4), (4, 4, 3, 3)
"""One answer a week in the four weeks before today."""
NOT_THERE = ("urinary-infection", "full-bladder", "skin-sore", "infection")


def answers_for_the_visit(year: Year) -> Iterator[Entry[Body]]:
    """Entries of the last four weeks, and the facts that are asked for when a medicine is typed."""
    begun = year.at(year.first, 11)
    for code in ("kidney-disease", "allergy", "baclofen-pump"):
        yield year.entry(begun, Circumstance(code=code, standing=Standing.NO))
    for week, (spasticity, pain) in enumerate(zip(SPASTICITY, PAIN, strict=True)):
        at = year.at(year.today - timedelta(days=26 - 7 * week), 20)
        yield year.entry(
            at, Response(instrument="nrs-spasticity", version=1, answers=(Answer("spasticity", spasticity),))
        )
        yield year.entry(at, Response(instrument="nrs-pain", version=1, answers=(Answer("pain", pain),)))
    for code in NOT_THERE:
        yield year.entry(year.at(year.today - timedelta(days=11), 19), Exposure(code=code, level=Level.NO))
    for days, minutes in ((24, 40), (17, 55), (9, 30), (3, 45)):
        morning = year.at(year.today - timedelta(days=days), 7, 20)
        stiff = Episode(
            kind=EpisodeKind.STIFFNESS, sites=(Site("leg", Side.LEFT),), duration=timedelta(minutes=minutes), woke=False
        )
        yield year.entry(morning, stiff)
