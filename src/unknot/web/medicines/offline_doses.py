"""The planned doses of the next day and as-needed medicines, as a device keeps them to record without a network."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from unknot.journal.document import body_document
from unknot.journal.entry import Dose, Entry, Json, Prescription
from unknot.journal.plan import DueDose, due_doses
from unknot.journal.slots import EARLY, WAITS, comes_back
from unknot.report.plans import amount_words, medicine_words
from unknot.web.medicines.dose_words import as_needed
from unknot.web.page.context import PageContext

AHEAD = timedelta(hours=24)


def offline(ctx: PageContext) -> dict[str, object]:
    return {"doses": doses_kept(ctx), "needed": needed_kept(ctx)}


def doses_kept(ctx: PageContext) -> list[dict[str, Json]]:
    """Unanswered slots from now on. What they are is told only to a device that may show doses while it is locked.

    Another device sends the slot alone, and the server knows what was planned for it (`api.doses`).
    """
    today = ctx.now.diary_day
    day = timedelta(days=1)
    found = due_doses(ctx.doses, today - day, today + 2 * day, ctx.zone, ctx.who.now + AHEAD)
    waits = [d for d in found if d.answer is None and d.due.instant > ctx.who.now - WAITS]
    return [_kept(dose, ctx) for dose in waits]


def needed_kept(ctx: PageContext) -> list[dict[str, Json]]:
    """As-needed medicines: named only to a device that may show doses while it is locked, as with planned ones."""
    named = ctx.who.device_name in ctx.settings.dose_devices
    return [_needed(plan, ctx) if named else {"plan": str(plan.id), "name": ""} for plan in as_needed(ctx)]


def _needed(plan: Entry[Prescription], ctx: PageContext) -> dict[str, Json]:
    amount = plan.body.as_needed.amount if plan.body.as_needed else None
    body = body_document(Dose(medicine=plan.body.medicine, amount=amount))
    name = medicine_words(plan.body.medicine, ctx.voice)
    return {"plan": str(plan.id), "name": name, "body": body}


def _kept(dose: DueDose, ctx: PageContext) -> dict[str, Json]:
    medicine, amount = dose.prescription.body.medicine, dose.planned.amount
    named = ctx.who.device_name in ctx.settings.dose_devices
    body = body_document(
        Dose(medicine=medicine, amount=amount, planned_for=dose.due, prescription=dose.prescription.id)
    )
    words = _("{medicine}, {amount}").format(medicine=medicine.name, amount=amount_words(amount, ctx.voice))
    at = ctx.voice.time(dose.due.local.time())
    return {
        "plan": str(dose.prescription.id),
        "slot": dose.due.local.isoformat(timespec="minutes"),
        "name": words if named else _("A dose"),
        "when": _("Planned for {time}.").format(time=at),
        "from": int(_from(dose, ctx).timestamp() * 1000),
        "until": int((dose.due.instant + WAITS).timestamp() * 1000),
        "body": body if named else {name: body[name] for name in ("planned_for", "prescription")},
    }


def _from(dose: DueDose, ctx: PageContext) -> datetime:
    """An hour before its time; what was put off comes back when it was to."""
    early = dose.due.instant - EARLY
    return max(early, comes_back(ctx.doses, dose) or early)
