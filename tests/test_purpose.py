"""What it is for, in the same words in the program, on paper and in the README."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from django.test import Client

from unknot.journal.journal import Journal
from unknot.knowledge.phrases import slips
from unknot.knowledge.words import as_written
from unknot.pdf.typeset import page_data
from unknot.report.compose import compose
from unknot.report.profile import Audience

ROOT = Path(__file__).parents[1]
PURPOSE = (
    "A private diary to record muscle spasms and what you tried, and to print what you recorded for your clinician. "
    "It does not diagnose, treat, calculate doses or monitor you, and it may miss warnings. "
    "In an emergency call your local number."
)


def test_in_the_program_for_anyone(db):
    assert PURPOSE in " ".join(Client().get("/help").content.decode().split())


def test_on_paper():
    first, last = date(2026, 2, 2), date(2026, 3, 1)
    now = datetime(2026, 3, 2, 12, tzinfo=UTC)
    profile = compose(
        Journal(), audience=Audience.SHARED, first=first, last=last, zone="Europe/Dublin", now=now, _=as_written
    )
    assert PURPOSE in page_data(profile, as_written, "a4", entries=False)["closing"]


def test_in_the_readme():
    assert PURPOSE in " ".join((ROOT / "README.md").read_text(encoding="utf-8").replace("**", "").split())


def test_it_says_nothing_that_the_product_must_not_say():
    assert slips(PURPOSE) == ()
