"""What the grammar promises: nothing lost, nothing guessed, odd things asked back, everything shown."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.dictation.corpus import ZONE, samples
from unknot.dictation import Doubt, Own, Understood, When, own_of, understand, when_of
from unknot.dictation.phrasebook import language
from unknot.dictation.shown import asked, shown
from unknot.dictation.words import LANGUAGES
from unknot.journal.codes import codes
from unknot.journal.document import from_document, to_document
from unknot.journal.entry import (
    Dose,
    Entry,
    Episode,
    EpisodeKind,
    Medicine,
    Note,
    Precision,
    Provenance,
    Side,
    Site,
    Tile,
    Via,
)
from unknot.journal.ids import new_id
from unknot.journal.journal import settle
from unknot.journal.quantity import Quantity
from unknot.journal.span import moment
from unknot.knowledge.words import as_written

NOW = moment(datetime(2027, 1, 14, 9, 30), ZONE)
OWN = Own(amounts={"baclofen": frozenset({Quantity(Decimal(10), "mg")})})
WORDS = sorted(
    {phrase[0] for code in LANGUAGES for several in language(code).phrases.values() for phrase, _ in several}
)


def said(text: str, own: Own = OWN) -> Understood:
    return understand(text, now=NOW, own=own)


# ---------------------------------------------------------------- nothing is lost


def test_raw_words_are_kept_as_the_note() -> None:
    text = "left calf cramp 7/10, it felt like a snake"
    (draft,) = said(text).drafts
    assert isinstance(draft.body, Episode)
    assert draft.body.note == text


def test_words_not_understood_are_named() -> None:
    assert said("left calf cramp 7/10, purple elephants").note == "purple elephants"


def test_a_sentence_that_says_nothing_we_know_is_a_note() -> None:
    (draft,) = said("the cat knocked over a vase").drafts
    assert draft.body == Note(text="the cat knocked over a vase")


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from([*WORDS, "7", "/", "10", "3:15", "mg", ",", "and", ".", "17"]), max_size=14),
    st.sampled_from(LANGUAGES),
)
def test_any_words_in_any_order_give_entries_that_can_be_kept(words: list[str], code: str) -> None:
    _keepable(understand(" ".join(words), now=NOW, own=OWN, language=code))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_any_text_at_all_gives_entries_that_can_be_kept(text: str) -> None:
    _keepable(understand(text, now=NOW))


def _keepable(found: Understood) -> None:
    by = Provenance(recorded_at=NOW, via=Via.TEXT)
    for entry in found.entries(by):
        assert from_document(to_document(entry)) == entry
        assert entry.happened_at <= NOW
    assert len(shown(found, as_written, now=NOW)) == len(found.drafts)
    if found.text:
        assert found.drafts


def test_the_same_words_mean_the_same_every_time() -> None:
    text = "left calf 7/10 at one, right foot 5/10 at three, took baclofin"
    assert said(text) == said(text)


# ---------------------------------------------------------------- nothing is guessed, odd things are asked back


def test_an_amount_unlike_the_persons_own_tablets_is_asked_back_without_a_limit() -> None:
    found = said("took 1000 mg baclofen")
    (question,) = found.questions
    assert asked(question, as_written) == "You said 1000 mg. Is that what you took?"
    assert isinstance(found.drafts[0].body, Dose)
    assert found.drafts[0].body.amount is None
    assert question.if_yes is not None
    assert isinstance(question.if_yes.body, Dose)
    assert question.if_yes.body.amount == Quantity(Decimal(1000), "mg")


def test_more_than_four_of_the_largest_tablet_is_asked_back_though_no_tablets_are_known() -> None:
    assert [q.doubt for q in said("took 1000 mg baclofen", Own()).questions] == [Doubt.AMOUNT]
    assert said("took 20 mg baclofen", Own()).questions == ()


@pytest.mark.parametrize("text", ["took 6 baclofen", "took 8 baclofen tablets", "I took ten baclofen"])
def test_more_tablets_than_usual_are_never_dropped_but_asked_back(text: str) -> None:
    (question,) = said(text).questions
    assert question.doubt is Doubt.AMOUNT
    assert question.if_yes is not None


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("cramp 17/10", Doubt.BOTHER),
        ("cramp left calf tomorrow", Doubt.TIME),
        ("spasm yesterday at three", Doubt.TIME),
        ("cramp for nine days", Doubt.DURATION),
        ("took 10 mg", Doubt.MEDICINE),
    ],
)
def test_what_cannot_be_is_asked_back(text: str, doubt: Doubt) -> None:
    found = said(text)
    assert [question.doubt for question in found.questions] == [doubt]
    assert asked(found.questions[0], as_written).startswith("You said ")


def test_a_time_known_apart_from_the_words_is_the_default() -> None:
    at = When(moment(datetime(2027, 1, 10, 14, 0), ZONE), Precision.MINUTE)
    first, second = understand("cramp left calf, stretched it at 15:30", now=NOW, at=at).drafts
    assert first.happened_at == at.at
    assert second.happened_at.local == datetime(2027, 1, 10, 15, 30)


def test_a_time_in_a_cell_of_a_table() -> None:
    found = when_of("about 4 in the night", day=NOW.clock_date, zone=ZONE)
    assert found == When(moment(datetime(2027, 1, 14, 4), ZONE), Precision.HOUR)
    assert when_of("all day", day=NOW.clock_date, zone=ZONE) is None


# ---------------------------------------------------------------- the person's own


def test_own_tablets_are_those_of_the_newest_doses() -> None:
    dose = Dose(medicine=Medicine(name="baclofen", code="baclofen"), amount=Quantity(Decimal(10), "mg"))
    by = Provenance(recorded_at=NOW)
    journal = settle([Entry(id=new_id(NOW.instant), happened_at=NOW, provenance=by, body=dose)])
    own = own_of(journal)
    assert not own.is_unlike("baclofen", Quantity(Decimal(15), "mg"))
    assert own.is_unlike("baclofen", Quantity(Decimal(13), "mg"))
    assert own.is_unlike("baclofen", Quantity(Decimal(1000), "mg"))


def test_the_persons_own_name_for_a_spasm_is_understood() -> None:
    own = Own(tiles=(Tile("the gripper", EpisodeKind.CRAMP, (Site("calf", Side.LEFT),)), Tile("left calf")))
    (draft,) = said("the Gripper again, 6/10, three minutes", own).drafts
    assert isinstance(draft.body, Episode)
    assert (draft.body.label, draft.body.kind) == ("the gripper", EpisodeKind.CRAMP)
    assert draft.body.sites == own.tiles[0].sites
    assert (draft.body.bother, draft.body.duration) == (6, timedelta(minutes=3))


# ---------------------------------------------------------------- what is shown


def test_what_was_understood_is_shown_line_by_line() -> None:
    (spasm,) = shown(said("cramp in my left calf at 3, seven out of ten, five minutes"), as_written, now=NOW)
    assert [(line.label, line.value) for line in spasm.lines] == [
        ("What", "cramp"),
        ("How much it bothered", "7 out of 10"),
        ("Where", "left calf"),
        ("How long", "5m"),
        ("When", "today 03:00"),
    ]


@pytest.mark.parametrize("name", ["en-work", "en-measure", "de-work", "de-measure"])
def test_every_slot_can_be_shown(name: str) -> None:
    for sample in samples(name):
        for draft in shown(sample.understood(), as_written, now=sample.now):
            assert all(line.label and line.value for line in draft.lines)


# ---------------------------------------------------------------- the words


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize(
    ("table", "vocabulary"),
    [
        ("site", "site"),
        ("feel", "sensation"),
        ("sign", "sign"),
        ("during", "situation"),
        ("exposure", "exposure"),
        ("exposure-no", "exposure"),
        ("treatment", "treatment"),
        ("symptom", "symptom"),
        ("impact", "impact"),
        ("after", "after-effect"),
        ("measurement", "measurement"),
        ("medicine", "medicine"),
    ],
)
def test_every_code_in_a_word_file_is_in_its_vocabulary(code: str, table: str, vocabulary: str) -> None:
    readings = [r for several in language(code).phrases.values() for _, found in several for r in found]
    assert {r.value for r in readings if r.kind == table} <= codes(vocabulary)


def test_a_language_without_a_file_is_read_as_english() -> None:
    assert language("xx").code == "en"
    assert language("de-AT").code == "de"


def test_durations_are_bounded() -> None:
    (draft,) = said("cramp for three days").drafts
    assert isinstance(draft.body, Episode)
    assert draft.body.duration == timedelta(days=3)
