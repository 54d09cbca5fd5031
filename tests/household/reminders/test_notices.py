"""Reminders as they are lived with: told once, answered from the notice, ignored, stopped, paused."""

from __future__ import annotations

import logging
from datetime import date, time, timedelta

import pytest
from django.test import Client

from tests.household.reminders.lives import ZONE, at, kept, plan
from unknot.household.people.models import Channel, Notice
from unknot.household.reminders import notices
from unknot.journal.entry import AlertAnswer, DiaryDay, Dose, DoseStatus, Habit, Prescription, Treatment, Word
from unknot.journal.span import moment
from unknot.knowledge.vocabulary import vocabulary
from unknot.web.logs import PlainFormatter

EVENING = time(20)
MONDAY = "2026-03-02"


@pytest.fixture
def evening(life):
    """A check-in at eight, and it is seven on a Monday."""
    life.clock.now = at(f"{MONDAY} 19:00")
    life.settings(kept(checkin=EVENING))
    life.work()
    return life


@pytest.fixture
def tablets(life):
    """Two medicines at eight in the morning, one of them at two as well."""
    life.clock.now = at(f"{MONDAY} 07:00")
    life.settings(kept(doses=True))
    life.keep(plan("Baclofen", time(8), time(14)))
    life.keep(plan("Tizanidine", time(8), amount="2"))
    life.work()
    return life


# ---------------------------------------------------------------- told


def test_a_checkin_is_told_once_at_its_time_in_words_that_say_nothing(evening):
    assert evening.until(at(f"{MONDAY} 19:59")) == []
    (notice,) = evening.until(at(f"{MONDAY} 23:00"))
    assert (notice["title"], notice["body"]) == ("Unknot", "Time for your check-in.")
    assert [button["words"] for button in notice["buttons"]] == ["None today", "Later"]
    assert Notice.objects.get().sent_at == at(f"{MONDAY} 20:00")


def test_no_notice_and_no_address_holds_a_health_word(tablets):
    tablets.settings(kept(doses=True, checkin=EVENING, running_low=True, visits=True, campaign=True))
    tablets.keep(Habit(code="stretching", words="Stretch both calves", at=(time(9),), remind=True))
    told = tablets.until(at("2026-03-04 23:00"))
    assert len(told) > 5
    words = {term.words.lower() for name in ("site", "treatment", "exposure", "symptom") for term in vocabulary(name)}
    forbidden = (words | {"baclofen", "tizanidine", "spasm", "cramp", "dose", "medicine", "tablet"}) - {"other"}
    for notice in told:
        said = str(notice).lower()
        assert [word for word in forbidden if f" {word}" in said] == []
        assert notice["link"] == "/" or len(notice["link"]) == len("/n/") + 43


def test_names_are_told_only_to_who_chose_them(tablets):
    tablets.settings(kept(doses=True, names=True))
    (notice,) = tablets.until(at(f"{MONDAY} 08:30"))
    assert notice["body"] == "08:00: Baclofen 10 mg, Tizanidine 2 mg"


def test_one_notice_for_a_time_and_none_for_what_was_taken(tablets):
    (first,) = tablets.until(at(f"{MONDAY} 09:00"))
    assert first["body"] == "Something you planned is due: 08:00."
    tablets.clock.now = at(f"{MONDAY} 13:30")
    (baclofen,) = [e for e in tablets.entries(Prescription) if e.body.medicine.name == "Baclofen"]
    two = moment(at(f"{MONDAY} 14:00"), ZONE)
    tablets.keep(Dose(medicine=baclofen.body.medicine, prescription=baclofen.id, planned_for=two))  # a little early
    assert tablets.until(at(f"{MONDAY} 16:00")) == []


def test_it_repeats_until_it_is_answered_if_that_was_chosen(tablets):
    tablets.settings(kept(doses=True, repeat_minutes=30))
    assert len(tablets.until(at(f"{MONDAY} 09:10"))) == 3
    last = tablets.told[-1]
    assert Client().post(f"{last['link']}/taken").status_code == 200
    assert tablets.until(at(f"{MONDAY} 13:00")) == []


