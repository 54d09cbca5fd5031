"""What leaves the house: codes, numbers and shifted times, and nothing else, whatever a person wrote."""

from __future__ import annotations

import random
import re
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from itertools import pairwise
from typing import Any

import pytest

from tests.analysis.days import FIRST, diary
from tests.days import journal
from tests.generate import WORDS, random_entry, random_journal
from unknot.analysis.analyse import analyse
from unknot.analysis.patterns import as_json
from unknot.cohort.deidentify import WEEKS, deidentified, shift_weeks
from unknot.cohort.people import ZONE, journal_of, last_look
from unknot.cohort.row import Row, RowKind
from unknot.journal import entry as kinds
from unknot.journal.codes import codes
from unknot.journal.coverage import coverage
from unknot.journal.entry import Body, Dose, Entry, Medicine
from unknot.journal.journal import settle
from unknot.journal.quantity import UNITS

NO_SHIFT = timedelta(0)
VOCABULARIES = ("exposure", "treatment", "medicine", "site")
ALLOWED = (
    {code for name in VOCABULARIES for code in codes(name)}
    | set(UNITS)
    | {
        member.value
        for kind in vars(kinds).values()
        if isinstance(kind, type) and issubclass(kind, Enum)
        for member in kind
    }
    | {kind.value for kind in RowKind}
)
NUMBERED = re.compile(r"own-(medicine-)?[0-9]+")


def texts(value: object) -> list[str]:
    """Every text in a row."""
    match value:
        case str():
            return [str(value)]
        case tuple():
            return [text for one in value for text in texts(one)]
        case _ if is_dataclass(value):
            return [text for field in fields(value) for text in texts(getattr(value, field.name))]
        case _:
            return []


@pytest.mark.parametrize("seed", range(30))
def test_every_text_is_of_a_closed_list_whatever_was_written(seed: int):
    rng = random.Random(seed)
    entries = [*random_journal(seed, 60), *(random_entry(rng, kind) for kind in (Dose, kinds.Episode, kinds.Exposure))]
    for row in deidentified(settle(entries), "Europe/Dublin", NO_SHIFT):
        for text in texts(row):
            assert text in ALLOWED or NUMBERED.fullmatch(text), text
            assert not any(word in text for word in WORDS if not word.isascii() or " " in word)


def test_a_name_an_own_word_and_a_private_note_do_not_go_out():
    written = journal("""
        2026-03-02 08:10 +4m  spasm 6/10 left-calf "Dr Byrne said"
        2026-03-02 09:00      exposure own-johns-party
        2026-03-02 10:00      dose "Grandma's drops"
        2026-03-03            none
    """)
    rows = deidentified(written, "Europe/Dublin", NO_SHIFT)
    said = " ".join(text for row in rows for text in texts(row)).casefold()
    assert not re.search("byrne|john|party|grandma|drops", said)
    assert {row.code for row in rows if row.kind in (RowKind.EXPOSURE, RowKind.DOSE)} == {"own-1", "own-medicine-1"}


def test_the_same_own_word_is_the_same_number_and_two_people_s_are_not_told_apart():
    doses = [Dose(medicine=Medicine(name=name)) for name in ("Grandma's drops", "GRANDMA'S DROPS", "The other ones")]
    rng = random.Random(1)
    rows = deidentified(settle(random_entry(rng, body=dose) for dose in doses), "UTC", NO_SHIFT)
    assert sorted(row.code or "" for row in rows if row.kind is RowKind.DOSE).count("own-medicine-1") in (1, 2)
    assert {row.code for row in rows if row.kind is RowKind.DOSE} == {"own-medicine-1", "own-medicine-2"}


def test_private_hours_become_gaps_not_zeros():
    log = diary(5, lambda day: [10.0, 15.0])
    hidden = log.entries[4]
    entries = [replace(e, private=e is hidden) for e in log.entries]
    rows = deidentified(settle(entries), ZONE, NO_SHIFT)
    assert sum(row.kind is RowKind.SPASM for row in rows) == 9
    (gap,) = [row for row in rows if row.kind is RowKind.GAP]
    assert gap.at <= hidden.happened_at.at.replace(tzinfo=None) - timedelta(hours=1) < gap.until  # type: ignore[operator]
    vouched = coverage(journal_of(rows)).first_hand
    assert sum(span.hours for span in vouched) == pytest.approx(
        sum(span.hours for span in coverage(log).first_hand) - 1
    )


