"""Apple Health exports that are right but awkward: any order, quotes, breaks and children that XML allows."""

from __future__ import annotations

from datetime import datetime, timedelta
from xml.sax.saxutils import escape

from hypothesis import strategies as st

from tests.importers.apple_export import BROKEN_DTD, END, PROLOGUE, ROOT

HEART, STEPS = "HKQuantityTypeIdentifierHeartRate", "HKQuantityTypeIdentifierStepCount"
SLEEP, ENERGY = "HKCategoryTypeIdentifierSleepAnalysis", "HKQuantityTypeIdentifierActiveEnergyBurned"
STAGES = ("AsleepCore", "AsleepREM", "Awake", "InBed")
TRICKS = (
    "Ada’s Watch",
    "Ada's Watch!",
    'a "phone"',
    "a > b & c < d",
    ' startDate="2026-03-01 10:00:00 +0000"',
    '" creationDate="2026-03-01 10:00:00 +0000" startDate="2026-03-01 10:00:00 +0000" endDate="2026-03-01 10:00:00 '
    '+0000" value="9"',
    "<Record type=",
)

ESCAPED = {'"': {'"': "&#34;"}, "'": {"'": "&apos;"}}

names = st.sampled_from(TRICKS)
spaces = st.sampled_from([" ", " ", "\n", "\t", "  ", "\r\n "])
kinds = st.sampled_from([HEART, HEART, STEPS, STEPS, SLEEP, ENERGY])
values = st.integers(0, 1200).map(lambda quarters: f"{quarters / 4:g}")
starts = st.integers(0, 4 * 24 * 60).map(lambda n: datetime(2026, 3, 1) + timedelta(minutes=n))
zones = st.sampled_from(["+0000", "+0100", "-0330"])


@st.composite
def attributes(draw: st.DrawFn) -> list[tuple[str, str]]:
    """The attributes of a record in the order in which Apple writes them."""
    kind, start, zone = draw(kinds), draw(starts), draw(zones)
    end = start + timedelta(minutes=draw(st.integers(1, 90)))
    value = f"HKCategoryValueSleepAnalysis{draw(st.sampled_from(STAGES))}" if kind == SLEEP else draw(values)
    found = [("type", kind), ("sourceName", draw(names)), ("sourceVersion", "9.1"), ("device", draw(names))]
    found += [] if kind == SLEEP else [("unit", "count")]
    times = [(name, f"{at:%Y-%m-%d %H:%M:%S} {zone}") for name, at in (("startDate", start), ("endDate", end))]
    return [*found, ("creationDate", times[1][1]), *times, ("value", value)]


@st.composite
def elements(draw: st.DrawFn) -> str:
    """A record as Apple writes it, or as only XML allows it."""
    given = draw(attributes())
    odd = draw(st.booleans())
    if odd:
        given = draw(st.permutations(given))
    text = "<Record"
    for name, value in given:
        space, equals = (draw(spaces), draw(st.sampled_from(["=", " = ", "=\n"]))) if odd else (" ", "=")
        quote = draw(st.sampled_from(['"', "'"])) if odd else '"'
        text += f"{space}{name}{equals}{quote}{escape(value, ESCAPED[quote])}{quote}"
    return f"{text}{draw(insides)}\n"


insides = st.sampled_from(
    [
        "/>",
        " />",
        "></Record>",
        '>\n  <MetadataEntry key="HKTimeZone" value="Europe/Dublin"/>\n </Record>',
        '><MetadataEntry key=" startDate=" value="2026-03-01 10:00:00 +0000"/></Record>',
        '><HeartRateVariabilityMetadataList><Beat bpm="61" time="9"/></HeartRateVariabilityMetadataList></Record>',
        " ></Record >",
    ]
)
OTHERS = st.sampled_from(
    ["", "", "", "\n", '<Workout startDate="2026-03-01 10:00:00 +0000" endDate="2026-03-01 10:10:00 +0000"/>']
)


@st.composite
def exports(draw: st.DrawFn) -> bytes:
    """A whole export: records in runs, shuffled, or between other elements."""
    rows = draw(st.lists(st.tuples(elements(), OTHERS), max_size=12))
    if draw(st.booleans()):
        rows.sort()
    return "".join([PROLOGUE, ROOT, *(row + other for row, other in rows), END]).encode()


def with_broken_type(xml: bytes) -> bytes:
    """The same export with the document type that iOS 16 wrote."""
    return xml.replace(PROLOGUE.encode(), (PROLOGUE + BROKEN_DTD).encode(), 1)
