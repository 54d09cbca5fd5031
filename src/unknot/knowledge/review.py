"""What a clinician has still to look at: rules, rows, scales and claims, unsigned or due for their next check."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from unknot.knowledge.cautions import interactions, precautions
from unknot.knowledge.guide import guide
from unknot.knowledge.instruments import instruments
from unknot.knowledge.rules import rules, with_signoffs
from unknot.knowledge.signoffs import SignOff, by_code, shipped
from unknot.knowledge.sources import Source, Verified


@dataclass(frozen=True, slots=True)
class Review:
    """One thing to review: what it says, how far it was checked, what of it is our own choice, and who signed it."""

    id: str
    kind: str
    says: str
    chosen: str
    source: tuple[Source, ...]
    verified: Verified
    next_check: date
    signed: SignOff | None

    def is_due(self, today: date) -> bool:
        """Whether its next check has come."""
        return self.next_check <= today

    def needs_someone(self, today: date) -> bool:
        """Whether it is due, or has no signature yet."""
        return self.signed is None or self.is_due(today)


def everything(signed: tuple[SignOff, ...] = ()) -> tuple[Review, ...]:
    """All that can be reviewed, those due first; `signed` adds a clinic's own sign-offs."""
    signatures = (*shipped(), *signed)
    by = by_code(signatures)
    found = [
        Review(r.code, "rule", r.say, r.chosen, r.source, r.verified, r.next_check, r.signed)
        for r in (with_signoffs(signatures) if signed else rules())
    ]
    for kind, rows in (("interaction", interactions()), ("precaution", precautions())):
        found += [Review(r.id, kind, r.say, "", r.source, r.verified, r.next_check, by.get((r.id, 1))) for r in rows]
    found += [
        Review(i.id, "scale", i.title, "", i.source, i.verified, i.next_check, by.get((i.id, i.version)))
        for i in instruments().values()
    ]
    for c in guide().claims.values():
        read = tuple(citation.source for citation in c.citations)
        found.append(Review(c.id, "claim", c.plain, "", read, c.verified, c.next_check, by.get((c.id, 1))))
    return tuple(sorted(found, key=lambda r: (r.next_check, r.kind, r.id)))


def to_review(today: date, signed: tuple[SignOff, ...] = ()) -> tuple[Review, ...]:
    """What is due or unsigned on a day."""
    return tuple(review for review in everything(signed) if review.needs_someone(today))
