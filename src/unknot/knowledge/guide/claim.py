"""A claim: one sentence of the guide with its numbers, how sure it is, who says so and when it was checked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from unknot.knowledge.data import Table, day, known, text, texts
from unknot.knowledge.sources import Source, Unsourced, Verified, checked, sources
from unknot.knowledge.words import Translate

LONGEST = 25
"""Words in the plain sentence, at most."""

CHECK_WITHIN = timedelta(days=731)
"""Two years at most from one check to the next."""

GRACE = timedelta(days=60)
"""A claim overdue by more than this fails the tests; the page says "overdue" from the first day."""


class UnprovenClaim(ValueError):
    """A claim that the guide may not make. The message names the claim and says what is wrong with it."""


class Certainty(StrEnum):
    """How sure the research is, in the words of GRADE."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"
    VERY_LOW = "very-low"
    NOT_RATED = "not-rated"

    @property
    def strength(self) -> int | None:
        """Filled marks out of four; None if nobody rated it."""
        return {"high": 4, "moderate": 3, "low": 2, "very-low": 1}.get(self.value)

    def says(self, _: Translate) -> str:
        match self:
            case Certainty.HIGH:
                return _("High certainty")
            case Certainty.MODERATE:
                return _("Moderate certainty")
            case Certainty.LOW:
                return _("Low certainty")
            case Certainty.VERY_LOW:
                return _("Very low certainty")
            case Certainty.NOT_RATED:
                return _("Not rated")


HEDGE = {Certainty.MODERATE: r"\bprobably\b", Certainty.LOW: r"\bmay\b", Certainty.VERY_LOW: r"\bvery unsure\b"}
"""What the English sentence must hold at each certainty (GRADE guideline 26)."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A source, and which part of it was read."""

    source: Source
    read: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One thing the guide says. `points` finish the plain sentence when it ends in a colon."""

    id: str
    plain: str
    points: tuple[str, ...] = ()
    population: str = ""
    outcome: str = ""
    effect: str = ""
    baseline: str = ""
    certainty: Certainty
    certainty_source: str
    harms: str = ""
    ask_first: str = ""
    citations: tuple[Citation, ...]
    verified: Verified
    last_checked: date
    next_check: date

    def __post_init__(self) -> None:
        for fault in _faults(self):
            raise UnprovenClaim(f"{self.id}: {fault}")

    @property
    def unchecked(self) -> bool:
        """Whether it was not read whole in its source, and stands with "not yet checked by a clinician"."""
        return self.verified is not Verified.TRUE

    def overdue(self, today: date) -> bool:
        return today > self.next_check

    @property
    def sentences(self) -> tuple[str, ...]:
        """Everything it tells a reader about health."""
        said = (self.plain, *self.points, self.effect, self.baseline, self.harms, self.ask_first)
        return tuple(each for each in said if each)


def _faults(claim: Claim) -> list[str]:
    """Why the guide may not say this; empty when it may."""
    claim.next_check - claim.last_checked
    shows_number = any(re.search(r"\d", each) for each in claim.sentences)
    checks = {
        f"its plain sentence is longer than {LONGEST} words": len(claim.plain.split()) > LONGEST,
        "it has no citation": not claim.citations,
        "it shows a number that was not verified": claim.verified is Verified.FALSE and shows_number,
        "its effect has no baseline": bool(claim.effect) and not claim.baseline,
        "its next check is not within two years": not timedelta()
        < claim.next_check - claim.last_checked
        <= CHECK_WITHIN,
    }
    return [fault for fault, holds in checks.items() if holds]


def badly_hedged(claim: Claim) -> bool:
    """Whether the English sentence claims more than its certainty allows."""
    return not re.search(HEDGE.get(claim.certainty, ""), claim.plain, re.IGNORECASE)


# ---------------------------------------------------------------- reading

WORDS = ("plain", "population", "outcome", "effect", "baseline", "certainty_source", "harms", "ask_first")
FACTS = ("certainty", "cites", "verified", "last_checked", "next_check")


def claim_from(name: str, of: Table) -> Claim:
    """The claim of one table of a claims file; refused if something it needs is missing."""
    known(of, frozenset((*WORDS, *FACTS, "points")), name)
    optional = {key: text(of, key, name) for key in WORDS if key in of}
    return Claim(
        **{**optional, "plain": text(of, "plain", name), "certainty_source": text(of, "certainty_source", name)},
        id=name,
        points=texts(of, "points", name),
        certainty=Certainty(text(of, "certainty", name)),
        citations=citations_of(of, name),
        verified=checked(of, name),
        last_checked=day(of, "last_checked", name),
        next_check=day(of, "next_check", name),
    )


def citations_of(of: Table, where: str) -> tuple[Citation, ...]:
    """The `cites` of a table, each `"L-OZO: section 5.1"`; `Unsourced` if there are none or one is not known."""
    found = tuple(_citation(each, where) for each in texts(of, "cites", where))
    if not found:
        raise Unsourced(f"{where}: no citation")
    return found


def _citation(words: str, where: str) -> Citation:
    id, _, read = words.partition(": ")
    if id not in sources():
        raise Unsourced(f"{where}: no such source as {id}")
    return Citation(sources()[id], read)
