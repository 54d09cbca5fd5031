"""Search finds the page a person means, in their own words, from an index small enough to keep in a browser."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unknot.knowledge import guide
from unknot.knowledge.guide.indexing import words_of
from unknot.knowledge.guide.search import MOST

INDEX = guide.index()


@pytest.mark.parametrize(
    ("question", "page"),
    [
        ("missed dose", "baclofen-missed"),
        ("ran out", "baclofen-missed"),
        ("driving", "baclofen-side-effects"),
        ("Epsom", "natural-remedies"),
        ("epsom salts", "natural-remedies"),
        ("pregnant", "pregnancy"),
        ("emg", "diagnosis"),
        ("calf stretch", "stretching"),
        ("how to stop a cramp", "cramp-now"),
        ("worse bladder", "suddenly-worse"),
        ("goose bumps", "autonomic-dysreflexia"),
        ("botox", "injections"),
        ("banana", "natural-remedies"),
        ("stroke emergency", "when-to-get-help"),
        ("diary", "journal"),
        ("comments", "about"),
    ],
)
def test_it_finds_the_page_that_is_meant(question, page):
    found = [document["to"].partition("#")[0] for document in guide.find(question, INDEX)]
    assert page in found[:3]


QUESTIONS = [
    tuple(part.strip() for part in line.split("|"))
    for line in (Path(__file__).parent / "guide-questions.txt").read_text().splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("question", "pages"), QUESTIONS)
def test_what_people_ask_leads_to_a_page_that_answers_it(question, pages):
    found = [document["to"].partition("#")[0] for document in guide.find(question, INDEX)]
    assert set(pages.split()) & set(found[:3]), found[:5]


def test_every_page_is_found_by_its_title():
    for page in guide.guide().pages:
        assert page.slug in {each["to"].partition("#")[0] for each in guide.find(page.title, INDEX)[:3]}, page.title


def test_most_of_the_question_must_be_found():
    assert guide.find("baclofen xylophone", INDEX)[0]["to"].startswith("baclofen")
    assert guide.find("baclofen xylophone zeppelin", INDEX) == []


@pytest.mark.parametrize(
    ("question", "page"),
    [
        ("magnesum", "natural-remedies"),
        ("bacloffen side efects", "baclofen-side-effects"),
        ("can I drink wine", "baclofen-before"),
        ("What if I forgot a tablet?", "baclofen-missed"),
        ("strecthing", "stretching"),
    ],
)
def test_a_typing_error_a_whole_question_and_other_words_lead_there_too(question, page):
    found = [document["to"].partition("#")[0] for document in guide.find(question, INDEX)]
    assert page in found[:2]


def test_an_empty_question_finds_nothing():
    assert guide.find(" . ", INDEX) == []


def test_accents_capitals_and_a_plural_make_no_difference():
    assert words_of("Crámps, CRAMP") == ("cramp", "cramp")
    assert words_of("less stress") == ("less", "stress")


@given(st.text(max_size=80))
def test_no_question_breaks_it(question):
    assert len(guide.find(question, INDEX)) <= MOST


def test_the_index_is_small_enough_for_a_phone():
    assert len(json.dumps(INDEX, separators=(",", ":"))) < 120_000


def test_a_page_is_found_once():
    found = [document["to"].partition("#")[0] for document in guide.find("baclofen", INDEX)]
    pages = [to for to in found if to not in {"ledger", "words"}]
    assert len(pages) == len(set(pages))
