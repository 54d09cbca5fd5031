"""The table of kinds says of each kind what the rooms do with it."""

import random
from datetime import UTC, datetime, timedelta
from typing import get_args
from uuid import UUID

import pytest

from tests.generate import random_entry
from unknot.actions.results import InTheFuture
from unknot.actions.single import refuse_future
from unknot.cohort.deidentify import deidentified
from unknot.cohort.people import ZONE
from unknot.cohort.row import RowKind
from unknot.fhir.bundle import context_of
from unknot.fhir.resources import resources
from unknot.journal.entry import Amendment, Body, Circumstance, DiaryDay, Dose, Retraction
from unknot.journal.journal import Journal, settle
from unknot.journal.kinds import KIND_FACTS
from unknot.journal.span import moment
from unknot.knowledge.words import as_written

KINDS = [kind for kind in get_args(Body) if kind not in (Amendment, Retraction)]
NOW = datetime(2028, 6, 1, 12, tzinfo=UTC)


def some(kind: type[Body], n: int = 40):
    rng = random.Random(kind.__name__)
    return [random_entry(rng, kind) for _ in range(n)]


def test_every_kind_has_a_row():
    assert set(KIND_FACTS) == set(get_args(Body))


def test_an_event_neither_stands_nor_can_it_be_planned():
    assert [k for k, row in KIND_FACTS.items() if row.event and (row.standing or row.in_force or row.plannable)] == []
    assert [k for k, row in KIND_FACTS.items() if row.in_force and not row.standing] == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_table_names_the_resources_that_fhir_makes(kind: type[Body]):
    context = context_of(Journal(), UUID(int=1), as_written)
    made = {resource["resourceType"] for entry in some(kind) for resource in resources(entry, context)}
    allergy = {"AllergyIntolerance"} if kind is Circumstance else set()
    assert made | allergy == set(KIND_FACTS[kind].fhir)


@pytest.mark.parametrize("kind", KINDS)
def test_the_table_says_whether_a_cohort_file_has_a_row(kind: type[Body]):
    entry = next(entry for entry in some(kind) if not entry.private)
    rows = deidentified(settle([entry]), ZONE, timedelta(0))
    about_choices = (RowKind.FOLLOWED, RowKind.SUSPECTED)  # of settings: what the check-in asks, no row of their own
    assert bool([row for row in rows if row.kind not in about_choices]) == KIND_FACTS[kind].cohort


@pytest.mark.parametrize("kind", KINDS)
def test_only_what_can_be_planned_may_be_dated_ahead(kind: type[Body]):
    ahead = moment(NOW + timedelta(days=3), "Europe/Dublin")
    for entry in some(kind, 5):
        if isinstance(entry.body, DiaryDay | Dose):
            continue  # their own tests: the day that is vouched for, the planned dose that will be left out
        if KIND_FACTS[kind].plannable:
            refuse_future(entry.body, ahead, NOW)
        else:
            with pytest.raises(InTheFuture):
                refuse_future(entry.body, ahead, NOW)
