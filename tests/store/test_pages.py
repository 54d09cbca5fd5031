"""A page composed from its part of the journal is the page composed from the whole."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from tests.generate import random_journal
from unknot.journal.entry import Visit
from unknot.journal.span import moment
from unknot.knowledge.words import as_written
from unknot.report.compose import compose
from unknot.report.profile import Audience
from unknot.safety.alerts import history
from unknot.store import entries, pages

NOW = datetime(2027, 3, 20, 12, tzinfo=UTC)
ZONE = "Europe/Dublin"


@pytest.mark.parametrize("seed", range(15))
def test_the_part_gives_the_same_page_as_the_whole(journal: UUID, seed: int):
    given, rng = random_journal(seed, 200), random.Random(seed)
    entries.append(journal, given, NOW)
    last = rng.choice(given).happened_at.clock_date
    for days in (1, 28, 92):
        first = last - timedelta(days=days - 1)
        pages_of = [
            compose(seen, audience=Audience.OWNER, first=first, last=last, zone=ZONE, now=NOW, _=as_written)
            for seen in (entries.standing(journal), pages.for_profile(journal, first, last, ZONE, NOW))
        ]
        assert pages_of[0] == pages_of[1]


@pytest.mark.parametrize("seed", range(15))
def test_the_part_gives_the_same_messages_as_the_whole(journal: UUID, seed: int):
    given = random_journal(seed, 200)
    entries.append(journal, given, NOW)
    now = max(e.happened_at.instant for e in given if e.happened_at.at.year < 2030) + timedelta(days=seed)
    last = now.date()
    told = [
        history(seen, now=now, zone=ZONE)
        for seen in (entries.standing(journal), pages.for_profile(journal, last, last, ZONE, now))
    ]
    assert told[0] == told[1]


def test_a_visit_long_ago_brings_the_weeks_before_it(journal: UUID):
    given = random_journal(2, 200)
    template = given[0]
    then = moment(datetime(2025, 6, 1, 9, tzinfo=UTC), ZONE)
    entries.append(journal, given, NOW)
    visit = replace(template, id=UUID(int=5), happened_at=then, body=Visit(whom="Dr K"))
    entries.append(journal, [visit], NOW)
    found = pages.for_profile(journal, date(2026, 6, 1), date(2026, 6, 28), ZONE, NOW)
    whole = entries.standing(journal)
    since = moment(datetime(2025, 5, 4, 4), ZONE).instant
    assert {e.id for e in whole.between(since, then.instant)} <= {e.id for e in found.entries}
