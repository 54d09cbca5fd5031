"""The counts of a link are exact when fifty ask at once, on both databases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.core.management import call_command
from django.db import connections

from unknot.household.sharing import shares
from unknot.household.sharing.models import NoteBack, Share
from unknot.household.sharing.shares import ShareRequest

NOW = datetime(2026, 3, 2, 21, 0, tzinfo=UTC)
AT_ONCE = 50


@pytest.fixture
def tables(journal: UUID) -> Iterator[UUID]:
    call_command("migrate", "sharing", verbosity=0)
    yield journal
    Share.objects.filter(journal=journal).delete()


def made(journal: UUID, kind: Share.Kind) -> Share:
    wish = ShareRequest(kind=kind, name="", days=28, lasts=timedelta(hours=24), passcode="correct horse")
    share, _key = shares.make(journal, wish, origin="https://diary.example", language="en", now=NOW)
    share.save(force_insert=True)
    return share


def at_once(act: Callable[[], object]) -> Counter[object]:
    """What fifty parallel tries gave, each on a connection of its own."""

    def one(_n: int) -> object:
        try:
            return act()
        finally:
            connections["default"].close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return Counter(pool.map(one, range(AT_ONCE)))


def test_five_wrong_passcodes_are_looked_at_and_no_sixth(tables: UUID):
    share = made(tables, Share.Kind.CARE_TEAM)
    tried = at_once(lambda: shares.try_passcode(share, "guess", NOW))
    assert tried == {None: AT_ONCE - 5} | {shares.Tried(False, left): 1 for left in range(5)}
    assert shares.try_passcode(share, "correct horse", NOW) is None


def test_five_openings_are_given_and_no_sixth(tables: UUID):
    share = made(tables, Share.Kind.CLINIC)
    assert at_once(lambda: shares.spend_opening(share, NOW)) == {True: 5, False: AT_ONCE - 5}


def test_five_notes_are_kept_and_no_sixth(tables: UUID):
    share = made(tables, Share.Kind.CLINIC)
    assert at_once(lambda: shares.write_back(share, "Dr Byrne", "Thank you", NOW)) == {True: 5, False: AT_ONCE - 5}
    assert NoteBack.objects.filter(share=share).count() == 5
