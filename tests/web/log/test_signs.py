"""Something worrying? A press is an entry, its message stands under it; what to look for first; what was answered."""

from __future__ import annotations

import re
from datetime import date, time
from decimal import Decimal
from pathlib import Path

import pytest
from django.test import Client

from tests.web.person import CALF, Person
from unknot.journal.entry import (
    AfterEffect,
    AlertAnswer,
    Circumstance,
    Dose,
    Episode,
    Exposure,
    Level,
    Medicine,
    Note,
    PlannedDose,
    PlanStep,
    Prescription,
    Symptom,
    Theme,
)
from unknot.journal.quantity import Quantity
from unknot.knowledge.checklist import checklist
from unknot.knowledge.rules import rule
from unknot.safety.alert import NO_MESSAGE
from unknot.web.sign_offs import of_home

BACLOFEN = Medicine(name="baclofen", code="baclofen")


def key_on(html: str) -> str:
    found = re.search(r'name="key" value="([^"]+)"', html)
    assert found, "there is a message with answers"
    return found[1]


def first_signs(html: str) -> list[str]:
    """The signs on the page before "more"."""
    return re.findall(r'class="tile" name="sign" value="([^"]+)"', html)


def test_one_press_saves_a_sign_and_its_message_stands_under_it(person: Person):
    html = person.presses("/anything-else", sign="saddle-numbness")
    assert [e.body.code for e in person.holds().of(Symptom)] == ["saddle-numbness"]
    assert html.index("Numb between the legs. Saved.") < html.index("Go to an emergency department now.")
    assert 'href="tel:112"' in html
    assert html.count('aria-label="Message"') == 1, "one message at a time"


def test_it_is_one_press_away_after_a_spasm_and_from_help(person: Person):
    person.taps()
    for path in ("/", f"/entry/{person.spasms()[0].id}/bother", "/help"):
        assert 'href="/anything-else"' in person.opens(path), path
    assert 'href="/anything-else"' not in Client().get("/help").content.decode()


def test_what_is_usual_for_a_person_does_not_alarm_and_what_is_new_does(person: Person):
    person.logged("2026-01-01T09:00", Circumstance(code="catheter"))
    html = person.presses("/anything-else", sign="cannot-pass-water")
    assert "emergency department" not in html
    (entry,) = person.holds().of(Symptom)
    assert "emergency department" in person.presses(f"/anything-else/{entry.id}", how="new")
    assert person.holds().of(Symptom)[0].body.new is True
    person.presses(f"/anything-else/{entry.id}", how="perhaps", status=400)


def test_the_signs_that_matter_for_this_person_come_first(person: Person):
    anyone = first_signs(person.opens("/anything-else"))
    assert len(anyone) == 8
    person.logged("2026-01-01T09:00", Circumstance(code="spinal-cord-injury"))
    person.logged("2026-01-01T09:01", Circumstance(code="injury-t6-or-above"))
    assert first_signs(person.opens("/anything-else"))[0] == "pounding-headache" != anyone[0]
    person.logged("2026-03-01T09:00", Dose(medicine=BACLOFEN))
    assert "hallucinations" in first_signs(person.opens("/anything-else")) or "confused" in first_signs(
        person.opens("/anything-else")
    )


def test_every_sign_that_a_rule_looks_for_can_be_pressed_and_no_other(person: Person):
    html = person.opens("/anything-else")
    offered = re.findall(r'name="sign" value="([^"]+)"', html)
    assert {"fever", "chest-pain", "face-droop", "self-harm-thoughts", "spasms-worse"} <= set(offered)
    assert len(offered) == len(set(offered))
    person.presses("/anything-else", sign="dry-mouth", status=400)


def test_a_sign_pressed_twice_by_a_tremor_is_one(settle):
    person = settle(hold_off=0.8)
    person.presses("/anything-else", sign="fever")
    person.presses("/anything-else", sign="fever")
    assert len(person.holds().of(Symptom)) == 1


