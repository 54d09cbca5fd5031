"""The scales: parts apart, licences kept, and nothing worked out that the source does not."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tests.days import HOME
from unknot.journal.entry import Answer, Body, Campaign, Entry, Provenance, Response, Visit
from unknot.journal.ids import import_id
from unknot.journal.journal import settle
from unknot.journal.span import moment
from unknot.knowledge.instruments import ImpossibleAnswer, Score, Use, due, instruments, noticed, scores

PSFS = instruments()["psfs"]
NOW = datetime(2026, 3, 20, 12, tzinfo=UTC)


def entry(body: Body, at: datetime) -> Entry[Body]:
    when = moment(at, "Europe/Dublin")
    id = import_id(HOME, "t", repr((body, at)), 0)
    return Entry(id=id, happened_at=when, provenance=Provenance(recorded_at=when), body=body)


def ids(*entries: Entry[Body]) -> list[str]:
    return [i.id for i in due(settle(entries), now=NOW, zone="Europe/Dublin")]


def test_the_two_parts_of_penn_are_never_added():
    assert scores(PSFS, [Answer("frequency", 3), Answer("severity", 2)]) == (
        Score("frequency", 3),
        Score("severity", 2),
    )


def test_without_spasms_there_is_no_severity():
    assert scores(PSFS, [Answer("frequency", 0), Answer("severity", 2)])[1].value is None


def test_an_unanswered_part_has_no_score():
    assert scores(PSFS, [Answer("severity", 1)]) == (Score("frequency", None), Score("severity", 1))


@pytest.mark.parametrize(
    "answer", [Answer("frequency", 5), Answer("severity", 0), Answer("mood", 1), Answer("frequency", "3")]
)
def test_what_the_scale_does_not_have_is_refused(answer: Answer):
    with pytest.raises(ImpossibleAnswer):
        scores(PSFS, [answer])


def test_licensed_questions_are_not_shipped():
    entered = [i for i in instruments().values() if i.use is Use.ENTER]
    assert {"promis-sleep", "msss-88", "prism", "sci-set", "modified-ashworth", "tardieu"} <= {i.id for i in entered}
    assert all(not i.items and i.licence for i in entered)
    assert instruments()["modified-ashworth"].levels == ("0", "1", "1+", "2", "3", "4")


def test_a_change_rule_only_where_one_was_verified():
    assert [i.id for i in instruments().values() if i.change] == ["nrs-pain"]
    pain = instruments()["nrs-pain"]
    assert noticed(pain, 6, 4) is True
    assert noticed(pain, 6, 5) is False
    assert noticed(pain, 3, 2) is True
    assert noticed(instruments()["nrs-spasticity"], 9, 1) is None


def test_nothing_is_asked_without_a_reason():
    assert ids() == []


def test_a_campaign_asks_each_week():
    campaign = entry(Campaign(starts=date(2026, 3, 1), ends=date(2026, 3, 28)), datetime(2026, 3, 1, 9))
    assert {"psfs", "nrs-spasticity", "nrs-pain", "sleep-interference", "tiredness"} == set(ids(campaign))
    lately = entry(Response(instrument="psfs"), datetime(2026, 3, 15, 9))
    before = entry(Response(instrument="nrs-pain"), datetime(2026, 3, 13, 9))
    assert "psfs" not in ids(campaign, lately, before)
    assert "nrs-pain" in ids(campaign, lately, before)


def test_a_visit_asks_in_the_week_before():
    assert ids(entry(Visit(), datetime(2026, 3, 26, 9)))
    assert ids(entry(Visit(), datetime(2026, 4, 26, 9))) == []
