"""A dosage of somebody else in words: its own text, or its numbers as they stand. It is repeated, never read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from unknot.fhir.parts import amount_said, many, one
from unknot.fhir.terms import Resource


def said(dosage: Resource) -> str:
    """One line: the text, else amount, how often, when, and whether as needed; empty if nothing is said."""
    text = dosage.get("text") or dosage.get("patientInstruction")
    return str(text).strip() if isinstance(text, str) and text.strip() else ", ".join(_parts(dosage))


def _parts(dosage: Resource) -> Iterator[str]:
    for rate in many(dosage.get("doseAndRate")):
        limits = one(rate.get("doseRange"))
        amounts = (rate.get("doseQuantity"), limits.get("low"), limits.get("high"))
        yield from [" - ".join(told for a in amounts if (told := amount_said(a)))] if any(amounts) else []
    timing = one(dosage.get("timing"))
    yield from _often(one(timing.get("repeat")))
    name = one(timing.get("code")).get("text")
    if isinstance(name, str) and name:
        yield name
    if dosage.get("asNeededBoolean") is True or "asNeededCodeableConcept" in dosage:
        yield "as needed"


def _often(repeat: Resource) -> Iterator[str]:
    if "frequency" in repeat and "period" in repeat:
        yield f"{repeat['frequency']} x / {_plain(repeat['period'])} {repeat.get('periodUnit', '')}".strip()
    times = repeat.get("timeOfDay")
    if isinstance(times, list) and times:
        yield ", ".join(str(time)[:5] for time in times)


def _plain(number: Any) -> str:
    return f"{number:g}" if isinstance(number, float) else str(number)
