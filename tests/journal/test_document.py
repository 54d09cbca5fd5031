"""One codec for every kind of entry, both ways."""

import json
import random
from pathlib import Path

import jsonschema
import pytest

from tests.generate import random_entry, random_journal
from unknot.journal.document import KINDS, Unreadable, changed, from_document, to_document
from unknot.journal.entry import Episode
from unknot.journal.schema import document_schema

SCHEMA = Path(__file__).parents[2] / "docs" / "journal.schema.json"


@pytest.mark.parametrize("kind", [k for k in KINDS if k not in {"amendment", "retraction"}])
def test_every_kind_survives_the_journey_through_json(kind):
    rng = random.Random(kind)
    for _ in range(60):
        entry = random_entry(rng, KINDS[kind])
        assert from_document(json.loads(json.dumps(to_document(entry)))) == entry


def test_whole_journals_with_corrections_survive_too():
    for seed in range(100):
        entries = random_journal(seed)
        assert [from_document(to_document(entry)) for entry in entries] == entries


def test_a_default_is_left_out_so_that_a_new_field_changes_no_old_document():
    entry = random_entry(random.Random(1), body=Episode())
    assert to_document(entry)["body"] == {}


def test_the_published_schema_is_current_and_holds_for_every_document():
    published = json.loads(SCHEMA.read_text(encoding="utf-8"))
    assert published == json.loads(json.dumps(document_schema())), "run: python -m scripts.schema"
    validator = jsonschema.Draft202012Validator(published)
    for seed in range(25):
        for entry in random_journal(seed):
            validator.validate(to_document(entry))


@pytest.mark.parametrize(
    ("spoil", "field"),
    [
        ({"body": {"bother": 11}}, "bother"),
        ({"body": {"bother": "7"}}, "body.bother"),
        ({"body": {"bother": True}}, "body.bother"),
        ({"body": {"owner_id": 1}}, "body.owner_id"),
        ({"body": {"sites": [{"region": "tail"}]}}, "body.sites.0.region"),
        ({"body": {"duration": -1}}, "duration"),
        ({"body": {"duration": 1e300}}, "body.duration"),
        ({"body": {"note": "\x00"}}, "note"),
        ({"body": {"note": "x" * 10_001}}, "note"),
        ({"happened_at": "1800-01-01T00:00:00+00:00[UTC]"}, "happened_at"),
        ({"happened_at": "2026-01-01T00:00:00[UTC]"}, "happened_at"),
        ({"kind": "spam"}, "kind"),
        ({"v": 2}, "v"),
        ({"id": "1"}, "id"),
        ({"rev": 3}, "rev"),
    ],
)
def test_what_cannot_be_is_refused_and_named(spoil, field):
    document = to_document(random_entry(random.Random(2), body=Episode())) | spoil
    with pytest.raises(Unreadable) as refused:
        from_document(document)
    assert field in refused.value.field


def test_a_change_to_nothing_puts_the_default_back():
    entry = random_entry(random.Random(3), body=Episode(bother=7))
    assert changed(entry, {"bother": None}).body == Episode()
