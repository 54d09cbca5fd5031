"""A letter on screen: read beside its words, asked about, read back, kept with every yes; never two plans unasked."""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from decimal import Decimal
from html import unescape
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.web.medicines.test_medicines import PLAN, TEN, has_plan, plans, text
from tests.web.person import Person, form_id
from unknot.journal.entry import AsNeededLimit, Prescription
from unknot.journal.plan import due_doses
from unknot.journal.quantity import Quantity

TDS = "Baclofen 10 mg three times a day."
TIMES = {"time-3-0": "08:00", "time-3-1": "14:00", "time-3-2": "22:00"}


def reads(person: Person, letter: str, **more: object) -> str:
    return text(person.presses("/medicines/letter", letter=letter, **more))


def hidden(html: str) -> dict[str, str]:
    """The hidden fields of a read-back, as a browser would send them."""
    form = html[html.index("medicines/letter/plan") :]
    return {name: unescape(value) for name, value in re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form)}


def read_back(person: Person, letter: str, plan: int = 0, **answers: object) -> str:
    return person.presses("/medicines/letter/plan", letter=letter, plan=plan, asked="1", **answers)


def keeps(person: Person, html: str, *, yes: bool = True, status: int = 200) -> str:
    boxes = re.findall(r'name="(yes-\d+)"', html)
    fields: dict[str, object] = {**hidden(html), "keep": "1"} | (dict.fromkeys(boxes, "1") if yes else {})
    return person.presses("/medicines/letter/plan", status=status, **fields)


# ---------------------------------------------------------------- reading


def test_what_was_read_stands_beside_its_words_and_nothing_is_kept(person: Person):
    shown = reads(person, "Baclofen 5 mg tds for 3 days, then 10 mg tds. Max 80 mg a day. See physio.")
    assert "5 mg, three times a day" in shown
    assert "After 3 days: 10 mg, three times a day" in shown
    assert "Limit, in the letter's words: “Max 80 mg a day”" in unescape(shown)
    assert "The rest of the letter" in shown
    assert "See physio" in shown
    assert plans(person) == []


def test_a_sentence_that_was_not_understood_gives_no_plan_and_says_which_word(person: Person):
    html = person.presses("/medicines/letter", letter="Baclofen 10 mg gludge tds")
    assert "<mark>gludge</mark>" in html
    assert "“gludge” was not understood." in text(html)
    assert "Go on with this plan" not in html


def test_two_medicines_are_two_plans_and_one_that_ends_is_a_matter_of_its_own(person: Person):
    id = has_plan(person, "08:00")
    shown = reads(person, "Stop baclofen. Start pregabalin 75 mg bd. Tizanidine 2 mg at night.")
    assert shown.count("Go on with this plan") == 2
    assert "The letter ends baclofen" in shown
    assert f"/medicines/{id}/stop" in person.presses("/medicines/letter", letter="Stop baclofen.")
    assert plans(person)[0].ends is None


def test_a_date_that_can_be_two_days_is_asked_once_for_the_whole_letter(person: Person):
    letter = "Baclofen 10 mg tds from 05/04/2026."
    shown = reads(person, letter)
    assert "Which day is 05/04/2026?" in shown
    assert "Go on with this plan" not in shown
    assert "From 5 April 2026: 10 mg, three times a day" in reads(person, letter, order="day")
    assert "From 4 May 2026: 10 mg, three times a day" in reads(person, letter, order="month")


def test_a_text_that_is_too_long_comes_back_whole(person: Person):
    letter = "Baclofen 10 mg tds. " * 5000
    html = person.presses("/medicines/letter", status=422, letter=letter)
    assert "Nothing is lost" in html
    assert letter.strip() in html


def test_an_empty_letter_is_asked_for(person: Person):
    assert "Paste the words of the letter here first." in person.presses("/medicines/letter", status=422, letter=" \n")


# ---------------------------------------------------------------- asked, read back, kept


def test_what_the_letter_does_not_say_is_asked_and_not_filled_in(person: Person):
    html = person.presses("/medicines/letter/plan", letter=TDS, plan=0)
    assert "From which day?" in html
    assert re.search(r'name="time-3-0" value=""', html)
    assert not re.search(r'name="first"[^>]*checked', html)
    html = person.presses("/medicines/letter/plan", status=422, letter=TDS, plan=0, asked="1", **TIMES)
    assert "Something is missing" in html
    assert plans(person) == []


def test_a_plan_is_kept_when_each_line_has_its_yes(person: Person):
    html = read_back(person, TDS, first="today", **TIMES)
    assert "From Monday, 2 March 2026: 10 mg at 08:00, 14:00 and 22:00" in text(html)
    refused = keeps(person, html, yes=False, status=422)
    assert "Each line needs its yes" in refused
    assert plans(person) == []
    assert "Is any of this true for you?" in keeps(person, html)
    (kept,) = plans(person)
    assert [(d.at, d.amount) for d in kept.steps[0].doses] == [(time(h), TEN) for h in (8, 14, 22)]
    assert kept.starts == date(2026, 3, 2)