def test_a_locked_device_sees_the_advice_and_nothing_it_stands_on(settle, home):
    owner = settle()
    owner.logged("2026-01-01T09:00", Circumstance(code="spinal-cord-injury"))
    owner.logged("2026-01-01T09:01", Circumstance(code="injury-t6-or-above"))
    device = Person(home.device, home.journal, owner.clock)
    assert first_signs(device.opens("/anything-else"))[0] != "pounding-headache", "the order tells nothing"
    html = device.presses("/anything-else", sign="pounding-headache")
    assert "Sit up now" in html
    assert "spinal" not in html


def test_suddenly_worse_opens_the_list_and_its_answers_are_entries(person: Person):
    person.logged("2026-01-01T09:00", Circumstance(code="multiple-sclerosis"))
    html = person.presses("/anything-else", sign="spasms-worse")
    assert 'href="/look-first"' in html
    html = person.presses("/look-first", **{"full-bladder": "yes", "fever": "no"})
    assert {(e.body.code, e.body.level) for e in person.holds().of(Exposure)} == {
        ("full-bladder", Level.YES),
        ("fever", Level.NO),
    }
    assert "You found something to put right." in html
    assert html.count("<legend>") == len(checklist().items), "every thing on the list is asked"


@pytest.mark.parametrize(
    "episode",
    [Episode(sites=(CALF,), signs=("swelling",)), Episode(sites=(CALF,), signs=("redness",))],
    ids=lambda e: e.signs[0],
)
def test_after_a_spasm_it_asks_first_whether_it_is_still_there(person: Person, episode: Episode):
    person.logged("2026-03-02T20:50", episode)
    html = person.opens("/?all=1")
    assert "Is it still there now that the spasm is over?" in html
    assert "Get the leg looked at today" not in html
    html = person.presses("/message", key=key_on(html), answer="still-there")
    assert "Get the leg looked at today" in person.opens("/?all=1")


def test_answers_are_kept_shown_and_asked_once(person: Person):
    assert NO_MESSAGE in person.opens("/messages")
    html = person.presses("/anything-else", sign="calf-red")
    person.presses("/message", key=key_on(html), answer="gone")
    assert [e.body.answer for e in person.holds().of(AlertAnswer)] == ["gone"]
    assert 'name="key"' not in person.opens("/?all=1")
    html = person.opens("/messages")
    assert "answered: gone" in html
    assert NO_MESSAGE in html, "nothing is open any more, and that is not called well"


def test_where_a_rule_cannot_say_it_says_so(person: Person):
    planned = PlanStep(starts=date(2026, 2, 1), doses=(PlannedDose(time(8), Quantity(Decimal(10), "mg")),))
    person.logged("2026-02-01T09:00", Prescription(medicine=BACLOFEN, steps=(planned,), starts=date(2026, 2, 1)))
    html = person.opens("/messages")
    assert "baclofen: No dose is being logged, so nothing is compared with the plan." in html
    assert "No country was chosen" not in html
    person.logged("2026-03-02T08:00", Dose(medicine=BACLOFEN))
    assert "No dose is being logged" not in person.opens("/messages")


def test_later_comes_back(person: Person):
    html = person.presses("/anything-else", sign="fever")
    person.presses("/message", key=key_on(html), answer="later")
    assert 'name="key"' not in person.opens("/?all=1")
    person.clock.forward(hours=5)
    assert 'name="key"' in person.opens("/?all=1")


def test_answered_from_the_list_it_goes_back_to_the_list(person: Person):
    person.presses("/anything-else", sign="fever")
    html = person.presses("/message", key=key_on(person.opens("/messages")), answer="done", to="messages")
    assert "<h1>Messages</h1>" in html
    assert "answered: done" in html


def test_the_message_leads_into_the_guide(person: Person):
    html = person.presses("/anything-else", sign="fever")
    assert re.search(r'href="/guide/[^"]+">In the guide', html)


def test_the_name_of_a_medicine_leads_into_the_guide(person: Person):
    plan = Prescription(medicine=BACLOFEN, starts=date(2026, 2, 1))
    id = person.logged("2026-02-01T09:00", plan)
    assert re.search(r'href="/guide/baclofen[^"]*">In the guide', person.opens(f"/medicines/{id}"))


def test_it_stands_on_the_profile_with_its_answer(person: Person):
    html = person.presses("/anything-else", sign="fever")
    person.presses("/message", key=key_on(html), answer="done")
    person.clock.forward(days=1)
    assert "answered: done" in person.opens("/visit")


