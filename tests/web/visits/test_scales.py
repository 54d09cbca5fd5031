"""The scales: one question a page, each answer kept at once, asked when a visit asks for it, shown on its page."""

from __future__ import annotations

import re

from tests.web.person import Person
from unknot.journal.entry import Answer, Campaign, Goal, Measurement, Progress, Response
from unknot.knowledge.instruments import Use, instruments

FILLED = [each.id for each in instruments().values() if each.use is Use.FILL]


def answers(person: Person) -> list[tuple[str, tuple[Answer, ...]]]:
    return [(e.body.instrument, e.body.answers) for e in person.holds().of(Response)]


def form_address(person: Person, path: str, **said: object) -> str:
    """Where an answer leads."""
    answer = person.browser.post(path, said)
    assert answer.status_code == 302, answer.content[:400]
    return answer["Location"]


def test_the_two_parts_of_penn_are_asked_and_kept_apart(person: Person):
    following = form_address(person, "/scales/psfs", value=3)
    assert answers(person) == [("psfs", (Answer("frequency", 3),))], "the first answer is kept before the second"
    assert "How strong are they?" in person.opens(following)
    assert form_address(person, following, value=2) == "/scales"
    assert answers(person) == [("psfs", (Answer("frequency", 3), Answer("severity", 2)))]
    assert "how often 3, how strong 2" in person.opens("/scales")


def test_without_spasms_the_second_part_is_not_asked(person: Person):
    assert form_address(person, "/scales/psfs", value=0) == "/scales"
    assert answers(person) == [("psfs", (Answer("frequency", 0),))]


def test_a_skipped_question_leaves_nothing(person: Person):
    assert form_address(person, "/scales/nrs-pain", skip=1) == "/scales"
    assert answers(person) == []


def test_only_the_answers_there_are(person: Person):
    for value in ("11", "-1", "", "x"):
        person.presses("/scales/nrs-pain", value=value, status=400)
    assert answers(person) == []
    for path in ("/scales/promis-sleep", "/scales/nothing", "/scales/msss-88"):
        person.opens(path, status=404)


def test_before_a_visit_they_are_asked_in_turn_and_once_a_week(person: Person):
    day = person.at("2026-03-01T12:00").clock_date
    person.logged("2026-03-01T12:00", Campaign(starts=day, ends=day.replace(day=20)))
    assert f"{len(FILLED)} questions wait" in person.opens("/scales")
    assert f"{len(FILLED)} questions wait for this visit" in person.opens("/visit")
    where, seen = f"/scales/{FILLED[0]}?turn", []
    while where != "/scales":
        seen.append(re.sub(r"/scales/([a-z0-9-]+).*", r"\1", where))
        where = form_address(person, where, **({"skip": 1} if "nrs-pain" in where else {"value": 1}))
    assert list(dict.fromkeys(seen)) == FILLED
    assert "1 question waits" in person.opens("/scales"), "the skipped one may be asked again, the others not"
    person.clock.forward(days=7)
    assert f"{len(FILLED)} questions wait" in person.opens("/scales")


def test_the_check_in_leads_to_them_only_when_they_are_due(person: Person):
    end = "/check-in/2026-03-02/end"
    assert form_address(person, end, word="everything") == "/"
    day = person.at("2026-03-01T12:00").clock_date
    person.logged("2026-03-01T12:00", Campaign(starts=day, ends=day.replace(day=20)))
    assert "for your visit" in person.opens(end)
    assert form_address(person, end, word="everything") == "/scales"


def test_the_trend_stands_on_the_profile_and_a_change_only_where_one_was_verified(person: Person):
    for day, pain, stiff in (("2026-02-10", 7, 8), ("2026-02-24", 3, 2)):
        person.logged(f"{day}T18:00", Response(instrument="nrs-pain", answers=(Answer("pain", pain),)))
        person.logged(f"{day}T18:01", Response(instrument="nrs-spasticity", answers=(Answer("spasticity", stiff),)))
    html = person.opens("/visit")
    assert "7, 3 from 10 Feb to 24 Feb" in html
    assert html.count("In studies, a change of about 2 points") == 1, "for pain; none was verified for spasticity"


def test_one_goal_in_their_words(person: Person):
    assert "A goal needs a word." in person.presses("/scales/goal", words=" ")
    person.presses("/scales/goal", words="Put on my own socks")
    person.clock.forward(minutes=1)
    assert "How does it go now?" in person.opens("/scales/goal")
    person.presses("/scales/goal", progress="easier")
    assert [e.body for e in person.holds().of(Goal)] == [
        Goal(words="Put on my own socks"),
        Goal(words="Put on my own socks", progress=Progress.EASIER),
    ]
    assert "Put on my own socks (easier now)" in person.opens("/visit")
    person.presses("/scales/goal", progress="cured", status=400)


def test_a_score_that_was_given_is_entered_as_it_was_said(person: Person):
    person.presses(
        "/scales/given", which="modified-ashworth", value="1+", where="left calf", on="2026-02-27", by="Physio"
    )
    person.presses("/scales/given", which="promis-sleep", value="58,5", on="2026-02-27")
    other, one = sorted((e.body for e in person.holds().of(Measurement)), key=lambda body: body.code, reverse=True)
    assert (one.code, one.value, one.text, one.by) == ("ashworth", None, "1+ left calf", "Physio")
    assert other.value is not None
    assert (str(other.value.value), other.value.unit, other.text) == ("58.5", "{score}", "58,5")
    assert "1+ left calf on 27 February 2026" in person.opens("/visit")
    assert "still to come" in person.presses("/scales/given", which="tardieu", value="1", on="2026-04-01")
    assert "Choose which" in person.presses("/scales/given", value="1", on="2026-02-01")


def test_no_licensed_question_is_on_any_page(person: Person):
    html = person.opens("/scales/given")
    entered = [each for each in instruments().values() if each.use is Use.ENTER]
    assert all(not each.items for each in entered)
    assert all(f'value="{each.id}"' in html for each in entered)


def test_a_locked_device_is_asked_no_scale(settle, home):
    settle()
    for path in ("/scales", "/scales/psfs", "/scales/goal", "/scales/given"):
        assert "How often do spasms come" not in home.device.get(path, follow=True).content.decode()
