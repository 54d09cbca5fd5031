"""Treatments: one press, relief now or later, habits without streaks, what a clinic did."""

from __future__ import annotations

from decimal import Decimal

from tests.web.person import Person, form_id
from unknot.journal.entry import (
    Circumstance,
    Habit,
    Level,
    Precision,
    Settings,
    Side,
    Site,
    Stage,
    Standing,
    Treatment,
)
from unknot.journal.quantity import Quantity


def treated(person: Person) -> list:
    return sorted(person.holds().of(Treatment), key=lambda e: e.provenance.recorded_at.instant)


def test_a_press_saves_and_relief_is_asked_next(person: Person):
    html = person.opens("/treatments")
    asked = person.presses("/treatments/tap", code="heat", id=form_id(html))
    assert "Heat. Saved." in asked
    (entry,) = treated(person)
    assert (entry.body.code, entry.body.relief, entry.body.stage) == ("heat", None, Stage.DONE)
    log = person.presses(f"/entry/{entry.id}/relief", relief="a-bit")
    assert "Heat, a little relief" in log
    assert treated(person)[0].body.relief is Level.A_BIT


def test_the_same_form_pressed_twice_is_one_treatment_and_another_tile_is_another(person: Person):
    shown = form_id(person.opens("/treatments"))
    for code in ("massage", "massage", "cold"):
        person.presses("/treatments/tap", code=code, id=shown)
    assert sorted(e.body.code for e in treated(person)) == ["cold", "massage"]


def test_a_trembling_hand_counts_once(settle):
    person = settle(hold_off=0.8)
    for _ in range(2):
        person.presses("/treatments/tap", code="massage", id="")
    assert len(treated(person)) == 1


def test_a_treatment_is_taken_back_and_put_back_from_its_page(person: Person):
    person.presses("/treatments/tap", code="heat", id="")
    (entry,) = treated(person)
    page = person.presses(f"/entry/{entry.id}/undo", to="treatments")
    assert "Something for your muscles" in page
    assert "Put it back" in page
    assert not treated(person)
    person.presses(f"/entry/{entry.id}/restore", to="treatments")
    assert len(treated(person)) == 1


def test_what_was_left_open_is_asked_once_more_and_can_be_put_aside(person: Person):
    person.presses("/treatments/tap", code="heat", id="")
    assert "did it bring relief" not in person.opens("/?all=1")
    person.clock.forward(minutes=40)
    assert "Heat at 21:00: did it bring relief?" in person.opens("/?all=1")
    (entry,) = treated(person)
    person.presses(f"/entry/{entry.id}/relief", relief="unknown")
    assert "did it bring relief" not in person.opens("/?all=1")
    assert "did it bring relief" not in person.opens("/treatments")


def test_a_day_later_nothing_is_asked(person: Person):
    person.presses("/treatments/tap", code="heat", id="")
    person.clock.forward(hours=25)
    assert "did it bring relief" not in person.opens("/treatments")


def test_a_code_that_is_no_treatment_is_refused(person: Person):
    person.presses("/treatments/tap", code="heroism", status=400)
    person.presses("/treatments/tap", code="botulinum", status=400)
    assert not treated(person)


def test_a_locked_device_treats_and_sees_no_plans(settle, home):
    person = settle(home.device)
    person.logged("2026-03-01T09:00", Habit(code="stretching", words="Calves before bed"))
    page = person.opens("/treatments")
    assert "Calves before bed" not in page
    assert "Habits I plan" not in page
    assert "Massage. Saved." in person.presses("/treatments/tap", code="massage", id="")


# ---------------------------------------------------------------- tiles


def test_the_tiles_are_the_persons_own_six_at_most(person: Person):
    person.presses("/settings/treatments", treatment=["yoga", "tens"], own="Ice bath with salt")
    assert person.holds().settings.treatments == ("yoga", "tens", "own-ice-bath-with-salt")
    page = person.opens("/treatments")
    assert page.index(">Yoga<") < page.index(">Ice bath with salt<") < page.index("Something else")
    assert "Ice bath with salt. Saved." in person.presses("/treatments/tap", code="own-ice-bath-with-salt", id="")
    many = ["yoga", "tens", "cold", "heat", "rest", "walking", "massage"]
    assert "Six at most. Now it is 7." in person.presses("/settings/treatments", treatment=many, status=422)
    assert person.holds().latest(Settings).body.treatments[0] == "yoga"


def test_drinking_is_not_put_forward_with_a_limit(person: Person):
    tile = '<button class="tile" name="code" value="drinking">'
    first = person.opens("/treatments").split("Something else")[0]
    assert tile in first
    person.logged("2026-02-20T09:00", Circumstance(code="fluid-limit", standing=Standing.NOT_SURE))
    first, below = person.opens("/treatments").split("Something else")[:2]
    assert tile not in first
    assert tile in below, "who drank can still say so"


def test_an_own_word_in_another_script_has_a_code(person: Person):
    person.presses("/settings/treatments", treatment=["yoga"], own="お風呂")
    (code,) = [c for c in person.holds().settings.treatments if c.startswith("own-")]
    assert person.holds().settings.own_words[code] == "お風呂"


# ---------------------------------------------------------------- habits


