"""docs/fhir/ is current, holds every code that leaves, and answers fit the questions that are published."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import fhirkit
import pytest

from scripts.fhir import FOLDER, text
from tests.fhir.judges import inside, judged
from tests.fhir.test_bundle import JOURNALS, SHARED
from unknot.fhir.bundle import export_bundle
from unknot.fhir.published import FIELDS, published
from unknot.journal.journal import settle
from unknot.knowledge.words import as_written


def test_what_is_published_is_current():
    files = {path.name: path.read_text(encoding="utf-8") for path in Path(FOLDER).glob("*.json")}
    assert files == {name: text(resource) for name, resource in published().items()}, "run `python -m scripts.fhir`"


def codes(bundle):
    return set(re.findall(r'"system": "urn:x-unknot:vocabulary", "code": "([^"]+)"', json.dumps(bundle)))


def test_every_own_code_that_leaves_is_published():
    known = {concept["code"] for concept in published()["CodeSystem-vocabulary.json"]["concept"]}
    now = datetime(2026, 11, 22, tzinfo=UTC)
    whole = [export_bundle(settle(j), j, id=UUID(int=1), now=now, _=as_written) for j in JOURNALS[:40]]
    leaving = set().union(*map(codes, SHARED + whole))
    assert {code for code in leaving if ".own-" not in code} <= known
    assert FIELDS.keys() >= {code.removeprefix("field.") for code in leaving if code.startswith("field.")}


def test_every_answer_that_leaves_has_its_question():
    questions = {
        resource["url"]: {item["linkId"] for item in resource["item"]}
        for name, resource in published().items()
        if name.startswith("Questionnaire")
    }
    filled = [r for b in SHARED for r in inside(b) if r["resourceType"] == "QuestionnaireResponse"]
    days = [r for r in filled if r["questionnaire"].endswith("check-in")]
    assert days
    for response in days:
        asked = {item["linkId"] for item in response.get("item", []) if not item["linkId"].startswith("own-")}
        assert asked <= questions[response["questionnaire"]]


@pytest.mark.node
def test_two_checkers_find_nothing_wrong_with_what_is_published(needs_node):
    resources = list(published().values())
    assert [str(issue) for r in resources for issue in fhirkit.validate(json.dumps(r))] == []
    # The checker takes a value of 0 for a missing one: it is shown another number.
    shown = json.loads(re.sub(r'("(?:value|answer)Integer"): 0\b', r"\1: 7", json.dumps(resources)))
    assert [error for errors in judged(needs_node, shown) for error in errors] == []
