"""One case for each kind of entry: what it is in FHIR R4. A kind with no place there gives no resource."""

from __future__ import annotations

from typing import Any, assert_never

from unknot.fhir import medicines, observations
from unknot.fhir.terms import HL7, Context, Resource, at, place, recorder
from unknot.journal.entry import (
    AlertAnswer,
    Amendment,
    Attachment,
    Body,
    Campaign,
    Circumstance,
    DayCount,
    DiaryDay,
    Dose,
    Entry,
    Episode,
    Experiment,
    ExperimentDay,
    Exposure,
    Goal,
    Habit,
    Measurement,
    Note,
    Person,
    Prescription,
    Progress,
    Response,
    Retraction,
    Settings,
    Stage,
    Standing,
    Stock,
    Symptom,
    Toss,
    Treatment,
    Visit,
)


def resources(entry: Entry[Body], context: Context) -> list[Resource]:
    """The resources of an entry, in the order they are to stand; none for a kind that FHIR has no place for."""
    body: Any = entry.body
    match entry.body:
        case Episode():
            return [observations.episode(entry, body, context)]
        case Dose():
            return [medicines.administration(entry, body, context)]
        case Prescription():
            return [medicines.statement(entry, body, context)]
        case Treatment():
            return [_procedure(entry, body, context)]
        case Exposure():
            return [observations.exposure(entry, body, context)]
        case DiaryDay():
            return observations.diary_day(entry, body, context)
        case Symptom():
            return [observations.symptom(entry, body, context)]
        case Measurement():
            return [observations.measurement(entry, body, context)]
        case Response():
            return [observations.response(entry, body, context)]
        case Visit():
            return [_encounter(entry, body, context)]
        case Circumstance():
            return [_condition(entry, body, context)]
        case Goal():
            return [_goal(entry, body, context)]
        case DayCount():
            return [observations.day_count(entry, body, context)]
        case Note():
            return [observations.note(entry, body, context)]
        case (
            Campaign()
            | Experiment()
            | Toss()
            | ExperimentDay()
            | Habit()
            | Stock()
            | AlertAnswer()
            | Attachment()
            | Person()
            | Settings()
            | Amendment()
            | Retraction()
        ):
            return []
        case _ as never:
            assert_never(never)


def notes(*texts: str) -> Resource:
    """The `note` element of a resource for the texts that are not empty."""
    said = [{"text": text} for text in texts if text]
    return {"note": said} if said else {}


def _procedure(entry: Entry[Body], treatment: Treatment, context: Context) -> Resource:
    status = {Stage.DONE: "completed", Stage.STOPPED: "stopped"}.get(treatment.stage, "in-progress")
    start = entry.happened_at
    resource: Resource = {
        "resourceType": "Procedure",
        "id": str(entry.id),
        "status": status,
        "code": context.concept("treatment", treatment.code),
        "subject": context.subject,
        "performedDateTime": at(start),
        "recorder": recorder(entry, context),
    }
    if treatment.sites:
        resource["bodySite"] = [place(site, context) for site in treatment.sites]
    if treatment.agent:
        resource["usedCode"] = [{"text": treatment.agent}]
    amount = str(treatment.amount) if treatment.amount else ""
    lasted = f"{treatment.duration.total_seconds() / 60:g} min" if treatment.duration else ""
    return resource | notes(treatment.programme, amount, lasted, treatment.note)


def _encounter(entry: Entry[Body], visit: Visit, context: Context) -> Resource:
    planned = entry.happened_at.instant > entry.provenance.recorded_at.instant and not visit.decided
    resource: Resource = {
        "resourceType": "Encounter",
        "id": str(entry.id),
        "status": "planned" if planned else "finished",
        "class": {"system": f"{HL7}/v3-ActCode", "code": "AMB", "display": "ambulatory"},
        "subject": context.subject,
        "period": {"start": at(entry.happened_at)},
    }
    if visit.whom:
        resource["serviceType"] = {"text": visit.whom}
    said = [{"text": question} for question in visit.questions] + ([{"text": visit.decided}] if visit.decided else [])
    return resource | ({"reasonCode": said} if said else {})


def _condition(entry: Entry[Body], fact: Circumstance, context: Context) -> Resource:
    if fact.code == "allergy":
        return _allergy(entry, fact, context)
    verification = {Standing.YES: "confirmed", Standing.NO: "refuted", Standing.NOT_SURE: "unconfirmed"}
    resource: Resource = {
        "resourceType": "Condition",
        "id": str(entry.id),
        "verificationStatus": _status("condition-ver-status", verification[fact.standing]),
        "code": context.concept("circumstance", fact.code),
        "subject": context.subject,
        "recordedDate": at(entry.provenance.recorded_at),
        "asserter": recorder(entry, context),
    }
    if fact.standing is not Standing.NO:
        resource["clinicalStatus"] = _status("condition-clinical", "resolved" if fact.until else "active")
    if fact.since:
        resource["onsetDateTime"] = fact.since.isoformat()
    if fact.until and fact.standing is not Standing.NO:
        resource["abatementDateTime"] = fact.until.isoformat()
    return resource | notes(fact.detail)


def _allergy(entry: Entry[Body], fact: Circumstance, context: Context) -> Resource:
    verification = {Standing.YES: "confirmed", Standing.NO: "refuted", Standing.NOT_SURE: "unconfirmed"}
    return {
        "resourceType": "AllergyIntolerance",
        "id": str(entry.id),
        "clinicalStatus": _status("allergyintolerance-clinical", "inactive" if fact.until else "active"),
        "verificationStatus": _status("allergyintolerance-verification", verification[fact.standing]),
        "code": {"text": fact.detail or context.says("circumstance", fact.code)},
        "patient": context.subject,
        "recordedDate": at(entry.provenance.recorded_at),
        "asserter": recorder(entry, context),
    }


def _goal(entry: Entry[Body], goal: Goal, context: Context) -> Resource:
    resource: Resource = {
        "resourceType": "Goal",
        "id": str(entry.id),
        "lifecycleStatus": "active",
        "description": {"text": goal.words},
        "subject": context.subject,
        "startDate": entry.happened_at.clock_date.isoformat(),
        "expressedBy": recorder(entry, context),
    }
    if goal.progress:
        codes = {Progress.EASIER: "improving", Progress.SAME: "no-change", Progress.HARDER: "worsening"}
        resource["achievementStatus"] = _status("goal-achievement", codes[goal.progress])
    return resource


def _status(system: str, code: str) -> Resource:
    return {"coding": [{"system": f"{HL7}/{system}", "code": code}]}
