"""How the guide speaks: for a reader of about eleven, every hard word glossed, no dose, no promise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

from tests.knowledge.reading import grade, syllables, words
from unknot.knowledge import guide
from unknot.knowledge.guide.page import Drawing, Heading, Items, Page, Paragraph, Said, Together, claims_in, said
from unknot.knowledge.vocabulary import vocabulary

GUIDE = guide.guide()
EVERYDAY = {
    line.strip()
    for line in (Path(__file__).parent / "everyday-words.txt").read_text().splitlines()
    if line and not line.startswith("#")
}


def sentences(page: Page) -> Iterator[str]:
    """Everything a page says, each item of a list as a sentence of its own."""
    yield page.title
    yield page.summary
    for block in page.blocks:
        match block:
            case Heading():
                yield block.text
            case Paragraph():
                yield said(block.line)
            case Items():
                yield from map(said, block.lines)
            case Drawing():
                yield block.words
            case Said() | Together():
                for claim in claims_in(block):
                    yield from claim.sentences


def ledger() -> Iterator[str]:
    for row in GUIDE.ledger:
        yield from (row.fact, row.misleads, row.again, row.instead)


def everything() -> Iterator[str]:
    """All the guide says in its own voice: what is quoted to be corrected is left out."""
    for page in GUIDE.pages:
        yield from sentences(page)
    yield from ledger()
    yield from (term.meaning for term in GUIDE.glossary.values())


# ---------------------------------------------------------------- reading age


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The cat sat on the mat.", 0.39 * 6 + 11.8 * 6 / 6 - 15.59),
        ("A muscle tightens suddenly and you cannot stop it.", 0.39 * 9 + 11.8 * 14 / 9 - 15.59),
        ("Stop. Baclofen needs a prescription.", 0.39 * 5 / 2 + 11.8 * 9 / 5 - 15.59),
    ],
)
def test_the_grade_is_the_published_formula(sentence, expected):
    """Words, sentences and syllables counted by hand."""
    assert grade([sentence]) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("muscle", 2),
        ("stiffness", 2),
        ("baclofen", 3),
        ("emergency", 4),
        ("cramped", 1),
        ("needed", 2),
        ("infection", 3),
        ("dysreflexia", 5),
        ("painkillers", 3),
    ],
)
def test_syllables_are_counted_as_they_are_spoken(word, count):
    assert syllables(word) == count


@pytest.mark.parametrize("page", GUIDE.pages, ids=lambda page: page.slug)
def test_no_page_is_harder_than_grade_eight(page):
    assert grade(sentences(page)) <= 8


def test_half_of_the_pages_are_at_grade_six_or_easier():
    assert median(grade(sentences(page)) for page in GUIDE.pages) <= 6


def test_the_ledger_is_no_harder_than_grade_eight():
    assert grade(ledger()) <= 8


# ---------------------------------------------------------------- hard words


def glossed(word: str) -> bool:
    forms = {part.casefold() for term in GUIDE.glossary.values() for form in term.forms for part in words(form)}
    return word.casefold() in forms


def test_every_long_or_capital_word_is_glossed_or_an_everyday_word():
    """Three syllables or all capitals: such a word must be put by hand on one of the two lists."""
    hard = {w for text in everything() for w in words(text) if syllables(w) >= 3 or (w.isupper() and len(w) > 1)}
    assert sorted(w for w in hard if not glossed(w) and w.casefold() not in EVERYDAY) == []


def test_the_list_of_everyday_words_holds_no_word_that_is_not_used():
    used = {w.casefold() for text in everything() for w in words(text)}
    assert sorted(EVERYDAY - used) == []


def test_every_medicine_that_is_named_is_glossed():
    said_here = {w.casefold() for text in everything() for w in words(text)}
    named = {term.code for term in vocabulary("medicine")} & said_here
    assert sorted(name for name in named if not glossed(name) and name not in EVERYDAY) == []


def test_a_page_marks_the_hard_words_it_uses():
    page = GUIDE.page("diagnosis")
    assert {"EMG", "MRI", "Ashworth", "spasm"} <= {term.word for term in GUIDE.words_on(page)}


# ---------------------------------------------------------------- what it never says

NEVER = [
    r"\d+(\.\d+)?\s?(mg|mcg|µg|micrograms?|milligrams?|ml)\b",  # no dose, whoever's
    r"\btablets? (a|per) day\b",
    r"\b(take|try) (one|two|three|half|\d+) (more|tablets?|pills?)\b",
    r"\b(raise|increase|double|reduce|lower|halve) (the|your) dose\b",
    r"\b(is|are|be) (quite |completely |perfectly )?safe\b",
    r"\bno (side effects|risks?|interactions)\b",
    r"\bcures?\b",
    r"\bguarantee",
    r"\btriggers? your\b",
    r"\byou have (baclofen )?withdrawal\b",
    r"\byour spasticity is\b",
    r"\bworks? for you\b",
    r"\bnothing to worry\b",
    r"\bonly a (spasm|cramp)\b",
]


@pytest.mark.parametrize("phrase", NEVER)
def test_the_guide_never_says(phrase):
    assert [text for text in everything() if re.search(phrase, text, re.IGNORECASE)] == []


def test_no_link_leads_out_of_the_guide():
    assert [text for text in everything() if re.search(r"https?:|www\.", text)] == []


def test_a_quoted_claim_is_never_said_in_our_own_voice():
    own = " ".join(everything()).casefold()
    assert [row.id for row in GUIDE.ledger if row.quoted.rstrip(".").casefold() in own] == []


def test_the_ledger_corrects_every_claim_it_should():
    assert len(GUIDE.ledger) == 20
    assert {row.id for row in GUIDE.ledger} >= {
        "dehydration",
        "magnesium",
        "potassium",
        "epsom-salt",
        "valerian-chamomile",
        "acupuncture",
        "yoga",
        "stretching",
        "heat-cold",
        "quinine",
        "botulinum",
        "steroid",
        "baclofen-treats-spasms",
        "relaxants",
        "massage",
        "safe-for-most",
        "medicines-cause",
        "better-movement",
        "dose-severity",
        "injections-block-nerves",
    }
