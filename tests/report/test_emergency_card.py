"""The emergency card: every fact on it is from the journal, silence is no answer, and no warning is left out."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tests.emergency import AT, MARY, TODAY, card_of, entry, journal_of, plan
from unknot.journal.entry import Circumstance, Person, Standing
from unknot.journal.journal import settle
from unknot.journal.span import moment
from unknot.knowledge.card_words import card_languages, card_words


def rows(card) -> dict[str, str]:
    return {row.name: "; ".join(row.words) for row in (*card.english.plain_rows, card.english.call)}


def test_it_says_what_the_journal_says():
    card = card_of(journal_of(*MARY))
    said = rows(card)
    assert card.english.who == "Mary Byrne, born 4 May 1971"
    assert [words.split()[1] for words in card.english.urgent] == ["a", "BACLOFEN.", "DYSREFLEXIA:"]
    assert said["Allergies to medicines"] == "penicillin"
    assert said["Kidneys"] == "no problem said"
    assert said["Condition"] == "spinal cord injury (2012)"
    assert said["Please call"] == "Anna (sister) +353 86 123 4567; Pump clinic 01 234 5678; Emergency number 112"
    assert "Baclofen, 10 mg: 10 mg at 08:00 and 20:00; since 3 January 2026" in said["Medicines, as I wrote them"]
    assert "Diazepam, 2 mg: As needed: 2 mg, no more than 2 in 24 hours" in said["Medicines, as I wrote them"]


def test_an_empty_journal_says_that_nobody_answered():
    card = card_of(journal_of())
    said = rows(card)
    assert card.empty
    assert not card.english.urgent
    assert said["Allergies to medicines"] == said["Kidneys"] == "not answered"
    assert said["Medicines, as I wrote them"] == "no plan written down"


@pytest.mark.parametrize("body", [MARY[7], MARY[5], MARY[1], Circumstance(code="injury-level-not-sure")])
def test_each_warning_comes_from_one_fact_and_goes_with_it(body):
    assert len(card_of(journal_of(body)).english.urgent) == 1
    if isinstance(body, Circumstance):
        denied = Circumstance(code=body.code, standing=Standing.NO)
        later = moment(datetime(2026, 3, 2, tzinfo=UTC), "Europe/Dublin")
        assert card_of(settle([entry(body), entry(denied, at=later)])).english.urgent == ()


def test_a_plan_that_is_over_or_not_begun_is_not_on_it():
    over, coming = plan("Baclofen", "baclofen", ends=date(2026, 3, 1)), plan("Other", starts=date(2026, 5, 1))
    card = card_of(journal_of(over, coming))
    assert not card.english.urgent
    assert rows(card)["Medicines, as I wrote them"] == "no plan written down"


def test_what_is_private_is_left_out_and_counted():
    card = card_of(settle([entry(MARY[7], private=True), entry(MARY[3])]))
    assert card.left_out == 1
    assert "Baclofen" not in card.code_text


def test_a_card_says_the_same_until_a_fact_changes():
    journal = journal_of(*MARY)
    then, later = card_of(journal), card_of(journal, today=date(2026, 5, 1))
    assert then.digest == later.digest
    assert later.changed_since(then) == ()
    allergic = settle([*journal.entries, entry(Circumstance(code="allergy", detail="latex"), at=later_than_at())])
    assert card_of(allergic).changed_since(then) == ("Allergies to medicines",)
    stopped = journal_of(*(body for body in MARY if body is not MARY[7]))
    assert card_of(stopped).changed_since(then) == ("Emergency card", "Medicines, as I wrote them")


def later_than_at():
    return moment(datetime(2026, 3, 3, tzinfo=UTC), "Europe/Dublin")


def test_its_dates_are_those_of_the_card_and_of_its_newest_fact():
    card = card_of(journal_of(*MARY))
    assert (card.made, card.newest) == (TODAY, AT.clock_date)
    assert "Made on 24 March 2026" in card.english.made
    assert "last changed on 1 March 2026" in card.english.made


@pytest.mark.parametrize(
    ("country", "languages"),
    [
        ("DE", ("en", "de")),
        ("FR", ("en", "fr")),
        ("CH", ("en", "de")),
        ("US", ("en",)),
        ("JP", ("en",)),
        ("", ("en",)),
        ("PL", ("en", "pl")),
    ],
)
def test_it_speaks_english_and_the_language_of_the_country(country, languages):
    assert card_languages(country) == languages
    card = card_of(journal_of(*MARY), country)
    assert tuple(side.language for side in card.sides) == languages
    assert {len(side.rows) for side in card.sides} == {len(card.english.rows)}
    assert [bool(side.unread) for side in card.sides] == [False, True][: len(languages)]


def test_every_language_has_every_phrase_with_its_places():
    for words in card_words().values():
        for name, english in card_words()["en"].words.items():
            assert ("{day}" in words.words[name], "{n}" in words.words[name]) == ("{day}" in english, "{n}" in english)


@pytest.mark.parametrize("n", [0, 1, 7, 40])
def test_the_code_holds_every_warning_whatever_else_is_on_it(n):
    many = [plan(f"Medicine number {k} with a long name", amount=k + 1) for k in range(n)]
    card = card_of(journal_of(*MARY, *many), "DE")
    text = card.code_text
    assert len(text.encode()) <= 980
    assert all(words in text for words in card.english.urgent)
    assert "penicillin" in text
    assert "Anna (sister) +353 86 123 4567" in text
    assert "Made on 24 March 2026" in text
    if n == 40:
        assert "more" in text.split("Medicines, as I wrote them")[1]


def test_words_of_the_person_stay_words():
    card = card_of(journal_of(Person(name="A\u202eB\n<b>"), Circumstance(code="allergy", detail="#image(x) $1$")))
    assert card.english.who == "AB <b>"
    assert rows(card)["Allergies to medicines"] == "#image(x) $1$"
