"""Who signed what, what is due, and that a changed rule needs a new signature."""

from __future__ import annotations

from datetime import date

import pytest

from unknot.journal.entry import Level
from unknot.knowledge.checklist import checklist
from unknot.knowledge.data import Malformed
from unknot.knowledge.review import everything, to_review
from unknot.knowledge.rules import rules, with_signoffs
from unknot.knowledge.signoffs import read_signoffs

TODAY = date(2026, 11, 22)
VERSION = next(rule.version for rule in rules() if rule.code == "RF-CES")
SIGNED = f"""
[[signed]]
code = "RF-CES"
version = {VERSION}
name = "Dr A. Example"
role = "consultant neurologist"
on = 2027-01-15
"""


def rule_of(code, signed):
    return next(rule for rule in with_signoffs(signed) if rule.code == code)


def test_nothing_is_signed_yet_and_it_says_so():
    assert all(rule.unchecked for rule in rules())
    assert len(to_review(TODAY)) == len(everything())


def test_a_signature_stands_with_its_rule():
    signed = read_signoffs(SIGNED)
    rule = rule_of("RF-CES", signed)
    assert rule.signed is not None
    assert (rule.signed.name, rule.signed.on) == ("Dr A. Example", date(2027, 1, 15))
    assert not rule.unchecked
    assert "RF-CES" not in {r.id for r in to_review(TODAY, signed)}


def test_a_signature_of_an_older_version_lapses():
    assert rule_of(
        "RF-CES", read_signoffs(SIGNED.replace(f"version = {VERSION}", f"version = {VERSION - 1}"))
    ).unchecked


def test_a_signed_rule_comes_up_again_when_its_check_is_due():
    signed = read_signoffs(SIGNED)
    assert "RF-CES" in {r.id for r in to_review(date(2027, 5, 22), signed)}


@pytest.mark.parametrize("wrong", ["signed = 3", "[[signed]]\ncode = 'RF-CES'", "not toml", "[other]"])
def test_a_file_that_says_something_else_is_refused(wrong):
    with pytest.raises(Malformed):
        read_signoffs(wrong)


def test_everything_to_review_has_a_source_and_a_date():
    assert all(review.source and review.next_check > TODAY for review in everything())
    assert {review.kind for review in everything()} == {"rule", "interaction", "precaution", "scale", "claim"}


def test_each_answer_on_the_checklist_is_an_entry():
    assert len(checklist().items) >= 14
    assert all(item.entry(Level.NO).level is Level.NO for item in checklist().items)
