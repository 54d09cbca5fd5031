"""The first opening: it logs before it asks, and everything can be skipped."""

from __future__ import annotations

from datetime import date, time

import pytest

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
    assert newcomer.spasms()[0].body.sites == (Site("leg", Side.LEFT),)
    assert "Whose journal is this?" in html


def test_all_of_it_can_be_skipped(newcomer: Person):
    newcomer.presses("/welcome", no=1)
    for step in STEPS:
        html = newcomer.presses(f"/welcome/{step}", skip=1)
    assert "Press where. It is saved at once." in html
    journal = newcomer.holds()
    assert len(journal.settings.tiles) == 4
    assert {type(e.body) for e in journal.entries} == {Settings}


def test_six_questions_write_what_was_answered(newcomer: Person):
    newcomer.presses("/welcome/whose", whose="other", country="IE", zone="Europe/Dublin")
    newcomer.presses("/welcome/tiles", kind="cramp", ready=["left-calf", "lower-back"], own="Jumpy leg", place="leg")
    newcomer.presses("/welcome/cause", cause=["cause-not-known"])
    newcomer.presses("/welcome/baclofen", kidneys="not-sure")
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
    assert facts == {"cause-not-known": Standing.YES, "kidney-disease": Standing.NOT_SURE}
    assert journal.of(Visit)[0].happened_at.clock_date == date(2026, 3, 30)
    campaign = journal.of(Campaign)[0].body
    assert (campaign.starts, campaign.ends) == (date(2026, 3, 2), date(2026, 3, 29))
    assert kept.purpose == "To find out about the nights"


def test_seven_tiles_are_too_many_and_the_form_stays_filled(newcomer: Person):
    seven = ["left-calf", "right-calf", "left-foot", "right-foot", "neck", "belly", "lower-back"]
    html = newcomer.presses("/welcome/tiles", ready=seven)
    assert "Six at most" in html
    assert html.count(" checked") >= 7


def test_a_zone_that_is_none_is_no_answer(newcomer: Person):
    newcomer.presses("/welcome/whose", whose="mine", zone="../../etc/passwd")
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
