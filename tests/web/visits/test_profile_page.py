"""Visit: the Profile, my questions, the period, the paper."""

from __future__ import annotations

from tests.web.person import CALF, Person
from unknot.household.sharing.models import NoteBack
from unknot.journal.entry import Campaign, DiaryDay, Episode, Note, Visit, Word


def test_the_profile_of_the_last_28_days(person: Person):
    person.logged("2026-02-27T10:00", Episode(sites=(CALF,), bother=6))
    day = person.at("2026-02-27T12:00").clock_date
    person.logged("2026-02-28T03:50", DiaryDay(day=day, word=Word.EVERYTHING, bother=3))
    html = person.opens("/visit")
    assert "Spasm Profile" in html
    assert "2 February" in html
    assert "1 March 2026" in html
    assert html.count("<svg") >= 4
    assert html.count("As a table") >= 2


def test_an_empty_journal_has_a_page_too(person: Person):
    assert "Spasm Profile" in person.opens("/visit")


def test_questions_are_added_changed_and_removed(person: Person):
    person.presses("/visit/questions", text="Why at night?")
    (question,) = person.holds().of(Note)
    assert question.body.question
    assert "Why at night?" in person.opens("/visit")
    person.presses("/visit/questions", text="Why at 3?", of=str(question.id))
    assert [e.body.text for e in person.holds().of(Note)] == ["Why at 3?"]
    person.presses(f"/visit/questions/{question.id}/remove")
    assert not person.holds().of(Note)


def test_an_empty_question_is_refused_in_words(person: Person):
    assert "A question needs a word." in person.presses("/visit/questions", text=" ")


def test_any_1_to_92_days(person: Person):
    assert "1 January" in person.presses("/visit/period", first="2026-01-01", last="2026-03-01")
    assert "From 1 to 92 days." in person.presses("/visit/period", first="2025-01-01", last="2026-03-01")
    assert "yesterday or before" in person.presses("/visit/period", first="2026-03-01", last="2026-03-02")
    person.opens("/visit/2025-01-01/2026-03-01", status=404)


def test_a_visit_starts_its_28_days(person: Person):
    html = person.presses("/visit/date", on="2026-03-20")
    assert "Friday, 20 March, in 18 days. Day 1 of 18." in html
    assert '<progress max="18" value="1"' in html
    assert "Day 1 of 18" in html
    assert len(person.holds().of(Visit)) == len(person.holds().of(Campaign)) == 1
    assert "This day is over." in person.presses("/visit/date", on="2026-03-01")


def test_what_a_visit_is_for_stands_first(person: Person):
    person.presses("/visit/questions", text="Why at night?")
    html = person.opens("/visit").split("<h1>Visit")[1]
    order = [html.index(words) for words in ("Show my doctor", "The page as PDF", "Why at night?", "Spasm Profile")]
    assert order == sorted(order)


def test_what_was_logged_today_is_named(person: Person):
    assert "of today" not in person.opens("/visit")
    person.logged("2026-03-02T10:00", Episode(sites=(CALF,)))
    assert "It ends on 1 March: 1 spasm of today comes with tomorrow&#x27;s page." in person.opens("/visit")


def test_a_note_that_was_written_back_is_told_on_visit_and_on_log(person: Person):
    NoteBack.objects.create(journal=person.journal, at=person.clock.now, name="Dr <b>", text="Bring the list.")
    for path in ("/visit", "/"):
        html = person.opens(path)
        assert "A note from Dr &lt;b&gt;" in html, path
        assert "Bring the list." in html, path
    person.presses(f"/visit/show/notes/{NoteBack.objects.get().pk}/remove")
    assert "A note from" not in person.opens("/")


def test_the_paper_is_a_pdf(person: Person):
    person.logged("2026-02-27T10:00", Episode(sites=(CALF,), bother=6))
    answer = person.browser.get("/visit/2026-02-02/2026-03-01/spasm-profile.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_a_locked_device_reads_no_profile(settle, home):
    settle()
    assert "Spasm Profile" not in home.device.get("/visit", follow=True).content.decode()
