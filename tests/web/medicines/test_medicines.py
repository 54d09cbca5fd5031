"""Medicines: a plan as it was given, what was taken beside it, and what to ask about. Nothing is worked out."""

from __future__ import annotations

import re
from datetime import date, time
from decimal import Decimal
from uuid import UUID

from tests.web.person import Person
from unknot.journal.entry import (
    AsNeededLimit,
    Circumstance,
    Dose,
    DoseStatus,
    Medicine,
    PlannedDose,
    PlanStep,
    Prescription,
    Standing,
    Stock,
)
from unknot.journal.quantity import Quantity

TEN = Quantity(Decimal(10), "mg")
BACLOFEN = Medicine(name="Baclofen", code="baclofen", strength=TEN, form="tablet")
PLAN = {"name": "Baclofen", "code": "baclofen", "kind": "planned", "unit": "mg", "starts": "2026-03-01", "steps": 1}


def plan(*times: str, starts: str = "2026-02-20", **more: object) -> Prescription:
    first = date.fromisoformat(starts)
    doses = tuple(PlannedDose(time.fromisoformat(t), TEN) for t in times)
    steps = (PlanStep(starts=first, doses=doses),) if doses else ()
    return Prescription(medicine=BACLOFEN, starts=first, steps=steps, **more)  # type: ignore[arg-type]


def has_plan(person: Person, *times: str, **more: object) -> UUID:
    return person.logged("2026-02-20T09:00", plan(*times, **more))


def takes(person: Person, at: str, slot: str = "", **more: object) -> UUID:
    planned = person.at(slot) if slot else None
    return person.logged(at, Dose(medicine=BACLOFEN, amount=TEN, planned_for=planned, **more))  # type: ignore[arg-type]


def text(html: str) -> str:
    shown = re.sub(r"(?s)<(script|style|datalist).*?</\1>", " ", html)
    return " ".join(re.sub(r"<[^>]+>", " ", shown).split())


def plans(person: Person) -> list[Prescription]:
    return [e.body for e in person.holds().of(Prescription)]


# ---------------------------------------------------------------- adding


def test_a_plan_is_typed_in_and_stands_in_plain_words(person: Person):
    times = {"at-0-0": "08:00", "amount-0-0": "10", "at-0-1": "20:00"}
    html = person.presses(
        "/medicines/plan", **PLAN | times | {"strength": "10", "strength_unit": "mg", "form": "tablet"}
    )
    assert "Is any of this true for you?" in html
    (kept,) = plans(person)
    assert [(d.at, d.amount) for d in kept.steps[0].doses] == [(time(8), TEN), (time(20), TEN)]
    assert "10 mg at 08:00 and 20:00" in text(person.opens("/medicines"))
    assert "Baclofen, 10 mg tablet" in text(person.opens("/medicines"))


def test_a_known_name_goes_on_and_a_misspelled_one_is_confirmed(person: Person):
    assert "The plan, as it was given to you" in person.presses("/medicines/add", name="lioresal")
    html = person.presses("/medicines/add", name="backlofen")
    assert "Which one is it?" in html
    assert 'name="code" value="baclofen"' in html
    html = person.presses("/medicines/add", **{"name": "backlofen", "as-typed": "1"})
    assert 'name="code" value=""' in html
    assert 'value="backlofen"' in html


def test_dated_steps_and_the_mistakes_of_a_form(person: Person):
    steps = {"at-0-0": "08:00", "amount-0-0": "5", "from-1": "2026-03-08", "at-1-0": "08:00", "amount-1-0": "10"}
    person.presses("/medicines/plan", **PLAN | steps | {"steps": 2})
    assert [step.starts for step in plans(person)[0].steps] == [date(2026, 3, 1), date(2026, 3, 8)]
    html = person.presses("/medicines/plan", status=422, **PLAN | {"at-0-0": "08:00"})
    assert "How much is taken at 08:00?" in html
    html = person.presses("/medicines/plan", status=422, **PLAN | steps | {"steps": 2, "from-1": "2026-02-01"})
    assert "A later step starts after the first day" in html
    assert len(plans(person)) == 1


def test_another_time_and_another_step_give_the_form_back_with_one_more(person: Person):
    html = person.presses("/medicines/plan", **PLAN | {"at-0-0": "08:00", "more-steps": "1"})
    assert 'name="at-1-0"' in html
    assert 'name="at-0-0" value="08:00"' in html
    assert plans(person) == []


def test_as_needed_keeps_the_clinicians_own_limits(person: Person):
    said = PLAN | {"kind": "needed", "need_amount": "10", "most": "3", "apart": "4"}
    person.presses("/medicines/plan", **said)
    (kept,) = plans(person)
    assert kept.as_needed == AsNeededLimit(amount=TEN, most_a_day=3, hours_between=4)
    assert kept.steps == ()


