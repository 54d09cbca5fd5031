"""Generated from the rule files: each code alone fires, a clause less a condition is quiet, each number is an edge."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.safety.second_table import lines, read
from tests.safety.witness import NOW, Made, denied, felt, look, made
from unknot.journal.entry import Circumstance, Standing
from unknot.knowledge.conditions import (
    Condition,
    Exposed,
    Felt,
    Measured,
    Newness,
    NotDenied,
    Spasms,
    Stands,
    StandsNot,
    Taking,
    Treated,
    Worsening,
)
from unknot.knowledge.rules import Clause, Rule, rules
from unknot.safety.evaluate import evaluate

CLAUSES = [
    pytest.param(clause, id=f"{rule.code} {n} {clause.tier.value}")
    for rule in rules()
    for n, clause in enumerate(rule.clauses, 1)
]
A_MINUTE = timedelta(minutes=1)


def never(_code: str, _at: object) -> bool:
    return False


def stands(clause: Clause, found: Made) -> bool:
    """Whether every condition of a clause holds on these entries."""
    worse = max((c.days for c in clause.when if isinstance(c, Worsening)), default=0)
    facts = look(found, worse_days=worse)
    return all(evaluate(condition, facts, facts.now, never) is not None for condition in clause.when)


def every(clause: Clause, but: Condition | None = None, instead: Made | None = None) -> Made:
    """Entries that fulfil the clause; with `but`, that condition is left out or given other entries."""
    found: Made = []
    for condition in clause.when:
        found += (instead or []) if condition is but else made(condition)
    if any(isinstance(c, Worsening) for c in clause.when):
        found += made(Spasms(within=timedelta(hours=24)))
    return found


def codes_of(condition: Condition) -> list[str]:
    match condition:
        case Felt(any=codes) | Stands(any=codes) | Exposed(any=codes) | Treated(any=codes) | Taking(any=codes):
            return sorted(codes)
        case Spasms():
            return sorted(condition.sites | condition.signs | condition.after | condition.impact)
        case _:
            return []


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.code)
def test_every_code_and_number_stands_in_the_second_table(rule: Rule):
    assert lines(rule) == read()[rule.code]


def test_the_second_table_has_no_rule_that_is_not_there():
    assert read().keys() == {rule.code for rule in rules()}


@pytest.mark.parametrize("clause", CLAUSES)
def test_each_code_alone_fires(clause: Clause):
    assert stands(clause, every(clause))
    for condition in clause.when:
        for code in codes_of(condition):
            assert stands(clause, every(clause, condition, made(condition, code))), code


@pytest.mark.parametrize("clause", CLAUSES)
def test_a_clause_less_one_condition_is_quiet(clause: Clause):
    for condition in clause.when:
        match condition:
            case StandsNot(any=codes):
                for code in sorted(codes):
                    barred = (Circumstance(code=code), NOW - timedelta(days=60))
                    assert not stands(clause, [*every(clause), barred]), code
            case NotDenied(any=codes):
                for code in sorted(codes):
                    assert not stands(clause, [*every(clause), denied(code)]), code
            case Worsening(days=days):
                facts = look(every(clause), worse_days=days - 1)
                assert evaluate(condition, facts, facts.now, never) is None
            case _:
                facts = look([])
                assert evaluate(condition, facts, facts.now, never) is None, condition


@pytest.mark.parametrize("clause", CLAUSES)
def test_what_is_older_than_its_hours_counts_no_more(clause: Clause):
    for condition in clause.when:
        match condition:
            case Felt() | Taking() | Exposed() | Treated() | Measured():
                within = condition.within
            case _:
                continue
        just, over = made(condition, ago=within - A_MINUTE), made(condition, ago=within + A_MINUTE)
        assert holds(condition, just), condition
        if within < timedelta(days=69):
            assert not holds(condition, over), condition


@pytest.mark.parametrize("clause", CLAUSES)
def test_short_of_a_number_or_a_word_is_not_enough(clause: Clause):
    for condition in clause.when:
        match condition:
            case Felt():
                for what in ("bother", "longer_than", "new", "sudden", "still"):
                    asked = {
                        "bother": condition.bother,
                        "longer_than": condition.longer_than,
                        "new": condition.new is Newness.SAID and not min(condition.any).startswith("new-"),
                        "sudden": condition.sudden,
                        "still": condition.still is not None,
                    }[what]
                    if asked and condition.at_least == condition.times == 1:
                        code = next(c for c in sorted(condition.any) if not c.startswith("new-"))
                        short = felt(condition, code, ago=A_MINUTE, less=what)
                        assert not holds(condition, [(short, NOW - A_MINUTE)]), (what, condition)
                if condition.at_least > 1 or condition.times > 1:
                    assert not holds(condition, made(condition)[:-1]), condition
            case Stands(any=codes, not_sure=not_sure):
                unsure = Circumstance(code=min(codes), standing=Standing.NOT_SURE)
                assert holds(condition, [(unsure, NOW - timedelta(days=9))]) is not_sure
            case Spasms() if condition.times > 1 or condition.days > 1:
                assert not holds(condition, made(condition)[:-1])
            case _:
                pass


def holds(condition: Condition, found: Made) -> bool:
    facts = look(found)
    return evaluate(condition, facts, facts.now, never) is not None
