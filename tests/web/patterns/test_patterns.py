"""Patterns: worked out once a day, made again when an older entry changes, the same numbers in the Profile."""

import json
from datetime import timedelta
from html import unescape

import pytest

from tests.web.conftest import NOW
from unknot import actions
from unknot.analysis.analyse import analyse
from unknot.analysis.associations.method import METHOD
from unknot.analysis.patterns import as_json
from unknot.household.findings import analysis_cache, findings_history
from unknot.household.findings.export_profile import shared_profile
from unknot.journal.entry import DiaryDay, Episode, Stage, Treatment, Word
from unknot.journal.span import moment
from unknot.madeup.example import ZONE, made_up_year
from unknot.report import pattern_words
from unknot.report.compose import last_days
from unknot.report.profile import Audience
from unknot.report.wording import Voice
from unknot.store import cache, entries
from unknot.web.page.guide_links import explained

TODAY = moment(NOW, ZONE).diary_day


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

    return analysis_cache.cached_findings(
        home.journal, whole, audience=audience, now=clock.now, zone=ZONE, language="en", _=lambda text: text
    )


def test_the_page_says_one_thing_first_and_is_never_made_twice_a_day(logged, clock):
    reads = []
    first = shown(logged, clock, reads)
    assert "times as many spasms" in first.page.lead or "Nothing stands out" in first.page.lead
    day = moment(clock.now, ZONE).diary_day
    then = findings_history.record_of_day(logged.journal, day, ZONE)
    assert (then.lead, then.method) == (first.page.lead, METHOD.version)
    again = analysis_cache.worked_out_again(logged.journal, day, ZONE, "en", lambda text: text)
    assert (again.lead, again.findings) == (then.lead, then.findings), "replayed, it says the same"
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
    assert cache.get(logged.journal, "patterns-owner-en") is None


def test_what_another_version_kept_is_made_again(logged, clock):
    reads = []
    shown(logged, clock, reads)
    cache.put(logged.journal, "patterns-owner-en", '{"page": 1}', clock.now)
    shown(logged, clock, reads)
    assert len(reads) == 2
    document = json.loads(cache.get(logged.journal, "patterns-owner-en").document)
    cache.put(logged.journal, "patterns-owner-en", json.dumps(document | {"method": "triggers-0"}), clock.now)
    assert shown(logged, clock, reads).method == METHOD.version
    assert len(reads) == 3


def test_the_pages_show_the_same_lines(logged, clock):
    page = logged.owner.get("/patterns").content.decode()
    visit = logged.owner.get("/visit").content.decode()
    for finding in shown(logged, clock, []).findings[:3]:
        assert finding.name[1:] in visit
        assert finding.name[1:] in page


def test_whoever_hides_patterns_finds_a_calm_word_and_none_in_the_profile(logged, clock):
    settings = entries.standing(logged.journal).latest(type(entries.standing(logged.journal).settings))
    actions.amend(logged.journal, settings.id, {"hide_patterns": True}, by=actions.Actor(), now=clock.now)
    assert b"You chose to hide patterns" in logged.owner.get("/patterns").content
    assert b"oor sleep" not in logged.owner.get("/visit").content


def test_what_is_handed_over_has_no_finding_of_whoever_hides_patterns(logged, clock):
    def handed():
        days = last_days(clock.now, ZONE)
        return shared_profile(logged.journal, *days, zone=ZONE, now=clock.now, language="en", _=str).findings

    assert handed().lines
    settings = entries.standing(logged.journal).latest(type(entries.standing(logged.journal).settings))
    actions.amend(logged.journal, settings.id, {"hide_patterns": True}, by=actions.Actor(), now=clock.now)
    assert (handed().lines, handed().empty) == ((), "Not worked out for this page.")


def test_what_is_handed_over_says_of_a_change_what_the_page_says(logged, clock):
    """With and without a trend, side by side: on Patterns, and on the Profile that leaves the house."""
    at = moment(clock.now - timedelta(days=25), ZONE)
    begun = Treatment(code="massage", stage=Stage.STARTED)
    actions.record(logged.journal, begun, by=actions.Actor(), happened_at=at, now=clock.now)
    day, words = at.diary_day, shown(logged, clock, [], Audience.SHARED).estimates[at.diary_day]
    assert "If the log was changing slowly anyway" in words
    page = shared_profile(
        logged.journal, day - timedelta(days=7), TODAY - timedelta(days=1), zone=ZONE, now=clock.now, language="en",
        _=lambda text: text,
    )  # fmt: skip
    assert words in page.comparison.sentences