# ---------------------------------------------------------------- changing, stopping


def test_a_change_starts_a_new_plan_and_leaves_the_old_adherence_as_it_was(person: Person):
    id = has_plan(person, "08:00", "20:00", starts="2026-02-28")
    takes(person, "2026-02-28T08:05", "2026-02-28T08:00", prescription=id)
    takes(person, "2026-03-01T08:05", "2026-03-01T08:00", prescription=id)
    before = text(person.opens("/medicines"))
    assert "2 of 5 planned doses recorded as taken, 3 not known" in before
    change = PLAN | {"starts": "2026-03-03", "at-0-0": "12:00", "amount-0-0": "5"}
    person.presses(f"/medicines/{id}/change", **change)
    old, new = sorted(plans(person), key=lambda p: p.starts)
    assert (old.ends, new.starts) == (date(2026, 3, 2), date(2026, 3, 3))
    assert "2 of 5 planned doses recorded as taken, 3 not known" in text(person.opens("/medicines"))
    assert [d.amount for d in (e.body for e in person.holds().of(Dose))] == [TEN, TEN]


def test_a_change_cannot_reach_back_before_its_plan(person: Person):
    id = has_plan(person, "08:00")
    html = person.presses(
        f"/medicines/{id}/change", status=422, **PLAN | {"starts": "2026-02-20", "at-0-0": "08:00", "amount-0-0": "5"}
    )
    assert "A change starts later" in html


def test_stopping_baclofen_shows_what_its_leaflet_says_and_keeps_the_history(person: Person):
    id = has_plan(person, "08:00")
    html = text(person.opens(f"/medicines/{id}/stop"))
    assert "Not suddenly" in html
    assert "Not yet checked by a clinician" in html
    person.presses(f"/medicines/{id}/stop", ends="2026-03-01", why="came off it slowly")
    assert plans(person)[0].ends == date(2026, 3, 1)
    shown = text(person.opens("/medicines"))
    assert shown.index("Add a medicine") < shown.index("until 1 March 2026")


def test_what_is_left_steps_the_plans_forward_across_a_change(person: Person):
    id = has_plan(person, "08:00", "20:00")
    person.presses(f"/medicines/{id}/count", left="6", unit="{tbl}")
    assert person.holds().of(Stock)[0].body.left == Quantity(Decimal(6), "{tbl}")
    assert "it runs out on Friday, 6 March" in text(person.opens("/medicines"))
    person.presses(f"/medicines/{id}/change", **PLAN | {"starts": "2026-03-03", "at-0-0": "08:00", "amount-0-0": "10"})
    assert "it runs out on Monday, 9 March" in text(person.opens("/medicines"))


# ---------------------------------------------------------------- what to ask about


def test_after_adding_it_asks_once_and_says_what_the_short_list_says(person: Person):
    id = has_plan(person, "08:00")
    html = person.presses(f"/medicines/{id}/about-you", about="kidney-disease", also="none")
    shown = text(html)
    assert "kidney problems or dialysis" in shown
    assert "Ask your prescriber" in shown or "Ask a pharmacist" in shown
    assert "Not yet checked by a clinician" in shown
    standing = {e.body.code: e.body.standing for e in person.holds().of(Circumstance)}
    assert standing["kidney-disease"] is Standing.YES
    assert standing["epilepsy"] is Standing.NO


def test_not_sure_asks_of_which(person: Person):
    id = has_plan(person, "08:00")
    html = person.presses(f"/medicines/{id}/about-you", about="epilepsy", also="not-sure")
    assert "Not sure about which?" in html
    person.presses(f"/medicines/{id}/about-you", about="epilepsy", which="1", unsure="kidney-disease")
    standing = {e.body.code: e.body.standing for e in person.holds().of(Circumstance)}
    assert (standing["epilepsy"], standing["kidney-disease"]) == (Standing.YES, Standing.NOT_SURE)


def test_nothing_found_is_never_called_more_than_that(person: Person):
    assert "Nothing in this short list; ask a pharmacist." in text(person.opens("/medicines/messages"))


def test_a_message_that_was_read_comes_back_only_when_something_changes(person: Person):
    id = has_plan(person, "08:00")
    html = person.presses(f"/medicines/{id}/about-you", about="kidney-disease", also="none")
    for key in re.findall(r'name="key" value="([^"]+)"', html):
        person.presses("/medicines/messages/answer", key=key, answer="done")
    assert "You have read them all" in person.opens("/medicines/messages")
    takes(person, "2026-03-02T08:00")
    assert "You have read them all" in person.opens("/medicines/messages")
    person.clock.forward(minutes=1)
    person.presses(f"/medicines/{id}/about-you", about=["kidney-disease", "epilepsy"], also="none")
    assert re.search(r"\d messages? to read", text(person.opens("/medicines")))


