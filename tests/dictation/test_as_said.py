"""No word is lost: the whole of what was said stays with what came of it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.dictation.cases import NOW, OWN, rows
from unknot.dictation import Understood, understand
from unknot.journal.entry import TEXT, Measurement, Note
from unknot.knowledge.said import said


def words_kept(found: Understood) -> str:
    """All the words that the drafts hold."""
    bodies = [draft.body for draft in found.drafts]
    return "\n".join(getattr(body, "note", "") or getattr(body, "text", "") for body in bodies)


def assert_nothing_is_lost(text: str, found: Understood) -> None:
    """Every word is in the words kept with an entry, or a result was read from it."""
    if not found.text:
        return
    if all(isinstance(draft.body, Measurement) for draft in found.drafts):
        assert not found.note, text
        return
    kept = words_kept(found)
    assert all(part in kept for part in re.findall(rf"\S{{1,{TEXT // 2}}}", found.text)[:200]), text


@pytest.mark.parametrize(
    "text",
    [
        "slept 5 hours, can't move my legs",
        "weighed 70 kg, talking gibberish",
        "bp 150/90, talking gibberish",
        "temp 37, not making sense",
        "pulse 90, legs won't hold me",
        "no baclofen since thursday pharmacy had none, legs like planks, shaking and hearing things",
    ],
)
def test_words_of_alarm_beside_a_result_are_kept_whole(text: str) -> None:
    found = understand(text, now=NOW, own=OWN)
    assert_nothing_is_lost(text, found)
    assert {one.fact for one in said(text)} <= {one.fact for one in said(words_kept(found))}


def test_a_result_alone_has_no_note_beside_it() -> None:
    found = understand("bp 138 over 84 pulse 92", now=NOW)
    assert not any(isinstance(draft.body, Note) for draft in found.drafts)


@pytest.mark.parametrize("name", ["sentences-1", "sentences-2", "not-taken"])
def test_no_sentence_of_the_cases_loses_a_word(name: str) -> None:
    for row in rows(name):
        found = understand(row["text"], now=NOW, own=OWN, language=row.get("lang", "en"))
        assert_nothing_is_lost(row["text"], found)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_no_text_at_all_loses_a_word(text: str) -> None:
    assert_nothing_is_lost(text, understand(text, now=NOW, own=OWN))


def test_a_text_longer_than_a_note_is_several_notes() -> None:
    text = "left calf cramp 7/10 " + "word " * 5_000
    assert "".join(words_kept(understand(text, now=NOW)).split("\n")).count("word") >= 5_000
