"""Nobody but the owner sees a private entry, and leaving it out never makes a false zero."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.days import entries
from tests.report.test_compose import ZONE, page
from unknot.journal.coverage import DayState
from unknot.journal.entry import Note, Symptom
from unknot.journal.journal import settle
from unknot.knowledge.words import as_written
from unknot.madeup.lives import NOW, Life, raw_entries
from unknot.report.compose import compose
from unknot.report.profile import Audience

LOG = """
    2026-03-01            none
    2026-03-02            everything
    2026-03-02 08:10 +4m  spasm 6/10 left-calf "only for me"
    2026-03-02 12:10 +4m  spasm 2/10 left-foot
    2026-03-03            none
"""


def both(log: str) -> list[tuple[int | None, ...]]:
    private = [replace(e, private="only for me" in repr(e.body)) for e in entries(log)]
    return [
        tuple(
            day.count
            for day in compose(
                settle(private), audience=audience, first=date(2026, 3, 1), last=date(2026, 3, 3), zone=ZONE, now=NOW,
                _=as_written,
            ).days
        )
        for audience in Audience
    ]  # fmt: skip


def test_a_private_spasm_takes_its_hour_with_it() -> None:
    assert both(LOG) == [(0, 2, 0), (0, 1, 0)]


def test_private_spasms_in_many_hours_make_the_day_unknown_not_zero() -> None:
    spasms = "\n".join(f'2026-03-02 {hour:02}:10 spasm "only for me"' for hour in range(8, 14))
    log = f"2026-03-01 none\n2026-03-02 everything\n{spasms}\n2026-03-03 none"
    assert both(log) == [(0, 6, 0), (0, None, 0)]


def test_no_word_of_a_private_entry_is_in_the_shared_page() -> None:
    secret = "canary-word"
    raw = [
        replace(e, private=True, body=replace(e.body, note=secret, suspected_medicine=secret))
        if isinstance(e.body, Symptom)
        else replace(e, private=True, body=replace(e.body, text=secret))
        if isinstance(e.body, Note)
        else e
        for e in raw_entries(Life(seed=31, days=40))
    ]
    journal = settle(raw)
    assert secret in repr(page(journal))
    shared = page(journal, audience=Audience.SHARED)
    assert secret not in repr(shared)
    assert any(day.state is DayState.VOUCHED for day in shared.days) or shared.recorded.vouched == 0
