"""What a device recorded: annotations of EDF+ and tables of events, a track of its own beside the person's count."""

from __future__ import annotations

import io
import random
import tracemalloc
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from unknot.importers.formats import format_of
from unknot.importers.imported import Arrival, NotThisFormat
from unknot.importers.recording import MEDIA_TYPE, Event, Recording, agreement, from_json, read_edf, read_table
from unknot.journal.entry import Attachment

START = datetime(2026, 3, 2, 22, 0, tzinfo=UTC)


def field(text: object, width: int) -> bytes:
    return str(text).encode().ljust(width)


def edf(*records: bytes, reserved: str = "EDF+C", samples: int = 64, signal: int = 100) -> bytes:
    """A file with one signal of numbers and one of annotations; each record lasts ten seconds."""
    head = field(0, 8) + field("X X X X", 80) + field("Startdate 02-MAR-2026 X X X", 80)
    head += field("02.03.26", 8) + field("22.00.00", 8) + field(256 * 3, 8) + field(reserved, 44)
    head += field(len(records), 8) + field(10, 8) + field(2, 4)
    signals = field("EMG", 16) + field("EDF Annotations", 16) + field("", 80) * 2 + field("", 8) * 2
    signals += (field(-1, 8) + field(1, 8)) * 2 + (field(-32768, 8) + field(32767, 8)) * 2 + field("", 80) * 2
    signals += field(signal, 8) + field(samples, 8) + field("", 32) * 2
    return head + signals + b"".join(b"\x01" * 2 * signal + record.ljust(samples * 2, b"\0") for record in records)


WHOLE = edf(
    b"+0\x14\x14\x00+2.5\x151.5\x14Burst\x14\x00",
    b"+10\x14\x14\x00",
    b"+20\x14\x14\x00+21\x14Burst\x14Leg moved\x14\x00",
)


def test_the_annotations_of_edf_with_their_times():
    found = read_edf(io.BytesIO(WHOLE), "UTC")
    assert (found.starts, found.ends, found.unread) == (START, START + timedelta(seconds=30), 0)
    assert [(e.at - START, e.seconds, e.label) for e in found.events] == [
        (timedelta(seconds=2.5), 1.5, "Burst"),
        (timedelta(seconds=21), None, "Burst"),
        (timedelta(seconds=21), None, "Leg moved"),
    ]
    assert from_json(found.to_json()) == found


@pytest.mark.parametrize("data", [b"", WHOLE[:300], edf(b"+0\x14\x14\x00", reserved=""), b"0       " + b"9" * 600])
def test_what_is_no_edf_with_annotations_is_refused(data: bytes):
    with pytest.raises(NotThisFormat):
        read_edf(io.BytesIO(data), "UTC")


def test_no_bytes_break_the_reading():
    rng = random.Random(3)
    for _ in range(400):
        data = bytearray(WHOLE)
        for _ in range(6):
            data[rng.randrange(len(data))] = rng.randrange(256)
        try:
            read_edf(io.BytesIO(bytes(data)), "UTC")
        except NotThisFormat:
            continue


def test_the_signals_of_a_long_night_are_never_held(tmp_path: Path):
    path = tmp_path / "night.edf"
    mark = b"+0\x14\x14\x00+2.5\x151.5\x14Burst\x14\x00"
    whole = edf(mark, signal=500_000)
    head, record = whole[: 256 * 3], whole[256 * 3 :]
    with path.open("wb") as file:
        file.write(head[:236] + field(30, 8) + head[244:])
        for _ in range(30):
            file.write(record)
    tracemalloc.start()
    with path.open("rb") as file:
        found = read_edf(file, "UTC")
    held = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (len(found.events), found.ends - found.starts) == (30, timedelta(minutes=5))
    assert path.stat().st_size > 25_000_000 > 25 * held


def test_a_table_of_events():
    text = "start,duration,event\n2026-03-02T22:00:05,4,burst\n2026-03-02T22:10:00Z,,burst\nsoon,1,burst\n"
    found = read_table(text.encode(), "UTC")
    assert [(e.at.minute, e.seconds) for e in found.events] == [(0, 4.0), (10, None)]
    assert found.unread == 1


def test_a_recording_comes_in_as_a_file_and_never_as_spasms():
    arrival = Arrival(UUID(int=1), "UTC", datetime(2026, 3, 20, tzinfo=UTC))
    file = io.BytesIO(WHOLE)
    assert format_of(file, "night.edf").name == "recording"
    found = format_of(file).read(file, arrival, int)
    (entry,) = found.entries
    assert isinstance(entry.body, Attachment)
    assert (entry.body.media_type, entry.happened_at.at) == (MEDIA_TYPE, START)
    assert len(from_json(found.files[entry.body.sha256]).events) == 3
    assert [e.id for e in format_of(file).read(file, arrival, int).entries] == [entry.id]


def slowly(recording: Recording, own: list[datetime], minutes: int) -> tuple[int, int, int, int]:
    inside = [at for at in own if recording.starts <= at <= recording.ends]
    near = timedelta(minutes=minutes)
    a = [e for e in recording.events if any(abs(e.at - at) <= near for at in inside)]
    b = [at for at in inside if any(abs(e.at - at) <= near for e in recording.events)]
    return len(recording.events), len(a), len(inside), len(b)


def test_the_agreement_says_what_counting_one_by_one_says():
    rng = random.Random(4)
    for _ in range(50):
        times = [START + timedelta(minutes=rng.randrange(300)) for _ in range(rng.randrange(20))]
        own = [START + timedelta(minutes=rng.randrange(-60, 400)) for _ in range(rng.randrange(20))]
        recording = Recording(START, START + timedelta(minutes=300), tuple(Event(at, None, "x") for at in times))
        found = agreement(recording, own, 5)
        assert (found.events, found.with_entry, found.entries, found.with_event) == slowly(recording, own, 5)
