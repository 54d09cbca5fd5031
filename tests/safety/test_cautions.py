"""Precautions and interactions: told with their source, never that nothing is wrong, never twice for one thing."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.safety.cases import Case, entry, journal_of, raw
from unknot.journal.entry import AlertAnswer, Exposure, Medicine, Person, Prescription, Treatment
from unknot.journal.journal import settle
from unknot.knowledge.cautions import CautionRule, Example, asked_about, interactions, precautions
from unknot.safety.cautions import by_matter, cautions, may_prompt_drinking, told
from unknot.safety.driving import CARD, Reason, driving_card

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
ROWS = (*interactions(), *precautions())
PLAN = "baclofen 10 mg at 08:00 20:00 from 2026-02-01"


@pytest.mark.parametrize(
    ("row", "example"), [pytest.param(r, e, id=f"{r.id} {e.told}") for r in ROWS for e in r.examples]
)
def test_every_row_has_an_example_told_and_one_not(row: CautionRule, example: Example):
    assert told(row, example.medicines, example.about) is example.told
    assert {e.told for e in row.examples} == {True, False}


def reasons(row: CautionRule) -> list[tuple[frozenset[str], frozenset[str]]]:
    """The smallest sets of a medicine and of what goes with it that a row names."""
    if row.alone_about:
        return [(frozenset({mine}), frozenset({fact})) for mine in row.of for fact in row.alone_about]
    if not row.others and not row.about:
        return [(frozenset({mine}), frozenset()) for mine in row.of]
    pairs = [(frozenset({mine, other}), frozenset[str]()) for mine in row.of for other in row.others - {mine}]
    return [*pairs, *((frozenset({mine}), frozenset({fact})) for mine in row.of for fact in row.about)]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_every_medicine_and_fact_of_a_row_tells_it_and_nothing_less_does(row: CautionRule):
    assert reasons(row)
    for medicines, about in reasons(row):
        assert told(row, medicines, about), (medicines, about)
        assert not told(row, (), about), "no medicine, no message"
        assert not told(row, row.others - row.of, ())
    if row.others or row.about or row.alone_about:
        assert not any(told(row, {mine}, ()) for mine in row.of if not row.others & {mine})


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_a_quiet_example_shows_something(row: CautionRule):
    """One that names nothing would be quiet whatever the row says."""
    assert all(example.medicines or example.about for example in row.examples)
    assert any(example.medicines for example in row.examples if not example.told)
    assert row.source
    assert row.say


def test_all_that_was_gathered_is_there():
    assert len(interactions()) >= 16
    assert len(precautions()) >= 20


def test_a_contraindication_of_a_label_waits_for_nobody():
    """It says to ask before taking both: no signature is needed for that."""
    by_id = {row.id: row for row in interactions()}
    assert told(by_id["ix-tizanidine"], {"tizanidine", "ciprofloxacin"}, ())
    assert told(by_id["ix-tizanidine"], {"tizanidine", "fluvoxamine"}, ())
    assert told(by_id["ix-dantrolene-liver"], {"dantrolene"}, {"liver-disease"})


def test_rows_of_one_matter_are_one_card():
    journal = journal_of(
        Case(about=["alcohol-use", "sedatives"], plan=[PLAN, "morphine 5 mg at 08:00 from 2026-02-01"])
    )
    together = by_matter(cautions(journal, now=NOW))
    assert [{one.rule.id for one in card} for card in together] == [
        {"ix-alcohol", "ix-sedating", "pc-alcohol"}, {"ix-opioid", "ix-cns", "pc-sedatives"}
    ]  # fmt: skip


def ids(journal):
    return [caution.rule.id for caution in cautions(journal, now=NOW)]


def test_not_sure_about_the_kidneys_is_told():
    assert ids(journal_of(Case(about=["kidney-disease: not-sure"], plan=[PLAN]))) == ["pc-renal"]
    assert ids(journal_of(Case(about=["kidney-disease: no"], plan=[PLAN]))) == []


def test_a_name_that_was_typed_is_recognised():
    plan = Prescription(medicine=Medicine(name="Lioresal"), starts=date(2026, 2, 1))
    valerian = Treatment(code="herbal", agent="Valerian")
    at = datetime(2026, 3, 1, 9)
    assert ids(settle([entry(plan, at, "a"), entry(valerian, at, "b")])) == ["ix-herb"]


def test_the_age_follows_from_the_birth_date():
    person = entry(Person(birth_date=date(1961, 3, 2)), datetime(2026, 3, 1, 9), "p")
    assert ids(settle([*raw(Case(plan=[PLAN])), person])) == ["pc-older"]
    younger = entry(Person(birth_date=date(1961, 3, 3)), datetime(2026, 3, 1, 9), "p")
    assert ids(settle([*raw(Case(plan=[PLAN])), younger])) == []


def test_told_once_until_something_changes():
    before = raw(Case(about=["epilepsy"], plan=[PLAN]))
    (caution,) = cautions(settle(before), now=NOW)
    answer = entry(AlertAnswer(rule=caution.rule.id, key=caution.key, answer="done"), datetime(2026, 3, 2, 10), "x")
    assert [c.answered for c in cautions(settle([*before, answer]), now=NOW)] == [True]
    again = raw(Case(plan=["baclofen 20 mg at 08:00 from 2026-03-01"]))
    assert [c.answered for c in cautions(settle([*before, answer, *again]), now=NOW)] == [False]


def test_a_drink_is_told_once_not_each_time():
    drinks = [entry(Exposure(code="alcohol"), datetime(2026, 3, d, 20), f"d{d}") for d in (1, 2)]
    before = [*raw(Case(plan=[PLAN])), drinks[0]]
    (caution,) = cautions(settle(before), now=NOW)
    answer = entry(AlertAnswer(rule=caution.rule.id, key=caution.key, answer="done"), datetime(2026, 3, 1, 21), "x")
    assert [c.answered for c in cautions(settle([*before, answer, drinks[1]]), now=NOW)] == [True]


def test_a_plan_that_ended_long_ago_counts_no_more():
    plan = Prescription(
        medicine=Medicine(name="baclofen", code="baclofen"), starts=date(2025, 1, 1), ends=date(2025, 2, 1)
    )
    ibuprofen = raw(Case(plan=["ibuprofen 200 mg at 08:00 from 2026-02-01"]))
    assert ids(settle([entry(plan, datetime(2025, 1, 1, 9), "a"), *ibuprofen])) == []


def test_what_is_asked_when_baclofen_is_added():
    asked = asked_about("baclofen")
    assert {"kidney-disease", "epilepsy", "pregnant", "stomach-ulcer", "alcohol-use"} <= set(asked)
    assert len(asked) == len(set(asked))


def test_drinking_more_is_not_offered_with_a_limit():
    assert may_prompt_drinking(journal_of(Case()))
    assert not may_prompt_drinking(journal_of(Case(about=["fluid-limit"])))
    assert not may_prompt_drinking(journal_of(Case(about=["heart-disease: not-sure"])))


def test_the_driving_card_comes_at_the_first_dose_and_not_at_the_next():
    first = "2026-03-02 08:00 dose baclofen 10mg"
    at = datetime(2026, 3, 2, 8, 5, tzinfo=UTC)
    before = raw(Case(days=first))
    card = driving_card(settle(before), now=at)
    assert card is not None
    assert card[0] is Reason.FIRST_DOSE
    answered = entry(AlertAnswer(rule=CARD, key=card[1], answer="done"), datetime(2026, 3, 2, 8, 6), "x")
    second = raw(Case(days="2026-03-02 20:00 dose baclofen 10mg"))
    assert driving_card(settle([*before, answered, *second]), now=at + timedelta(hours=12)) is None
    sleepy = raw(Case(days="2026-03-12 09:00 symptom sleepy"))
    later = datetime(2026, 3, 12, 9, 1, tzinfo=UTC)
    assert driving_card(settle([*before, answered, *sleepy]), now=later) is not None


def test_no_card_for_a_medicine_that_does_not_make_sleepy():
    days = "2026-03-02 08:00 dose paracetamol"
    assert driving_card(journal_of(Case(days=days)), now=datetime(2026, 3, 2, 8, 5, tzinfo=UTC)) is None