def test_weekday_and_hour_stay_and_the_date_goes():
    shift = shift_weeks(lambda n: n - 1)
    assert shift == timedelta(weeks=WEEKS)
    log = diary(20, lambda day: [10.0])
    for before, after in zip(
        deidentified(log, "Europe/Berlin", NO_SHIFT), deidentified(log, "Europe/Berlin", shift), strict=True
    ):
        assert after.at - before.at == shift
        assert (after.at.weekday(), after.at.time()) == (before.at.weekday(), before.at.time())
        assert after.day is None or (before.day is not None and after.day - before.day == shift)


def test_every_shift_is_as_likely_as_another():
    assert sorted(shift_weeks(lambda _, n=n: n).days // 7 for n in range(2 * WEEKS + 1)) == list(
        range(-WEEKS, WEEKS + 1)
    )


def test_a_change_of_the_clock_leaves_no_trace():
    """On 29 March 2026 clocks in Berlin go forward: in the file every evening is 24 hours after the one before."""
    log = diary(40, lambda day: [12.0])
    evenings = [row.at for row in deidentified(log, "Europe/Berlin", NO_SHIFT) if row.kind is RowKind.DAY]
    assert {b - a for a, b in pairwise(evenings)} == {timedelta(days=1)}
    assert FIRST < date(2026, 3, 29) < FIRST + timedelta(days=40)


def told(found: dict[str, Any]) -> dict[str, Any]:
    """What an analysis says, without dates."""
    kept = {key: found[key] for key in ("logged_hours", "spasms", "candidates", "looks", "hours", "weekdays")}
    dated = {"added", "strong_since", "listed_since"}
    return kept | {"findings": [{k: v for k, v in one.items() if k not in dated} for one in found["findings"]]}


def test_the_analysis_of_the_rows_is_the_analysis_of_the_journal():
    """Exactly, where the clock does not change: the same findings from the file as in the app."""
    rng = random.Random(3)
    asleep = [rng.random() < 0.4 for _ in range(45)]
    log = diary(
        45,
        lambda day: [8.5, 20.25] if asleep[day] else [13.0],
        exposed={"poor-sleep": lambda day: asleep[day], "own-party": lambda day: day % 6 == 0},
        said=lambda day: day % 9 != 4,
    )
    moved = settle(_on_a_fixed_clock(entry) for entry in log.entries)
    rows = deidentified(moved, ZONE, timedelta(weeks=-11))
    rebuilt = journal_of(rows)
    ours = analyse(rebuilt, as_of=last_look(rebuilt), zone=ZONE)
    theirs = analyse(moved, as_of=last_look(moved), zone=ZONE)
    said = told(as_json(ours))
    for finding in said["findings"]:
        finding["code"] = finding["code"].replace("own-1", "own-party")
        finding["goes_with"] = [code.replace("own-1", "own-party") for code in finding["goes_with"]]
    assert said == told(as_json(theirs))
    assert len(said["findings"]) == 2


def _on_a_fixed_clock(entry: Entry[Body]) -> Entry[Body]:
    def fixed(at: kinds.Moment) -> kinds.Moment:
        return kinds.Moment(at.local.replace(tzinfo=UTC), ZONE)

    made = replace(entry.provenance, recorded_at=fixed(entry.provenance.recorded_at))
    return replace(entry, happened_at=fixed(entry.happened_at), provenance=made)


def test_rows_that_cannot_be_a_journal_are_refused():
    row = Row(kind=RowKind.SPASM, at=datetime(2026, 3, 2, 8), recorded=datetime(2026, 3, 2, 8), detail="spasm")
    with pytest.raises(ValueError, match="too long"):
        journal_of([row, replace(row, at=datetime(1950, 1, 1))])
    with pytest.raises(ValueError, match="calm"):
        journal_of([replace(row, detail="calm")])
