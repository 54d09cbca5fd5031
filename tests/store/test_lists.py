"""Lists go on behind a mark, whatever was added meanwhile, and every key begins with the journal."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.db import connection

from tests.generate import random_entry, random_journal
from unknot.journal.document import to_document
from unknot.journal.entry import Amendment, Episode, Retraction
from unknot.store import entries, lists
from unknot.store.lists import Mark

NOW = datetime(2028, 1, 1, tzinfo=UTC)
SINCE, UNTIL = datetime(2025, 3, 1, tzinfo=UTC), datetime(2026, 9, 1, tzinfo=UTC)


def pages(journal: UUID, most: int) -> list[str]:
    """Every page of a list, one behind the other."""
    found, after = [], None
    while True:
        page, after = lists.documents(journal, SINCE, UNTIL, after=after, most=most)
        assert len(page) <= most
        found += page
        if after is None:
            return found


@pytest.mark.parametrize("most", [1, 3, 7, 1000])
def test_page_by_page_is_everything_once_in_order(journal: UUID, most: int):
    entries.append(journal, random_journal(11, 60), NOW)
    standing = entries.standing(journal).entries
    there = [e for e in standing if SINCE <= e.happened_at.instant < UNTIL]
    assert [json.loads(text) for text in pages(journal, most)] == [to_document(e) for e in there]
    assert len(there) > 10


def test_what_comes_in_between_moves_nothing(journal: UUID):
    rng = random.Random(2)
    first = [random_entry(rng, Episode) for _ in range(20)]
    entries.append(journal, first, NOW)
    page, after = lists.documents(journal, SINCE, UNTIL, most=5)
    assert after is not None
    early = replace(first[0], id=uuid4(), happened_at=min(e.happened_at for e in first))
    entries.append(journal, [early], NOW)
    rest, _ = lists.documents(journal, SINCE, UNTIL, after=after, most=100)
    ids = [json.loads(text)["id"] for text in [*page, *rest]]
    assert len(ids) == len(set(ids))
    assert set(ids) >= {str(e.id) for e in first if SINCE <= e.happened_at.instant < UNTIL} - {str(early.id)}


def test_a_mark_far_in_costs_what_one_at_the_start_costs(journal: UUID, django_assert_max_num_queries):
    rng = random.Random(3)
    entries.append(journal, [random_entry(rng, Episode) for _ in range(50)], NOW)
    mark = Mark(datetime(2026, 1, 1, tzinfo=UTC), UUID(int=0))
    with django_assert_max_num_queries(2) as asked:
        found, _ = lists.documents(journal, SINCE, UNTIL, after=mark, most=5)
    assert len(found) == 5
    assert not any("OFFSET" in query["sql"] for query in asked.captured_queries)


def test_an_entry_is_found_with_all_that_was_said_about_it_whatever_its_date(journal: UUID):
    rng = random.Random(4)
    old = replace(random_entry(rng, Episode), private=False)
    change = replace(random_entry(rng), body=Amendment(amends=old.id, changes={"bother": 3}))
    entries.append(journal, [old, change, *(random_entry(rng, Episode) for _ in range(5))], NOW)
    found = entries.standing(journal, since=NOW, also=(old.id,))
    assert [e.id for e in found.of(Episode)] == [old.id]
    assert found.of(Episode)[0].body.bother == 3


def test_the_bin_is_read_by_when_something_was_withdrawn(journal: UUID):
    rng = random.Random(5)
    spasms = [random_entry(rng, Episode) for _ in range(4)]

    def withdrawn(entry, at):
        made = random_entry(rng, body=Retraction(retracts=entry.id))
        moment_ = replace(made.provenance.recorded_at, at=at)
        return replace(made, provenance=replace(made.provenance, recorded_at=moment_))

    early, late = withdrawn(spasms[0], NOW - timedelta(days=60)), withdrawn(spasms[1], NOW - timedelta(days=3))
    entries.append(journal, [*spasms, early, late], NOW)
    found = entries.withdrawn_since(journal, NOW - timedelta(days=30))
    assert [e.id for e in found.withdrawn] == [spasms[1].id]
    assert not found.entries


UNSHARDED = {"unknot_journal"}
"""The list of journals is itself keyed by the journal, under the name of id."""


def test_every_key_of_what_a_journal_holds_begins_with_the_journal(database: str):
    """So that a database spread over several machines can keep a journal together: read from the database itself."""
    tables = {model._meta.db_table for model in apps.get_app_config("store").get_models()} - UNSHARDED
    assert len(tables) >= 5
    loose: dict[str, list[list[str]]] = {}
    with connection.cursor() as cursor:
        for table in sorted(tables):
            constraints = connection.introspection.get_constraints(cursor, table).values()
            unique = [one["columns"] for one in constraints if one["unique"] or one["primary_key"]]
            assert unique, table
            loose[table] = [columns for columns in unique if columns[0] != "journal"]
    assert {table: found for table, found in loose.items() if found} == {"unknot_audit": [["id"]]}, (
        "the audit's id is a UUIDv7 that nothing looks up; docs/scale.md says what to do about it"
    )
