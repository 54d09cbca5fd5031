"""The diary: four states, one timeline, times corrected, private, the bin, what is odd asked once."""

from __future__ import annotations

import re
from html import unescape

from tests.web.person import BACK, CALF, Person
from unknot.journal.entry import (
    Band,
    DiaryDay,
    Dose,
    DoseStatus,
    Episode,
    Exposure,
    Medicine,
    Note,
    Precision,
    Symptom,
    Treatment,
    Word,
)


def test_a_day_has_one_of_four_states(person: Person):
    day = person.at("2026-02-27T21:00").clock_date
    person.logged("2026-02-26T04:00", DiaryDay(day=person.at("2026-02-25T12:00").clock_date, word=Word.EVERYTHING))
    person.logged("2026-02-27T10:00", Episode(sites=(CALF,)))
    person.logged("2026-02-28T03:59", DiaryDay(day=day, word=Word.EVERYTHING))
    person.logged("2026-03-01T10:00", Episode(sites=(BACK,)))
    html = person.opens("/diary")
    states = boxes(html)
    assert [states[f"2026-02-{n}"] for n in (25, 27)] == ["none", "number"]
    assert states["2026-03-01"] == "least"
    assert states["2026-02-26"] == "empty"
    assert states["2026-02-24"] == ""  # before the journal began
    assert "At least 1 spasm" in html


def boxes(html: str) -> dict[str, str]:
    """The classes of each day of the calendar: its state, and how bad it was."""
    return {
        day: state.strip() for state, day in re.findall(r'class="box ([a-z ]*)" href="/diary/([0-9-]{10})#day"', html)
    }


def test_one_timeline_tells_everything(person: Person):
    person.logged("2026-03-01T08:05", Dose(medicine=Medicine(name="Baclofen"), note="with food"))
    person.logged("2026-03-01T09:00", Episode(label="Left calf", bother=6, woke=True, note="<b>bad</b>"))
    person.logged("2026-03-02T02:30", Episode(label="Lower back"))
    person.logged("2026-03-01T10:00", Exposure(code="stress"))
    html = person.opens("/diary/2026-03-01")
    for words in ("Baclofen, taken", "Left calf, bother 6", "Woke me", "Stress: yes", "02:30, 2 Mar"):
        assert words in html
    assert "<b>bad" not in html
    assert "&lt;b&gt;bad" in html


def test_a_time_is_corrected_in_two_presses(person: Person):
    spasm = person.logged("2026-03-01T09:00", Episode(label="Left calf"))
    assert f"/entry/{spasm}/when" in person.opens("/diary/2026-03-01")
    person.presses(f"/entry/{spasm}/when", earlier=30)
    assert person.spasms()[0].happened_at.local.isoformat() == "2026-03-01T08:30:00"


def test_a_corrected_time_is_said_on_its_day_and_can_be_undone(person: Person):
    spasm = person.logged("2026-03-01T09:00", Episode(label="Left calf"))
    person.presses(f"/entry/{spasm}/when", earlier=30)
    person.clock.forward(seconds=5)
    html = person.presses(f"/entry/{spasm}/when", earlier=10)
    person.clock.forward(seconds=5)
    assert "Left calf: 08:20 now. Saved." in html
    assert "Sunday, 1 March" in html or "Yesterday, 1 March" in html
    html = person.presses(f"/entry/{spasm}/when", back=1)
    assert person.spasms()[0].happened_at.local.isoformat() == "2026-03-01T08:30:00"
    person.clock.forward(minutes=11)
    assert "now. Saved." not in person.opens("/diary/2026-03-01")


def test_the_undone_time_is_as_sure_as_it_was(person: Person):
    person.presses("/diary/2026-02-27/add", tile=1, part="morning")
    (about,) = person.spasms()
    person.presses(f"/entry/{about.id}/when", picked=1, date="2026-02-27", time="09:15")
    person.presses(f"/entry/{about.id}/when", back=1)
    (again,) = person.spasms()
    assert (again.happened_at, again.precision) == (about.happened_at, Precision.DAY_PART)


def test_severity_fills_a_day_and_what_was_not_said_fills_none(person: Person):
    person.logged("2026-02-25T10:00", Episode(sites=(CALF,), bother=9))
    person.logged("2026-02-25T11:00", Episode(sites=(CALF,), bother=2))
    person.logged("2026-02-26T10:00", Episode(sites=(CALF,), bother_band=Band.MEDIUM))
    person.logged("2026-02-27T10:00", Episode(sites=(CALF,)))
    states = boxes(person.opens("/diary/2026-02-27"))
    assert [states[f"2026-02-{n}"] for n in (25, 26, 27)] == ["least high", "least medium", "least"]


def test_doses_and_side_effects_are_marks_with_words(person: Person):
    person.logged("2026-02-25T08:00", Dose(medicine=Medicine(name="Baclofen")))
    person.logged("2026-02-26T08:00", Dose(medicine=Medicine(name="Baclofen"), status=DoseStatus.SKIPPED))
    person.logged("2026-02-26T09:00", Symptom(code="sleepy", suspected_medicine="Baclofen"))
    html = person.opens("/diary/2026-02-26")
    assert "25 February: Partly recorded, dose taken" in html
    assert "26 February: Partly recorded, dose not taken, side effect" in html


