"""Signs in words: found, and not found where the words say no, long ago, or only if."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unknot.knowledge.said import said


def facts(text: str) -> set[str]:
    return {one.fact for one in said(text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("numb between my legs", {"saddle-numbness"}),
        ("I've gone NUMB in between the legs!", {"saddle-numbness"}),
        ("ran out of baclofen on Friday and I am really confused", {"baclofen-reduced", "confused"}),
        ("ran out of Lioresal, seeing things", {"baclofen-reduced", "hallucinations"}),
        ("I can’t pass urine", {"cannot-pass-water"}),
        ("my left calf is swollen and hot", {"calf-swollen"}),
        ("no fever but very confused", {"confused"}),
        ("no sleep, fever all night", {"fever"}),
        ("I had a fit last year and now another fit", {"seizure"}),
        ("I'm not sure, maybe confused", {"confused"}),
        ("if I have to go on I will kill myself", {"self-harm-thoughts"}),
        ("don't want to live like this", {"self-harm-thoughts"}),
        ("her face has dropped and speech is slurred", {"face-droop", "speech-trouble"}),
        ("fever again today, same as last year", {"fever"}),
        ("I haven't taken my baclofen since Tuesday", {"baclofen-reduced"}),
        ("stopped taking my tablets", {"medicine-reduced"}),
    ],
)
def test_what_is_said(text: str, expected: set[str]):
    assert facts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "no fever",
        "no fever, chills or confusion",
        "not confused, no numbness between my legs",
        "never had a seizure",
        "last year I had a fit and a fever",
        "I had a seizure in 2019",
        "history of seizures",
        "what to do if I get a fever",
        "the leaflet says confusion, fever and seizures",
        "worried about seizures",
        "I am not suicidal",
        "a good fit, feeling fit",
        "calf hurts",
        "haven't missed baclofen",
        "",
        "walked to the shop",
    ],
)
def test_what_is_not_said(text: str):
    assert facts(text) == set()


@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str):
    said(text)


def test_a_very_long_text_is_read_in_part_and_quickly():
    assert facts("word " * 10_000 + "fever") == set()
