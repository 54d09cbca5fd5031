"""What Patterns said is kept word for word: it can be shown again when the log, or the method, is another."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.report.test_patterns import finding, patterns
from unknot import actions
from unknot.analysis.patterns import Group
from unknot.household.findings import findings_history
from unknot.journal.entry import Episode
from unknot.journal.journal import Journal
from unknot.journal.span import moment
from unknot.knowledge.words import as_written
from unknot.report.patterns import patterns_page
from unknot.store import cache

BY = actions.Actor()
MORNING = datetime(2026, 3, 1, 4, 5, tzinfo=UTC)
LOOK = date(2026, 3, 1)


@pytest.fixture
def says(home):
    """Keeps what a page said at a look."""

    def say(*found, at=MORNING, look=LOOK, **changes):
        seen = patterns(*found, last_look=look, **changes)
        findings_history.keep_record(home.journal, seen, patterns_page(seen, Journal(), _=as_written), at)

    return say


def stood(home, day):
    return findings_history.record_of_day(home.journal, day, "UTC")


def test_the_words_of_a_day_are_those_of_the_last_look_before_it_was_over(home, says):
    says(finding())
    says(at=MORNING + timedelta(days=7), look=LOOK + timedelta(days=7))
    assert stood(home, LOOK - timedelta(days=1)) is None
    for days in (0, 6):
        assert stood(home, LOOK + timedelta(days=days)).lead.startswith("After poor sleep you logged about 1.9 times")
    assert stood(home, LOOK + timedelta(days=7)).lead.startswith("Nothing stands out")


def test_a_correction_or_another_method_says_it_beside_what_stood_there_and_not_over_it(home, says):
    says(finding())
    says(finding())
    says(finding(group=Group.NO_DIFFERENCE), at=MORNING + timedelta(days=2))
    says(finding(group=Group.NO_DIFFERENCE), at=MORNING + timedelta(days=5), method="2")
    said = [stood(home, LOOK + timedelta(days=days)) for days in (1, 2, 5)]
    assert [(then.method, then.lead[:5]) for then in said] == [("1", "After"), ("1", "Nothi"), ("2", "Nothi")]
    assert len(json.loads(cache.get(home.journal, "shown-2026-03-01").document)) == 3
    (numbers,) = json.loads(said[0].findings)
    assert (numbers["code"], numbers["ratio"]["value"]) == ("poor-sleep", 1.93)


def test_what_no_version_reads_any_more_counts_as_not_kept(home, says):
    says(finding())
    cache.put(home.journal, "shown-2026-03-02", json.dumps([{"shape": "of another time"}]), MORNING)
    assert stood(home, date(2026, 3, 2)).look == LOOK


def test_it_outlasts_the_bin_and_goes_with_what_is_erased(home, clock, says):
    spasms = [
        actions.record(home.journal, Episode(), by=BY, happened_at=moment(clock.now, "UTC"), now=clock.now).entry.id
        for _n in range(2)
    ]
    says(finding())
    actions.retract(home.journal, spasms[0], by=BY, now=clock.now)
    clock.forward(days=31)
    assert actions.empty_bin(home.journal, clock.now)
    assert stood(home, LOOK)
    actions.erase(home.journal, spasms[1:], by=BY, now=clock.now)
    assert stood(home, LOOK) is None


def test_the_page_shows_them_again_beside_todays(home, says):
    says(finding(suspected=True), finding(code="stress", group=Group.NO_DIFFERENCE))
    found = home.owner.get("/patterns/on", {"day": "2026-03-01"})
    assert found["Location"] == "/patterns/on/2026-03-01"
    page = home.owner.get(found["Location"]).content.decode()
    assert "After poor sleep you logged about 1.9 times as many spasms" in page
    assert "These are the words that stood there." in page
    assert "by version 1 of the method" in page
    assert "No whole-day doubling: 0.9 to 1.8 times" in page
    assert "not compared" in page, "today's log holds none of it"
    assert home.device.get("/patterns/on/2026-03-01").status_code in (302, 401)


def test_a_day_that_is_not_over_has_no_page_and_one_without_words_says_so(home):
    assert home.owner.get("/patterns/on/2026-03-02").status_code == 404
    assert home.owner.get("/patterns/on/0001-01-02").status_code == 404
    assert home.owner.get("/patterns/on", {"day": "tomorrow"}).status_code == 422
    assert "Nothing was kept of this day." in home.owner.get("/patterns/on/2026-02-27").content.decode()
    assert "There was no look by that day" in home.owner.get("/patterns/on/2026-02-27?again").content.decode()
