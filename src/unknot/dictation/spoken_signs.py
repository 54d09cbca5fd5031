"""Whether words that name a sign of alarm tell of it: the sign reader decides, as it weighs the whole sentence."""

from __future__ import annotations

from functools import cache

from unknot.journal.entry import Symptom
from unknot.knowledge.conditions import Felt
from unknot.knowledge.rules import Tier, rules
from unknot.knowledge.said import FILES, ordinary_cause, phrases, said

_URGENT = (Tier.EMERGENCY, Tier.SAME_DAY)


def felt(symptom: Symptom, words: str, text: str) -> bool:
    """Whether a symptom that was read from `words` of a `text` is one: "feel fit" is no fit, its words stay a note.

    Held back are only signs that an urgent rule asks for and that the sign reader (`said`) has phrases for: those that
    raise an alarm alone unless it reads them here; the others where it reads the bare words, but not what stands around
    them, unless that is an ordinary cause ("itching from the wool").
    """
    code = symptom.code
    if code not in _asked_for() or any(one.fact == code for one in said(text)):
        return True
    if code in _enough():
        return False
    return ordinary_cause(text) or all(one.fact != code for one in said(words))


@cache
def _asked_for() -> frozenset[str]:
    """The signs that urgent rules ask for and that the sign reader knows."""
    asked = {
        code
        for rule in rules()
        for clause in rule.clauses
        if clause.tier in _URGENT
        for condition in clause.when
        if isinstance(condition, Felt)
        for code in condition.any
    }
    return frozenset(asked & set().union(*(phrases(language).facts for language in FILES)))


@cache
def _enough() -> frozenset[str]:
    """Those of which one alone is an emergency, whoever has it."""
    return _asked_for() & {
        code
        for rule in rules()
        for clause in rule.clauses
        if clause.tier is Tier.EMERGENCY and len(clause.when) == 1
        for condition in clause.when
        if isinstance(condition, Felt) and condition.at_least == 1 and not condition.sudden
        for code in condition.any
    }
