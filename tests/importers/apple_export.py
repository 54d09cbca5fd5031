"""Made-up Apple Health exports: records in runs by type as Apple writes them, or shuffled and written oddly."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from xml.sax.saxutils import quoteattr

PROLOGUE = '<?xml version="1.0" encoding="UTF-8"?>\n'
BROKEN_DTD = """<!DOCTYPE HealthData [
<!-- HealthKit Export Version: 12 -->
<!ELEMENT HealthData (ExportDate,Me,(Record|Correlation|Workout)*)>
<!ATTLIST HealthData
  locale CDATA #REQUIRED
>
<!ELEMENT Record ((MetadataEntry|HeartRateVariabilityMetadataList)*)>
<!ATTLIST Record
  type CDATA #REQUIRED
  sourceName CDATA #REQUIRED
<!ELEMENT ActivitySummary EMPTY>
]>
"""
ROOT = '<HealthData locale="en_IE">\n <ExportDate value="2026-03-20 09:20:39 +0000"/>\n <Me/>\n'
END = "</HealthData>\n"
DEVICE = "<<HKDevice: 0x2824>, name:Watch, manufacturer:Apple Inc., software:9.1>"
SOURCES = ("Ada’s iPhone", "Ada’s Watch", 'The "big" <one> & only')
TYPES = (
    ("HKQuantityTypeIdentifierHeartRate", "count/min", lambda rng: str(rng.randint(45, 150))),
    ("HKQuantityTypeIdentifierStepCount", "count", lambda rng: str(rng.randint(1, 300))),
    ("HKQuantityTypeIdentifierActiveEnergyBurned", "kcal", lambda rng: f"{rng.random():.4f}"),
    ("HKQuantityTypeIdentifierHeartRateVariabilitySDNN", "ms", lambda rng: f"{rng.random() * 90:.3f}"),
    (
        "HKCategoryTypeIdentifierSleepAnalysis",
        "",
        lambda rng: "HKCategoryValueSleepAnalysis" + rng.choice(["AsleepCore", "AsleepDeep", "Awake", "InBed"]),
    ),
)


def record(type: str, start: datetime, end: datetime, value: str, unit: str = "", source: str = SOURCES[0]) -> str:
    """A record in the order in which Apple writes it."""
    when = [f'{name}="{at:%Y-%m-%d %H:%M:%S} +0000"' for name, at in (("creationDate", end), ("startDate", start))]
    measured = f'unit="{unit}" ' if unit else ""
    return (
        f' <Record type="{type}" sourceName={quoteattr(source)} sourceVersion="16.1" device={quoteattr(DEVICE)} '
        f'{measured}{" ".join(when)} endDate="{end:%Y-%m-%d %H:%M:%S} +0000" value="{value}"/>\n'
    )


def oddly(line: str, rng: random.Random) -> str:
    """The same record with its attributes in another order, other quotes, or children."""
    match rng.randrange(4):
        case 0:
            head, _space, value = line.rstrip("/>\n").rpartition(" value=")
            return head.replace("<Record ", f"<Record value={value} ") + "/>\n"
        case 1:
            return line.replace("/>", '>\n  <MetadataEntry key="k" value="startDate"/>\n </Record>')
        case 2 if ' unit="' in line:
            return line.replace(' unit="', "\n\tunit = '").replace('" creationDate', "' creationDate")
        case _:
            return line


def records(seed: int, days: int, a_day: int, *, odd: bool = False) -> Iterator[str]:
    """Records of each type over some days from 1 March 2026; in runs, or shuffled and written oddly."""
    rng = random.Random(seed)
    lines = []
    for type, unit, value in TYPES:
        for n in range(days * a_day):
            start = datetime(2026, 3, 1) + timedelta(seconds=n * 86_400 // a_day // 60 * 60)
            end = start + timedelta(minutes=rng.randint(1, 30))
            source = rng.choice(SOURCES if odd else SOURCES[:2])
            lines.append(record(type, start, end, value(rng), unit, source))
    if odd:
        rng.shuffle(lines)
        lines = [oddly(line, rng) for line in lines]
    yield from lines


def export(seed: int, days: int = 5, a_day: int = 40, *, odd: bool = False, dtd: bool = False) -> bytes:
    parts = [PROLOGUE, BROKEN_DTD if dtd else "", ROOT, *records(seed, days, a_day, odd=odd), END]
    return "".join(parts).encode()