def test_the_calendar_begins_with_the_journal(person: Person):
    html = person.opens("/diary")
    assert "Your journal began today." in html
    assert "No record" not in html.replace("no record", "")
    assert boxes(html)["2026-03-01"] == ""
    assert 'href="/diary/2026-02-28"' in html  # the last seven days can be filled in
    assert "The month before" not in person.opens("/diary/2026-02-25")


def test_early_in_a_month_the_weeks_before_are_seen(person: Person):
    assert "2026-02-20" in boxes(person.opens("/diary"))
    assert "2026-01-31" not in boxes(person.opens("/diary/2026-02-20"))


def test_a_day_is_gone_to(person: Person):
    assert "Friday, 20 February" in person.opens("/diary/go?day=2026-02-20")
    for odd in ("2026-03-09", "2026-02-31", "", "1850-01-01"):
        assert "Today, 2 March" in person.opens(f"/diary/go?day={odd}")


def test_the_week_in_a_sentence_from_the_third_day(person: Person):
    person.logged("2026-03-01T10:00", Episode(sites=(CALF,)))
    assert "The last" not in person.opens("/diary")
    person.logged("2026-02-28T10:00", Episode(sites=(CALF,)))
    html = person.opens("/diary")
    assert "The last 3 days: 2 spasms on 2 days. Too early for a pattern." in html
    assert "Recorded whole: 0 of 3 days. The rest is unknown, not zero." in html
    person.logged("2026-02-17T10:00", Episode(sites=(CALF,)))
    html = person.opens("/diary")
    assert "The last 7 days: 2 spasms on 2 days. The 7 days before: 1 spasm on 1 day." in html
    assert "Too early" not in html


def test_a_year_on_one_page(person: Person):
    person.logged("2025-11-03T10:00", Episode(sites=(CALF,), bother=8))
    html = person.opens("/diary/year/2025")
    assert html.count("small-month") == 12
    assert "1 spasm on 1 day; 0 days recorded whole" in html
    assert '<span class="least high"></span>' in html
    assert 'href="/diary/2025-11-30"' in html
    assert person.opens("/diary/year/2026").count("small-month") == 3
    for beyond in (2027, 1800, 2200):
        person.opens(f"/diary/year/{beyond}", status=404)


def found(html: str) -> list[str]:
    return re.findall(r'<span class="what">(.*?)</span>', html)


def test_found_by_words_by_place_and_by_how_bad(person: Person):
    person.logged("2024-05-06 10:00", Note(text="The week of the flu"))
    person.logged("2026-02-20 10:00", Episode(sites=(CALF,), bother=8, note="after the long drive"))
    person.logged("2026-02-21 10:00", Episode(sites=(BACK,), bother=3))
    person.logged("2026-02-22 10:00", Episode(sites=(BACK,), bother_band=Band.HIGH, label="My back"))
    assert found(person.presses("/diary/find", words="FLU week")) == ["Note"]
    assert found(person.presses("/diary/find", words="long drive calf")) == ["Left calf, bother 8"]
    assert len(found(person.presses("/diary/find", place="lower-back"))) == 2
    assert found(person.presses("/diary/find", place="lower-back", bad="high")) == ["My back, bother high"]
    assert "Nothing found." in person.presses("/diary/find", words="wasp")
    assert "Select a valid choice" in person.presses("/diary/find", place="moon")


def test_what_is_found_is_bounded(person: Person, monkeypatch):
    monkeypatch.setattr("unknot.web.diary.find.AT_ONCE", 2)
    for minute in range(3):
        person.logged(f"2026-02-20 10:0{minute}", Episode(sites=(CALF,)))
    html = person.presses("/diary/find")
    assert len(found(html)) == 2
    assert "The newest 2." in html


def test_a_time_to_come_is_refused_in_words(person: Person):
    spasm = person.logged("2026-03-01T09:00", Episode(label="Left calf"))
    html = person.presses(f"/entry/{spasm}/when", picked=1, date="2026-03-04", time="09:00")
    assert "This time is still to come." in html
    assert person.spasms()[0].happened_at.local.isoformat() == "2026-03-01T09:00:00"


def test_private_and_back(person: Person):
    spasm = person.logged("2026-03-01T09:00", Episode(label="Left calf"))
    person.presses(f"/entry/{spasm}/private")
    assert person.spasms()[0].private
    person.presses(f"/entry/{spasm}/private")
    assert not person.spasms()[0].private


def test_what_is_removed_lies_in_the_bin_for_thirty_days(person: Person):
    spasm = person.logged("2026-03-01T09:00", Episode(label="Left calf"))
    person.presses(f"/entry/{spasm}/remove")
    assert "Left calf" in person.opens("/diary/bin")
    person.clock.forward(days=31)
    assert "Left calf" not in person.opens("/diary/bin")