def test_a_phrase_that_was_typed_raises_it_too(person: Person):
    html = person.presses("/say", text="I am numb between my legs")
    assert "Go to an emergency department now." in html
    assert person.holds().of(Note) or person.holds().of(Symptom)


def test_a_clinic_signs_a_rule_off_and_the_message_says_who(person: Person, tmp_path: Path, settings):
    assert of_home(tmp_path) == ()
    (tmp_path / "signoffs.toml").write_text(
        f'[[signed]]\ncode = "RF-CES"\ndigest = "{rule("RF-CES").digest}"\n'
        'name = "Dr A. Example"\nrole = "neurologist"\non = 2026-01-15\n'
    )
    settings.SIGN_OFFS = of_home(tmp_path)
    html = person.presses("/anything-else", sign="saddle-numbness")
    assert "Signed off by Dr A. Example, neurologist, on 2026-01-15." in html
    assert "Not yet checked by a clinician." not in html


def test_detail_added_after_a_spasm_brings_the_question(person: Person):
    """The whole way, without a script."""
    person.taps()
    (spasm,) = person.spasms()
    html = person.presses(f"/entry/{spasm.id}/detail", kind="spasm", signs="swelling", **{"after-weakness": "unsaid"})
    assert "Is it still there now that the spasm is over?" in html
    assert html.count('name="key"') == 1, "one at a time"


def test_the_question_about_weakness_leads_to_its_message(person: Person):
    person.logged("2026-03-02T20:50", Episode(sites=(CALF,), after=(AfterEffect("weakness"),)))
    html = person.opens("/?all=1")
    assert "Weakness that stays after a spasm" in html
    assert "Call your doctor or the urgent line today." not in html
    person.presses("/message", key=key_on(html), answer="still-there")
    assert "Call your doctor or the urgent line today." in person.opens("/?all=1")


def test_at_night_only_what_was_just_kept_asks(settle):
    person = settle(theme=Theme.NIGHT)
    person.logged("2026-03-02T20:58", Episode(sites=(CALF,), signs=("swelling",)))
    assert "Is it still there" in person.opens("/")
    person.clock.forward(hours=1)
    assert "Is it still there" not in person.opens("/")
    assert "Is it still there" in person.opens("/?all=1")


def test_what_is_filled_in_on_a_day_of_the_diary_has_its_message_there(person: Person):
    person.logged("2026-03-02T20:55", Symptom(code="fever"))
    assert "Signs of an infection" in person.opens("/diary/2026-03-02")
    person.clock.forward(minutes=30)
    assert "Signs of an infection" not in person.opens("/diary/2026-03-02")


def test_show_the_doctor_leads_to_the_profile(person: Person):
    for day in ("2026-02-26", "2026-02-28", "2026-03-01"):
        person.logged(f"{day}T09:00", Episode(sites=(CALF,), pain=9))
    html = person.opens("/?all=1")
    assert "Severe pain" in html
    assert 'class="button" href="/visit">Show the doctor' in html
    html = person.presses("/message", key=key_on(html), answer="on-my-questions")
    assert [e.body.text for e in person.holds().of(Note) if e.body.question] == ["Severe pain"]
    assert "Severe pain" in person.opens("/visit/questions")


def test_a_matter_for_the_next_visit_offers_the_questions_first(person: Person):
    html = person.presses("/anything-else", sign="muscle-shrinking")
    assert '<button class="button" name="answer" value="on-my-questions">Put on my questions' in html
    assert html.count('value="on-my-questions"') == 1
    person.presses("/message", key=key_on(html), answer="on-my-questions")
    assert "a muscle getting smaller" in person.opens("/visit")


def test_the_same_matter_within_weeks_is_told_in_one_line(person: Person):
    person.presses("/message", key=key_on(person.presses("/anything-else", sign="fever")), answer="done")
    person.clock.forward(days=12)
    html = person.presses("/anything-else", sign="fever")
    assert "You had this message and answered it on" in html
    assert "Call your doctor or the urgent line today." in html
    assert 'name="key"' not in html, "nothing to answer"
    person.clock.forward(hours=1)
    assert "Signs of an infection" not in person.opens("/?all=1")
    assert 'name="key"' in person.opens("/messages"), "it is still on the list"