# ---------------------------------------------------------------- doses


def slot(html: str) -> dict[str, str]:
    found = re.search(r'action="/dose">(.*?)</form>', html, re.S)
    assert found is not None, text(html)[:300]
    return dict(re.findall(r'name="(id|plan|slot)" value="([^"]*)"', found[1]))


def test_the_due_dose_stands_first_with_the_last_one_and_one_press_records_it(person: Person):
    id = has_plan(person, "08:00", "21:00")
    takes(person, "2026-03-02T08:05", "2026-03-02T08:00", prescription=id)
    html = person.opens("/")
    shown = text(html)
    assert "Last recorded: 10 mg, today at 08:05, by you." in shown
    assert shown.index("Baclofen, 10 mg") < shown.index("Left calf")
    html = person.presses("/dose", answer="taken", **slot(html))
    dose = person.holds().of(Dose)[-1].body
    assert (dose.status, dose.medicine, dose.amount, dose.prescription) == (DoseStatus.TAKEN, BACLOFEN, TEN, id)
    assert dose.planned_for == person.at("2026-03-02T21:00")
    assert "Baclofen 10 mg, taken" in text(html)
    assert "Undo" in html
    assert 'action="/dose"' not in html
    person.presses(f"/entry/{person.holds().of(Dose)[-1].id}/undo")
    assert 'action="/dose"' in person.opens("/")


def test_the_same_press_twice_is_one_dose(person: Person):
    has_plan(person, "21:00")
    form = slot(person.opens("/"))
    person.presses("/dose", answer="taken", **form)
    person.presses("/dose", answer="taken", **form)
    assert len(person.holds().of(Dose)) == 1


def test_a_tremor_does_not_record_the_next_medicine(settle):
    person = settle(hold_off=0.8)
    has_plan(person, "21:00")
    other = Medicine(name="Tizanidine", code="tizanidine")
    step = PlanStep(starts=date(2026, 2, 20), doses=(PlannedDose(time(21), Quantity(Decimal(2), "mg")),))
    person.logged("2026-02-20T09:00", Prescription(medicine=other, starts=date(2026, 2, 20), steps=(step,)))
    person.presses("/dose", answer="taken", **slot(person.opens("/")))
    person.presses("/dose", answer="taken", **slot(person.opens("/")))
    assert len(person.holds().of(Dose)) == 1


def test_at_its_time_not_taken_and_later(person: Person):
    has_plan(person, "20:00")
    html = person.opens("/")
    assert "Taken at 20:00" in html
    form = slot(html)
    put_off = text(person.presses("/dose", answer="later", **form))
    assert "Put off. It is asked again at" in put_off
    assert "Taken now" not in put_off
    assert "Taken now" in text(person.presses("/dose", answer="ask-now", **form)), "taken back"
    person.presses("/dose", answer="later", **form)
    person.clock.forward(minutes=31)
    html = person.presses("/dose", answer="skipped", **slot(person.opens("/?all=1")))
    assert "Why? You can leave this." in html
    dose = person.holds().of(Dose)[-1]
    assert (dose.body.status, dose.happened_at) == (DoseStatus.SKIPPED, person.at("2026-03-02T20:00"))
    person.presses(f"/dose/{dose.id}/why", reason="I forgot")
    assert person.holds().of(Dose)[-1].body.reason == "I forgot"


def test_a_second_record_is_kept_and_asked_about(person: Person):
    id = has_plan(person, "20:00")
    form = slot(person.opens("/"))
    takes(person, "2026-03-02T20:05", "2026-03-02T20:00", prescription=id)
    html = person.presses("/dose", answer="taken", **form)
    assert "you recorded one at 20:05" in text(html)
    assert "Was this another dose?" in html
    second = max(person.holds().of(Dose), key=lambda e: e.happened_at.instant)
    person.presses(f"/dose/{second.id}/twice", answer="another")
    assert [e.body.status for e in person.holds().of(Dose)] == [DoseStatus.TAKEN, DoseStatus.EXTRA]
    assert "Was this another dose?" not in person.opens("/")


def test_the_same_one_goes_into_the_bin(person: Person):
    has_plan(person, "20:00")
    first = takes(person, "2026-03-02T20:05", "2026-03-02T20:00")
    second = takes(person, "2026-03-02T20:07", "2026-03-02T20:00")
    person.presses(f"/dose/{second}/twice", answer="same")
    assert [e.id for e in person.holds().of(Dose)] == [first]


def test_as_needed_says_what_was_recorded_and_what_the_plan_says(person: Person):
    limit = AsNeededLimit(amount=TEN, most_a_day=3)
    id = has_plan(person, as_needed=limit)
    takes(person, "2026-03-02T09:00", as_needed=True)
    takes(person, "2026-03-02T14:10", as_needed=True)
    shown = text(person.opens("/"))
    assert "2 recorded in 24 hours, the last at 14:10. The plan you typed says no more than 3." in shown
    person.presses(f"/dose/{id}/needed")
    assert person.holds().of(Dose)[-1].body.as_needed


