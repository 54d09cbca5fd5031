"""A clinic's reply in FHIR R4: plans, decisions and answers to questions, each to be taken or refused by the owner.

    MedicationRequest, MedicationStatement   a plan of a medicine, or that one stops
    CarePlan                                 a decision in words
    QuestionnaireResponse                    answers to the person's questions

A plan has amounts and times only where every dosage says an amount and its times of day; any other dosage is repeated
in its own words, and nothing is worked out. Text is plain, bounded, and nobody's word is checked.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from unknot.fhir.dosage import said as dosage_said
from unknot.fhir.foreign import medicine_of
from unknot.fhir.parts import Skip, amount, day, instant, many, one, text
from unknot.fhir.terms import Resource
from unknot.journal.entry import ImpossibleEntry, Medicine, PlannedDose, PlanStep, Prescription
from unknot.journal.quantity import ImpossibleQuantity

LARGEST = 1_000_000
MOST_ITEMS = 40
LONGEST = 1000
AHEAD = timedelta(days=1)
"""Clocks differ; what is dated further ahead is not from now."""
_STOPS = frozenset({"stopped", "completed", "cancelled", "ended"})
_NOT = frozenset({"draft", "entered-in-error", "unknown", "on-hold", "not-taken"})


class NotAReply(ValueError):
    """It is no reply that can be read; the message is for the person and names nothing of what was sent."""


@dataclass(frozen=True, slots=True)
class PlanItem:
    """A plan of a medicine from a day on. `dosage` is how it was worded; without steps that is all there is.

    `stops`: the medicine is to end; `starts` is then the first day without it.
    """

    medicine: Medicine
    starts: date
    steps: tuple[PlanStep, ...]
    dosage: str
    stops: bool = False


@dataclass(frozen=True, slots=True)
class DecisionItem:
    """A decision, in words."""

    text: str


@dataclass(frozen=True, slots=True)
class AnswerItem:
    """An answer to one of the person's questions."""

    question: str
    text: str


ReplyItem = PlanItem | DecisionItem | AnswerItem


@dataclass(frozen=True, slots=True)
class Reply:
    """What a clinic sent: who signs, as they say; when; its items in order; and how much of it was left out.

    `digest` is of the content as it came: the same reply sent twice has the same one.
    """

    digest: str
    author: str
    made: datetime
    items: tuple[ReplyItem, ...]
    left_out: int


def read_reply(data: bytes, *, now: datetime, today: date) -> Reply:
    """The reply in a Bundle. Raises `NotAReply`."""
    bundle = _bundle(data)
    made = instant(bundle.get("timestamp"))
    if made is None or made.tzinfo is None:
        raise NotAReply("It does not say when it was made.")
    if made > now + AHEAD:
        raise NotAReply("It is dated later than today.")
    rows = [one(row.get("resource")) for row in many(bundle.get("entry"))]
    addresses = {str(row.get("fullUrl", "")): one(row.get("resource")) for row in many(bundle.get("entry"))}
    items: list[ReplyItem] = []
    left_out = 0
    for resource in rows:
        try:
            items += _items(resource, addresses, made, today)
        except (Skip, ImpossibleEntry, ImpossibleQuantity):
            left_out += 1
    items = _one_a_day(items)
    if not items:
        raise NotAReply("There is no plan, decision or answer in it.")
    if len(items) > MOST_ITEMS:
        raise NotAReply("There is more in it than one visit decides.")
    return Reply(hashlib.sha256(data).hexdigest(), _author(rows), made, tuple(items), left_out)


def _one_a_day(items: list[ReplyItem]) -> list[ReplyItem]:
    """Two plans of a medicine from one day on are one in words: which of them is meant, or both, nobody says."""
    found: dict[object, ReplyItem] = {}
    for n, item in enumerate(items):
        if not isinstance(item, PlanItem):
            found[n] = item
            continue
        key = (item.medicine.code or item.medicine.name.lower(), item.starts)
        before = found.get(key)
        if isinstance(before, PlanItem) and before != item:
            words = "; ".join(_worded(one) for one in (before, item))
            item = PlanItem(before.medicine, before.starts, (), _plain(words, 500))
        found[key] = item
    return list(found.values())


def _worded(item: PlanItem) -> str:
    if item.dosage or not item.steps:
        return item.dosage or ("stops" if item.stops else item.medicine.name)
    doses = item.steps[0].doses
    return ", ".join(f"{dose.amount.value:f} {dose.amount.unit} {dose.at:%H:%M}" for dose in doses)


def _bundle(data: bytes) -> Resource:
    if len(data) > LARGEST:
        raise NotAReply("It is too large for a reply.")
    try:
        found = json.loads(data)
        json.dumps(found, ensure_ascii=False).encode()  # half a letter (a lone surrogate) is no text
    except (ValueError, RecursionError) as error:
        raise NotAReply("It is not FHIR in JSON.") from error
    if not isinstance(found, dict) or found.get("resourceType") != "Bundle":
        raise NotAReply("It is no bundle.")
    if found.get("type") not in {"collection", "document", "message", "searchset", "batch-response"}:
        raise NotAReply("It is no bundle of results.")
    return found


