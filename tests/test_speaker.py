"""The maker of sentences and letters: the same for a seed, and true to the vocabulary."""

from __future__ import annotations

import re
from random import Random

import pytest

from benchmarks.words import table
from benchmarks.words.__main__ import read_letters, sentences
from benchmarks.words.letters import letters
from benchmarks.words.noise import MODELS
from benchmarks.words.reading import Found
from benchmarks.words.scoring import Score, add
from benchmarks.words.sentences import NOWS, SORTS, utterances
from benchmarks.words.truth import Event, Utterance, some
from benchmarks.words.typos import measure, variants
from unknot.journal.codes import codes

CODED = {"symptom": "symptom", "exposure": "exposure", "treatment": "treatment", "measurement": "measurement"}


def test_the_same_seed_makes_the_same_and_another_seed_others():
    assert list(utterances(60, 3)) == list(utterances(80, 3))[:60]
    assert list(utterances(60, 3)) != list(utterances(60, 4))
    assert list(letters(60, 3)) == list(letters(80, 3))[:60]
    assert list(letters(60, 3)) != list(letters(60, 4))


def test_every_truth_uses_codes_that_exist():
    for said in utterances(3000, 7):
        for event in said.events:
            if event.kind in CODED and "code" in event.slots:
                assert event.slots["code"] <= codes(CODED[event.kind]), said
            if event.kind == "episode" and "place" in event.slots:
                assert {place for value in event.slots["place"] for place in value.split(",")} <= codes("site"), said
            if event.kind == "dose":
                assert event.slots["medicine"] <= codes("medicine"), said
        assert set(said.about) <= codes("circumstance")


def test_everything_is_said_sooner_or_later():
    made = list(utterances(3000, 7))
    assert {said.sort for said in made} == set(SORTS)
    assert {said.noise for said in made} - {""} == set(MODELS)
    assert {said.tier for said in made} == {"", "same-day", "emergency"}
    assert not [said for said in made if said.tier and said.quiet]


@pytest.mark.parametrize("name", sorted(MODELS))
def test_noise_changes_no_number(name: str):
    for number, said in enumerate(utterances(300, 11)):
        if said.noise:
            continue
        noisy = MODELS[name](said.text, Random(number), said.language)
        assert re.findall(r"\d+", noisy) == re.findall(r"\d+", said.text)


def test_a_typo_changes_one_word_and_no_number():
    said = Utterance("left calf cramp 7/10 for 5 min", "en", NOWS[0], "one spasm")
    found = list(variants(said, Random(1)))
    assert len(found) == 4
    for one in found:
        assert sum(a != b for a, b in zip(one.text.split(), said.text.split(), strict=True)) == 1
        assert re.findall(r"\d+", one.text) == ["7", "10", "5"]


def test_amounts_of_a_letter_stand_in_it():
    for letter in letters(2000, 5):
        for plan in letter.plans:
            for amount in (dose.amount for step in plan.steps for dose in step.doses):
                numbers = [re.sub(r"\D.*", "", one) for one in amount.split("|")]
                said = letter.text.lower().replace("one", "1").replace("two", "2")
                assert any(number in said for number in numbers), letter


def test_the_score_tells_a_false_dose_from_a_question():
    said = Utterance("stopped baclofen", "en", NOWS[0], "a medicine, not taken", quiet=False)
    score = Score()
    add(score, said, [Found("dose", {"medicine": "baclofen", "status": "taken"})], [], said.text, False)
    assert (score.doses, score.dangerous, score.whole) == (1, 1, 0)
    asked = Score()
    add(asked, said, [], [], said.text, True)
    assert (asked.doses, asked.dangerous, asked.whole) == (0, 0, 1)


def test_the_score_counts_a_wrong_amount_a_silent_alarm_and_a_lost_word():
    dose = Event("dose", {"medicine": some("baclofen"), "status": some("taken"), "amount": some("10mg")})
    said = Utterance("took 10 mg baclofen, chest pain", "en", NOWS[0], "danger", (dose,), "emergency", False)
    score = Score()
    found = [Found("dose", {"medicine": "baclofen", "status": "taken", "amount": "100mg"})]
    add(score, said, found, [], "took 10 mg baclofen, chest", False)
    assert (score.dangerous, score.missed, score.lost) == (2, 1, 1)
    assert score.precision("dose.amount") == 0
    assert score.precision("dose.medicine") == score.recall("dose.medicine") == 1


def test_a_run_fills_the_page():
    groups, times = sentences(40, 2)
    text = table.page(groups, times, read_letters(40, 2), measure(10, 2), 2)
    assert "| dose.medicine |" in text
    assert "letters of common shapes" in text
