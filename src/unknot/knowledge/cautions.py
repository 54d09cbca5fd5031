"""What matters together: medicines with medicines, and medicines with standing facts. A short list, never complete."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache

from unknot.journal.codes import codes
from unknot.knowledge.conditions import medicines
from unknot.knowledge.data import Malformed, Table, day, known, table, tables, text, texts
from unknot.knowledge.digest import digest
from unknot.knowledge.signoffs import SignOff, by_code, shipped
from unknot.knowledge.sources import Source, Verified, checked, cited


class Grade(StrEnum):
    """Our own grade, for the order on the screen; not taken from a source."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"
    CAUTION = "caution"
    NOTE = "note"


class Ask(StrEnum):
    """Whom to ask."""

    PHARMACIST = "pharmacist"
    PRESCRIBER = "prescriber"
    ANAESTHETIST = "anaesthetist"


@dataclass(frozen=True, slots=True)
class Example:
    """Medicines and standing facts with which it is told, or not."""

    medicines: tuple[str, ...]
    about: tuple[str, ...]
    told: bool


@dataclass(frozen=True, slots=True)
class CautionRule:
    """One row: told when a medicine `of` is taken together with one of `others` or while one of `about` stands.

    With neither, the medicine alone is enough. With `alone_about`, the medicine counts only while one of these
    stands. Rows of one `matter` are one card on the screen.
    """

    id: str
    of: frozenset[str]
    others: frozenset[str]
    about: frozenset[str]
    alone_about: frozenset[str]
    grade: Grade
    say: str
    why: str
    ask: Ask
    matter: str
    source: tuple[Source, ...]
    verified: Verified
    last_checked: date
    next_check: date
    digest: str
    signed: SignOff | None
    examples: tuple[Example, ...]


_SHARED = frozenset({"id", "matter", "of", "about", "grade", "say", "ask", "source", "verified"})
_INTERACTION = _SHARED | {"with", "only_about", "why", "fires", "fires_about", "quiet"}


@cache
def interactions() -> tuple[CautionRule, ...]:
    """Medicines that matter together, or by themselves."""
    return _file("interactions", "interaction", _INTERACTION)


@cache
def precautions() -> tuple[CautionRule, ...]:
    """Standing facts that the prescriber should know with a medicine."""
    return _file("precautions", "precaution", _SHARED)


def asked_about(medicine: str) -> tuple[str, ...]:
    """The standing facts to ask about when a medicine is added, in the order of the list, each once."""
    found = [code for row in precautions() if medicine in row.of for code in sorted(row.about)]
    return tuple(dict.fromkeys(found))


def _file(name: str, kind: str, keys: frozenset[str]) -> tuple[CautionRule, ...]:
    of = table(name)
    known(of, frozenset({kind, "last_checked", "next_check"}), name)
    rows = tuple(_row(row, of, name, keys) for row in tables(of, kind, name))
    if len({row.id for row in rows}) < len(rows):
        raise Malformed(f"{name}: two rows have one id")
    return rows


def _row(row: Table, of: Table, name: str, keys: frozenset[str]) -> CautionRule:
    where = f"{name} {row.get('id', '?')}"
    known(row, keys, where)
    id = text(row, "id", where)
    about, alone = _standing(row, "about", where), _standing(row, "only_about", where)
    read = CautionRule(
        id=id,
        of=medicines(row, "of", where),
        others=medicines(row, "with", where),
        about=about,
        alone_about=alone,
        grade=Grade(text(row, "grade", where)),
        say=text(row, "say", where),
        why=str(row.get("why", "")),
        ask=Ask(text(row, "ask", where)),
        matter=str(row.get("matter", id)),
        source=cited(row, where),
        verified=checked(row, where),
        last_checked=day(of, "last_checked", where),
        next_check=day(of, "next_check", where),
        digest="",
        signed=None,
        examples=_examples(row, where),
    )
    named = digest(read)
    return replace(read, digest=named, signed=by_code(shipped()).get((id, named)))


def _standing(row: Table, key: str, where: str) -> frozenset[str]:
    found = frozenset(texts(row, key, where))
    if stray := sorted(found - codes("circumstance")):
        raise Malformed(f"{where}: {', '.join(stray)} not in circumstance")
    return found


def _examples(row: Table, where: str) -> tuple[Example, ...]:
    """Its own examples; a precaution's follow from what it says."""
    if "fires" in row:
        told = Example(texts(row, "fires", where), texts(row, "fires_about", where), told=True)
        return (told, Example(texts(row, "quiet", where), (), told=False))
    medicine, about = texts(row, "of", where)[:1], texts(row, "about", where)[:1]
    return (Example(medicine, about, told=True), Example(medicine, (), told=False), Example((), about, told=False))
