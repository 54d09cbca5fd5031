"""The habits that may be tried: every kind of the vocabulary, never a medicine, and who asks first."""

from unknot.journal.codes import codes
from unknot.knowledge.trials import trials


def test_every_kind_of_habit_is_described_once():
    assert sorted(trial.habit for trial in trials()) == sorted(codes("habit"))


def test_who_asks_first():
    of = {trial.habit: trial for trial in trials()}
    assert of["warmth"].asks(["wheelchair", "numb-skin", "heat-sensitive"]) == ("numb-skin", "heat-sensitive")
    assert of["caffeine"].asks(["fluid-limit", "kidney-disease", "heart-disease"]) != ()
    assert of["posture-breaks"].asks(codes("circumstance")) == ()


def test_no_kind_is_a_medicine_or_leaves_out_what_was_prescribed():
    words = {trial.habit: trial.words for trial in trials()}
    assert not [word for word in words.values() for drug in ("baclofen", "tablet", "dose") if drug in word.lower()]
    assert "Never leave out what was prescribed" in words["extra-stretching"]
