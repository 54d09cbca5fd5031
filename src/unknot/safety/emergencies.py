"""What may become an emergency for this person: the rules of *Get help now*, the likeliest first."""

from __future__ import annotations

from datetime import datetime

from unknot.journal.journal import Journal
from unknot.knowledge.rules import Clause, Rule, Tier, rules
from unknot.safety.facts import facts
from unknot.safety.lookback_window import lately
from unknot.safety.signs import fits

FIRST = 10
"""Topics that stand there whole; every other emergency has a line."""
FOR_ANYONE = (
    "RF-CHEST", "RF-STROKE", "RF-OD", "RF-WD", "RF-SEIZ", "RF-CES", "RF-AD", "RF-PUMP", "RF-ALL", "RF-MOOD",
    "RF-MENING", "RF-LIMB",
)  # fmt: skip
"""The order for somebody of whom nothing is known: how soon help is needed, and how likely for those who log here."""


def emergency_clause(rule: Rule) -> Clause | None:
    """What a rule says when it is an emergency; None if it never is."""
    found = [clause for clause in rule.clauses if clause.tier is Tier.EMERGENCY and not clause.asks]
    return next((clause for clause in found if clause.title == rule.title), found[0] if found else None)


def emergencies(journal: Journal | None, *, now: datetime, zone: str) -> tuple[Rule, ...]:
    """The rules that can be an emergency: those about what this person has or takes first, then the general order."""
    look = facts(lately(journal or Journal(entries=()), now), now=now, zone=zone, worse_since=None, paused=False)
    place = {code: n for n, code in enumerate(FOR_ANYONE)}
    found = [rule for rule in rules() if emergency_clause(rule) is not None]

    def rank(rule: Rule) -> tuple[int, int, str]:
        theirs = any(fits(c.when, look) == 0 for c in rule.clauses if c.tier is Tier.EMERGENCY) if journal else False
        return (0 if theirs and rule.code in place else 1, place.get(rule.code, len(place)), rule.code)

    return tuple(sorted(found, key=rank))
