"""What a letter says the medicine is: its strength and its form, told apart from the dose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import cast

from unknot.dictation.letters.days import UnreadLetter
from unknot.dictation.letters.doses import DOSING
from unknot.dictation.letters.model import Why
from unknot.dictation.letters.phrase import COUNTED, MASSES, Kind, Phrase
from unknot.journal.quantity import Quantity

_SINGULAR = {"tablets": "tablet", "capsules": "capsule"}


@dataclass(frozen=True, slots=True)
class Product:
    """What a letter says the medicine is: its strength and form."""

    strength: Quantity | None = None
    form: str = ""
    release: str = ""

    @property
    def words(self) -> str:
        return " ".join(part for part in (self.release, self.form) if part)

    @property
    def unit(self) -> str:
        """What a number alone counts: tablets, if it comes in tablets or capsules."""
        return COUNTED if self.form in ("tablet", "capsule") or (self.strength and not self.form) else ""


def product_of(found: Sequence[Phrase]) -> tuple[Product, list[Phrase]]:
    """The strength and form that stand in the phrases of a medicine, and the phrases without them."""
    rest = [p for p in found if p.kind is not Kind.MEDICINE]
    forms = [cast(str, p.value) for p in rest if p.kind is Kind.FORM]
    release = next((cast(str, p.value) for p in rest if p.kind is Kind.RELEASE), "")
    rest = [p for p in rest if p.kind is not Kind.RELEASE]
    strength: Quantity | None = None
    done: list[Phrase] = []
    at = 0
    while at < len(rest):
        taken = _strength_at(rest, at, done)
        if taken is None:
            if rest[at].kind is not Kind.FORM:
                done.append(rest[at])
            at += 1
            continue
        found_strength, at = taken
        if strength is not None and strength != found_strength:
            raise UnreadLetter(Why.SHAPE, f"{strength}, {found_strength}")
        strength = found_strength
    singular = [_SINGULAR.get(form, form) for form in forms]
    if len({form for form in singular if "/" not in form}) > 1:
        raise UnreadLetter(Why.SHAPE, ", ".join(forms))
    return Product(strength, " ".join(dict.fromkeys(singular)), release), done


def _strength_at(rest: list[Phrase], at: int, done: list[Phrase]) -> tuple[Quantity, int] | None:
    """A strength from here, and the place after it; a count before it ("two 10 mg tablets") becomes tablets."""
    phrase = rest[at]
    if phrase.kind is not Kind.AMOUNT or cast(Quantity, phrase.value).unit not in MASSES:
        return None
    following = rest[at + 1] if at + 1 < len(rest) else None
    others = [p for n, p in enumerate(rest) if n != at]
    doses = [p for p in others if p.kind in (Kind.AMOUNT, Kind.COUNT, Kind.SCHEME)]
    timed = any(p.kind in DOSING - {Kind.AMOUNT, Kind.COUNT} or p.kind is Kind.NEEDED for p in others)
    form = following is not None and following.kind is Kind.FORM and "/" not in str(following.value)
    before = done[-1] if done else None
    if form and before is not None and before.kind is Kind.COUNT and timed:
        count = cast(Decimal, before.value)
        done[-1] = Phrase(Kind.AMOUNT, Quantity(count, COUNTED), f"{before.text} {phrase.text}")
        return cast(Quantity, phrase.value), at + 2
    if form and before is not None and before.kind is Kind.COUNT:
        done.pop()  # 84 baclofen 10 mg tablets: the pack
        return cast(Quantity, phrase.value), at + 2
    if form and (doses or not timed):
        return cast(Quantity, phrase.value), at + 2
    if form and str(cast(Phrase, following).value) in _SINGULAR:
        raise UnreadLetter(Why.HOW_MUCH, f"{phrase.text} {cast(Phrase, following).text}")
    if form:  # 10 mg tablet three times a day: one tablet is the dose
        done.append(Phrase(Kind.AMOUNT, Quantity(Decimal(1), COUNTED), phrase.text))
        return cast(Quantity, phrase.value), at + 2
    first = not any(p.kind in DOSING or p.kind in (Kind.FROM, Kind.TO) for p in done)
    counted = [p for p in doses if p.kind is not Kind.AMOUNT or cast(Quantity, p.value).unit not in MASSES]
    if first and counted and len(counted) == len(doses) and _count_follows(rest, at + 1):
        return cast(Quantity, phrase.value), at + 1
    one_of = before is not None and before.kind is Kind.AMOUNT and cast(Quantity, before.value).unit == COUNTED
    if one_of and len(doses) == 1 and timed:  # one tablet of baclofen 10 mg three times a day
        return cast(Quantity, phrase.value), at + 1
    return None


def _count_follows(rest: list[Phrase], at: int) -> bool:
    """Whether tablets are counted right behind a strength: "10 mg: 2 tablets", "10 mg 1-0-1", "10 mg 3 x 1"."""
    found = [p for p in rest[at:] if p.kind not in (Kind.SEPARATOR, Kind.VERB, Kind.ASIDE)]
    if found and found[0].kind is Kind.OFTEN:
        found = found[1:]
    return bool(found) and found[0].kind in (Kind.AMOUNT, Kind.COUNT, Kind.SCHEME, Kind.NEEDED)