def test_a_pause_is_a_pause_and_what_runs_low_is_told_all_the_same(tablets):
    tablets.settings(kept(doses=True, checkin=EVENING, paused_until=date(2026, 3, 4)))
    assert tablets.until(at("2026-03-03 23:00")) == []
    assert len(tablets.until(at("2026-03-04 09:00"))) == 1


def test_a_carer_is_told_after_the_delay_and_not_before_and_learns_nothing(tablets, box):
    Channel.objects.create(
        journal=tablets.home.journal, kind=Channel.Kind.EMAIL, name="Ben", address="ben@home.example",
        for_carer=True, made_at=tablets.clock.now,
    )  # fmt: skip
    tablets.settings(kept(doses=True, carer_minutes=60, names=True))
    tablets.until(at(f"{MONDAY} 08:59"))
    assert box.letters == []
    tablets.until(at(f"{MONDAY} 12:00"))
    (letter,) = box.letters
    assert "A reminder was not answered. Please look in." in letter
    assert "Baclofen" not in letter
    assert "/n/" not in letter, "the carer's notice answers nothing"
    assert len(tablets.told) == 1, "the person is told once, as they chose"


# ---------------------------------------------------------------- once


def test_two_workers_at_once_tell_it_once(evening):
    evening.clock.now = at(f"{MONDAY} 20:00")
    for _ in range(3):  # as a second worker would that got hold of the same job
        notices.remind(evening.home.journal, evening.clock.now)
    evening.take_in()
    assert len(evening.told) == 1


def test_nobody_reached_is_tried_again_and_told_once_when_somebody_is(evening, caplog):
    evening.service.status = 503
    with caplog.at_level(logging.WARNING):
        evening.until(at(f"{MONDAY} 20:02"))
    evening.told.clear()
    assert Notice.objects.count() == 0
    said = " ".join(PlainFormatter().format(record) for record in caplog.records)
    assert "503" in said
    assert str(evening.home.journal) not in said
    assert evening.phone.endpoint not in said
    evening.service.status = 201
    assert len(evening.until(at(f"{MONDAY} 20:30"))) == 1
    assert evening.until(at(f"{MONDAY} 23:00")) == []


def test_a_browser_that_is_gone_is_not_asked_again(evening):
    evening.service.status = 410
    evening.until(at(f"{MONDAY} 20:10"))
    assert Channel.objects.get().stopped_at is not None
    evening.service.asked.clear()
    evening.until(at("2026-03-03 23:00"))
    assert evening.service.asked == []


# ---------------------------------------------------------------- answered


def test_opening_a_notice_writes_nothing_and_none_today_counts_once(evening):
    (notice,) = evening.until(at(f"{MONDAY} 20:10"))
    page = Client().get(notice["link"])
    assert page.status_code == 200
    assert b"None today" in page.content
    assert Client().head(notice["link"]).status_code in (200, 405)
    assert evening.entries(DiaryDay) == ()
    answers = [Client().post(f"{notice['link']}/none").status_code for _ in range(3)]
    assert answers == [200, 410, 410]
    (day,) = evening.entries(DiaryDay)
    assert (day.body.day, day.body.word) == (date(2026, 3, 2), Word.NONE_SO_FAR)
    assert Client().get(notice["link"]).status_code == 410


def test_taken_and_skipped_answer_every_medicine_of_the_notice(tablets):
    (morning,) = tablets.until(at(f"{MONDAY} 08:20"))
    assert Client().post(f"{morning['link']}/taken").status_code == 200
    doses = {e.body.medicine.name: e for e in tablets.entries(Dose)}
    assert set(doses) == {"Baclofen", "Tizanidine"}
    for dose in doses.values():
        assert dose.body.status is DoseStatus.TAKEN
        assert dose.happened_at.instant == at(f"{MONDAY} 08:20")
        assert dose.body.planned_for.instant == at(f"{MONDAY} 08:00")
    (afternoon,) = tablets.until(at(f"{MONDAY} 14:20"))
    assert Client().post(f"{afternoon['link']}/skipped").status_code == 200
    skipped = [e for e in tablets.entries(Dose) if e.body.status is DoseStatus.SKIPPED]
    assert [(e.body.medicine.name, e.happened_at.instant) for e in skipped] == [("Baclofen", at(f"{MONDAY} 14:00"))]


