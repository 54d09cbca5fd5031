"""The driving card: at the first dose, after a change, and when someone is sleepy; never at every dose."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from unknot.journal.entry import AlertAnswer, Dose, DoseStatus, Entry, Prescription, Symptom
from unknot.journal.journal import Journal
from unknot.journal.span import diary_day_span
from unknot.knowledge.vocabulary import medicines_of
from unknot.safety.facts import recent

CARD = "CARD-DRIVE"
"""The rule that an answer to the card names; its key is the card's."""
TEXT = "Do not drive or use machines until you know how this medicine affects you."
SOURCE = ("L-OZO", "UK-HIGH")
STANDS = timedelta(hours=24)
QUIET = timedelta(days=7)


class Reason(StrEnum):
    FIRST_DOSE = "first-dose"
    CHANGE = "change"
    SLEEPY = "sleepy"


def driving_card(journal: Journal, *, now: datetime, zone: str = "UTC") -> tuple[Reason, str] | None:
    """Why the card is shown now, and its key for an answer; None if it is not.

    A plan changes when it was typed, and on the first day of each later step. Sleepiness shows the card again only a
    week after it was last answered.
    """
    answers = [e for e in journal.of(AlertAnswer) if e.body.rule == CARD]
    keys = {e.body.key for e in answers}
    lately = bool(answers) and now - answers[-1].happened_at.at < QUIET
    for reason, name, at in _reasons(journal, now, zone):
        key = f"{CARD}/{reason}:{name}"
        stands = timedelta(0) <= now - at < STANDS
        if stands and key not in keys and not (lately and reason is Reason.SLEEPY):
            return reason, key
    return None


def _reasons(journal: Journal, now: datetime, zone: str) -> list[tuple[Reason, str, datetime]]:
    """Everything that may show the card: the reason, what it is of, and when."""
    sedating = medicines_of("sedating")
    first: dict[str, Entry[Dose]] = {}
    for dose in journal.of(Dose):
        if dose.body.medicine.code in sedating and dose.body.status is not DoseStatus.SKIPPED:
            first.setdefault(dose.body.medicine.code, dose)
    plans = [e for e in journal.of(Prescription) if e.body.medicine.code in sedating]
    found = [(Reason.FIRST_DOSE, str(e.id), e.happened_at.at) for e in first.values()]
    found += [(Reason.CHANGE, str(e.id), e.happened_at.at) for e in plans]
    found += [
        (Reason.CHANGE, f"{e.id}:{step.starts}", diary_day_span(step.starts, zone).start)
        for e in plans
        for step in e.body.steps[1:]
        if e.body.ends is None or step.starts <= e.body.ends
    ]
    if plans or first:
        sleepy = [e for e in recent(journal.of(Symptom), now - STANDS) if e.body.code == "sleepy"]
        found += [(Reason.SLEEPY, str(e.id), e.happened_at.at) for e in sleepy]
    return found
