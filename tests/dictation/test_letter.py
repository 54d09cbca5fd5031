"""A plan from a letter: what stands there is taken over, the rest is asked for or shown as not understood."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unknot.dictation.letter import Letter, LetterDose, day_of, read_letter
from unknot.dictation.names import alike, named
from unknot.journal.quantity import Quantity

TODAY = date(2026, 3, 2)


def mg(n: float | str) -> Quantity:
    return Quantity(Decimal(str(n)), "mg")


def tablets(n: float | str) -> Quantity:
    return Quantity(Decimal(str(n)), "{tbl}")


def read(text: str) -> Letter:
    return read_letter(text, TODAY)


def test_a_whole_line_of_a_letter():
    letter = read(
        "Baclofen 10 mg tablets. Take 1 tablet three times a day at 08:00, 14:00 and 22:00 for muscle spasms. Dr Murphy"
    )
    assert (letter.code, letter.strength, letter.form) == ("baclofen", mg(10), "tablet")
    assert letter.steps[0].doses == (LetterDose(tablets(1), (time(8), time(14), time(22))),)
    assert (letter.reason, letter.prescriber, letter.left) == ("muscle spasms", "Dr Murphy", ())


def test_times_that_the_letter_does_not_give_are_not_made_up():
    letter = read("baclofen 5 mg three times daily")
    assert letter.steps[0].doses == (LetterDose(mg(5), (), 3),)
    assert letter.starts is None


def test_steps_that_the_letter_counts_in_days():
    letter = read("Start baclofen 5 mg tds for 3 days, then 10 mg tds for 3 days, then 15mg tds.")
    first = date(2026, 3, 30)
    assert [(s.doses[0].amount, day_of(s, first)) for s in letter.steps] == [
        (mg(5), date(2026, 3, 30)),
        (mg(10), date(2026, 4, 2)),
        (mg(15), date(2026, 4, 5)),
    ]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Week 1: baclofen 5 mg at 8am. Week 2: 10 mg at 8am. Week 4: 15 mg at 8am", [0, 7, 21]),
        ("Days 1-3: baclofen 5 mg tds. Days 4-6: 10 mg tds", [0, 3]),
    ],
)
def test_steps_by_week_and_by_day(text: str, days: list[int]):
    assert [step.after_days for step in read(text).steps] == days


def test_dated_steps_and_amounts_that_differ_within_a_day():
    letter = read("From 3 May 2026: Lioresal 10 mg at 08:00, 15 mg at 10 pm. From 1 June: 10 mg at noon until 20 June")
    assert [step.starts for step in letter.steps] == [date(2026, 5, 3), date(2026, 6, 1)]
    assert letter.steps[0].doses == (LetterDose(mg(10), (time(8),)), LetterDose(mg(15), (time(22),)))
    assert (letter.starts, letter.ends) == (date(2026, 5, 3), date(2026, 6, 20))


def test_as_needed_with_the_limits_of_the_letter():
    letter = read("Tizanidine 2 mg tablets: 1 tablet when needed, no more than 3 in 24 hours, at least 4 hours apart")
    assert (letter.as_needed, letter.need_amount) == (True, tablets(1))
    assert (letter.most_a_day, letter.hours_between, letter.steps) == (3, 4, ())


@pytest.mark.parametrize(
    ("text", "doses"),
    [
        ("Baclofen 10 mg 1-0-1", [LetterDose(tablets(1), (), 2)]),
        ("Baclofen 10 mg Tabletten: 1 - ½ - 2 - 0", [LetterDose(tablets(n), (), 1) for n in (1, 0.5, 2)]),
        ("Baclofen 3 x täglich 10 mg", [LetterDose(mg(10), (), 3)]),
        ("Baclofen 5 mg dreimal täglich gegen die Spastik", [LetterDose(mg(5), (), 3)]),
        ("Lioresal 10 mg morgens, mittags und abends", [LetterDose(mg(10), (), 3)]),
        (
            "Baclofen: um 8 Uhr 10 mg, um 22:00 Uhr 15 mg",
            [LetterDose(mg(10), (time(8),)), LetterDose(mg(15), (time(22),))],
        ),
        ("Baclofen 7,5 mg um 8:00 und 20:00 Uhr", [LetterDose(mg(7.5), (time(8), time(20)))]),
    ],
)
def test_german_lines_of_doses(text: str, doses: list[LetterDose]):
    letter = read(text)
    assert letter.code == "baclofen"
    assert list(letter.steps[0].doses) == doses
    assert letter.left == ()


def test_german_steps_with_dates_weeks_and_days():
    dated = read("Ab 3.5.2026 Baclofen 5 mg um 8 Uhr, ab dem 1. Juni 10 mg um 8 Uhr bis zum 20.06.2026. Dr. Weiß")
    assert [step.starts for step in dated.steps] == [date(2026, 5, 3), date(2026, 6, 1)]
    assert (dated.ends, dated.prescriber, dated.left) == (date(2026, 6, 20), "Dr. Weiß", ())
    counted = read("Baclofen 5 mg 3x täglich für 3 Tage, dann 10 mg 3x täglich für eine Woche, danach 15 mg 3x tgl.")
    assert [step.after_days for step in counted.steps] == [0, 3, 10]
    weekly = read("1. Woche: Baclofen 5 mg um 8 Uhr\n2. Woche: 10 mg um 8 Uhr\nWoche 4: 15 mg um 8 Uhr")
    assert [step.after_days for step in weekly.steps] == [0, 7, 21]


def test_a_day_is_no_line_of_doses():
    letter = read("2026-05-03 Baclofen 10 mg um 8 Uhr")
    assert letter.steps[0].doses == (LetterDose(mg(10), (time(8),)),)
    assert "2026-05-03" in letter.left[0]


def test_german_as_needed_with_its_limits():
    letter = read(
        "Tizanidin 2 mg Tabletten: bei Bedarf 1 Tablette, höchstens 3 Tabletten am Tag, mindestens 4 Stunden Abstand"
    )
    assert (letter.as_needed, letter.need_amount) == (True, tablets(1))
    assert (letter.most_a_day, letter.hours_between, letter.left) == (3, 4, ())


def test_times_that_stand_before_their_amounts():
    letter = read("baclofen at 8am 10 mg, at 10 pm 15 mg")
    assert letter.steps[0].doses == (LetterDose(mg(10), (time(8),)), LetterDose(mg(15), (time(22),)))


def test_what_was_not_understood_is_shown():
    assert read("baclofen 5mg every 8 hours").left == ("every 8 hours",)
    assert read("From 03/05/2026 baclofen 5 mg at 08:00").left == ("From 03/05/2026",)
    assert read("Dear patient, please see a physio.").left == ("Dear patient", "please see a physio")


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read_without_an_error(text: str):
    letter = read(text)
    assert all(dose.amount.value >= 0 for step in letter.steps for dose in step.doses)


# ---------------------------------------------------------------- names


@pytest.mark.parametrize("name", ["baclofen", "Baclofin", " LIORESAL "])
def test_a_known_name_brand_or_misspelling(name: str):
    term = named(name)
    assert term is not None
    assert term.code == "baclofen"


def test_a_name_that_is_only_like_one_is_offered_never_taken():
    assert named("backlofen") is None
    assert alike("backlofen")[0].code == "baclofen"
    assert "gabapentin" in [term.code for term in alike("gaba")]
    assert alike("") == ()
