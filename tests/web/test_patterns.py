"""Patterns: worked out once a day, made again when an older entry changes, the same numbers in the Profile."""

import json
from datetime import timedelta
from html import unescape

import pytest

from unknot import actions
from unknot.analysis.triggers.method import METHOD
from unknot.journal.entry import Episode
from unknot.journal.span import moment
from unknot.report.compose import last_days
from unknot.report.profile import Audience
from unknot.store import derived, entries
from unknot.web import looks
from unknot.web.example import ZONE, made_up_year
from unknot.web.guide.places import explained
from unknot.web.handing import shared_profile


@pytest.fixture
def logged(home, clock):
    """Ten weeks of the made-up year."""
    start = clock.now - timedelta(days=70)
    some = [
        e
        for e in made_up_year(3, clock.now)
        if e.provenance.recorded_at.instant > start or e.body.__class__.__name__ == "Settings"
    ]
    actions.add(home.journal, some, now=clock.now)
    return home


def shown(home, clock, reads, audience=Audience.OWNER):
    def whole():
        reads.append(1)
        return entries.standing(home.journal)

    return looks.shown(
        home.journal, whole, audience=audience, now=clock.now, zone=ZONE, language="en", _=lambda text: text
    )


def test_the_page_says_one_thing_first_and_is_never_made_twice_a_day(logged, clock):
    reads = []
    first = shown(logged, clock, reads)
    assert "times as many spasms" in first.page.lead or "Nothing stands out" in first.page.lead
    clock.forward(hours=2)
    assert shown(logged, clock, reads) == first
    assert len(reads) == 1


def test_a_spasm_of_today_changes_nothing_one_filled_in_for_last_week_does(logged, clock):
    reads = []
    shown(logged, clock, reads)
    clock.forward(minutes=1)
    by = actions.Actor()
    actions.record(logged.journal, Episode(), by=by, happened_at=moment(clock.now, ZONE), now=clock.now)
    shown(logged, clock, reads)
    assert len(reads) == 1
    clock.forward(minutes=1)
    old = moment(clock.now - timedelta(days=6), ZONE)
    actions.record(logged.journal, Episode(), by=by, happened_at=old, now=clock.now)
    shown(logged, clock, reads)
    assert len(reads) == 2


def test_what_was_kept_goes_with_what_is_erased(logged, clock):
    shown(logged, clock, [])
    actions.erase(logged.journal, [e.id for e in entries.raw(logged.journal)][:1], by=actions.Actor(), now=clock.now)
    assert derived.kept(logged.journal, "patterns-owner-en") is None


def test_what_another_version_kept_is_made_again(logged, clock):
    reads = []
    shown(logged, clock, reads)
    derived.keep(logged.journal, "patterns-owner-en", '{"page": 1}', clock.now)
    shown(logged, clock, reads)
    assert len(reads) == 2
    document = json.loads(derived.kept(logged.journal, "patterns-owner-en").document)
    derived.keep(logged.journal, "patterns-owner-en", json.dumps(document | {"method": "triggers-0"}), clock.now)
    assert shown(logged, clock, reads).method == METHOD.version
    assert len(reads) == 3


def test_the_pages_show_the_same_lines(logged, clock):
    page = logged.owner.get("/patterns").content.decode()
    visit = logged.owner.get("/visit").content.decode()
    for finding in shown(logged, clock, []).findings[:3]:
        assert finding.name in visit
        assert finding.name[1:] in page


def test_whoever_hides_patterns_finds_a_calm_word_and_none_in_the_profile(logged, clock):
    settings = entries.standing(logged.journal).latest(type(entries.standing(logged.journal).settings))
    actions.amend(logged.journal, settings.id, {"hide_patterns": True}, by=actions.Actor(), now=clock.now)
    assert b"You chose to hide patterns" in logged.owner.get("/patterns").content
    assert b"poor sleep" not in logged.owner.get("/visit").content


def test_what_is_handed_over_has_no_finding_of_whoever_hides_patterns(logged, clock):
    def handed():
        days = last_days(clock.now, ZONE)
        return shared_profile(logged.journal, *days, zone=ZONE, now=clock.now, language="en", _=str).findings

    assert handed().lines
    settings = entries.standing(logged.journal).latest(type(entries.standing(logged.journal).settings))
    actions.amend(logged.journal, settings.id, {"hide_patterns": True}, by=actions.Actor(), now=clock.now)
    assert (handed().lines, handed().empty) == ((), "Not worked out for this page.")


def test_a_finding_leads_to_what_the_guide_knows_of_it(logged, clock):
    codes = [line.code for group in shown(logged, clock, []).page.groups for line in group.lines]
    leading = {explained(code) for code in codes} - {""}
    assert leading
    page = unescape(logged.owner.get("/patterns").content.decode())
    assert all(f'href="{place}"' in page for place in leading)
