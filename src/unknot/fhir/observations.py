"""Observations: spasms, days, symptoms, exposures, results. A missing day gives no resource."""

from __future__ import annotations

from typing import Any

from unknot.fhir.terms import (
    HL7,
    UCUM,
    Context,
    Resource,
    at,
    derived_id,
    instant,
    minutes,
    place,
    quantity,
    recorder,
    reference,
)
from unknot.journal.entry import (
    Body,
    DayCount,
    DiaryDay,
    Entry,
    Episode,
    Exposure,
    Measurement,
    MeasurementKind,
    Note,
    Response,
    Symptom,
    Word,
)

CHECK_IN = "urn:x-unknot:questionnaire:check-in"
PAIN = {"system": "http://loinc.org", "code": "72514-3"}


def observation(entry: Entry[Body], code: Resource, context: Context, category: str = "survey") -> Resource:
    """What every observation of an entry has."""
    resource: Resource = {
        "resourceType": "Observation",
        "id": str(entry.id),
        "status": "final",
        "category": [{"coding": [{"system": f"{HL7}/observation-category", "code": category}]}],
        "code": code,
        "subject": context.subject,
        "effectiveDateTime": at(entry.happened_at),
        "issued": instant(entry.provenance.recorded_at),
        "performer": [recorder(entry, context)],
    }
    if entry.recalled:
        resource["method"] = {"text": context._("from memory, recorded later")}
    return resource


def _part(context: Context, code: str, words: str, **value: Any) -> Resource:
    return {"code": context.own_concept(code, words), **value}


def _coded(context: Context, vocabulary: str, code: str, words: str, values: tuple[str, ...]) -> list[Resource]:
    return [_part(context, code, words, valueCodeableConcept=context.concept(vocabulary, v)) for v in values]


def _finish(resource: Resource, parts: list[Resource], note: str) -> Resource:
    if parts:
        resource["component"] = parts
    if note:
        resource["note"] = [{"text": note}]
    return resource


def episode(entry: Entry[Body], spasm: Episode, context: Context) -> Resource:
    """A spasm. `bother` is a component of our own and never a severity."""
    words = {"spasm": "Spasm", "cramp": "Cramp", "stiffness": "Stiffness", "twitching": "Twitching"}
    known = {"spasm": ("45352006", "Spasm (finding)"), "cramp": ("55300003", "Cramp (finding)")}.get(spasm.kind)
    code = context.own_concept(f"kind-{spasm.kind.value}", words[spasm.kind])
    if known:
        code["coding"].insert(0, {"system": "http://snomed.info/sct", "code": known[0], "display": known[1]})
    if spasm.label:
        code["text"] = spasm.label
    resource = observation(entry, code, context)
    if len(spasm.sites) == 1:
        resource["bodySite"] = place(spasm.sites[0], context)
    return _finish(resource, _episode_parts(spasm, context), spasm.note)


def _episode_parts(spasm: Episode, context: Context) -> list[Resource]:
    parts: list[Resource] = []
    if len(spasm.sites) > 1:
        places = [place(site, context) for site in spasm.sites]
        parts += [_part(context, "site", "Place", valueCodeableConcept=where) for where in places]
    if spasm.bother is not None:
        parts.append(_part(context, "bother", "How much it bothers, 0 to 10", valueInteger=spasm.bother))
    if spasm.bother_band is not None:
        band = {"text": context._({"low": "low", "medium": "medium", "high": "high"}[spasm.bother_band])}
        parts.append(_part(context, "bother-band", "How much it bothers", valueCodeableConcept=band))
    if spasm.pain is not None:
        pain = {"value": spasm.pain, "unit": "score", "system": UCUM, "code": "{score}"}
        parts.append({"code": {"coding": [PAIN], "text": context._("Pain, 0 to 10")}, "valueQuantity": pain})
    if spasm.duration is not None:
        parts.append(_part(context, "duration", "How long it lasted", valueQuantity=minutes(spasm.duration)))
    if spasm.run is not None:
        parts.append(_part(context, "run", "How many in a rapid run", valueInteger=spasm.run))
    for sensation in spasm.sensations:
        felt = context.concept("sensation", sensation.code)
        phase = {"before": "Felt before", "during": "Felt during", "after": "Felt after"}[sensation.phase]
        parts.append(_part(context, f"felt-{sensation.phase.value}", phase, valueCodeableConcept=felt))
    parts += _coded(context, "sign", "sign", "Seen or felt from outside", spasm.signs)
    for after in spasm.after:
        parts += _coded(context, "after-effect", "after", "Left afterwards", (after.code,))
    parts += _coded(context, "situation", "situation", "What was going on", spasm.situations)
    parts += _coded(context, "exposure", "suspected", "Suspected by the person", spasm.suspected)
    parts += _coded(context, "treatment", "done", "What was done", spasm.helped)
    parts += _coded(context, "impact", "impact", "What it stopped", spasm.impact)
    for name, words in (("woke", "Woke the person"), ("asleep", "Seen while asleep"), ("useful", "It was useful")):
        value = getattr(spasm, name)
        if value is not None:
            parts.append(_part(context, name, words, valueBoolean=value))
    return parts


