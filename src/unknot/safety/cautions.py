"""Precautions and interactions of a journal: offline, from a short list, each with its source and whom to ask.

Nothing found never means that nothing is wrong: see `NOTHING`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from uuid import UUID

from unknot.journal.entry import (
    AlertAnswer,
    Circumstance,
    Dose,
    Entry,
    Exposure,
    Level,
    Medicine,
    Person,
    Prescription,
    Standing,
    Treatment,
)
from unknot.journal.journal import Journal
from unknot.knowledge.cautions import CautionRule, Grade, interactions, precautions
from unknot.knowledge.vocabulary import vocabulary
from unknot.safety.facts import recent

NOTHING = "Nothing in this short list; ask a pharmacist."
INCOMPLETE = "This list is short and not complete."
LATELY = timedelta(days=30)
"""A medicine without a plan counts as taken this long after its last dose."""
OLDER = 65

_ORDER = {grade: n for n, grade in enumerate(Grade)}


@dataclass(frozen=True, slots=True)
class Caution:
    """A row that holds, and the entries it stands on.

    `key` names these: it is told again only when a medicine or a standing fact changes.
    """

    rule: CautionRule
    medicines: tuple[str, ...]
    about: tuple[str, ...]
    entries: frozenset[UUID]
    key: str
    answered: bool

    @property
    def unchecked(self) -> bool:
        """Whether to say "not yet checked by a clinician"."""
        return self.rule.signed is None


def cautions(journal: Journal, *, now: datetime) -> tuple[Caution, ...]:
    """Every row that holds now, the gravest first; empty reads `NOTHING`."""
    taken, standing = medicines_taken(journal, now), _standing(journal, now)
    answers = {e.body.key for e in journal.of(AlertAnswer)}
    found = [
        caution
        for row in (*interactions(), *precautions())
        if (caution := _caution(row, taken, standing, answers)) is not None
    ]
    return tuple(sorted(found, key=lambda c: (_ORDER[c.rule.grade], c.rule.id)))


def by_matter(found: Iterable[Caution]) -> tuple[tuple[Caution, ...], ...]:
    """The rows that hold, those of one matter together, the gravest first: one card a matter."""
    matters: dict[str, list[Caution]] = {}
    for one in found:
        matters.setdefault(one.rule.matter, []).append(one)
    return tuple(tuple(together) for together in matters.values())


def told(row: CautionRule, taken: Iterable[str], standing: Iterable[str]) -> bool:
    """Whether a row holds with these medicines and standing facts."""
    return _match(row, frozenset(taken), frozenset(standing)) is not None


def medicines_taken(journal: Journal, now: datetime) -> Mapping[str, UUID]:
    """The medicines of the plans that run, of recent doses, and of remedies that were logged, with an entry each."""
    today = now.date()
    found: dict[str, UUID] = {}
    for treatment in recent(journal.of(Treatment), now - LATELY):
        if code := _code_of(treatment.body.agent):
            found[code] = treatment.id
    for dose in recent(journal.of(Dose), now - LATELY):
        if code := _recognised(dose.body.medicine):
            found.setdefault(code, dose.id)
    for exposure in recent(journal.of(Exposure), now - LATELY):
        if exposure.body.code == "alcohol" and exposure.body.level in (Level.YES, Level.A_BIT):
            found.setdefault("alcohol", exposure.id)
    for plan in journal.of(Prescription):
        if (code := _recognised(plan.body.medicine)) and (plan.body.ends is None or plan.body.ends >= today):
            found[code] = plan.id
    return found


def may_prompt_drinking(journal: Journal) -> bool:
    """Whether drinking more may be offered: never with a fluid limit, heart or kidney disease, nor when not sure."""
    barred = {"fluid-limit", "heart-disease", "kidney-disease", "on-dialysis"}
    latest = {e.body.code: e.body.standing for e in journal.of(Circumstance)}
    return not any(latest.get(code) in (Standing.YES, Standing.NOT_SURE) for code in barred)


def _caution(
    row: CautionRule, taken: Mapping[str, UUID], standing: Mapping[str, UUID], answers: set[str]
) -> Caution | None:
    match = _match(row, frozenset(taken), frozenset(standing))
    if match is None:
        return None
    medicines, about = match
    ids = sorted(str(taken[m]) for m in medicines if not _by_dose(m)) + sorted(str(standing[a]) for a in about)
    key = f"{row.id}:{'+'.join((*medicines, *about))}:{'+'.join(ids)}"[:500]
    entries = frozenset([taken[m] for m in medicines] + [standing[a] for a in about])
    return Caution(row, medicines, about, entries, key, key in answers)


def _by_dose(medicine: str) -> bool:
    """Alcohol is a drink, not a plan: the message is not told anew for each one."""
    return medicine == "alcohol"


def _match(
    row: CautionRule, taken: frozenset[str], standing: frozenset[str]
) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The medicines and standing facts that a row stands on; None if it does not hold."""
    mine = row.of & taken
    if not mine:
        return None
    others, about = (row.others & taken) - mine, row.about & standing
    alone = row.alone_about & standing
    if row.alone_about:
        return (tuple(sorted(mine)), tuple(sorted(alone))) if alone else None
    if not row.others and not row.about:
        return tuple(sorted(mine)), ()
    if not others and not about:
        return None
    return tuple(sorted(mine | others)), tuple(sorted(about))


def _standing(journal: Journal, now: datetime) -> dict[str, UUID]:
    """Standing facts that hold, or of which the person is not sure; and their age, if they gave a birth date."""
    latest: dict[str, Entry[Circumstance]] = {e.body.code: e for e in journal.of(Circumstance)}
    found = {
        code: e.id
        for code, e in latest.items()
        if e.body.standing is not Standing.NO and (e.body.until is None or e.body.until >= now.date())
    }
    person = journal.latest(Person)
    born = person.body.birth_date if person else None
    if person and born and now.year - born.year - ((now.month, now.day) < (born.month, born.day)) >= OLDER:
        found.setdefault("aged-65-or-over", person.id)
    return found


def _recognised(medicine: Medicine) -> str:
    return medicine.code or _code_of(medicine.name)


@cache
def _spellings() -> Mapping[str, str]:
    return {s.casefold(): term.code for term in vocabulary("medicine") for s in term.spellings}


def _code_of(name: str) -> str:
    return _spellings().get(name.casefold().strip(), "")