def test_put_back_from_the_bin(person: Person):
    spasm = person.logged("2026-03-01T09:00", Episode(label="Left calf"))
    person.presses(f"/entry/{spasm}/remove")
    person.presses(f"/entry/{spasm}/restore", to="bin")
    assert len(person.spasms()) == 1


def test_a_spasm_filled_in_later_is_marked_so(person: Person):
    person.presses("/diary/2026-02-27/add", tile=0, time="14:30", bother=5)
    (entry,) = person.spasms()
    assert (entry.body.label, entry.body.bother, entry.precision) == ("Left calf", 5, Precision.MINUTE)
    assert entry.recalled
    assert "from memory" in person.opens("/diary/2026-02-27")


def test_a_time_before_four_is_the_end_of_that_day(person: Person):
    person.presses("/diary/2026-02-27/add", tile=0, time="02:30")
    assert person.spasms()[0].happened_at.local.isoformat() == "2026-02-28T02:30:00"
    assert person.spasms()[0].diary_day.isoformat() == "2026-02-27"


def test_about_when_is_kept_as_about(person: Person):
    person.presses("/diary/2026-02-27/add", tile=1, part="morning")
    person.presses("/diary/2026-02-28/add", tile=1)
    assert [e.precision for e in sorted(person.spasms(), key=lambda e: e.happened_at.instant)] == [
        Precision.DAY_PART,
        Precision.DAY,
    ]


def test_not_later_than_now(person: Person):
    assert "still to come" in person.presses("/diary/2026-03-02/add", tile=0, time="23:30")
    assert not person.spasms()


def test_more_than_seven_days_ago_only_a_note(person: Person):
    person.opens("/diary/2026-02-20/add", status=404)
    assert "only a note" in person.opens("/diary/2026-02-20")
    person.presses("/diary/2026-02-20/add/note", note="The week of the flu")
    assert person.holds().of(Note)[0].body.text == "The week of the flu"


def test_other_things_are_added_too(person: Person):
    person.presses("/diary/2026-03-01/add/treatment", codes=["stretching", "heat"], part="evening")
    person.presses("/diary/2026-03-01/add/exposure", codes="stress")
    person.presses("/diary/2026-03-01/add/symptom", codes="fever", note="39")
    journal = person.holds()
    assert {e.body.code for e in journal.of(Treatment)} == {"stretching", "heat"}
    assert journal.of(Exposure)[0].body.code == "stress"
    assert journal.of(Symptom)[0].body.note == "39"


def test_a_form_without_an_answer_says_so(person: Person):
    assert "Choose at least one." in person.presses("/diary/2026-03-01/add/symptom", note="")


def odd(html: str) -> tuple[str, str]:
    """Where the question of a page is answered, and up to which day the page looked."""
    found = re.search(r'action="(/diary/odd/[0-9a-f]{32})".*?name="until" value="([0-9-]+)"', html, re.DOTALL)
    assert found
    return found[1], found[2]


def test_what_is_odd_is_asked_about_once(person: Person):
    person.presses("/none")
    person.clock.forward(minutes=5)
    person.presses("/diary/2026-03-02/add", tile=0, time="12:00")
    html = person.opens("/diary")
    assert "you had said there were none in those hours" in html
    path, until = odd(html)
    person.presses(path, keep=1, until=until)
    assert "you had said" not in person.opens("/diary")
    assert len(person.spasms()) == 1


def test_what_is_odd_can_be_removed(person: Person):
    person.presses("/none")
    person.clock.forward(minutes=5)
    person.presses("/diary/2026-03-02/add", tile=0, time="12:00")
    path, until = odd(person.opens("/diary"))
    person.presses(path, remove=1, until="the other day", status=400)
    person.presses(path, remove=1, until=until)
    assert not person.spasms()


def test_a_full_bin_goes_on_behind_its_last_line(person: Person, monkeypatch):
    monkeypatch.setattr("unknot.web.diary.bin.SHOWN", 2)
    for minute in range(5):
        id = person.logged(f"2026-03-02 12:0{minute}", Episode(bother=minute))
        person.presses(f"/entry/{id}/remove")
        person.clock.forward(seconds=7)
    shown, path = [], "/diary/bin"
    while path:
        html = person.opens(path)
        shown += re.findall(r"<strong>(.*?)</strong><br>(.*?)<br>", html)
        older = re.search(r'href="(\?before=[^"]+)"', html)
        path = f"/diary/bin{unescape(older[1])}" if older else ""
    assert len(shown) == len(set(shown)) == 5


def test_a_diary_of_long_ago_is_read_without_the_years_between(person: Person):
    old = person.logged("2019-05-06 10:00", Episode(bother=4))
    assert f"/entry/{old}" in person.opens("/diary/2019-05-06")
    assert "At least 1 spasm" in person.opens("/diary/2019-05-20")
    for path in ("/diary/1900-01-01", "/diary/2199-12-31", "/diary/1901-01-01"):
        assert person.browser.get(path).status_code in (200, 302, 404)
