"""An Apple Health export as entries: sleep, steps and heart rate as one exposure a day, symptoms as they were noted.

A day that was not over when the export was made is left out. Steps of two devices are not added up: both count the
same walk, so the day has those of the device that counted most. What is not read is listed by its name.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from importlib import resources
from itertools import islice
from typing import IO

from unknot.importers.apple_scan import Periods, Scanned, scan
from unknot.importers.apple_sums import EARLIEST, LATEST, DailySums, diary_day
from unknot.importers.imported import Arrival, Imported
from unknot.journal.entry import Band, Body, Entry, Exposure, Precision, Provenance, Symptom, Via
from unknot.journal.ids import import_id
from unknot.journal.problem import Oddity, Problem
from unknot.journal.span import Moment, moment

FORMAT = "apple-health"
DEVICE = "Apple Health"
QUANTITY, CATEGORY = "HKQuantityTypeIdentifier", "HKCategoryTypeIdentifier"
STEPS, HEART, RESTING = (f"{QUANTITY}{name}" for name in ("StepCount", "HeartRate", "RestingHeartRate"))
SLEEP = f"{CATEGORY}SleepAnalysis"
ASLEEP = b"HKCategoryValueSleepAnalysisAsleep"
"""How the values of sleep begin that are sleep: not "in bed", not "awake"."""
NOT_THERE = b"HKCategoryValueSeverityNotPresent"

OWN_WORDS = {
    "own-steps": "steps",
    "own-hours-asleep": "hours asleep, by a device",
    "own-heart-rate": "heart rate, average of the day",
    "own-resting-heart-rate": "resting heart rate",
}
"""What the exposures are called in the person's own list."""

MOST_LISTED = 60
MOST = {STEPS: 200_000, HEART: 300, RESTING: 300}
"""What is summed, and the most that one record of it can say."""
NIGHT_TURNS = timedelta(hours=12)


def read(xml: IO[bytes], arrival: Arrival, watch: Callable[[int], object] = int) -> Imported:
    """The entries of an `export.xml`, in constant memory. `watch` is told how many bytes passed."""
    symptoms = {f"{CATEGORY}{name}": code for name, code in _known()["symptom"].items()}
    sums = {name: DailySums(most, by_source=name == STEPS) for name, most in MOST.items()}
    found = scan(xml, sums, frozenset({SLEEP, *symptoms}), watch)
    made = [*_days(found, arrival), *_symptoms(found, symptoms, arrival)]
    words = {code: OWN_WORDS[code] for code in {e.body.code for e in made if isinstance(e.body, Exposure)}}
    return Imported(tuple(made), tuple(_not_read(found)), own_words=words)


