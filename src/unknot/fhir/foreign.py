"""Resources that others wrote, as entries: conditions, allergies, medicines and results. Nothing is invented."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from unknot.fhir.dosage import said as dosage_said
from unknot.fhir.ingredients import condition_of, ingredient_of, ingredients_of
from unknot.fhir.parts import (
    Skip,
    amount,
    amount_said,
    code,
    coded_pairs,
    day,
    instant,
    known,
    many,
    one,
    part_of_a_date,
    text,
    value,
    words,
)
from unknot.fhir.terms import Resource
from unknot.journal.entry import (
    LINE,
    NAME,
    TEXT,
    Body,
    Circumstance,
    Dose,
    DoseStatus,
    Measurement,
    MeasurementKind,
    Medicine,
    Precision,
    Prescription,
    Standing,
)
from unknot.journal.span import Moment, moment
from unknot.knowledge.vocabulary import vocabulary

_OVER = frozenset({"inactive", "remission", "resolved", "completed", "stopped", "ended"})
_NO_PLAN = frozenset({"entered-in-error", "cancelled", "draft", "not-taken", "on-hold", "unknown"})
_NO_ORDER = frozenset({"proposal", "option"})
_VITAL = frozenset({"blood-pressure", "pulse", "weight", "temperature", "height", "systolic", "diastolic"})
"""Results that are measured on a body rather than in blood, where a resource does not say its category."""
_UNCERTAIN = frozenset({"unconfirmed", "provisional", "differential"})


@dataclass(frozen=True, slots=True)
class ForeignArrival:
    """Where and when a file comes in, and what else is in it: each resource by the addresses it goes by."""

    journal: UUID
    zone: str
    now: datetime
    others: Mapping[str, Resource]


Read = tuple[Body, Moment, Precision]


def bodies(resource: Resource, arrival: ForeignArrival) -> Iterator[Read]:
    """What a resource says, with its time; `Skip` says why it is left out."""
    read = _READERS.get(str(resource.get("resourceType")))
    if read is None:
        raise Skip("A journal has no place for this kind of resource.")
    return read(resource, arrival)


def _condition(resource: Resource, arrival: ForeignArrival) -> Iterator[Read]:
    said = words(resource.get("code"))
    found = known("circumstance", resource.get("code")) or condition_of(said)
    yield _fact(resource, found, said, arrival)


def _allergy(resource: Resource, arrival: ForeignArrival) -> Iterator[Read]:
    said = words(resource.get("code"))
    own = f"allergy-{_named(said, resource.get('code')).code}"
    yield _fact(resource, own if own in vocabulary("circumstance").terms else "allergy", said, arrival)


def _fact(resource: Resource, found: str, said: str, arrival: ForeignArrival) -> Read:
    """A standing fact. One that is over, or not so, comes in only where a journal can say exactly that."""
    certain = code(resource.get("verificationStatus"))
    if certain == "entered-in-error":
        raise Skip("It was entered in error.")
    general = found in ("", "allergy")
    if certain == "refuted" and general:
        raise Skip("It says that this is not so.")
    until = day(resource.get("abatementDateTime"))
    over = code(resource.get("clinicalStatus")) in _OVER or any(name.startswith("abatement") for name in resource)
    if over and until is None:
        raise Skip("It is over, and does not say since which day.")
    standing = Standing.NO if certain == "refuted" else Standing.NOT_SURE if certain in _UNCERTAIN else Standing.YES
    about = [said if general else "", _since(resource)]
    fact = Circumstance(
        code=found or "other",
        standing=standing,
        detail=", ".join(filter(None, about))[:LINE],
        since=day(resource.get("onsetDateTime")),
        until=until,
    )
    return fact, *_told(resource, ("recordedDate", "onsetDateTime"), arrival)


def _since(resource: Resource) -> str:
    """Since when something is there, in the words of the resource, if it does not say the day."""
    age = one(resource.get("onsetAge"))
    told = (part_of_a_date(resource.get("onsetDateTime")), resource.get("onsetString"))
    return next((str(t) for t in told if t), f"{age['value']} {age.get('unit', '')}".strip() if "value" in age else "")


def _medicine(resource: Resource, arrival: ForeignArrival) -> Iterator[Read]:
    status, period = text(resource.get("status")), one(resource.get("effectivePeriod"))
    if status in _NO_PLAN or text(resource.get("intent")) in _NO_ORDER or resource.get("doNotPerform") is True:
        raise Skip("It is not a plan that stands.")
    ends = day(period.get("end"))
    if ends is None and (status in _OVER or period.get("end")):
        raise Skip("It is over, and does not say since which day.")
    concept = _concept(resource, arrival.others)
    said = words(concept)
    started = period.get("start") or resource.get("effectiveDateTime") or resource.get("authoredOn")
    when, precision = _told(resource | {"start": started}, ("start", "dateAsserted", "authoredOn"), arrival)
    doses = many(resource.get("dosage")) or many(resource.get("dosageInstruction"))
    note = [said if len(said) > NAME else "", part_of_a_date(started), *map(dosage_said, doses)]
    named = _named(said, concept)
    others = [other for other in ingredients_of(said) if other != named.code] if named.code and not named.form else []
    for medicine in (named, *(replace(named, code=other) for other in others)):
        beside = [other for other in (named.code, *others) if other != medicine.code]
        also = [vocabulary("medicine")[other].words for other in beside]
        plan = Prescription(
            medicine=medicine,
            starts=day(started),
            ends=ends,
            note="\n".join(filter(None, [*note, f"+ {', '.join(also)}" if also else ""]))[:TEXT],
        )
        yield plan, when, precision


def _administration(resource: Resource, arrival: ForeignArrival) -> Iterator[Read]:
    """A dose that was given or taken, or was not; its time must be said."""
    status = text(resource.get("status"))
    statuses = {"completed": DoseStatus.TAKEN, "in-progress": DoseStatus.TAKEN, "not-done": DoseStatus.SKIPPED}
    if status not in statuses:
        raise Skip("It does not say that a dose was taken, or was not.")
    period = one(resource.get("effectivePeriod"))
    known_at = _when({**resource, "start": period.get("start")}, ("effectiveDateTime", "start"), arrival)
    if known_at is None:
        raise Skip("It does not say on which day.")
    concept = _concept(resource, arrival.others)
    said = words(concept)
    dosage = one(resource.get("dosage"))
    given = amount(dosage.get("dose"))
    if given is not None and given.value <= 0:
        raise Skip("A dose is more than nothing.")
    beside = "" if given else amount_said(dosage.get("dose"))
    note = [said if len(said) > NAME else "", beside, text(dosage.get("text"))]
    notes = [text(one_.get("text")) for one_ in many(resource.get("note"))]
    dose = Dose(
        medicine=_named(said, concept),
        amount=given,
        status=statuses[status],
        note=". ".join(filter(None, [*note, *notes]))[:TEXT],
    )
    yield dose, *known_at


def _concept(resource: Resource, others: Mapping[str, Resource]) -> Any:
    """The medicine of a plan, wherever it stands: in the plan, inside it, or beside it in the file."""
    if "medicationCodeableConcept" in resource:
        return resource["medicationCodeableConcept"]
    link = one(resource.get("medicationReference"))
    address = str(link.get("reference", ""))
    inside = {f"#{r.get('id')}": r for r in many(resource.get("contained"))}
    return (inside.get(address) or others.get(address) or {}).get("code") or {"text": link.get("display")}


def medicine_of(resource: Resource, others: Mapping[str, Resource]) -> Medicine:
    """The medicine that a plan of somebody else is about; `Skip` if it is called nothing."""
    concept = _concept(resource, others)
    return _named(words(concept), concept)


def _named(said: str, concept: Any) -> Medicine:
    """The medicine in its own words, with our code, and with strength and form where a code says exactly these."""
    codes = coded_pairs(concept)
    for term in vocabulary("medicine"):
        for strength in term.strengths:
            if any((c.system.uri, c.code) in codes for c in strength.codings):
                return Medicine(name=said[:NAME], code=term.code, strength=strength.amount, form=strength.form)
    return Medicine(name=said[:NAME], code=known("medicine", concept) or ingredient_of(said))


def _observation(resource: Resource, arrival: ForeignArrival) -> Iterator[Read]:
    if resource.get("status") not in ("final", "amended", "corrected"):
        raise Skip("It is not a final result.")
    kinds = {"laboratory": MeasurementKind.LAB, "vital-signs": MeasurementKind.VITAL}
    said = {text(c.get("code")) for category in many(resource.get("category")) for c in many(category.get("coding"))}
    kind = next((kinds[name] for name in kinds if name in said), None)
    if kind is None and not said and (code_ := known("measurement", resource.get("code"))):
        kind = MeasurementKind.VITAL if code_ in _VITAL else MeasurementKind.LAB
    if kind is None:
        raise Skip("It is not a test result.")
    times = ("effectiveDateTime", "effectiveInstant", "issued")
    known_at = _when(resource | _start(resource), (*times[:2], "start", times[2]), arrival)
    if known_at is None:
        raise Skip("It does not say on which day.")
    found = [_result(part, kind) for part in _valued(resource)]
    yield from ((result, *known_at) for result in found)


def _start(resource: Resource) -> Resource:
    return {"start": one(resource.get("effectivePeriod")).get("start")}


def _valued(resource: Resource) -> list[Resource]:
    """The parts of an observation that have a value: itself, or what it is made of."""
    parts = [part for part in many(resource.get("component")) if any(name.startswith("value") for name in part)]
    itself = any(name.startswith("value") for name in resource)
    return [resource, *parts] if itself or not parts else parts


def _result(part: Resource, kind: MeasurementKind) -> Measurement:
    name = words(part.get("code"))
    amounted, said = value(part)
    ranges = many(part.get("referenceRange"))
    limits = ranges[0] if len(ranges) == 1 and "appliesTo" not in ranges[0] else {}
    return Measurement(
        kind=kind,
        name=name[:NAME],
        code=known("measurement", part.get("code")),
        value=amounted,
        text=said[:TEXT],
        low=amount(limits.get("low")),
        high=amount(limits.get("high")),
    )


_READERS: dict[str, Callable[[Resource, ForeignArrival], Iterator[Read]]] = {
    "Condition": _condition,
    "AllergyIntolerance": _allergy,
    "MedicationStatement": _medicine,
    "MedicationRequest": _medicine,
    "MedicationAdministration": _administration,
    "Observation": _observation,
}


# ---------------------------------------------------------------- times


def _told(resource: Resource, names: tuple[str, ...], arrival: ForeignArrival) -> tuple[Moment, Precision]:
    """When something standing was told: a time of the resource, else now, to the day."""
    return _when(resource, names, arrival) or (moment(arrival.now, arrival.zone), Precision.DAY)


def _when(resource: Resource, names: tuple[str, ...], arrival: ForeignArrival) -> tuple[Moment, Precision] | None:
    """The first time that the resource has, an instant or noon of a day; None if it has none."""
    for name in names:
        at = instant(resource.get(name))
        if at is not None and at.tzinfo is None:
            return moment(at.replace(hour=12, minute=0, second=0, microsecond=0), arrival.zone), Precision.DAY
        if at is not None:
            return moment(at, arrival.zone), Precision.MINUTE
    return None