def test_a_slot_that_no_plan_asks_for_is_refused(person: Person):
    id = has_plan(person, "20:00")
    person.presses("/dose", status=404, answer="taken", plan=id, slot="2026-03-02T13:00")
    person.presses("/dose", status=404, answer="taken", plan=id, slot="nonsense")
    person.presses("/dose", status=400, answer="allowed", plan=id, slot="2026-03-02T20:00")


def test_an_open_slot_is_answered_from_the_medicine(person: Person):
    id = has_plan(person, "08:00", "20:00", starts="2026-03-01")
    html = person.opens(f"/medicines/{id}")
    assert "Not known is not missed" in html
    person.presses("/dose", answer="planned", plan=id, slot="2026-03-01T20:00", to="medicine")
    assert person.holds().of(Dose)[0].happened_at == person.at("2026-03-01T20:00")
    assert "1 of 3 planned doses recorded as taken" in text(person.opens("/medicines"))


# ---------------------------------------------------------------- who may see it


def test_a_locked_device_without_the_scope_names_nothing(settle, home):
    person = settle()
    has_plan(person, "08:00", "20:00")
    takes(person, "2026-03-02T08:05", "2026-03-02T08:00")
    device = settle(home.device)
    html = device.opens("/")
    assert "A dose" in html
    assert "Baclofen" not in html
    assert "Last recorded" not in html
    html = device.presses("/dose", answer="taken", **slot(html))
    assert "Baclofen" not in html
    assert len(person.holds().of(Dose)) == 2


def test_a_device_that_was_given_it_shows_the_last_dose_while_locked(settle, home):
    name = next(iter(_devices(home)))
    device = settle(home.device, dose_devices=(name,))
    has_plan(device, "08:00", "20:00")
    takes(device, "2026-03-02T08:05", "2026-03-02T08:00")
    shown = text(device.opens("/"))
    assert "Baclofen, 10 mg" in shown
    assert "Last recorded: 10 mg, today at 08:05, by the person." in shown


def _devices(home) -> list[str]:
    from unknot.household.people.models import Device

    return list(Device.objects.filter(journal=home.journal).order_by("-enrolled_at").values_list("name", flat=True))


def test_the_medicines_are_for_who_may_read(settle, home):
    device = settle(home.device)
    id = has_plan(device, "08:00")
    for path in ("/medicines", f"/medicines/{id}", f"/medicines/{id}/stop", "/medicines/messages"):
        assert "Baclofen" not in device.opens(path)


# ---------------------------------------------------------------- notices


def test_the_driving_card_comes_with_the_first_dose_and_not_with_each(person: Person):
    id = has_plan(person, "08:00", "20:00")
    html = person.presses("/dose", answer="taken", **slot(person.opens("/")))
    assert "Do not drive or use machines until you know" in html
    key = re.search(r'action="/dose/card".*?name="key" value="([^"]+)"', html, re.S)
    assert key is not None
    person.presses("/dose/card", key=key[1])
    person.clock.forward(minutes=30)
    takes(person, "2026-03-02T21:20", as_needed=True, prescription=id)
    assert "Do not drive" not in person.opens("/")


def test_running_out_is_told_a_week_ahead_once(person: Person):
    id = has_plan(person, "08:00", "20:00")
    person.presses(f"/medicines/{id}/count", left="10", unit="{tbl}")
    html = person.opens("/")
    assert "running out" in html
    key = re.search(r'name="key" value="(STOCK/[^"]+)"', html)
    assert key is not None
    person.presses("/dose/card", key=key[1])
    assert "running out" not in person.opens("/")


def test_nothing_recorded_for_a_day_is_a_question_with_three_answers(person: Person):
    has_plan(person, "08:00", "20:00")
    takes(person, "2026-03-01T08:00", "2026-03-01T08:00")
    html = person.opens("/")
    shown = text(html)
    assert "No baclofen recorded since Sunday, 1 March, 08:00. What happened?" in shown
    for answer in ("Taken, not recorded", "Missed", "Not sure"):
        assert answer in shown
    key = re.search(r'action="/message".*?name="key" value="([^"]+)"', html, re.S)
    assert key is not None
    assert "Do not stop it and do not double up" in person.presses("/message", key=key[1], answer="not-sure")


def test_paused_says_that_nothing_is_compared(person: Person):
    has_plan(person, "08:00", "20:00")
    takes(person, "2026-03-01T08:00", "2026-03-01T08:00")
    person.presses("/medicines/compare", compare="no")
    assert "Not comparing doses with the plan." in person.opens("/medicines")
    assert "No baclofen recorded" not in person.opens("/")