def test_a_second_press_keeps_nothing_twice(person: Person):
    html = read_back(person, TDS, first="today", **TIMES)
    keeps(person, html)
    keeps(person, html)
    assert len(plans(person)) == 1


def test_an_answer_changed_after_it_was_read_back_is_read_back_again(person: Person):
    html = read_back(person, TDS, first="today", **TIMES)
    fields = hidden(html) | {"time-3-0": "09:00", "keep": "1", "yes-0": "1", "yes-1": "1"}
    again = person.presses("/medicines/letter/plan", status=422, **fields)
    assert "09:00" in text(again)
    assert plans(person) == []


def test_steps_have_their_days_and_a_stop_day_is_asked_about(person: Person):
    letter = "Baclofen 10 mg at 8 am from 9 March 2026, 5 mg at 8 am from 16 March 2026, then stop on 23 March 2026."
    html = person.presses("/medicines/letter/plan", letter=letter, plan=0)
    assert "On which day is it taken for the last time?" in text(html)
    keeps(person, read_back(person, letter, last="2026-03-22"))
    (kept,) = plans(person)
    assert [(s.starts, s.doses[0].amount.value) for s in kept.steps] == [
        (date(2026, 3, 9), Decimal(10)),
        (date(2026, 3, 16), Decimal(5)),
    ]
    assert kept.ends == date(2026, 3, 22)


def test_when_needed_keeps_the_limits_in_the_words_of_the_letter(person: Person):
    letter = "Tizanidine 2 mg at night when needed, no more than 12 mg in 24 hours."
    keeps(person, read_back(person, letter, first="today"))
    (kept,) = plans(person)
    assert kept.as_needed == AsNeededLimit(amount=Quantity(Decimal(2), "mg"))
    assert "no more than 12 mg in 24 hours" in kept.note
    assert "no more than 12 mg in 24 hours" in text(person.opens("/medicines"))


def test_the_second_medicine_of_a_letter_comes_after_the_first(person: Person):
    letter = "Pregabalin 75 mg at 8 am. Tizanidine 2 mg at 10 pm."
    html = keeps(person, read_back(person, letter, first="today"))
    assert "The letter says more" in html
    assert "Tizanidine" in html
    back = reads(person, letter, kept="0")
    assert back.count("Go on with this plan") == 1
    keeps(person, read_back(person, letter, 1, first="today"))
    assert {plan.medicine.code for plan in plans(person)} == {"pregabalin", "tizanidine"}


def test_a_plan_by_hand_starts_with_what_was_read(person: Person):
    html = person.presses("/medicines/letter/plan", letter=TDS, plan=0, **{"by-hand": "1"})
    assert 'name="amount-0-2" value="10"' in html
    assert re.search(r'name="at-0-0" value=""', html)


# ---------------------------------------------------------------- a plan beside a plan


def _slots(person: Person, day: date) -> list[tuple[time, Decimal]]:
    now = person.at(f"{day.isoformat()}T23:59").instant
    return [(d.planned.at, d.planned.amount.value) for d in due_doses(person.holds(), day, day, "Europe/Dublin", now)]


def test_a_plan_of_a_medicine_that_has_one_is_asked_about_and_replaces_it(person: Person):
    old = has_plan(person, "08:00", "20:00")
    letter = "Baclofen 20 mg at 8 am and 8 pm from 5 March 2026."
    html = person.presses("/medicines/letter/plan", letter=letter, plan=0)
    assert "There is a plan of this medicine already" in text(html)
    html = read_back(person, letter, running="replace")
    assert "The plan until then ends the day before" in html
    keeps(person, html)
    before = next(e.body for e in person.holds().of(Prescription) if e.id == old)
    assert before.ends == date(2026, 3, 4)
    assert _slots(person, date(2026, 3, 4)) == [(time(8), Decimal(10)), (time(20), Decimal(10))]
    assert _slots(person, date(2026, 3, 5)) == [(time(8), Decimal(20)), (time(20), Decimal(20))]


def test_beside_it_both_go_on_and_the_page_says_so(person: Person):
    has_plan(person, "08:00")
    letter = "Baclofen 5 mg at 10 pm from 5 March 2026."
    html = read_back(person, letter, running="beside")
    assert "the doses add up" in html
    keeps(person, html)
    assert all(plan.ends is None for plan in plans(person))
    assert _slots(person, date(2026, 3, 5)) == [(time(8), Decimal(10)), (time(22), Decimal(5))]


def test_a_typed_plan_beside_a_plan_is_asked_about_too(person: Person):
    id = has_plan(person, "08:00")
    said = PLAN | {"starts": "2026-03-03", "at-0-0": "12:00", "amount-0-0": "20"}
    html = person.presses("/medicines/plan", **said)
    assert "Replace the plan, or beside it?" in html
    assert len(plans(person)) == 1
    person.presses("/medicines/plan", **said, running="replace")
    old, new = sorted(plans(person), key=lambda plan: plan.starts)
    assert (old.ends, new.starts) == (date(2026, 3, 2), date(2026, 3, 3))
    assert id in {e.id for e in person.holds().of(Prescription)}