def test_later_comes_again_after_the_chosen_time(tablets):
    (first,) = tablets.until(at(f"{MONDAY} 08:05"))
    assert Client().post(f"{first['link']}/later").status_code == 200
    assert tablets.until(at(f"{MONDAY} 08:34")) == []
    assert {e.body.rule for e in tablets.entries(AlertAnswer)} == {"DOSE"}, "Log puts them off as well"
    (again,) = tablets.until(at(f"{MONDAY} 08:40"))
    assert again["link"] != first["link"]
    assert tablets.entries(Dose) == ()


def test_a_habit_is_done_from_its_notice(life):
    life.clock.now = at(f"{MONDAY} 19:00")
    life.settings(kept())
    habit = life.keep(Habit(code="stretching", at=(EVENING,), remind=True))
    life.work()
    (notice,) = life.until(at(f"{MONDAY} 20:05"))
    assert notice["body"] == "Time for something you planned."
    assert Client().post(f"{notice['link']}/done").status_code == 200
    (done,) = life.entries(Treatment)
    assert (done.body.code, done.body.habit) == ("stretching", habit.id)


@pytest.mark.parametrize("said", ["taken", "everything", "none%20", "ignored"])
def test_a_notice_gives_only_the_answers_it_has(evening, said):
    (notice,) = evening.until(at(f"{MONDAY} 20:10"))
    assert Client().post(f"{notice['link']}/{said}").status_code in (404, 410)
    assert evening.entries(DiaryDay) == ()
    assert Client().post(f"{notice['link']}/none").status_code == 200, "and is not used up by others"


def test_an_answer_comes_too_late(evening):
    (notice,) = evening.until(at(f"{MONDAY} 20:10"))
    evening.clock.now = at("2026-03-03 00:01")
    assert Client().get(notice["link"]).status_code == 410
    assert Client().post(f"{notice['link']}/none").status_code == 410


def test_a_token_is_kept_only_as_its_hash(evening):
    (notice,) = evening.until(at(f"{MONDAY} 20:10"))
    token = notice["link"].removeprefix("/n/")
    assert len(token) == 43, "256 bits"
    assert token not in str(list(Notice.objects.values()))


# ---------------------------------------------------------------- ignored


def test_three_ignored_stop_it_and_it_says_so_once(evening):
    bodies = [notice["body"] for notice in evening.until(at("2026-03-12 12:00"))]
    assert bodies[:3] == ["Time for your check-in."] * 3
    assert bodies[3].startswith("Three reminders had no answer")
    assert len(bodies) == 4
    notices.go_on(evening.home.journal)
    assert [n["body"] for n in evening.until(at("2026-03-13 12:00"))] == ["Time for your check-in."]


def test_what_was_answered_in_the_app_was_not_ignored(evening):
    for day in range(2, 10):
        (notice,) = evening.until(at(f"2026-03-{day:02} 20:30"))
        assert notice["body"] == "Time for your check-in."
        evening.keep(DiaryDay(day=date(2026, 3, day), word=Word.EVERYTHING))


def test_who_asked_to_be_reminded_until_they_answer_is_not_left_alone(tablets):
    tablets.settings(kept(doses=True, repeat_minutes=240))
    tablets.until(at("2026-03-06 09:00"))
    assert not any("stop" in notice["body"] for notice in tablets.told)


def test_old_notices_are_forgotten(evening):
    evening.until(at(f"{MONDAY} 20:10"))
    from unknot.household.worker import daily_jobs

    daily_jobs.tidy(evening.home.journal, evening.clock.now + timedelta(days=61))
    assert Notice.objects.count() == 0


def test_nothing_is_asked_of_the_network_without_a_channel(evening):
    Channel.objects.all().delete()
    evening.until(at("2026-03-04 23:00"))
    assert Notice.objects.count() == 0
