"""A letter is read whole or not at all: files of letters, and what holds for any text."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.dictation.letters import brief
from unknot.dictation.letters import LONGEST, Letter, LetterTooLong, Why, read_letter
from unknot.dictation.letters.lexicon import LANGUAGES, lexicon

TODAY = date(2026, 11, 30)
HERE = Path(__file__).parent


def rows(*names: str) -> list[dict[str, Any]]:
    return [row for name in names for row in tomllib.loads((HERE / name).read_text(encoding="utf-8"))["letter"]]


def read(text: str, order: str = "") -> Letter:
    return read_letter(text, TODAY, order)


def why(text: str) -> list[Why]:
    letter = read(text)
    assert letter.plans == ()
    return [refusal.why for refusal in letter.refused]


@pytest.mark.parametrize("row", rows("unseen.toml", "rows.toml"), ids=lambda row: row["text"][:60])
def test_letters_of_the_files(row: dict[str, Any]):
    letter = read(row["text"])
    assert brief.plans(letter) == row["plans"]
    assert brief.stops(letter) == row.get("stops", [])
    assert bool(letter.orders) == row.get("asks_order", False)
    if "refused" in row:
        assert [str(refusal.why) for refusal in letter.refused] == row["refused"]


# ---------------------------------------------------------------- why a sentence is no plan


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Baclofen 10 mg gludge three times a day", Why.WORD),
        ("Baclofen was 10 mg tds", Why.PAST),
        ("Consider baclofen 10 mg tds", Why.POSSIBLE),
        ("Baclofen 10 mg tds if tolerated", Why.POSSIBLE),
        ("His wife takes baclofen 10 mg tds", Why.PERSON),
        ("Allergic to baclofen 10 mg", Why.ALLERGY),
        ("Baclofen 10 mg tds stopped", Why.STOPPED),
        ("Do not give baclofen 10 mg tds", Why.NEGATION),
        ("Baclofen 10 mg tds?", Why.QUESTION),
        ("Reduce baclofen by 5 mg a week", Why.GROWS),
        ("Baclofen 60 mg daily", Why.DIVIDED),
        ("Baclofen as directed", Why.DIRECTED),
        ("Baclofen 10 or 20 mg at night", Why.RANGE),
        ("Baclofen 10 mg tds or tizanidine 2 mg tds", Why.CHOICE),
        ("Baclofen 1-2 tablets at night", Why.RANGE),
        ("Baclofen 10 mg", Why.HOW_OFTEN),
        ("Baclofen 10 mg three times", Why.HOW_OFTEN),
        ("Baclofen 10 mg tablets three times a day", Why.HOW_MUCH),
        ("Baclofen tds", Why.HOW_MUCH),
        ("10 mg three times a day", Why.NO_MEDICINE),
        ("Baclofen 10 mg tds, gabapentin 300 mg tds for 7 days", Why.WHICH_MEDICINE),
        ("Baclofen 10 mg tds. Baclofen 20 mg tds.", Why.TWICE),
        ("Baclofen 10 mg in the morning, then 1 tablet in the evening", Why.UNITS),
        ("Baclofen 10 mcg tds", Why.UNITS),
        ("Baclofen 10 mg twice daily at 8 am, 2 pm and 10 pm", Why.TIMES),
        ("Baclofen 10 mg at 8:00 and 2:00", Why.TIMES),
        ("Baclofen 10 mg at 8 and 10 pm", Why.TIMES),
        ("Baclofen 10 mg at night on Mondays and Thursdays", Why.WEEKDAYS),
        ("Baclofen 10 mg tds from 03/05/2027", Why.DATE_ORDER),
        ("Baclofen 10 mg tds from 31 June 2027", Why.DATE),
        ("Baclofen 10 mg tds from 1 June", Why.DATE),
        ("Baclofen 5 mg tds for 3 days, then 10 mg tds from 20 December 2026", Why.DATES),
        ("Week 1: baclofen 5 mg tds. Week 4: 10 mg tds.", Why.DATES),
        ("Previous plan:\nBaclofen 10 mg tds", Why.UNDER_HEADING),
        ("Baclofen 10 mg tds. This was a mistake.", Why.NEIGHBOUR),
        ("Her husband is my patient too. He takes baclofen 10 mg tds.", Why.PERSON),
        ("Baclofen .5 mg tds", Why.WORD),
        ("Baclofen 1,000 mg tds", Why.WORD),
        ("Baclofen 1O mg tds", Why.WORD),
    ],
)
def test_why_a_sentence_is_no_plan(text: str, reason: Why):
    assert reason in why(text)


def test_the_word_that_was_not_understood_is_named():
    (refusal,) = read("Baclofen 10 mg gludge three times a day").refused
    assert (refusal.word, refusal.sentence, refusal.code) == (
        "gludge",
        "Baclofen 10 mg gludge three times a day",
        "baclofen",
    )


def test_an_answer_about_the_order_of_dates_reads_them():
    text = "Baclofen 10 mg tds from 03/05/2027"
    assert read(text).orders == ("03/05/2027",)
    assert read(text, "day").plans[0].starts == date(2027, 5, 3)
    assert read(text, "month").plans[0].starts == date(2027, 3, 5)


def test_a_date_without_a_year_is_near_the_day_of_the_letter():
    letter = read_letter("Date: 20 August 2025\n12.08.2025\nBaclofen 10 mg tds from 1 September", TODAY)
    assert letter.plans[0].starts == date(2025, 9, 1)


def test_what_follows_an_unread_sentence_is_not_read_either():
    letter = read("Baclofen 5 mg tds for 3 days. Then gludge 10 mg tds for 3 days. Then 15 mg tds.")
    assert brief.plans(letter) == ["baclofen: 5 mg, 5 mg, 5 mg"]
    assert letter.plans[0].unread == ("Then gludge 10 mg tds for 3 days",)
    assert [refusal.why for refusal in letter.refused] == [Why.WORD, Why.AFTER_UNREAD]


def test_a_text_that_is_too_long_is_an_error_and_not_cut():
    with pytest.raises(LetterTooLong):
        read("Baclofen 10 mg tds. " * 6000)


# ---------------------------------------------------------------- what holds for any text


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def everything(letter: Letter) -> Iterator[str]:
    for plan in letter.plans:
        yield from (*plan.sentences, *plan.unread)
    yield from (stop.sentence for stop in letter.stops)
    yield from (refusal.sentence for refusal in letter.refused)
    yield from letter.other


PHRASES = sorted({" ".join(p) for lang in LANGUAGES for f in lexicon(lang).phrases.values() for p, _ in f})
PIECES = st.one_of(
    st.sampled_from(PHRASES),
    st.sampled_from(
        """10 mg|20 mg|5 mg|1|2|½|3|.|,|;|\n|and|then|from|to|by|for|3 days|tds|at night|baclofen|gabapentin|1-0-1|(|)|
        5 January|05/01/2027|8 am|08:00|max|week 2|?|-|until|stop|increase|reduce|80 mg a day|gludge|:""".split("|")
    ),
    st.text(max_size=8),
)


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=25))
def test_any_text_is_accounted_for_word_by_word(pieces: list[str]):
    text = " ".join(pieces)
    letter = read(text)
    found = words(" ".join(everything(letter)))
    assert not [word for word in words(text) if word not in found]


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=25))
def test_no_amount_is_offered_that_is_not_written(pieces: list[str]):
    text = " ".join(pieces)
    numbers = {Decimal(n.replace(",", ".")) for n in re.findall(r"[0-9]+(?:[.,][0-9]+)?", text)}
    for plan in read(text).plans:
        for dose in (dose for step in plan.steps for dose in step.doses):
            assert dose.amount.value in numbers or dose.amount.unit == "{tbl}" or dose.amount.value < 15


WHOLE = [
    row["text"].rstrip(".")
    for row in rows("unseen.toml", "rows.toml")
    if len(row["plans"]) == 1 and not re.search(r"\n|[.;] ", row["text"])
]


@pytest.mark.parametrize("text", WHOLE)
def test_one_strange_word_anywhere_and_no_plan_is_offered_from_its_sentence(text: str):
    parts = text.split()
    for at in range(len(parts) + 1):
        strange = " ".join([*parts[:at], "gludge", *parts[at:]])
        assert read(strange).plans == (), strange


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_characters_are_read_without_an_error(text: str):
    read(text)


@pytest.mark.parametrize("piece", ["1-", "(", "from ", "a.", "1/2/", "5 January ", "Baclofen 10 mg tds, ", "and "])
def test_a_hostile_text_is_read_in_bounded_steps(piece: str):
    text = (piece * LONGEST)[:LONGEST]
    letter = read(text)
    assert len(letter.plans) <= 1
