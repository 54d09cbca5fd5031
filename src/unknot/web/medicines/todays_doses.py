"""Today's doses at a glance: what the plans ask for today, and what was recorded of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from unknot.journal.entry import Dose, DoseStatus, Entry
from unknot.journal.plan import DueDose, due_doses
from unknot.report.plans import amount_words
from unknot.report.wording import plain
from unknot.web.page.context import PageContext


@dataclass(frozen=True, slots=True)
class TodaysDose:
    """A dose of today. `state` is taken, skipped, open (its time has come, nothing is recorded) or later."""

    time: str
    name: str
    state: str
    words: str
    plan: UUID | None


def todays_doses(ctx: PageContext) -> list[TodaysDose]:
    """The planned doses of this diary day in order, and what was taken beside them."""
    today = ctx.now.diary_day
    planned = due_doses(ctx.journal, today, today, ctx.zone, ctx.who.now + timedelta(days=1))
    answered = {dose.answer.id for dose in planned if dose.answer}
    beside = [e for e in ctx.journal.of(Dose) if e.diary_day == today and e.id not in answered]
    rows = [(dose.due.instant, _planned(dose, ctx)) for dose in planned]
    rows += [(entry.happened_at.instant, _beside(entry, ctx)) for entry in beside]
    return [row for _, row in sorted(rows, key=lambda row: row[0])]


def _planned(dose: DueDose, ctx: PageContext) -> TodaysDose:
    _, body = ctx.voice._, dose.prescription.body
    state, words = "later", _("still to come")
    if dose.answer is not None:
        taken = dose.status is not DoseStatus.SKIPPED
        at = ctx.voice.time(dose.answer.happened_at.local.time())
        state, words = ("taken", _("taken at {time}").format(time=at)) if taken else ("skipped", _("not taken"))
    elif dose.due.instant <= ctx.who.now:
        state, words = "open", _("not known yet")
    name = f"{plain(body.medicine.name)} {amount_words(dose.planned.amount, ctx.voice)}"
    return TodaysDose(ctx.voice.time(dose.due.local.time()), name, state, words, dose.prescription.id)


def _beside(entry: Entry[Dose], ctx: PageContext) -> TodaysDose:
    _, body = ctx.voice._, entry.body
    amount = body.amount or body.medicine.strength
    name = " ".join(
        part for part in (plain(body.medicine.name), amount_words(amount, ctx.voice) if amount else "") if part
    )
    skipped = body.status is DoseStatus.SKIPPED
    words = _("not taken") if skipped else _("taken, when needed") if body.as_needed else _("taken")
    time = ctx.voice.time(entry.happened_at.local.time())
    return TodaysDose(time, name, "skipped" if skipped else "taken", words, None)
