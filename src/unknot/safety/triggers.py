"""The times at which a clause can start to hold: those of the entries it looks at."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from unknot.journal.entry import Dose, DoseStatus, Exposure
from unknot.knowledge.conditions import Beside, Condition, Doses, Exposed, Felt, Measured, NightsWoken, Spasms, Took
from unknot.knowledge.rules import Clause
from unknot.knowledge.said import DOSE_FACTS
from unknot.safety.evaluate import matching, woken
from unknot.safety.facts import Facts, recent
from unknot.safety.reduced import QUESTION


def triggers(clause: Clause, look: Facts, since: datetime) -> list[datetime]:
    """In order, the times since then at which the clause is looked at, and now."""
    times = {at for condition in clause.when for at in _of(condition, look, since)}
    return sorted({at for at in times if since <= at <= look.now} | {look.now})


def _of(condition: Condition, look: Facts, since: datetime) -> Iterator[datetime]:
    match condition:
        case Felt(any=codes):
            yield from (fact.at for code in codes for fact in look.signs.get(code, ()))
        case Spasms():
            yield from (e.happened_at.at for e in recent(matching(condition, look), since))
        case NightsWoken():
            yield from (e.happened_at.at for e in recent(woken(look), since))
        case Measured(code=code):
            yield from (e.happened_at.at for e in recent(look.measured.get(code, ()), since))
        case Exposed(any=codes):
            exposures = recent(look.journal.of(Exposure), since)
            yield from (e.happened_at.at for e in exposures if e.body.code in codes)
        case Took() | Doses(are=Beside.ABOVE):
            yield from (e.happened_at.at for e in recent(look.journal.of(Dose), since))
        case Doses(are=Beside.MISSED | Beside.REDUCED):
            doses = recent(look.journal.of(Dose), since)
            yield from (e.happened_at.at for e in doses if e.body.status is DoseStatus.SKIPPED)
            yield from (fact.at for code in DOSE_FACTS for fact in look.signs.get(code, ()))
            yield from (e.happened_at.at for e in look.answers.get(QUESTION, ()))
        case _:
            pass
