"""The figures of the Spasm Profile a second time: slow and obvious, from raw entries, minute by minute.

Nothing is imported from the rooms under test but the kinds of entry. A vouched span is a set of minutes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from statistics import mean
from zoneinfo import ZoneInfo

from unknot.journal.entry import (
    Body,
    DiaryDay,
    Dose,
    DoseStatus,
    Entry,
    Episode,
    Precision,
    Prescription,
    Symptom,
    Via,
    Word,
)

Entries = Sequence[Entry[Body]]
DAY = timedelta(days=1)


def minute(at: datetime) -> int:
    """Minutes since 1970."""
    return int(at.timestamp() // 60)


def local(day: date, hour: int, zone: str) -> int:
    """The minute of an hour (24 and more are the next day) on the clock of a zone."""
    wall = datetime.combine(day + timedelta(days=hour // 24), time(hour % 24), tzinfo=ZoneInfo(zone))
    return minute(wall.astimezone(UTC))


def day_of(entry: Entry[Body]) -> date:
    if isinstance(entry.body, DiaryDay):
        return entry.body.day
    return (entry.happened_at.at.replace(tzinfo=None) - timedelta(hours=4)).date()


def seen_by_others(entries: Entries) -> tuple[list[Entry[Body]], set[int]]:
    """The entries without private ones, and the minutes of the hours that hold a private one."""
    hidden: set[int] = set()
    for entry in entries:
        if entry.private:
            hour = minute(entry.happened_at.at) // 60
            hidden |= set(range(hour * 60, hour * 60 + 60))
    return [entry for entry in entries if not entry.private], hidden


def vouched_minutes(entries: Entries, hidden: set[int], *, recalled: bool = True) -> set[int]:
    minutes: set[int] = set()
    previous = None
    for entry in sorted(entries, key=lambda e: e.happened_at.at):
        body = entry.body
        if not isinstance(body, DiaryDay) or body.word not in (Word.NONE_SO_FAR, Word.EVERYTHING):
            continue
        said = minute(entry.happened_at.at)
        on_the_day = (entry.happened_at.at.replace(tzinfo=None) - timedelta(hours=4)).date() == body.day
        start = local(body.day, 4, entry.happened_at.zone)
        if not on_the_day or not body.timed or entry.provenance.via is Via.IMPORT:
            if recalled:
                minutes |= set(range(start, local(body.day + DAY, 4, entry.happened_at.zone)))
            continue
        minutes |= set(range(start if previous is None else max(previous, said - 30 * 60), said))
        previous = said
    return minutes - hidden


def days_between(first: date, last: date) -> list[date]:
    return [first + n * DAY for n in range((last - first).days + 1)]


def spasms_on(entries: Entries, day: date) -> list[Entry[Body]]:
    return [e for e in entries if isinstance(e.body, Episode) and day_of(e) == day]


def hours_vouched(minutes: set[int], start: int, end: int) -> float:
    return len(minutes & set(range(start, end))) / 60


def day_counts(entries: Entries, minutes: set[int], first: date, last: date, zone: str) -> list[tuple[str, int]]:
    """For each day: vouched, partly or no-record, and the spasms logged."""
    found = []
    for day in days_between(first, last):
        hours = hours_vouched(minutes, local(day, 4, zone), local(day + DAY, 4, zone))
        some = any(day_of(e) == day for e in entries)
        state = "vouched" if hours >= 20 else "partly" if hours > 0 or some else "no-record"
        found.append((state, len(spasms_on(entries, day))))
    return found


def quartile(values: list[int], share: float) -> float:
    """The value that far up the ordered values, halfway points weighed (the inclusive method)."""
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    below = int(place)
    if below + 1 == len(ordered):
        return float(ordered[below])
    return ordered[below] + (place - below) * (ordered[below + 1] - ordered[below])


def nights(entries: Entries, minutes: set[int], first: date, last: date, zone: str) -> tuple[int, int]:
    """Nights woken and nights recorded, of the nights that end on the days of the period."""
    woken = recorded = 0
    for morning in days_between(first, last):
        evening = morning - DAY
        start, end = local(evening, 22, zone), local(morning, 8, zone)
        broken: bool | None = None
        for entry in sorted(entries, key=lambda e: e.happened_at.at):
            body = entry.body
            if isinstance(body, DiaryDay) and body.day == morning and body.sleep_broken is not None:
                broken = body.sleep_broken
        open_ended = False
        for entry in entries:
            if not isinstance(entry.body, Episode):
                continue
            wall = entry.happened_at.at.replace(tzinfo=None)
            if (wall - timedelta(hours=12)).date() != evening:
                continue
            if entry.body.woke or "sleep" in entry.body.impact:
                broken = True
            if entry.body.woke is None and start <= minute(entry.happened_at.at) < end:
                open_ended = True
        if broken is None and not open_ended and hours_vouched(minutes, start, end) * 60 == end - start:
            broken = False
        recorded += broken is not None
        woken += broken is True
    return woken, recorded


def bothers(entries: Entries, first: date, last: date) -> list[int]:
    said: dict[date, int] = {}
    for entry in sorted(entries, key=lambda e: e.happened_at.at):
        body = entry.body
        if isinstance(body, DiaryDay) and body.bother is not None and first <= body.day <= last:
            said[body.day] = body.bother
    return list(said.values())


def bin_of(entry: Entry[Body]) -> int:
    return entry.happened_at.at.hour // 2


def hour_bins(
    entries: Entries, minutes: set[int], first: date, last: date, zone: str
) -> list[tuple[int, float, float, float]]:
    """For each two hours: spasms, recorded days, and the 95 % limits of the mean count (before dividing)."""
    counts: dict[tuple[int, date], int] = Counter()
    for day in days_between(first, last):
        for entry in spasms_on(entries, day):
            if entry.precision in (Precision.MINUTE, Precision.HOUR) and minute(entry.happened_at.at) in minutes:
                counts[bin_of(entry), day] += 1
    parts = {}
    for n in range(12):
        for day in days_between(first, last):
            hour = 2 * n if 2 * n >= 4 else 2 * n + 24
            parts[n, day] = hours_vouched(minutes, local(day, hour, zone), local(day, hour + 2, zone)) / 2
    every = days_between(first, last)
    chi, degrees = 0.0, 0
    residual, expected = dict.fromkeys(every, 0.0), dict.fromkeys(every, 0.0)
    for n in range(12):
        total = sum(counts[n, day] for day in every)
        stood = sum(parts[n, day] for day in every)
        if total == 0 or stood == 0:
            continue
        whole = [day for day in every if parts[n, day] >= 0.999]
        for day in whole:
            mean = total / stood * parts[n, day]
            chi += (counts[n, day] - mean) ** 2 / mean
            residual[day] += counts[n, day] - mean
            expected[day] += mean
        degrees += max(0, len(whole) - 1)
    spread = max(1.0, chi / degrees) if degrees > 0 else 1.0
    shared = shared_by_days(every, residual, expected, spread)
    rows = []
    for n in range(12):
        total = sum(counts[n, day] for day in every)
        stood = sum(parts[n, day] for day in every)
        weight = shared * sum(parts[n, day] ** 2 for day in every) / stood**2 if stood else 0.0
        weight = min(weight, 0.8 / 1.959963984540054**2)
        rows.append((total, stood, limit(total, spread, weight, below=True), limit(total, spread, weight, below=False)))
    return rows


def shared_by_days(every: list[date], residual: dict[date, float], expected: dict[date, float], spread: float) -> float:
    """How much whole days, and days that follow each other, vary together beyond what `spread` says."""
    with_any = sum(mean > 0 for mean in expected.values())
    lag = min(5, with_any // 5)
    if with_any <= lag + 1:
        return 0.0
    together = 0.0
    for one in every:
        for other in every:
            apart = abs((one - other).days)
            if apart <= lag:
                together += (1 - apart / (lag + 1)) * residual[one] * residual[other]
    together *= with_any / (with_any - lag - 1)
    return max(0.0, (together - spread * sum(expected.values())) / sum(mean**2 for mean in expected.values()))


def limit(n: int, spread: float, shared: float, *, below: bool) -> float:
    """The mean that is 1.96 standard errors from n, found by halving."""
    low, high = (0.0, float(n)) if below else (float(n), 100 * (n + 100.0 + 100 * spread * (n + 1)))
    if below and n == 0:
        return 0.0
    for _ in range(300):
        middle = (low + high) / 2
        far = abs(n - middle) > 1.959963984540054 * (spread * middle + shared * middle**2) ** 0.5
        if far == below:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def by_day_of_hours(
    entries: Entries, minutes: set[int], first: date, last: date, zone: str
) -> list[tuple[float, float, float] | None]:
    """For each two hours: the median and the quartiles of the days on which all of it was vouched."""
    rows: list[tuple[float, float, float] | None] = []
    for n in range(12):
        hour = 2 * n if 2 * n >= 4 else 2 * n + 24
        values = []
        for day in days_between(first, last):
            start, end = local(day, hour, zone), local(day, hour + 2, zone)
            if hours_vouched(minutes, start, end) < 0.999 * 2:
                continue
            timed = [e for e in spasms_on(entries, day) if e.precision in (Precision.MINUTE, Precision.HOUR)]
            values.append(sum(bin_of(e) == n and minute(e.happened_at.at) in minutes for e in timed))
        rows.append(
            (quartile(values, 0.5), quartile(values, 0.25), quartile(values, 0.75)) if len(values) > 1 else None
        )
    return rows


def doses(
    entries: Entries, plan: Entry[Body], first: date, last: date, zone: str, now: datetime
) -> tuple[int, int, int]:
    """Planned, taken and skipped doses of the only plan of a medicine."""
    prescription = plan.body
    assert isinstance(prescription, Prescription)
    slots: dict[tuple[date, datetime], str] = {}
    for day in days_between(first, last):
        if day < prescription.starts or (prescription.ends and day > prescription.ends):
            continue
        steps = [step for step in prescription.steps if step.starts <= day]
        for planned in steps[-1].doses if steps else ():
            wall = datetime.combine(day + (DAY if planned.at.hour < 4 else timedelta(0)), planned.at)
            if local(wall.date(), wall.hour, zone) <= minute(now):
                slots[day, wall] = "unknown"
    mine = [
        e
        for e in sorted(entries, key=lambda e: e.happened_at.at)
        if isinstance(e.body, Dose) and not e.body.as_needed and e.body.medicine.code == prescription.medicine.code
    ]
    for entry in (e for e in mine if e.body.planned_for is not None):  # type: ignore[union-attr]
        for slot, status in slots.items():
            if slot[1] == entry.body.planned_for.at.replace(tzinfo=None) and status == "unknown":  # type: ignore[union-attr]
                slots[slot] = entry.body.status.value  # type: ignore[union-attr]
    for entry in (e for e in mine if e.body.planned_for is None):  # type: ignore[union-attr]
        free = [slot for slot in slots if slots[slot] == "unknown" and slot[0] == day_of(entry)]
        if free:
            at = minute(entry.happened_at.at)
            nearest = min(free, key=lambda slot: abs(local(slot[1].date(), slot[1].hour, zone) - at))
            slots[nearest] = entry.body.status.value  # type: ignore[union-attr]
    values = list(slots.values())
    return len(values), values.count("taken") + values.count("extra"), values.count("skipped")


def as_needed_days(entries: Entries, first: date, last: date) -> int:
    return len(
        {
            day_of(e)
            for e in entries
            if isinstance(e.body, Dose) and e.body.as_needed and e.body.status is not DoseStatus.SKIPPED
            and first <= day_of(e) <= last
        }
    )  # fmt: skip


def symptom_days(entries: Entries, code: str, first: date, last: date) -> set[date]:
    return {
        day_of(e) for e in entries if isinstance(e.body, Symptom) and e.body.code == code and first <= day_of(e) <= last
    }


def average(values: list[int]) -> float | None:
    return mean(values) if values else None