@cache
def _known() -> Mapping[str, Mapping[str, str]]:
    text = (resources.files("unknot") / "importers" / "apple.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


# ---------------------------------------------------------------- one value a day


def _days(found: Scanned, arrival: Arrival) -> Iterator[Entry[Body]]:
    last = _last_day(found)
    values = {
        "own-steps": daily_steps(found.sums[STEPS].of),
        "own-hours-asleep": nightly_sleep(found.periods[SLEEP]),
        "own-heart-rate": daily_mean(found.sums[HEART].of),
        "own-resting-heart-rate": daily_mean(found.sums[RESTING].of),
    }
    noons: dict[date, Moment] = {}
    for code, days in values.items():
        for day, value in sorted(days.items()):
            if last is not None and day > last:
                continue
            at = noons.get(day) or moment(datetime.combine(day, time(12)), arrival.zone)
            noons[day] = at
            yield _entry(Exposure(code=code, value=value), at, Precision.DAY, f"{code} {day.isoformat()}", arrival)


def _last_day(found: Scanned) -> date | None:
    """The last diary day that was over when the export was made."""
    made = diary_day(found.exported)
    return made - timedelta(days=1) if made else None


Sums = Mapping[tuple[date, bytes], tuple[float, int]]


def daily_steps(sums: Sums) -> dict[date, float]:
    """Steps of each diary day: those of the device that counted most."""
    days: dict[date, float] = {}
    for (day, _source), (steps, _n) in sums.items():
        days[day] = max(days.get(day, 0), float(round(steps)))
    return days


def daily_mean(sums: Sums) -> dict[date, float]:
    """The average of all readings of each diary day, in whole beats a minute."""
    days: dict[date, tuple[float, int]] = {}
    for (day, _source), (total, n) in sums.items():
        before = days.get(day, (0.0, 0))
        days[day] = before[0] + total, before[1] + n
    return {day: float(round(total / n)) for day, (total, n) in days.items()}


def nightly_sleep(periods: Periods) -> dict[date, float]:
    """Hours asleep of each night, noon to noon, given to the day it ends on: of the device that saw most."""
    nights: dict[tuple[date, bytes], list[tuple[datetime, datetime]]] = defaultdict(list)
    for source, start, end, value in periods:
        began, ended = _instant(start), _instant(end)
        if value.startswith(ASLEEP) and began and ended and timedelta(0) < ended - began <= timedelta(days=1):
            nights[(began - NIGHT_TURNS).date() + timedelta(days=1), source].append((began, ended))
    days: dict[date, float] = {}
    for (day, _source), spans in nights.items():
        days[day] = max(days.get(day, 0), _hours(spans))
    return days


def _hours(spans: Iterable[tuple[datetime, datetime]]) -> float:
    """The length of what the spans cover together, in hours, to a tenth."""
    covered, until = timedelta(0), None
    for start, end in sorted((start.astimezone(UTC), end.astimezone(UTC)) for start, end in spans):
        begin = start if until is None else max(start, until)
        if end > begin:
            covered += end - begin
            until = end
    return round(covered.total_seconds() / 3600, 1)


# ---------------------------------------------------------------- symptoms


def _symptoms(found: Scanned, codes: Mapping[str, str], arrival: Arrival) -> Iterator[Entry[Body]]:
    bands = _known()["severity"]
    for name, code in codes.items():
        for source, start, _end, value in dict.fromkeys(found.periods[name]):
            at = _instant(start)
            if value == NOT_THERE or at is None or at > arrival.now:
                found.unread[f"{name} ({'not there' if value == NOT_THERE else 'no such time'})"] += 1
                continue
            band = bands.get(value.decode(errors="replace"), "")
            row = f"{name} {source.decode(errors='replace')} {start.decode(errors='replace')} {value!r}"
            body = Symptom(code=code, bother_band=Band(band) if band else None)
            yield _entry(body, moment(at, arrival.zone), Precision.MINUTE, row, arrival)


def _entry(body: Body, at: Moment, precision: Precision, row: str, arrival: Arrival) -> Entry[Body]:
    id = import_id(arrival.journal, FORMAT, row, 0)
    return Entry(id=id, happened_at=at, precision=precision, provenance=_brought_in(arrival), body=body)


@lru_cache(maxsize=1)
def _brought_in(arrival: Arrival) -> Provenance:
    return Provenance(recorded_at=moment(arrival.now, arrival.zone), via=Via.IMPORT, device=DEVICE)


# ---------------------------------------------------------------- what was not read


def _not_read(found: Scanned) -> Iterator[Problem]:
    """Each type that was not read and how many records it has, most first."""
    listed = found.unread.most_common()
    if found.damaged:
        listed.append(("records that are damaged", found.damaged))
    for name, n in islice(listed, MOST_LISTED):
        yield Problem(Oddity.UNREADABLE_ROW, about=f"{name.removeprefix(QUANTITY).removeprefix(CATEGORY)}: {n}")
    if len(listed) > MOST_LISTED:
        yield Problem(Oddity.UNREADABLE_ROW, about=f"{len(listed) - MOST_LISTED} more kinds of records")


# ---------------------------------------------------------------- times


def _instant(text: bytes) -> datetime | None:
    """A time as Apple writes it, `2026-03-01 08:10:00 +0100`."""
    try:
        at = datetime.fromisoformat(text.decode("ascii").replace(" ", "T", 1).replace(" ", ""))
    except ValueError:
        return None
    if at.tzinfo is None:
        return None
    return at if EARLIEST <= at.year < LATEST else None
