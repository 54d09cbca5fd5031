"""The vocabularies: for each code the words we show, the words people use, and its clinical codes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from unknot.journal.quantity import Quantity
from unknot.knowledge.codings import Coding, coding, systems
from unknot.knowledge.data import Malformed, Table, known, names, table, tables, text, texts
from unknot.knowledge.sources import Source, cited
from unknot.knowledge.words import Translate

_FILE = frozenset({"title", "source", "term"})
_TERM = frozenset(
    {"words", "also", "brands", "sided", "classes", "strengths", "retired", "common", "may_be", "asked", "source"}
)
_MAY_BE = frozenset({"answer", "first-sign"})
_ASKED = frozenset({"", "hour", "night"})
_STRENGTH = frozenset({"amount", "unit", "per", "form", "source", "rxnorm"})


@dataclass(frozen=True, slots=True)
class Strength:
    """A strength that a medicine is sold in; `per` is the volume of a liquid ("5 mL")."""

    amount: Quantity
    form: str
    per: str
    source: tuple[Source, ...]
    codings: tuple[Coding, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """One code of a vocabulary.

    `words` is the msgid we show; `also` is what people say or misspell, `brands` the names on the box. A `sided`
    place has a left and a right. `classes` are the groups a medicine belongs to. A retired term is still read in
    old entries and no longer offered. `common` terms are offered first. `may_be` says what a thing that may matter can
    be instead of a cause: an "answer" to spasms (heat, a rest) or their "first-sign" (a tiredness that comes before).
    `asked` is how a check-in asks for it: with its "hour", about the "night" (in the morning), else of the whole day.
    """

    code: str
    words: str
    also: tuple[str, ...]
    brands: tuple[str, ...]
    sided: bool
    classes: frozenset[str]
    strengths: tuple[Strength, ...]
    codings: tuple[Coding, ...]
    retired: bool
    common: bool
    may_be: frozenset[str]
    asked: str
    source: tuple[Source, ...]

    def says(self, _: Translate) -> str:
        """The words for it in the reader's language."""
        return _(self.words)

    def coding(self, system: str) -> Coding | None:
        """Its code in a system, if a verified one is known."""
        return next((c for c in self.codings if c.system.key == system), None)

    @property
    def spellings(self) -> tuple[str, ...]:
        """Everything it may be called in English, the shown words first."""
        return (self.words, *self.also, *self.brands)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A closed list of terms; people add their own beside it (`own-...`)."""

    name: str
    title: str
    terms: Mapping[str, Term]

    def __getitem__(self, code: str) -> Term:
        return self.terms[code]

    def __iter__(self) -> Iterator[Term]:
        """The terms that are still offered, in the order of the file."""
        return (term for term in self.terms.values() if not term.retired)


@cache
def vocabulary(name: str) -> Vocabulary:
    """The vocabulary of this name; refused if anything in it has no source."""
    of = table(f"vocabulary/{name}")
    known(of, _FILE, name)
    source = cited(of, name)
    terms = {code: _term(code, row, f"{name} {code}", source) for code, row in of["term"].items()}
    return Vocabulary(name, text(of, "title", name), terms)


def vocabularies() -> tuple[Vocabulary, ...]:
    """Every vocabulary."""
    return tuple(vocabulary(name) for name in names("vocabulary"))


def says(name: str, code: str, _: Translate, own: Mapping[str, str] | None = None) -> str:
    """The words for a code of a vocabulary; `own` gives the person's own codes their labels."""
    term = vocabulary(name).terms.get(code)
    return term.says(_) if term else (own or {}).get(code, code)


def asked_how(code: str) -> str:
    """How a check-in asks for an exposure: "hour", "night" or "" (of the whole day, as for a person's own words)."""
    term = vocabulary("exposure").terms.get(code)
    return term.asked if term else ""


@cache
def first_signs() -> frozenset[str]:
    """The codes of things that may matter which can be the first sign of spasms to come."""
    return frozenset(code for code, term in vocabulary("exposure").terms.items() if "first-sign" in term.may_be)


@cache
def answers_to_spasms() -> frozenset[str]:
    """The codes of things that may matter which can be an answer to spasms."""
    return frozenset(code for code, term in vocabulary("exposure").terms.items() if "answer" in term.may_be)


@cache
def medicines_of(group: str) -> frozenset[str]:
    """The codes of the medicines in a class."""
    return frozenset(code for code, term in vocabulary("medicine").terms.items() if group in term.classes)


def medicine_in(words: str) -> str | None:
    """The code of a medicine that is named in a sentence, by any of its spellings as whole words."""
    said = f" {_plain(words)} "
    return next((code for spelling, code in _spellings() if f" {spelling} " in said), None)


@cache
def _spellings() -> tuple[tuple[str, str], ...]:
    medicines = vocabulary("medicine").terms
    return tuple((_plain(spelling), code) for code, term in medicines.items() for spelling in term.spellings)


def _plain(words: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", words.lower()))


@cache
def at_the_clinic() -> frozenset[str]:
    """The treatments that a clinician does on a date: each time one is done, something has changed."""
    return frozenset(code for code, term in vocabulary("treatment").terms.items() if "clinic" in term.classes)


def _term(code: str, row: Table, where: str, source: tuple[Source, ...]) -> Term:
    known(row, _TERM | systems().keys(), where)
    may_be = frozenset(texts(row, "may_be", where))
    if not may_be <= _MAY_BE:
        raise Malformed(f"{where}: may_be is answer or first-sign")
    asked = str(row.get("asked", ""))
    if asked not in _ASKED:
        raise Malformed(f"{where}: asked is hour or night")
    return Term(
        code=code,
        words=text(row, "words", where),
        also=texts(row, "also", where),
        brands=texts(row, "brands", where),
        sided=row.get("sided", False) is True,
        classes=frozenset(texts(row, "classes", where)),
        strengths=tuple(_strength(s, where) for s in tables(row, "strengths", where)),
        codings=tuple(coding(system, c) for system in sorted(systems()) for c in texts(row, system, where)),
        retired=row.get("retired", False) is True,
        common=row.get("common", False) is True,
        may_be=may_be,
        asked=asked,
        source=cited(row, where) if "source" in row else source,
    )


def _strength(row: Table, where: str) -> Strength:
    known(row, _STRENGTH, where)
    amount = Quantity(Decimal(text(row, "amount", where)), text(row, "unit", where))
    if amount.value <= 0:
        raise Malformed(f"{where}: a strength is more than nothing")
    codings = tuple(coding("rxnorm", c) for c in texts(row, "rxnorm", where))
    return Strength(amount, text(row, "form", where), str(row.get("per", "")), cited(row, where), codings)
