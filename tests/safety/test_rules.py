"""Each rule fires and stays quiet on its own examples, which stand in its data file."""

from __future__ import annotations

import pytest

from tests.safety.cases import Case, told
from unknot.knowledge.rules import Example, Rule, Tier, rules

EXAMPLES = [pytest.param(rule, e, id=f"{rule.code}: {e.title}") for rule in rules() for e in rule.examples]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_example(rule: Rule, example: Example):
    case = Case(
        about=example.about,
        plan=example.plan,
        days=example.days,
        answers=example.answers,
        worse_days=example.worse_days,
        now=example.now,
    )
    found = [how for code, how in told(case) if code == rule.code]
    assert found == ([] if example.expect == "quiet" else [example.expect])


def test_the_red_flags_are_there_with_their_tiers():
    tiers = {rule.code: rule.tier for rule in rules() if rule.code.startswith("RF-")}
    assert len(tiers) == 43
    next_visit = {code for code, tier in tiers.items() if tier is Tier.NEXT_VISIT}
    same_day = {code for code, tier in tiers.items() if tier is Tier.SAME_DAY}
    assert next_visit == {"RF-SLEEP", "RF-ADR"}
    assert same_day == {
        "RF-WD-S", "RF-WD-T", "RF-WD-O", "RF-DVT", "RF-INF", "RF-WEAK", "RF-SUDDEN", "RF-PREG", "RF-LONG", "RF-MIND",
        "RF-SWALLOW", "RF-LIVER", "RF-STATIN", "RF-TETANY", "RF-HYPO", "RF-BACK", "RF-MND", "RF-BP",
    }  # fmt: skip
