"""The first opening: it logs before it asks, and everything can be skipped."""

from __future__ import annotations

import re
from datetime import date, time, timedelta

import pytest

from tests.web.conftest import NOW, begin
from tests.web.person import Person, form_id
from unknot.journal.entry import Campaign, Circumstance, Delay, EpisodeKind, Settings, Side, Site, Standing, Visit
from unknot.web.preferences.welcome import STEPS
from unknot.web.preferences.welcome_form import OFTEN_SUSPECTED


@pytest.fixture
def newcomer(clock, home) -> Person:
    return Person(home.owner, home.journal, clock)


def test_it_logs_before_it_asks(newcomer: Person):
    html = newcomer.opens("/")
    assert "A spasm just now?" in html
    assert html.count('class="tile"') == 4
    html = newcomer.presses("/welcome", place="left-leg", id=form_id(html))
    (spasm,) = newcomer.spasms()
    assert spasm.body.sites == (Site("leg", Side.LEFT),)
    assert "Left leg. Saved." in html
    assert f"/entry/{spasm.id}/undo" in html
    html = newcomer.presses(f"/entry/{spasm.id}/bother", bother=6)
    assert "Where do they come?" in html
    html = newcomer.presses("/welcome/places", skip=1)
    assert "Today: 1 so far, at 21:00." in html


def test_what_is_taken_back_leads_to_the_first_page_again(newcomer: Person):
    html = newcomer.presses("/welcome", place="left-leg", id=form_id(newcomer.opens("/")))
    assert "A spasm just now?" in newcomer.presses(f"/entry/{newcomer.spasms()[0].id}/undo", to="log")
    assert 'href="/"' in html  # Done


def test_all_of_it_can_be_skipped_and_the_browsers_zone_is_kept(newcomer: Person):
    newcomer.presses("/welcome", no=1, zone="Pacific/Auckland")
    html = newcomer.presses("/welcome/places", skip=1, zone="Pacific/Auckland")
    assert "Press where. It is saved at once." in html
    journal = newcomer.holds()
    assert len(journal.settings.tiles) == 4
    assert (journal.settings.zone, journal.settings.country) == ("Pacific/Auckland", "NZ")
    assert {type(e.body) for e in journal.entries} == {Settings}


def test_the_first_spasm_is_logged_on_the_browsers_clock(newcomer: Person):
    newcomer.presses("/welcome", place="back", zone="Pacific/Auckland", id=form_id(newcomer.opens("/")))
    assert newcomer.spasms()[0].happened_at.zone == "Pacific/Auckland"


def test_a_zone_that_was_said_is_not_overwritten(newcomer: Person):
    newcomer.presses("/welcome/places", country="IE", zone="Europe/Dublin")
    newcomer.presses("/welcome/places", skip=1, zone="Asia/Tokyo")
    assert newcomer.holds().settings.zone == "Europe/Dublin"


@pytest.mark.parametrize("step", STEPS)
def test_every_page_of_it_has_a_way_back(newcomer: Person, step: str):
    assert re.search('class="back"><a href="/(welcome)?"', newcomer.opens(f"/welcome/{step}"))


def test_the_questions_write_what_was_answered(newcomer: Person):
    newcomer.presses(
        "/welcome/places", whose="other", country="IE", zone="Europe/Dublin",
        kind="cramp", ready=["left-calf", "lower-back"], own="Jumpy leg", place="leg",
    )  # fmt: skip
    newcomer.presses("/welcome/cause", cause=["cause-not-known"])
    newcomer.presses("/welcome/why", purpose="night", visit="2026-03-30")
    newcomer.presses("/welcome/reminder", ready="21:00")
    journal = newcomer.holds()
    kept = journal.settings
    assert (kept.country, kept.zone, kept.about_someone_else, kept.reminder) == ("IE", "Europe/Dublin", True, time(21))
    assert [(t.label, t.kind) for t in kept.tiles] == [
        ("Left calf", EpisodeKind.CRAMP),
        ("Lower back", EpisodeKind.CRAMP),
        ("Jumpy leg", EpisodeKind.CRAMP),
    ]
    facts = {e.body.code: e.body.standing for e in journal.of(Circumstance)}
    assert facts == {"cause-not-known": Standing.YES}
    assert journal.of(Visit)[0].happened_at.clock_date == date(2026, 3, 30)
    campaign = journal.of(Campaign)[0].body
    assert (campaign.starts, campaign.ends) == (date(2026, 3, 2), date(2026, 3, 29))
    assert kept.purpose == "To find out about the nights"


def test_the_other_questions_wait_for_their_day_in_a_quiet_line(newcomer: Person):
    newcomer.presses("/welcome/places", skip=1)
    lines = {1: "A reminder in the evening?", 4: "What is this journal for?", 8: "Do you know the cause", 20: ""}
    for day, line in lines.items():
        newcomer.clock.now = NOW.replace(hour=14) + timedelta(days=day)
        browser = begin(newcomer.journal, newcomer.clock.now, device=False)
        html = browser.get("/").content.decode()
        shown = [words for words in lines.values() if words and words in html]
        assert shown == ([line] if line else []), day


def test_seven_tiles_are_too_many_and_the_form_stays_filled(newcomer: Person):
    seven = ["left-calf", "right-calf", "left-foot", "right-foot", "neck", "belly", "lower-back"]
    html = newcomer.presses("/welcome/places", ready=seven)
    assert "Six at most" in html
    assert html.count(" checked") >= 7


def test_a_zone_that_is_none_is_no_answer(newcomer: Person):
    newcomer.presses("/welcome/places", whose="mine", zone="../../etc/passwd")
    assert newcomer.holds().settings.zone != "../../etc/passwd"


def test_what_is_suspected_can_be_named_before_the_log_begins(newcomer: Person):
    newcomer.presses("/welcome/why", purpose="cause", suspects=["cold", "poor-sleep"])
    (kept,) = newcomer.holds().of(Settings)
    assert (kept.body.suspects, kept.body.exposures) == (("cold", "poor-sleep"), ("cold", "poor-sleep"))
    assert "Cold" in newcomer.opens("/check-in/2026-03-02/about")


def test_how_soon_it_acts_can_be_guessed_with_it(newcomer: Person):
    said = {"delay-cold": "next-day", "delay-stress": "hours", "delay-poor-sleep": "some day"}
    newcomer.presses("/welcome/why", suspects=["cold", "poor-sleep"], **said)
    assert newcomer.holds().settings.delays == {"cold": Delay.NEXT_DAY}


def test_seven_things_are_too_many_to_begin_with(newcomer: Person):
    page = newcomer.presses("/welcome/why", suspects=list(OFTEN_SUSPECTED[:7]))
    assert "Choose the 6 that matter most; more can be added later. Now it is 7." in page
    assert not newcomer.holds().settings.suspects
