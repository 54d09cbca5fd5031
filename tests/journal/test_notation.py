"""A journal as text, both ways."""

from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from tests.days import HOME, entries, journal
from tests.generate import random_journal
from unknot.journal.entry import (
    Amendment,
    Band,
    Dose,
    DoseStatus,
    Level,
    Precision,
    Provenance,
    Retraction,
    Role,
    Side,
    Site,
)
from unknot.journal.notation import read_notation, write_notation


def only(text):
    (entry,) = entries(text)
    return entry


def test_a_spasm():
    spasm = only('2026-03-02 08:10 +4m  cramp 6/10 left-calf neck pain:3 feels:burning/before woke "walked it off"'
                 .replace("feels", "sensations"))  # fmt: skip
    body = spasm.body
    assert (body.bother, body.pain, body.woke, body.note) == (6, 3, True, "walked it off")
    assert body.sites == (Site("calf", Side.LEFT), Site("neck"))
    assert body.duration == timedelta(minutes=4)
    assert spasm.happened_at.local.isoformat() == "2026-03-02T08:10:00"


def test_a_band_is_never_a_number():
    assert only("2026-03-02 08:10 spasm bother:high").body.bother_band is Band.HIGH


def test_a_dose():
    dose = only('2026-03-02 14:00 dose Baclofen 10mg skipped reason:"felt sleepy" strength:10mg').body
    assert isinstance(dose, Dose)
    assert (dose.medicine.name, dose.medicine.code) == ("Baclofen", "baclofen")
    assert (dose.amount.value, dose.amount.unit, dose.status) == (Decimal(10), "mg", DoseStatus.SKIPPED)


def test_a_day_with_what_was_shown():
    day = only("2026-03-02 21:00 everything 4/10 worst:evening asked:stress=yes asked:alcohol").body
    assert [(a.code, a.level) for a in day.asked] == [("stress", Level.YES), ("alcohol", Level.NO)]


def test_who_saw_it_and_how_exactly():
    seen = only("2026-03-02 01:00~hour spasm asleep by:carer/Mary")
    assert (seen.provenance.role, seen.provenance.name, seen.precision) == (Role.CARER, "Mary", Precision.HOUR)


@pytest.mark.parametrize(
    "line",
    [
        "2026-02-31 09:00 spasm",
        "2026-03-02 25:10 spasm",
        "2026-03-02 09:00 spasm 11/10",
        "2026-03-02 09:00 sneeze",
        "2026-03-02 09:00 spasm left-tail",
        "2026-03-02 09:00 dose baclofen 10bananas",
        "2026-03-02 09:00@Mars/Olympus spasm",
        '2026-03-02 09:00 note "open',
        "spasm at nine",
        '{"v":1}',
        "{",
    ],
)
def test_a_line_that_cannot_be_is_named_and_the_rest_is_read(line):
    read = read_notation(
        f"{line}\n2026-03-03 none", zone="Europe/Dublin", provenance=lambda at: Provenance(recorded_at=at), journal=HOME
    )
    assert [bad.number for bad in read.bad] == [1]
    assert read.bad[0].reason
    assert len(read.entries) == 1


def test_reading_twice_gives_the_same_ids_and_two_equal_lines_are_two():
    text = "2026-03-02 03:05 cramp left-calf\n2026-03-02 03:05 cramp left-calf"
    assert [e.id for e in entries(text)] == [e.id for e in entries(text)]
    assert len({e.id for e in entries(text)}) == 2


def test_whatever_a_journal_holds_comes_back():
    for seed in range(150):
        for entry in random_journal(seed):
            text = write_notation([entry], zone="Europe/Dublin")
            read = read_notation(text, zone="UTC", provenance=lambda _, e=entry: e.provenance, journal=UUID(int=1))
            assert not read.bad, text
            (back,) = read.entries
            if isinstance(entry.body, Amendment | Retraction):
                assert back == entry
            assert (back.body, back.precision, back.private) == (entry.body, entry.precision, entry.private), text
            assert back.happened_at == entry.happened_at, text


def test_the_repeated_hour_keeps_its_instant():
    twice = entries("2026-10-25 01:30+01:00 spasm\n2026-10-25 01:30+00:00 spasm")
    assert twice[1].happened_at.instant - twice[0].happened_at.instant == timedelta(hours=1)
    assert entries(write_notation(twice, zone="Europe/Dublin"))[1].happened_at == twice[1].happened_at


def test_a_journal_reads_in_the_order_things_happened():
    assert [e.diary_day.day for e in journal("2026-03-03 none\n2026-03-01 none").entries] == [1, 3]