def test_a_plan_that_had_not_begun_goes_into_the_bin_when_it_is_replaced(person: Person):
    person.presses("/medicines/plan", **PLAN | {"starts": "2026-03-20", "at-0-0": "08:00", "amount-0-0": "10"})
    said = PLAN | {"starts": "2026-03-10", "at-0-0": "08:00", "amount-0-0": "20"}
    assert "goes into the bin" in person.presses("/medicines/plan", **said)
    person.presses("/medicines/plan", **said, running="replace")
    assert [plan.starts for plan in plans(person)] == [date(2026, 3, 10)]
    assert len(person.holds().withdrawn) == 1


def test_another_medicine_and_an_ended_plan_are_not_asked_about(person: Person):
    has_plan(person, "08:00", ends=date(2026, 3, 1))
    person.presses("/medicines/plan", **PLAN | {"starts": "2026-03-02", "at-0-0": "08:00", "amount-0-0": "10"})
    assert len(plans(person)) == 2


# ---------------------------------------------------------------- any text


ODD = st.text(st.characters(exclude_categories=["Cs"]), max_size=40) | st.sampled_from(
    [
        "-1",
        "1e9",
        "NaN",
        "Infinity",
        "9" * 400,
        "2026-02-30",
        "0001-01-01",
        "9999-12-31",
        "24:00",
        "\x00",
        "\x01",
        "½",
        "１０",
    ]
)
PLAN_FIELDS = """name code strength strength_unit form kind unit need_amount most apart reason prescriber note
starts ends steps rows at-0-0 amount-0-0 at-0-1 amount-0-1 from-1 every-0 at-1-0 amount-1-0 more-times more-steps
running""".split()
LETTER_FIELDS = (
    "letter order plan asked first day time-3-0 time-3-1 time-3-2 running keep yes-0 seen id kept by-hand".split()
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_every_form_of_medicines_answers_any_text(person: Person, data: st.DataObject):
    path, fields, base = data.draw(
        st.sampled_from(
            [
                ("/medicines/plan", PLAN_FIELDS, PLAN | {"at-0-0": "08:00", "amount-0-0": "10"}),
                ("/medicines/letter", LETTER_FIELDS, {"letter": TDS}),
                ("/medicines/letter/plan", LETTER_FIELDS, {"letter": TDS, "plan": "0", "asked": "1"} | TIMES),
                ("/medicines/add", ["name", "code", "as-typed"], {"name": "baclofen"}),
            ]
        )
    )
    odd = data.draw(st.dictionaries(st.sampled_from(fields), ODD, max_size=6))
    answer = person.browser.post(path, {**base, **odd}, follow=True)
    assert answer.status_code < 500


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_the_forms_of_one_medicine_answer_any_text(person: Person, data: st.DataObject):
    id: UUID = next((e.id for e in person.holds().of(Prescription)), None) or has_plan(person, "08:00")
    page = data.draw(st.sampled_from(["change", "stop", "count", "dose", "about-you"]))
    fields = [*PLAN_FIELDS, "why", "left", "amount", "at", "about", "also", "id"]
    odd = data.draw(st.dictionaries(st.sampled_from(fields), ODD, max_size=8))
    assert person.browser.post(f"/medicines/{id}/{page}", odd, follow=True).status_code < 500


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_the_forms_of_a_dose_answer_any_text(person: Person, data: st.DataObject):
    id: UUID = next((e.id for e in person.holds().of(Prescription)), None) or has_plan(person, "08:00")
    path = data.draw(
        st.sampled_from(
            ["/dose", f"/dose/{id}/why", f"/dose/{id}/twice", f"/dose/{id}/needed", "/medicines/messages/answer"]
        )
    )
    fields = "id plan slot status amount at when why reason answer rule key later showing".split()
    odd = data.draw(st.dictionaries(st.sampled_from(fields), ODD, max_size=8))
    assert person.browser.post(path, {"plan": str(id), **odd}, follow=True).status_code < 500


@pytest.mark.parametrize("letter", ["(" * 19000, "1-" * 9000, "Baclofen 10 mg tds, " * 900, "Ä½ " * 6000])
def test_hostile_letters_are_answered(person: Person, letter: str):
    reads(person, letter)


def test_the_reminders_of_a_replaced_plan_end_with_it(person: Person):
    has_plan(person, "08:00", "20:00")
    letter = "Baclofen 20 mg at 8 am and 8 pm from 3 March 2026."
    keeps(person, read_back(person, letter, running="replace"))
    days = [date(2026, 3, 2) + timedelta(days=n) for n in range(3)]
    assert [sum(amount for _, amount in _slots(person, day)) for day in days] == [20, 40, 40]
    assert form_id(person.opens("/"))
