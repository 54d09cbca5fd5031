"""A planned dose from a device that may not know what is in the plan: what it was is the plan's own word."""

from __future__ import annotations

from datetime import timedelta
from typing import cast
from uuid import UUID

from unknot.journal.document import body_document
from unknot.journal.entry import Dose, Json, Prescription
from unknot.journal.plan import planned_on
from unknot.journal.scalars import read_moment
from unknot.web.page import journal_reader


def whole(document: object, journal: UUID) -> object:
    """The document of a dose with the medicine and amount of its slot; any other document as it came.

    A device without the scope for doses is told neither (`screens.medicines.kept`), and records them all the same.
    """
    match document:
        case {"kind": "dose", "body": {"prescription": str(named), "planned_for": str(due), **said} as body} if (
            "medicine" not in said
        ):
            found = _slot(named, due, journal)
            return {**cast("dict[str, Json]", document), "body": {**body, **found}} if found else document
        case {"kind": "dose", "body": {"prescription": str(named), "as_needed": True, **said} as body} if (
            "medicine" not in said
        ):
            given = _as_needed(named, journal)
            return {**cast("dict[str, Json]", document), "body": {**body, **given}} if given else document
        case _:
            return document


def _slot(named: str, due: str, journal: UUID) -> dict[str, Json] | None:
    """The medicine and the amount that a plan asked for at a time, as a document says them."""
    try:
        id, at = UUID(named), read_moment(due)
    except ValueError:
        return None
    plan = _plan(id, journal)
    if plan is None:
        return None
    days = dict.fromkeys((at.diary_day, at.local.date() - timedelta(days=1), at.local.date()))
    planned = [dose for day in days for dose in planned_on(plan, day) if dose.at == at.local.time()]
    return _snapshot(Dose(medicine=plan.medicine, amount=planned[0].amount if planned else None))


def _as_needed(named: str, journal: UUID) -> dict[str, Json] | None:
    """The medicine and the amount of an as-needed plan."""
    try:
        plan = _plan(UUID(named), journal)
    except ValueError:
        return None
    if plan is None or plan.as_needed is None:
        return None
    return _snapshot(Dose(medicine=plan.medicine, amount=plan.as_needed.amount))


def _plan(id: UUID, journal: UUID) -> Prescription | None:
    found = journal_reader.as_corrected(journal, id)
    return found.body if found is not None and isinstance(found.body, Prescription) else None


def _snapshot(dose: Dose) -> dict[str, Json]:
    made = body_document(dose)
    return {name: made[name] for name in ("medicine", "amount") if name in made}
