"""Medicines in FHIR: the plan as a MedicationStatement, a dose as a MedicationAdministration."""

from __future__ import annotations

from datetime import timedelta

from unknot.fhir.terms import Context, Resource, at, clinical, own, quantity, recorder
from unknot.journal.entry import Body, Dose, DoseStatus, Entry, Medicine, PlanStep, Prescription
from unknot.knowledge.vocabulary import vocabulary


def concept(medicine: Medicine) -> Resource:
    """The medicine in the person's words, with the codes of its ingredient and strength where they are known."""
    if not medicine.code:
        return {"text": _words(medicine)}
    term = vocabulary("medicine").terms.get(medicine.code)
    strengths = [s for s in (term.strengths if term else ()) if s.amount == medicine.strength]
    exact = [
        {"system": c.system.uri, "code": c.code, "display": c.display}
        for s in strengths
        if s.form == medicine.form
        for c in s.codings
    ]
    return {"coding": [*exact, *clinical(term), own("medicine", medicine.code)], "text": _words(medicine)}


def _words(medicine: Medicine) -> str:
    return " ".join(part for part in (medicine.name, str(medicine.strength or ""), medicine.form) if part)


def administration(entry: Entry[Body], dose: Dose, context: Context) -> Resource:
    """A dose as recorded: taken, extra, or not taken with its reason."""
    resource: Resource = {
        "resourceType": "MedicationAdministration",
        "id": str(entry.id),
        "status": "not-done" if dose.status is DoseStatus.SKIPPED else "completed",
        "medicationCodeableConcept": concept(dose.medicine),
        "subject": context.subject,
        "effectiveDateTime": at(entry.happened_at),
        "performer": [{"actor": recorder(entry, context)}],
    }
    if dose.status is DoseStatus.SKIPPED and dose.reason:
        resource["statusReason"] = [{"text": dose.reason}]
    if dose.status is not DoseStatus.SKIPPED and dose.amount:
        resource["dosage"] = {"dose": quantity(dose.amount)}
    said = [dose.note]
    if dose.planned_for:
        said.append(context._("planned for {time}").format(time=at(dose.planned_for)))
    if dose.status is DoseStatus.EXTRA:
        said.append(context._("beside the plan"))
    if dose.as_needed:
        said.append(context._("as needed"))
    found = [{"text": text} for text in said if text]
    return resource | ({"note": found} if found else {})


def statement(entry: Entry[Body], plan: Prescription, context: Context) -> Resource:
    """The plan as the person typed it; an ended one is completed, a coming one intended."""
    recorded = entry.provenance.recorded_at
    status = "active"
    if plan.ends and plan.ends < recorded.clock_date:
        status = "completed"
    elif plan.first_day > recorded.clock_date:
        status = "intended"
    days = {"start": plan.starts, "end": plan.ends}
    period = {name: day.isoformat() for name, day in days.items() if day}
    resource: Resource = {
        "resourceType": "MedicationStatement",
        "id": str(entry.id),
        "status": status,
        "medicationCodeableConcept": concept(plan.medicine),
        "subject": context.subject,
        "effectivePeriod": period,
        "dateAsserted": at(recorded),
        "informationSource": recorder(entry, context),
    }
    if plan.reason:
        resource["reasonCode"] = [{"text": plan.reason}]
    dosage = [part for n, step in enumerate(plan.steps) for part in _step(step, _until(plan, n))]
    if plan.as_needed:
        dosage.append(_as_needed(plan, context))
    if dosage:
        resource["dosage"] = dosage
    said = [{"text": text} for text in (plan.prescriber, plan.note) if text]
    return resource | ({"note": said} if said else {})


def _until(plan: Prescription, n: int) -> str | None:
    """The last day of a step: the day before the next one, or the end of the plan."""
    if n + 1 < len(plan.steps):
        return (plan.steps[n + 1].starts - timedelta(days=1)).isoformat()
    return plan.ends.isoformat() if plan.ends else None


def _step(step: PlanStep, until: str | None) -> list[Resource]:
    period = {"start": step.starts.isoformat()} | ({"end": until} if until and until >= step.starts.isoformat() else {})
    return [
        {
            "text": f"{dose.at:%H:%M} {dose.amount}",
            "timing": {
                "repeat": {
                    "boundsPeriod": period,
                    "frequency": 1,
                    "period": step.every_days,
                    "periodUnit": "d",
                    "timeOfDay": [dose.at.isoformat()],
                }
            },
            "doseAndRate": [{"doseQuantity": quantity(dose.amount)}],
        }
        for dose in step.doses
    ]


def _as_needed(plan: Prescription, context: Context) -> Resource:
    limit = plan.as_needed
    assert limit is not None
    words = [context._("as needed")]
    if limit.most_a_day:
        words.append(context._("the plan says no more than {n} in 24 hours").format(n=limit.most_a_day))
    if limit.hours_between:
        words.append(context._("the plan says at least {n} hours between").format(n=limit.hours_between))
    dosage: Resource = {"text": "; ".join(words), "asNeededBoolean": True}
    if limit.amount:
        dosage["doseAndRate"] = [{"doseQuantity": quantity(limit.amount)}]
    return dosage
