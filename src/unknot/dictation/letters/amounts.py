"""Names, amounts and 1-0-1 in the terms of a sentence."""

from __future__ import annotations

from decimal import Decimal

from unknot.dictation.letters.days import UnreadLetter
from unknot.dictation.letters.letter_tokens import Sort
from unknot.dictation.letters.model import Why
from unknot.dictation.letters.phrase import COUNTED, MASSES, Kind, Scheme
from unknot.dictation.letters.reader import Reader, Rule, one
from unknot.journal.quantity import Quantity, plain


def medicine(of: Reader, at: int) -> Rule:
    code = of.kind(at, "medicine")
    return one(of, Kind.MEDICINE, code, at, at + 1) if code else None


def scheme(of: Reader, at: int) -> Rule:
    """1-0-1, or the columns of a medication plan: 1 0 1 0 Stück."""
    if of.terms[at].sort is Sort.SCHEME:
        counts, end = tuple(_counts(of.terms[at].text)), at + 1
        unit = of.kind(end, "unit") or (COUNTED if of.is_(end, "form") else "")
        return one(of, Kind.SCHEME, Scheme(counts, unit), at, end + bool(unit))
    columns: list[Decimal] = []
    end = at
    while (found := of.terms[end].number if end < len(of.terms) else None) is not None and found < 100:
        columns.append(found)
        end += 1
    unit = of.kind(end, "unit") or (COUNTED if of.is_(end, "form") else "")
    if len(columns) == 4 and unit and unit not in MASSES - {"[iU]"}:
        return one(of, Kind.SCHEME, Scheme(tuple(columns), unit), at, end + 1)
    return None


def _counts(written: str) -> list[Decimal]:
    parts = written.replace(" ", "").replace("½", ".5").replace("1/2", "0.5").replace(",", ".").split("-")
    return [Decimal(part if part[0] != "." else "0" + part) for part in parts]


def amount(of: Reader, at: int) -> Rule:
    """10 mg, half a tablet, a tablet; 10 mg/5 mL is a strength; a number alone is a count."""
    found = of.number(at)
    if found is None:
        return None
    value, end = found
    if (of.sign(end, "-") or of.is_(end, "to", "choice", "until")) and of.number(end + 1, bare=True):
        raise UnreadLetter(Why.RANGE, of.words(at, end + 2))
    if of.is_(end, "article"):  # "half a tablet" is in the tables; "one a" is not
        return None
    unit = of.kind(end, "unit")
    form = of.kind(end, "form")
    if unit is not None and of.sign(end + 1, "/") and (per := of.number(end + 2)) and of.kind(per[1], "unit") == "mL":
        return one(of, Kind.FORM, f"{plain(value)} {unit}/{plain(per[0])} mL", at, per[1] + 1, loose=True)
    if unit is not None and of.sign(end + 1, "/") and of.kind(end + 2, "unit") == "mL":
        return one(of, Kind.FORM, f"{plain(value)} {unit}/mL", at, end + 3, loose=True)
    if value <= 0:
        raise UnreadLetter(Why.HOW_MUCH, of.words(at, end))
    if unit is not None:
        return one(of, Kind.AMOUNT, Quantity(value, unit), at, end + 1)
    if form is not None and not of.is_(at, "article"):
        return _counted(of, at, end, value, form)
    if form in ("tablet", "capsule"):
        return _counted(of, at, end, value, form)
    if of.is_(at, "article"):
        half = of.number(at + 1, bare=True)
        if half is not None and half[0] < 1 and of.done and of.done[-1].kind is Kind.SEPARATOR:
            raise UnreadLetter(Why.HOW_MUCH, of.words(at - 1, at + 2))  # "... and a half tablets": of how many?
        return ([], at + 1) if half is not None else None
    if of.sign(end, "x") and of.number(end + 1, bare=True):  # 2 x 10 mg tablets
        return one(of, Kind.COUNT, value, at, end + 1)
    return one(of, Kind.COUNT, value, at, end)


def _counted(of: Reader, at: int, end: int, value: Decimal, form: str) -> Rule:
    if form not in ("tablet", "tablets", "capsule", "capsules"):
        raise UnreadLetter(Why.SHAPE, of.words(at, end + 1))
    return one(of, Kind.AMOUNT, Quantity(value, COUNTED), at, end + 1)


def form(of: Reader, at: int) -> Rule:
    if (form := of.kind(at, "form")) is not None:
        return one(of, Kind.FORM, form, at, at + 1)
    if (release := of.kind(at, "release")) is not None:
        return one(of, Kind.RELEASE, release, at, at + 1)
    return None
