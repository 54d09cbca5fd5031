"""What a clinician has still to look at: rules, rows, scales and claims, unsigned or due for their next check."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date

from unknot.knowledge.cautions import CautionRule, interactions, precautions
from unknot.knowledge.conditions import Condition
from unknot.knowledge.digest import digest
from unknot.knowledge.guide import guide
from unknot.knowledge.instruments import instruments
from unknot.knowledge.rules import Clause, Rule, rules, with_signoffs
from unknot.knowledge.signoffs import SignOff, by_code, shipped
from unknot.knowledge.sources import Source, Verified


@dataclass(frozen=True, slots=True)
class Review:
    """One thing to review: what it says, when, how far it was checked, what is our own choice, and who signed it.

    `digest` names what it says now; `when` is one line for each way it comes about, in codes.
    """

    id: str
    kind: str
    title: str
    says: str
    when: tuple[str, ...]
    chosen: str
    source: tuple[Source, ...]
    verified: Verified
    next_check: date
    digest: str
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
    found = [_of_rule(each) for each in (with_signoffs(signatures) if signed else rules())]
    found += [_of_row(row, "interaction", by.get((row.id, row.digest))) for row in interactions()]
    found += [_of_row(row, "precaution", by.get((row.id, row.digest))) for row in precautions()]
    for i in instruments().values():
        named = digest(i)
        signature = by.get((i.id, named))
        found.append(
            Review(i.id, "scale", i.title, i.title, (), "", i.source, i.verified, i.next_check, named, signature)
        )
    for c in guide().claims.values():
        read, named = tuple(citation.source for citation in c.citations), digest(c)
        says = " ".join((c.plain, *c.points))
        signature = by.get((c.id, named))
        found.append(Review(c.id, "claim", c.id, says, (), "", read, c.verified, c.next_check, named, signature))
    return tuple(sorted(found, key=lambda r: (r.next_check, r.kind, r.id)))


def to_review(today: date, signed: tuple[SignOff, ...] = ()) -> tuple[Review, ...]:
    """What is due or unsigned on a day."""
    return tuple(review for review in everything(signed) if review.needs_someone(today))


def _of_rule(rule: Rule) -> Review:
    when = tuple(_clause(clause) for clause in rule.clauses)
    says = f"{rule.why} {rule.say} {' '.join(rule.steps)}".strip()
    named, signed = rule.digest, rule.signed
    return Review(
        rule.code,
        "rule",
        rule.title,
        says,
        when,
        rule.chosen,
        rule.source,
        rule.verified,
        rule.next_check,
        named,
        signed,
    )


def _of_row(row: CautionRule, kind: str, signed: SignOff | None) -> Review:
    about = f"{_codes(row.of)} + {_codes(row.others | row.about | row.alone_about) or '-'}"
    says = f"{row.say} {row.why}".strip()
    return Review(
        row.id, kind, row.id, says, (about,), "", row.source, row.verified, row.next_check, row.digest, signed
    )


def _clause(clause: Clause) -> str:
    """One way a rule comes about: its tier, its question, its conditions in codes and numbers, what it says."""
    asks = f" asks first: {clause.asks}" if clause.asks else ""
    return f"{clause.tier.value}{asks} IF {' AND '.join(_condition(each) for each in clause.when)} SAYS {clause.say}"


def _condition(condition: Condition) -> str:
    parts = []
    for field in dataclasses.fields(condition):
        value = getattr(condition, field.name)
        if value == field.default or value in ("", frozenset(), None):
            continue
        parts.append(f"{field.name}={_codes(value) if isinstance(value, frozenset) else value}")
    return f"{type(condition).__name__}({'; '.join(parts)})"


def _codes(found: frozenset[object]) -> str:
    return ", ".join(sorted(str(each) for each in found))
