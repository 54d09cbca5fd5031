"""The public ledger: common claims that mislead, each set right by the fact first, and once more at the end."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from unknot.knowledge.data import Table, day, known, text
from unknot.knowledge.guide.claim import Citation, UnprovenClaim, citations_of
from unknot.knowledge.sources import Verified, checked
from unknot.knowledge.words import Translate

WORDS = ("fact", "quoted", "misleads", "again", "instead")
FACTS = ("verdict", "page", "cites", "verified", "checked")


class Verdict(StrEnum):
    """What the research amounts to, and whether it can do harm."""

    GOOD = "good"
    SOME = "some"
    NOT_ENOUGH = "not-enough"
    NOT_HELPFUL = "not-helpful"
    UNSAFE = "unsafe"

    def says(self, _: Translate) -> str:
        match self:
            case Verdict.GOOD:
                return _("Good evidence, for some people")
            case Verdict.SOME:
                return _("Some evidence")
            case Verdict.NOT_ENOUGH:
                return _("Not enough evidence")
            case Verdict.NOT_HELPFUL:
                return _("Not helpful")
            case Verdict.UNSAFE:
                return _("Can do harm")


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One row: the fact, the claim as it is heard (`quoted`), why it misleads, the fact again, what to do instead.

    `page` is the place in the guide that says more.
    """

    id: str
    fact: str
    quoted: str
    misleads: str
    again: str
    instead: str
    verdict: Verdict
    page: str
    citations: tuple[Citation, ...]
    verified: Verified
    checked: date

    def __post_init__(self) -> None:
        said = f"{self.fact} {self.misleads} {self.again} {self.instead}"
        if self.verified is Verified.FALSE and re.search(r"\d", said):
            raise UnprovenClaim(f"{self.id}: it shows a number that was not verified")

    @property
    def unchecked(self) -> bool:
        return self.verified is not Verified.TRUE


def correction_from(name: str, of: Table) -> Correction:
    """One row of the ledger's file; refused if it names no source."""
    known(of, frozenset((*WORDS, *FACTS)), name)
    fact, quoted, misleads, again, instead = (text(of, key, name) for key in WORDS)
    return Correction(
        id=name,
        fact=fact,
        quoted=quoted,
        misleads=misleads,
        again=again,
        instead=instead,
        verdict=Verdict(text(of, "verdict", name)),
        page=text(of, "page", name),
        citations=citations_of(of, name),
        verified=checked(of, name),
        checked=day(of, "checked", name),
    )