def test_a_finding_leads_to_what_the_guide_knows_of_it(logged, clock):
    codes = [line.code for group in shown(logged, clock, []).page.groups for line in group.lines]
    leading = {explained(code) for code in codes} - {""}
    assert leading
    page = unescape(logged.owner.get("/patterns").content.decode())
    assert all(f'href="{place}"' in page for place in leading)


def test_analyse_patterns_profile_and_cohort_have_the_same_numbers(logged, clock):
    journal = entries.standing(logged.journal)
    page = shown(logged, clock, [])
    printed = analysis_cache.patterns(logged.journal, journal, Audience.OWNER, clock.now, ZONE)  # unknot analyse --json
    anew = analyse(journal, as_of=clock.now, zone=ZONE)  # the cohort's door
    assert as_json(printed) == as_json(anew)
    numbers = {
        one["code"]: one for one in json.loads(findings_history.record_of_day(logged.journal, TODAY, ZONE).findings)
    }
    assert [numbers[f.code]["log_evidence"] for f in anew.findings] == [round(f.log_evidence, 6) for f in anew.findings]
    lines = {line.code: line for group in page.page.groups for line in group.lines}
    voice = Voice(lambda text: text, country="IE")
    for found, told in zip(anew.findings, page.findings, strict=True):
        assert lines[found.code].figure == pattern_words.brief(found, voice)[0]
        assert (told.ratio and told.ratio.value) == (found.ratio and found.ratio.value)


def test_as_of_a_day_is_what_patterns_showed_on_it(logged, clock):
    journal = entries.standing(logged.journal)
    over = analysis_cache.last_moment(TODAY - timedelta(days=9), ZONE)
    showed = analyse(journal.as_recorded(over), as_of=over, zone=ZONE)
    late = moment(clock.now - timedelta(days=20), ZONE)
    actions.record(logged.journal, Episode(), by=actions.Actor(), happened_at=late, now=clock.now)
    again = analysis_cache.patterns(logged.journal, entries.standing(logged.journal), Audience.OWNER, over, ZONE)
    assert as_json(again)["findings"] == as_json(showed)["findings"]
    assert again.last_look == showed.last_look


def test_all_that_ask_on_a_day_get_the_answer_of_its_first_look(logged, clock):
    journal = logged.journal
    first = analysis_cache.worked_out_at(journal, clock.now, ZONE)
    clock.forward(hours=2)
    word = DiaryDay(day=TODAY, word=Word.EVERYTHING)
    actions.record(journal, word, by=actions.Actor(), happened_at=moment(clock.now, ZONE), now=clock.now)
    assert analysis_cache.worked_out_at(journal, clock.now, ZONE) == first, (
        "it vouches for last night, which counts tomorrow"
    )
    old = moment(clock.now - timedelta(days=6), ZONE)
    actions.record(journal, Episode(), by=actions.Actor(), happened_at=old, now=clock.now)
    clock.forward(minutes=1)
    assert analysis_cache.worked_out_at(journal, clock.now, ZONE) == clock.now, "what came late counts at once"
    clock.forward(hours=8)
    assert analysis_cache.worked_out_at(journal, clock.now, ZONE) == clock.now, "a new day, a new look"


def test_what_is_shared_takes_up_the_looks_of_the_owner_unless_they_saw_something_private(logged, clock):
    owner, theirs = shown(logged, clock, []), shown(logged, clock, [], Audience.SHARED)
    assert theirs.findings == owner.findings
    assert not analysis_cache.shared(logged.journal), "no look was made anew"
    hidden = entries.standing(logged.journal).of(Episode)[5]
    actions.amend(logged.journal, hidden.id, {"private": True}, by=actions.Actor(), now=clock.now)
    clock.forward(minutes=1)
    journal = entries.standing(logged.journal)
    at = analysis_cache.worked_out_at(logged.journal, clock.now, ZONE)
    found = analysis_cache.patterns(logged.journal, journal, Audience.SHARED, at, ZONE)
    assert analysis_cache.shared(logged.journal), "from now on every night looks for them too"
    assert as_json(found) == as_json(analyse(journal.public(), as_of=at, zone=ZONE))
