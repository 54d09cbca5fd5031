"""Who signed what, what is due, and that a changed rule needs a new signature."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from unknot.journal.entry import Level
from unknot.knowledge.answers import form, read_answers
from unknot.knowledge.checklist import checklist
from unknot.knowledge.data import Malformed
from unknot.knowledge.digest import digest
from unknot.knowledge.review import everything, to_review
from unknot.knowledge.rules import rules, with_signoffs
from unknot.knowledge.signoffs import as_toml, read_signoffs
from unknot.pdf.review import review_pdf

TODAY = date(2026, 11, 22)
DIGEST = next(rule.digest for rule in rules() if rule.code == "RF-CES")
SIGNED = f"""
[[signed]]
code = "RF-CES"
digest = "{DIGEST}"
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


def test_a_signature_of_other_words_lapses():
    other = SIGNED.replace(DIGEST, DIGEST[::-1])
    assert rule_of("RF-CES", read_signoffs(other)).unchecked
    old = SIGNED.replace(f'digest = "{DIGEST}"', "version = 3")
    assert rule_of("RF-CES", read_signoffs(old)).unchecked


def test_every_change_of_what_is_said_changes_the_digest_and_bookkeeping_does_not():
    rule = rule_of("RF-CES", ())
    clause = rule.clauses[0]
    moved = replace(clause, when=(replace(clause.when[0], within=timedelta(hours=71)),))
    dropped = replace(clause, when=(replace(clause.when[0], any=frozenset({"numb"})),))
    for other in (
        replace(rule, say="Wait."),
        replace(rule, steps=()),
        replace(rule, quiet=timedelta(hours=1)),
        replace(rule, clauses=(moved, *rule.clauses[1:])),
        replace(rule, clauses=(dropped, *rule.clauses[1:])),
        replace(rule, clauses=rule.clauses[1:]),
        replace(rule, source=rule.source[1:]),
    ):
        assert digest(other) != rule.digest
    assert digest(replace(rule, version=99, next_check=date(2099, 1, 1), examples=())) == rule.digest


def test_every_digest_is_its_own():
    every = everything()
    assert len({one.digest for one in every}) == len(every)


def test_the_answers_of_a_form_sign_exactly_what_was_read():
    every = everything()
    filled = (
        form(every)
        .replace('name = ""', 'name = "Dr \\"A\\" Example"', 1)
        .replace('role = ""', 'role = "pharmacist"', 1)
    )
    yes = filled.replace('agree = ""', 'agree = "yes"', 2)
    found = read_answers(yes, every, date(2027, 1, 15))
    assert [one.code for one in found.signed] == [every[0].id, every[1].id]
    signed = read_signoffs(as_toml(found.signed))
    assert signed == found.signed
    assert {one.id for one in everything(signed) if one.signed} == {every[0].id, every[1].id}
    no = filled.replace('agree = ""\nremark = ""', 'agree = "no"\nremark = "too late"', 1)
    assert read_answers(no, every, date(2027, 1, 15)).refused == ((every[0].id, "too late"),)
    changed = yes.replace(every[0].digest, "0" * 16, 1)
    assert read_answers(changed, every, date(2027, 1, 15)).changed == (every[0].id,)


@pytest.mark.parametrize("wrong", ["no toml [", 'name = "A"', 'name = "A"\nrole = "b"\n[[answer]]\ncode = "RF-NO"'])
def test_an_answer_file_that_says_something_else_is_refused(wrong):
    with pytest.raises(Malformed):
        read_answers(wrong, everything(), TODAY)


def test_the_review_prints():
    pdf = review_pdf(everything()[:30], today=TODAY, _=str)
    assert pdf.startswith(b"%PDF")


def test_a_signed_rule_comes_up_again_when_its_check_is_due():
    signed = read_signoffs(SIGNED)
    assert "RF-CES" in {r.id for r in to_review(date(2027, 6, 22), signed)}


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
