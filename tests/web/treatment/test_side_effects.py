"""Side effects on the screens: logged with a suspected medicine, and shown beside the spasms."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

from tests.web.person import Person
from unknot.journal.entry import Band, Medicine, PlannedDose, PlanStep, Precision, Prescription, Symptom
from unknot.journal.quantity import Quantity


def symptoms(person: Person) -> list:
    return person.holds().of(Symptom)


def plan(person: Person, starts: str = "2026-02-18") -> None:
    step = PlanStep(starts=date.fromisoformat(starts), doses=(PlannedDose(time(8), Quantity(Decimal(10), "mg")),))
    body = Prescription(medicine=Medicine(name="Baclofen", code="baclofen"), steps=(step,), starts=step.starts)
    person.logged(f"{starts}T09:00", body)


def test_a_side_effect_names_its_medicine_and_the_days_since_it_changed(person: Person):
    plan(person)
    form = person.opens("/side-effect")
    assert "12 days after Baclofen was started (18 February)" in form
    assert form.index(">Sleepy<") < form.index(">Weak<") < form.index(">Dizzy<")
    log = person.presses("/side-effect", code="sleepy", bother="6", medicine="Baclofen", new="yes")
    assert "Sleepy, bother 6" in log
    (entry,) = symptoms(person)
    assert (entry.body.suspected_medicine, entry.body.new, entry.body.bother) == ("Baclofen", True, 6)
    page = person.opens("/patterns/side-effects")
    assert "12 days after Baclofen was started" in page
    assert "As a table" in page


def test_it_can_be_earlier_but_not_later(person: Person):
    refused = person.presses("/side-effect", code="weak", on="2026-03-05")
    assert "still to come" in refused
    assert not symptoms(person)
    person.presses("/side-effect", code="weak", on="2026-02-27")
    (entry,) = symptoms(person)
    assert (entry.happened_at.clock_date.isoformat(), entry.precision) == ("2026-02-27", Precision.DAY)


def test_something_must_be_chosen(person: Person):
    assert "Choose one." in person.presses("/side-effect", bother="3")
    assert not symptoms(person)


def test_a_word_can_stand_for_a_number_and_any_medicine_be_suspected(settle):
    person = settle(bands=True)
    person.presses("/side-effect", other="fever", bother="high", medicine="-other-", medicine_other="Tizanidine")
    (entry,) = symptoms(person)
    assert (entry.body.code, entry.body.bother_band) == ("fever", Band.HIGH)
    assert entry.body.suspected_medicine == "Tizanidine"


def test_what_was_said_is_corrected_and_the_rest_stays(person: Person):
    id = person.logged("2026-03-02T15:00", Symptom(code="weak", bother=7, sudden=False, suspected_medicine="Baclofen"))
    page = person.opens(f"/entry/{id}/side-effect")
    assert 'value="weak" checked' in page
    person.presses(f"/entry/{id}/side-effect", code="weak", bother="4", medicine="")
    body = person.holds().find(id).body
    assert (body.bother, body.sudden, body.suspected_medicine) == (4, False, "")


def test_a_locked_device_logs_one_and_reads_nothing(settle, home):
    person = settle(home.device)
    plan(person)
    assert "Baclofen" not in person.opens("/side-effect")
    person.presses("/side-effect", code="sleepy")
    assert len(symptoms(person)) == 1


def test_twelve_weeks_are_read_whichever_they_are(person: Person):
    plan(person, "2025-06-01")
    for day in ("2025-06-12", "2025-09-02", "2026-02-20"):
        person.logged(f"{day}T15:00", Symptom(code="weak", bother=7, suspected_medicine="Baclofen"))
    now, before = person.opens("/patterns/side-effects"), person.opens("/patterns/side-effects/until/2025-09-02")
    assert ("20 February: weak" in now, "2 September: weak" in now) == (True, False)
    assert ("2 September: weak" in before, "12 June: weak" in before) == (True, True)
    assert "11 days after Baclofen was started (1 June)" in before
    assert person.browser.get("/patterns/side-effects/until/0001-01-01").status_code == 404
    old = next(entry for entry in symptoms(person) if entry.diary_day == date(2025, 6, 12))
    assert "11 days after Baclofen was started (1 June)" in person.opens(f"/entry/{old.id}/side-effect")
