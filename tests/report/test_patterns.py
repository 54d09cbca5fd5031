"""The Patterns page: fixed sentences for every finding, and never a cause."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from tests.days import HOME, entries
from unknot.analysis.patterns import (
    Caution,
    ExperimentResult,
    ExperimentState,
    Finding,
    Forecast,
    Group,
    HourRate,
    Lag,
    Patterns,
    PlaceCount,
    Ratio,
    Reaction,
    Tier,
)
from unknot.journal.entry import Settings
from unknot.journal.journal import Journal, settle
from unknot.knowledge.words import as_written
from unknot.report.findings import findings
from unknot.report.patterns import patterns_page, profile_findings
from unknot.report.profile import Verdict
from unknot.report.wording import Voice

NOW = datetime(2026, 3, 24, 9, tzinfo=UTC)
VOICE = Voice(as_written)


def finding(**changes):
    made = {
        "code": "poor-sleep", "tier": Tier.STRONG, "group": Group.MORE, "lag": Lag.HOURS_12_24, "graded": False,
        "ratio": Ratio(value=1.93, low=1.2, high=3.04, days=64),
        "day_ratio": Ratio(value=1.5, low=0.9, high=1.8, days=64),
        "curve": tuple(h / 47 for h in range(48)), "suspected": False, "added": date(2026, 1, 1), "known_days": 64,
        "exposed_days": 20, "log_evidence": 5.3, "log_evidence_highest": 6.0,
        "strong_since": None, "seen_until": None, "listed_since": None,
        "reaction": Reaction.NOT_SEEN, "reaction_log_evidence": 0.0, "goes_with": (), "cautions": (),
        "forecast": Forecast(days=40),
    }  # fmt: skip
    return Finding(**{**made, **changes})


def patterns(*found, **changes):
    made = {
        "method": "1", "as_of": NOW, "zone": "UTC", "first_day": date(2026, 1, 1), "last_look": date(2026, 3, 23),
        "next_look": None, "looks": 60, "logged_days": 64, "logged_hours": 1500.0, "spasms": 200, "candidates": 10,
        "alpha": 0.05, "adjusted_for": ("time-of-day", "weekday", "slow-change"), "findings": found,
    }  # fmt: skip
    return Patterns(**{**made, **changes})


def page(*found, journal=None, **changes):
    return patterns_page(patterns(*found, **changes), journal or Journal(), _=as_written)


def test_a_finding_is_a_sentence_with_its_interval_its_lag_and_its_days():
    assert page(finding()).lead == (
        "After poor sleep you logged about 1.9 times as many spasms, likely 1.2 to 3 times; "
        "mostly 12 to 24 hours later; 64 logged days."
    )


def test_what_it_is_adjusted_for_counts_the_others():
    assert "time of day, weekday, slow change and 9 other things" in page(finding()).about


@pytest.mark.parametrize(
    ("tier", "words"),
    [
        (Tier.POSSIBLE, "a first hint; may be chance"),
        (Tier.LIKELY, "seen in your log; still being checked"),
        (Tier.STRONG, "keeps showing in your log"),
    ],
)
def test_the_tiers_read_as_plain_words(tier, words):
    assert page(finding(tier=tier)).groups[0].lines[0].remarks == (words,)


def test_a_likely_reaction_and_every_caution_are_said():
    line = page(finding(reaction=Reaction.LIKELY, goes_with=("stress",), cautions=tuple(Caution))).groups[0].lines[0]
    assert any("just before it too" in remark for remark in line.remarks)
    assert any("stress" in remark for remark in line.remarks)
    assert len(line.remarks) == 3 + len(Caution)


def test_not_seen_says_what_is_not_ruled_out():
    line = page(finding(group=Group.NO_DIFFERENCE)).groups[0].lines[0]
    assert line.sentence == (
        "No doubling that lasts the whole day was seen; a short one would not show; "
        "over the day after, 0.9 to 1.8 times is not ruled out; 64 logged days."
    )
    assert line.shape is None


def test_too_early_says_how_long_or_that_a_log_cannot_tell():
    early = page(finding(group=Group.TOO_EARLY), finding(group=Group.TOO_EARLY, forecast=Forecast(days=None)))
    assert [line.sentence for line in early.groups[0].lines] == [
        "Not enough yet: about 40 to 80 more logged days.",
        "Your log cannot answer this at the present rate. A short experiment could.",
    ]


def test_a_hint_is_called_one_in_its_own_sentence_and_never_heads_the_page():
    hint = page(finding(tier=Tier.POSSIBLE))
    assert hint.lead.startswith("Nothing stands out so far.")
    assert hint.groups[0].lines[0].sentence.startswith("A first hint, which may be chance: after poor sleep")


def test_what_no_longer_shows_says_until_when_it_did():
    gone = page(finding(seen_until=date(2026, 3, 1)))
    assert gone.lead.startswith("Nothing stands out so far.")
    assert "Seen until" in gone.groups[0].lines[0].sentence
    assert gone.groups[0].lines[0].remarks[0].startswith("was seen until")


def test_before_four_weeks_no_number_of_days_is_given():
    early = page(finding(group=Group.TOO_EARLY, forecast=Forecast(days=None, too_early=True)))
    assert early.groups[0].lines[0].sentence == "Not enough yet."
    assert not early.groups[0].lines[0].could_try


def test_nothing_yet_is_a_calm_page():
    calm = page(looks=0, last_look=None, logged_days=3)
    assert calm.lead == "Nothing to compare yet. The first look comes after 14 days of logging."
    assert (calm.groups, calm.forest, calm.hours) == ((), None, None)
    assert page().lead.startswith("Nothing stands out so far.")
    assert page(logged_days=200).lead == "Nothing stands out in 200 logged days."


def test_who_follows_nothing_is_not_told_to_wait_for_a_look():
    empty = page(looks=0, last_look=None, candidates=0)
    assert (empty.lead, empty.followed) == ("Nothing to compare your spasms with yet.", False)


def test_the_lists_say_in_short_what_the_sentence_says():
    seen, not_seen, early = (page(finding(group=g)).groups[0].lines[0] for g in (*Group,) if g is not Group.FEWER)
    assert (seen.figure, seen.basis) == ("1.9 times (1.2 to 3)", "mostly 12 to 24 hours later; 64 logged days")
    assert (not_seen.figure, not_seen.basis) == ("0.9 to 1.8 times", "64 logged days")
    assert early.figure == early.sentence


def test_what_a_log_cannot_answer_leads_to_an_experiment():
    lines = page(
        finding(group=Group.TOO_EARLY), finding(group=Group.TOO_EARLY, forecast=Forecast(days=None))
    ).groups[0].lines  # fmt: skip
    assert [line.could_try for line in lines] == [False, True]
    assert (lines[1].figure, lines[1].basis) == ("not at the present rate", "64 logged days")


def test_what_was_suspected_stands_beside_what_the_log_shows():
    spasms = entries("""
        2026-03-01 08:10  spasm 4/10 left-calf suspected:cold suspected:stress
        2026-03-02 08:10  spasm 4/10 left-calf suspected:stress
        2026-03-01 21:00  everything
    """)
    first = replace(spasms[0], id=HOME, body=Settings(suspects=("cold",)))
    later = replace(spasms[1], id=UUID(int=2), body=Settings(suspects=("cold", "alcohol")))
    log = settle([*spasms, first, later])
    early = finding(code="cold", group=Group.NO_DIFFERENCE, suspected=True)
    said = page(finding(code="stress"), early, journal=log).suspected
    assert [(line.name, line.text, line.note) for line in said.lines] == [
        (
            "Cold",
            "No doubling for a whole day seen; a short one would not show.",
            "Named before your log began. Named on 1 spasm.",
        ),
        ("Alcohol", "Not asked about in the check-in, so there is nothing to compare.", "Named later."),
        ("Stress", "More spasms logged after it: 1.9 times (1.2 to 3).", "Named on 2 spasms."),
    ]


def test_the_same_numbers_stand_in_the_profile():
    (line,) = profile_findings(patterns(finding(suspected=True)), VOICE)
    assert (line.verdict, line.name, line.effect, line.suspected) == (
        Verdict.MORE,
        "poor sleep",
        "1.9 times (1.2 to 3)",
        True,
    )
    assert line.detail == "mostly 12 to 24 hours later; keeps showing in your log"


def test_rates_are_hatched_where_too_little_is_known():
    rates = tuple(
        HourRate(index=h, spasms=h, hours=9.0, rate=None if h < 3 else h / 9, low=0.0, high=3.0) for h in range(24)
    )
    hours = page(hours=rates, places=(PlaceCount(region="calf", side="left", spasms=3),)).hours
    assert hours.table.rows[0][3] == "too little recorded"
    assert "hatch" in hours.wide
    assert "style=" not in hours.wide + hours.narrow + hours.paper


def test_a_picture_of_chance_is_not_drawn():
    few = tuple(HourRate(index=h, spasms=int(h < 9), hours=9.0, rate=0.1, low=0.0, high=3.0) for h in range(24))
    assert (page(hours=few).hours, page(weekdays=few[:7]).weekdays) == (None, None)


def test_what_was_named_before_the_first_look_waits_for_it():
    asked = entries("2026-03-01 08:10  spasm 4/10 left-calf")[0]
    log = settle([replace(asked, body=Settings(suspects=("cold", "heat"), exposures=("cold",)))])
    said = page(looks=0, last_look=None, journal=log).suspected
    assert [(line.name, line.text) for line in said.lines] == [
        ("Cold", "Too early to say anything."),
        ("Heat", "Not asked about in the check-in, so there is nothing to compare."),
    ]
    assert {line.note for line in said.lines} == {"Named before your log began."}


def test_no_sentence_claims_a_cause():
    said = [
        text
        for group in Group
        for tier in Tier
        for reaction in Reaction
        for made in [page(finding(group=group, tier=tier, reaction=reaction, cautions=tuple(Caution)))]
        for text in (
            made.lead,
            made.about,
            *(w for g in made.groups for ln in g.lines for w in (ln.sentence, *ln.remarks)),
        )
    ]
    forbidden = re.compile(r"trigger|\bstrong|raises|lowers|\bworks\b|\bhelps\b|causes|because of poor|effect of", re.I)
    assert not [text for text in said if forbidden.search(text)]


def tried(state, ratio=None, pairs=12):
    return ExperimentResult(
        experiment="x", habit="warmth", state=state, pairs=pairs, log_evidence=3.2, ratio=ratio, days_as_said=10,
        days_answered=12,
    )  # fmt: skip


def test_a_short_experiment_is_on_the_profile_with_its_interval_only_when_the_coin_has_an_answer():
    fewer = tried(ExperimentState.FEWER, Ratio(value=0.6, low=0.4, high=0.9, days=24))
    found = profile_findings(patterns(finding(), experiments=(fewer, tried(ExperimentState.RUNNING, pairs=1))), VOICE)
    lines = [(line.name, line.text) for line in findings(found, "", {}, Journal(), date(2026, 6, 1), VOICE).lines]
    assert ("On days with warmth, by the toss of a coin", "0.6 times (0.4 to 0.9)") in lines
    assert ("On days with warmth, by the toss of a coin", "no answer yet") in lines
    assert [f.ratio is None for f in found if f.by_coin] == [False, True]


def test_from_a_week_on_the_days_are_described_and_nothing_is_compared():
    hours = tuple(
        HourRate(index=h, spasms=2, hours=9.0, rate=0.5 if h in range(20, 24) else 0.1, low=0.0, high=1.0)
        for h in range(24)
    )
    places = (PlaceCount(region="calf", side="left", spasms=12),)
    early = page(looks=0, last_look=None, logged_days=9, spasms=21, hours=hours, places=places)
    assert early.description == (
        "In 9 logged days: about 2.3 spasms a day, most between 20:00 and 00:00, most often: left calf. "
        "This describes your days; it compares nothing."
    )
    assert page(looks=0, last_look=None, logged_days=6, spasms=21).description == ""


def test_from_a_month_on_three_are_worth_testing_and_called_an_order():
    four = [finding(code=code, group=Group.TOO_EARLY) for code in ("cold", "heat", "stress", "alcohol")]
    block = page(*four, logged_days=30).ranking
    assert [line.name for line in block.lines] == ["1. Cold", "2. Heat", "3. Stress"]
    assert "not a finding" in block.hint
    assert page(*four, logged_days=29).ranking.lines == ()
    answer = page(finding(code="heat", reaction=Reaction.LIKELY), *four[2:], *four[:1], logged_days=40)
    assert [line.name for line in answer.ranking.lines] == ["1. Stress", "2. Alcohol", "3. Cold"]