def _author(rows: list[Resource]) -> str:
    """The name that the reply gives: a Practitioner's, else an organisation's; "" if none."""
    for kind in ("Practitioner", "Organization"):
        for resource in rows:
            if resource.get("resourceType") == kind:
                name = resource.get("name")
                found = text(name) or next((_human(given) for given in many(name)), "")
                if found:
                    return _plain(found, 80)
    return ""


def _human(name: Resource) -> str:
    given = name.get("given")
    parts = [*(given if isinstance(given, list) else []), name.get("family")]
    return text(name.get("text")) or " ".join(str(part) for part in parts if isinstance(part, str))


def _plain(words: Any, most: int = LONGEST) -> str:
    kept = "".join(c for c in words if c.isprintable() or c == "\n") if isinstance(words, str) else ""
    return kept.strip()[:most]


# ---------------------------------------------------------------- its parts


def _items(resource: Resource, addresses: dict[str, Resource], made: datetime, today: date) -> Iterator[ReplyItem]:
    match resource.get("resourceType"):
        case "MedicationRequest" | "MedicationStatement":
            yield _plan(resource, addresses, made, today)
        case "CarePlan":
            yield from _decisions(resource)
        case "QuestionnaireResponse":
            yield from _answers(resource)
        case "Patient" | "Practitioner" | "Organization" | "PractitionerRole" | "Medication" | "Composition":
            return
        case _:
            raise Skip("It is no part of a reply.")


def _plan(resource: Resource, addresses: dict[str, Resource], made: datetime, today: date) -> PlanItem:
    status = text(resource.get("status"))
    if status in _NOT or resource.get("doNotPerform") is True or text(resource.get("intent")) in {"proposal", "option"}:
        raise Skip("It is not a plan that stands.")
    if status not in _STOPS and status not in {"active", "intended"}:
        raise Skip("It does not say whether it stands.")
    medicine = medicine_of(resource, addresses)
    doses = many(resource.get("dosageInstruction")) or many(resource.get("dosage"))
    starts = _starts(resource, doses) or max(made.date(), today)
    stops = status in _STOPS
    steps = () if stops else _steps(doses, starts)
    words = "; ".join(filter(None, map(dosage_said, doses)))
    found = PlanItem(medicine, starts, steps, _plain(words, 500), stops)
    if not stops:
        Prescription(medicine=medicine, steps=steps, starts=starts, note=found.dosage)  # refuses what cannot be kept
    return found


def _starts(resource: Resource, doses: list[Resource]) -> date | None:
    bounds = [one(one(one(dose.get("timing")).get("repeat")).get("boundsPeriod")).get("start") for dose in doses]
    told = [*bounds, one(resource.get("effectivePeriod")).get("start"), resource.get("effectiveDateTime")]
    return next((found for said in told if (found := day(said))), None)


def _steps(doses: list[Resource], starts: date) -> tuple[PlanStep, ...]:
    """One step, if every dosage says an amount and times of day, each day; else none."""
    planned: list[PlannedDose] = []
    for dose in doses:
        found = _timed(dose)
        if not found:
            return ()
        planned += found
    by_time = sorted(planned, key=lambda one: one.at)
    if not by_time or len({one.at for one in by_time}) < len(by_time):
        return ()
    return (PlanStep(starts=starts, doses=tuple(by_time)),)


def _timed(dose: Resource) -> list[PlannedDose]:
    """The doses of a day that a dosage names; none if any of it is left open."""
    repeat = one(one(dose.get("timing")).get("repeat"))
    rates = many(dose.get("doseAndRate"))
    given = amount(rates[0].get("doseQuantity")) if len(rates) == 1 else None
    times = repeat.get("timeOfDay")
    daily = repeat.get("period", 1) == 1 and repeat.get("periodUnit", "d") == "d"
    open_ = {"dayOfWeek", "when", "count", "duration", "frequencyMax", "periodMax", "boundsDuration", "boundsRange"}
    asked = dose.get("asNeededBoolean") is True or "asNeededCodeableConcept" in dose
    if given is None or given.value <= 0 or not isinstance(times, list) or not daily or asked or open_ & repeat.keys():
        return []
    if "frequency" in repeat and repeat["frequency"] != len(times):
        return []
    try:
        return [PlannedDose(time.fromisoformat(str(at)[:5]), given) for at in times]
    except ValueError:
        return []


def _decisions(resource: Resource) -> Iterator[DecisionItem]:
    if text(resource.get("status")) not in {"active", "completed"}:
        raise Skip("It is not a plan that stands.")
    details = [one(activity.get("detail")).get("description") for activity in many(resource.get("activity"))]
    notes = [note.get("text") for note in many(resource.get("note"))]
    said = [found for words in (resource.get("description"), *details, *notes) if (found := _plain(words))]
    if not said:
        raise Skip("It says nothing in words.")
    yield from map(DecisionItem, said)


def _answers(resource: Resource) -> Iterator[AnswerItem]:
    if text(resource.get("status")) not in {"completed", "amended"}:
        raise Skip("It is not complete.")
    found = [
        AnswerItem(_plain(item.get("text"), 500), "\n".join(words))
        for item in many(resource.get("item"))
        if (words := [w for answer in many(item.get("answer")) if (w := _plain(answer.get("valueString")))])
    ]
    if not found:
        raise Skip("It has no answer.")
    yield from found
