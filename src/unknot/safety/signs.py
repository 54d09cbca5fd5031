"""The signs to offer under "Something worrying?": every sign that a rule looks for, those that matter most here first.

The order comes from the rules themselves: a sign matters more where its rule names what this person has or takes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from unknot.journal.journal import Journal
from unknot.knowledge.conditions import Condition, Doses, Felt, NotDenied, Stands, StandsNot, Taking
from unknot.knowledge.rules import URGENCY, Clause, Rule, Tier, rules
from unknot.knowledge.vocabulary import vocabulary
from unknot.safety.evaluate import evaluate
from unknot.safety.facts import Facts, facts
from unknot.safety.lookback_window import lately

FIRST = 8
"""Signs on the page before "more": no more than a hand can scan."""
BESIDE = frozenset({"after-botulinum", "pregnant-said", "cancer-said", "pump-refilled"})
"""What is read in words beside a sign and is nothing felt: it is never offered to tick."""
TAKEN_LATELY = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Signs:
    """Codes of symptoms: those to show at once, and the rest."""

    first: tuple[str, ...]
    more: tuple[str, ...]


def signs(journal: Journal, *, now: datetime, zone: str) -> Signs:
    """The signs for this person. Nothing known of them gives the general order, never an empty list."""
    look = facts(lately(journal, now), now=now, zone=zone, worse_since=None, paused=False)
    rank: dict[str, tuple[int, int, int, int]] = {}
    for n, rule in enumerate(rules()):
        for code, (fits, urgency, place) in _ranked(rule, look):
            rank[code] = min(rank.get(code, (9, 9, 0, 0)), (fits, urgency, place, n))
    order = sorted(rank, key=lambda code: rank[code])
    return Signs(tuple(order[:FIRST]), tuple(order[FIRST:]))


def _ranked(rule: Rule, look: Facts) -> Iterator[tuple[str, tuple[int, int, int]]]:
    """Each sign of a rule: whether it is about this person, how soon, and its place among the signs of its clause.

    The place comes before the rule, so that no rule fills the page with its own signs.
    """
    known = [code for code in vocabulary("symptom").terms if code not in BESIDE]
    for clause in rule.clauses:
        if _asks_how_bad(clause):
            continue
        about = fits(clause.when, look)
        for condition in clause.when:
            if isinstance(condition, Felt):
                offered = [code for code in known if code in condition.any]  # what doses tell has no button
                for place, code in enumerate(offered):
                    yield code, (about, URGENCY[clause.tier], place)


def _asks_how_bad(clause: Clause) -> bool:
    """Whether it is about side effects, which are logged with how bad they are, on their own screen."""
    return clause.tier is Tier.NEXT_VISIT and any(isinstance(c, Felt) and c.bother for c in clause.when)


def fits(when: tuple[Condition, ...], look: Facts) -> int:
    """0: the clause is about what this person has or takes; 1: about anyone; 2: about something they did not name."""
    about = [condition for condition in when if isinstance(condition, Stands | Taking | Doses)]
    if any(evaluate(c, look, look.now, _never) is None for c in when if isinstance(c, StandsNot | NotDenied)):
        return 2
    if not about:
        return 1
    return 0 if all(_is_theirs(condition, look) for condition in about) else 2


def _is_theirs(condition: Condition, look: Facts) -> bool:
    if isinstance(condition, Doses):
        takes = Taking(any=condition.of, within=TAKEN_LATELY)
        return not condition.of or evaluate(takes, look, look.now, _never) is not None
    return evaluate(condition, look, look.now, _never) is not None


def _never(_code: str, _at: datetime) -> bool:
    return False
