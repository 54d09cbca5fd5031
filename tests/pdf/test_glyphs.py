"""No text can stop the page: what the typefaces lack is replaced and said, and nothing in it is markup."""

from __future__ import annotations

import json
from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.days import journal
from tests.pdf.reading import page_texts
from tests.pdf.test_page_one import profile_of
from tests.report.test_compose import page
from unknot.journal.entry import Clock, Settings
from unknot.journal.journal import settle
from unknot.knowledge.words import as_written
from unknot.madeup.lives import FIRST, LAST, NOW, SCRIPTS, Life
from unknot.pdf import render
from unknot.pdf.glyphs import breakable, drawable, fitted, one_faced
from unknot.report.compose import compose
from unknot.report.profile import Audience


def test_letters_without_a_glyph_become_one_sign() -> None:
    assert fitted("tea 茶葉 at 5 🙂🙂") == "tea [?] at 5 [?]"
    assert fitted("Łódź 10 µg – naïve … القدم") == "Łódź 10 µg – naïve … القدم"


def test_long_words_can_be_broken_and_short_ones_stay() -> None:
    assert breakable("constipation physiotherapy") == "constipation physiotherapy"
    assert breakable("A" * 40).replace("\u200b", "") == "A" * 40
    assert "\u200b" in breakable("A" * 40)


@given(st.text())
def test_what_is_left_can_always_be_drawn(text: str) -> None:
    assert set(fitted(text)) <= drawable()


@pytest.mark.parametrize("script", sorted(SCRIPTS))
def test_every_script_makes_a_page(script: str) -> None:
    pages = page_texts(render(profile_of(Life(seed=3, script=script, vouched=1)), _=as_written))
    note = "[?] stands for letters this page cannot print." in pages[0]
    assert note == (script in ("chinese", "emoji", "hostile"))


def test_markup_in_a_note_stays_text() -> None:
    words = "#set page(height: 1pt) *bold* $x^2$ `raw` <label> @ref = Heading"
    text = f"""2026-03-10 10:00 note {json.dumps(words)} question"""
    assert words in page_texts(render(page(journal(text)), _=as_written))[0]


@pytest.mark.parametrize(
    "words", ["a\u0300\u064b", "x\u064b", "\u0301", "\u200dx", "1\u20e3", "\u06dd1", "\u0646\u200c\u0628"]
)
def test_marks_of_another_script_cannot_stop_the_page(words: str) -> None:
    said = (f"a {words} b", f"a {words} b", f"a {words} b")
    assert render(profile_of(Life(seed=1, days=2, said=said)), _=as_written).startswith(b"%PDF")


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=400))
def test_any_words_at_all_make_a_page(words: str) -> None:
    said = (f"a {words}", f"b {words[:70]}", f"c {words[:70]}")
    assert render(profile_of(Life(seed=1, days=3, said=said)), _=as_written).startswith(b"%PDF")


def test_the_same_profile_makes_the_same_bytes() -> None:
    profile = profile_of(Life(seed=8))
    assert render(profile, _=as_written) == render(profile, _=as_written)


def test_a_label_in_a_drawing_has_one_typeface_or_is_left_out() -> None:
    drawing = '<svg><text x="1">10 &amp; 5</text><text x="2">القدم</text><text x="3">القدم left</text></svg>'
    latin, arabic = 'font-family="Atkinson Hyperlegible"', 'font-family="Noto Sans Arabic"'
    assert one_faced(drawing) == (f'<svg><text {latin} x="1">10 &amp; 5</text><text {arabic} x="2">القدم</text></svg>')


def test_a_twelve_hour_clock_in_arabic_makes_a_page() -> None:
    at = journal("2026-03-10 10:00 spasm left-calf").entries[0]
    clock = replace(at, id=UUID(int=7), body=Settings(clock=Clock.H12, language="ar"))
    made = compose(
        settle([at, clock]), audience=Audience.OWNER, first=FIRST, last=LAST, zone="Asia/Riyadh", now=NOW,
        _=as_written, language="ar",
    )  # fmt: skip
    assert render(made, _=as_written).startswith(b"%PDF")