def diary_day(entry: Entry[Body], day: DiaryDay, context: Context) -> list[Resource]:
    """The check-in as answered; a day said to have none so far is a count of zero."""
    answers: list[tuple[str, str, Resource]] = []
    if day.word:
        answers.append(("word", "What the day holds", {"valueString": day.word.value}))
    if day.bother is not None:
        answers.append(("bother", "Average bother, 0 to 10", {"valueInteger": day.bother}))
    if day.worst:
        answers.append(("worst", "Worst part of the day", {"valueString": day.worst.value}))
    if day.sleep_broken is not None:
        answers.append(("sleep-broken", "Sleep broken by spasms", {"valueBoolean": day.sleep_broken}))
    answers += [(a.code, context.says("exposure", a.code), {"valueString": a.level.value}) for a in day.asked]
    if day.note:
        answers.append(("note", "Note", {"valueString": day.note}))
    answered: Resource = {
        "resourceType": "QuestionnaireResponse",
        "id": str(entry.id),
        "questionnaire": CHECK_IN,
        "status": "completed",
        "subject": context.subject,
        "authored": at(entry.happened_at),
        "author": recorder(entry, context),
        "item": [{"linkId": link, "text": context._(text), "answer": [value]} for link, text, value in answers],
    }
    if not answers:
        del answered["item"]
    return [answered, *_none(entry, day, context)]


def _none(entry: Entry[Body], day: DiaryDay, context: Context) -> list[Resource]:
    if day.word is not Word.NONE_SO_FAR:
        return []
    zero = observation(entry, context.own_concept("spasms-a-day", "Spasms on this day so far"), context)
    zero["id"] = str(derived_id(entry.id, "none"))
    zero["valueQuantity"] = {"value": 0, "unit": "spasms", "system": UCUM, "code": "{spasms}"}
    zero["derivedFrom"] = [reference(entry.id)]
    return [zero]


def day_count(entry: Entry[Body], day: DayCount, context: Context) -> Resource:
    """The number of spasms of a day as the person kept it: of the whole day, at no time in it."""
    counted = observation(entry, context.own_concept("spasms-a-day", "Spasms on this day, as counted"), context)
    counted.pop("effectiveDateTime", None)
    counted["effectiveDateTime"] = day.day.isoformat()
    counted["valueQuantity"] = {"value": day.count, "unit": "spasms", "system": UCUM, "code": "{spasms}"}
    if day.note:
        counted["note"] = [{"text": day.note}]
    return counted


def symptom(entry: Entry[Body], felt: Symptom, context: Context) -> Resource:
    resource = observation(entry, context.concept("symptom", felt.code), context)
    parts: list[Resource] = []
    if felt.bother is not None:
        parts.append(_part(context, "bother", "How much it bothers, 0 to 10", valueInteger=felt.bother))
    for name, words in (("new", "New for the person"), ("sudden", "Came suddenly"), ("still", "Still there")):
        value = getattr(felt, name)
        if value is not None:
            parts.append(_part(context, name, words, valueBoolean=value))
    if felt.suspected_medicine:
        parts.append(
            _part(context, "suspected-medicine", "Medicine the person suspects", valueString=felt.suspected_medicine)
        )
    if felt.duration is not None:
        parts.append(_part(context, "duration", "How long it lasted", valueQuantity=minutes(felt.duration)))
    if len(felt.sites) == 1:
        resource["bodySite"] = place(felt.sites[0], context)
    return _finish(resource, parts, felt.note)


def exposure(entry: Entry[Body], there: Exposure, context: Context) -> Resource:
    resource = observation(entry, context.concept("exposure", there.code), context)
    words = {"no": "no", "a-bit": "a bit", "yes": "yes", "unknown": "not known"}[there.level]
    resource["valueCodeableConcept"] = {"text": context._(words)}
    parts = [] if there.value is None else [_part(context, "value", "Graded", valueQuantity={"value": there.value})]
    return _finish(resource, parts, there.note)


def measurement(entry: Entry[Body], result: Measurement, context: Context) -> Resource:
    """A lab value or score with its range; words of an image or examination as text."""
    category = {
        MeasurementKind.LAB: "laboratory",
        MeasurementKind.VITAL: "vital-signs",
        MeasurementKind.IMAGING: "imaging",
    }
    code = context.concept("measurement", result.code, result.name) if result.code else {"text": result.name}
    resource = observation(entry, code, context, category.get(result.kind, "exam"))
    if result.value:
        resource["valueQuantity"] = quantity(result.value)
    elif result.text:
        resource["valueString"] = result.text
    limits = {name: quantity(v) for name, v in (("low", result.low), ("high", result.high)) if v}
    if limits:
        resource["referenceRange"] = [limits]
    said = [text for text in (result.text if result.value else "", result.by) if text]
    return _finish(resource, [], "; ".join(said))


def response(entry: Entry[Body], filled: Response, context: Context) -> Resource:
    items = [
        {
            "linkId": a.item,
            "answer": [{"valueInteger": a.value} if isinstance(a.value, int) else {"valueString": a.value}],
        }
        for a in filled.answers
    ]
    return {
        "resourceType": "QuestionnaireResponse",
        "id": str(entry.id),
        "questionnaire": f"urn:x-unknot:questionnaire:{filled.instrument}|{filled.version}",
        "status": "completed",
        "subject": context.subject,
        "authored": at(entry.happened_at),
        "author": recorder(entry, context),
        **({"item": items} if items else {}),
    }


def note(entry: Entry[Body], said: Note, context: Context) -> Resource:
    code = context.own_concept("question", "Question") if said.question else context.own_concept("note", "Note")
    return observation(entry, code, context) | {"valueString": said.text}