def habit(person: Person, **more: object) -> Habit:
    said = {"words": "Stretch calves before bed", "code": "stretching", "weekdays": list(range(7)), "at": "22:00"}
    person.presses("/treatments/habits/new", **(said | more))
    return person.holds().of(Habit)[-1]


def test_a_habit_stands_on_its_days_and_is_done_in_one_press(person: Person):
    plan = habit(person, remind="on")
    assert plan.body.remind
    page = person.opens("/treatments")
    assert "Planned for today" in page
    person.presses("/treatments/tap", habit=str(plan.id), id=form_id(page))
    (entry,) = treated(person)
    assert (entry.body.code, entry.body.habit) == ("stretching", plan.id)
    assert "Done at 21:00." in person.opens("/treatments")
    person.presses("/treatments/tap", habit=str(plan.id), id=form_id(page))
    assert len(treated(person)) == 1
    person.clock.forward(days=1)
    again = person.opens("/treatments")
    assert "Stretch calves before bed" in again
    assert "Done at" not in again


def test_a_habit_is_paused_taken_up_again_and_ended(person: Person):
    plan = habit(person)
    person.presses(f"/treatments/habits/{plan.id}/turn", turn="pause")
    assert "Planned for today" not in person.opens("/treatments")
    assert "paused" in person.opens("/treatments/habits")
    person.presses(f"/treatments/habits/{plan.id}/turn", turn="go-on")
    assert "Planned for today" in person.opens("/treatments")
    listed = person.presses(f"/treatments/habits/{plan.id}/turn", turn="end")
    assert "Ended" in listed
    assert "Planned for today" not in person.opens("/treatments")


def test_a_habit_is_changed_and_a_reminder_needs_a_time(person: Person):
    plan = habit(person)
    page = person.opens(f"/treatments/habits/{plan.id}")
    assert 'value="22:00"' in page
    refused = {"words": "Calves", "code": "stretching", "weekdays": [0], "at": "", "remind": "on"}
    assert "A reminder needs a time." in person.presses(f"/treatments/habits/{plan.id}", **refused)
    person.presses(f"/treatments/habits/{plan.id}", words="Calves", code="stretching", weekdays=[0, 2], at="")
    changed = person.holds().find(plan.id).body
    assert (changed.words, changed.weekdays, changed.at) == ("Calves", (0, 2), ())


def test_no_page_counts_days_in_a_row(person: Person):
    plan = habit(person)
    for _ in range(4):
        person.presses("/treatments/tap", habit=str(plan.id), id="")
        person.clock.forward(days=1)
    said = (
        person.opens("/treatments") + person.opens("/treatments/habits") + person.opens(f"/treatments/habits/{plan.id}")
    )
    for word in ("streak", "in a row", "missed", "well done", "4 days"):
        assert word not in said.lower()


# ---------------------------------------------------------------- at the clinic, started, changed, stopped


def test_an_injection_keeps_agent_amount_muscles_and_its_date(person: Person):
    said = {"code": "botulinum", "on": "2026-01-12", "agent": "onabotulinumtoxinA", "amount": "200", "unit": "[arb'U]"}
    said |= {"region-0": "calf", "side-0": "left", "region-1": "lower-back", "side-1": "left"}
    page = person.presses("/treatments/clinic", **said)
    assert "Botulinum toxin injection" in page
    (entry,) = treated(person)
    assert entry.body.sites == (Site("calf", Side.LEFT), Site("lower-back"))
    assert entry.body.amount == Quantity(Decimal(200), "[arb'U]")
    assert (entry.happened_at.clock_date.isoformat(), entry.precision) == ("2026-01-12", Precision.DAY)
    assert "OnabotulinumtoxinA 200 units" in person.opens("/diary/2026-01-12")


def test_a_day_to_come_is_refused(person: Person):
    assert "still to come" in person.presses("/treatments/clinic", code="pump-refill", on="2026-03-09")
    assert not treated(person)


def test_a_start_is_kept_with_its_programme(person: Person):
    person.presses("/treatments/changed", stage="started", code="home-programme", on="2026-02-20", programme="3 x 10")
    (entry,) = treated(person)
    assert (entry.body.stage, entry.body.programme) == (Stage.STARTED, "3 x 10")
    assert "Home exercise programme started" in person.opens("/diary/2026-02-20")


def test_the_detail_of_a_treatment_keeps_what_it_does_not_ask(person: Person):
    plan = habit(person)
    person.presses("/treatments/tap", habit=str(plan.id), id="")
    (entry,) = treated(person)
    person.presses(
        f"/entry/{entry.id}/treatment", relief="yes", minutes="2.5", note="both sides", **{"region-0": "calf"}
    )
    body = treated(person)[0].body
    assert (body.relief, body.duration.total_seconds(), body.habit, body.note) == (
        Level.YES,
        150,
        plan.id,
        "both sides",
    )
    assert body.sites == (Site("calf"),)
    assert "both sides" in person.opens(f"/entry/{entry.id}/treatment")


def test_the_detail_page_of_something_else_is_not_there(person: Person):
    person.taps()
    person.opens(f"/entry/{person.spasms()[0].id}/treatment", status=404)
    person.opens(f"/entry/{person.spasms()[0].id}/relief", status=404)
