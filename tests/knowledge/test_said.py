"""Signs in words: found, and not found where the words say no, long ago, or only if."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unknot.knowledge.conditions import Felt
from unknot.knowledge.data import table
from unknot.knowledge.rules import Tier, rules
from unknot.knowledge.said import FILES, NOTHING, Phrases, phrases, said

TWO_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
DOTLESS = str.maketrans({"ä": "a", "ö": "o", "ü": "u"})


def facts(text: str) -> set[str]:
    return {one.fact for one in said(text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("numb between my legs", {"saddle-numbness"}),
        ("I've gone NUMB in between the legs!", {"saddle-numbness"}),
        (
            "ran out of baclofen on Friday and I am really confused",
            {"baclofen-stopped", "baclofen-reduced", "confused"},
        ),
        ("ran out of Lioresal, seeing things", {"baclofen-stopped", "baclofen-reduced", "hallucinations"}),
        ("I can’t pass urine", {"cannot-pass-water"}),
        ("my left calf is swollen and hot", {"calf-swollen", "calf-warm"}),
        ("no fever but very confused", {"confused"}),
        ("no sleep, fever all night", {"fever"}),
        ("I had a fit last year and now another fit", {"seizure"}),
        ("I'm not sure, maybe confused", {"confused"}),
        ("if I have to go on I will kill myself", {"self-harm-thoughts"}),
        ("don't want to live like this", {"self-harm-thoughts"}),
        ("her face has dropped and speech is slurred", {"face-droop", "speech-trouble"}),
        ("fever again today, same as last year", {"fever"}),
        ("I haven't taken my baclofen since Tuesday", {"baclofen-stopped", "baclofen-reduced"}),
        ("stopped taking my tablets", {"medicine-stopped", "medicine-reduced"}),
        ("I've had MS for years and I have chest pain", {"chest-pain"}),
        ("two weeks ago I stopped baclofen, I am confused", {"confused"}),
        ("if I stand up, I get chest pain", {"chest-pain"}),
        ("crotch numb and I peed myself", {"saddle-numbness", "new-bladder-trouble"}),
        ("ran out of my meds im really confused", {"medicine-stopped", "medicine-reduced", "confused"}),
        ("temp of 102", {"fever"}),
        ("my speech was slurred but it is gone", {"speech-trouble"}),
        ("I want to end it all", {"self-harm-thoughts"}),
        ("coke colored pee", {"dark-urine"}),
        ("labored breathing", {"trouble-breathing"}),
    ],
)
def test_what_is_said(text: str, expected: set[str]):
    assert facts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "no fever",
        "no fever, chills or confusion",
        "not confused, no numbness between my legs",
        "never had a seizure",
        "last year I had a fit and a fever",
        "I had a seizure in 2019",
        "history of seizures",
        "what to do if I get a fever",
        "the leaflet says confusion, fever and seizures",
        "worried about seizures",
        "I am not suicidal",
        "a good fit, feeling fit",
        "calf hurts",
        "haven't missed baclofen",
        "fever: no",
        "Fever: none. Chest pain: no",
        "seizure free since March",
        "numb between my legs for years",
        "a fever and a fit last year",
        "at the end of the day",
        "blackout curtains helped",
        "brace fitting today",
        "my calf seized up",
        "did slow breathing, it helped",
        "had a fit of coughing",
        "can't talk to my doctor until Monday",
        "collapsed into bed",
        "3 kms on the bike",
        "my left leg is floppy after the injection",
        "",
        "walked to the shop",
    ],
)
def test_what_is_not_said(text: str):
    assert facts(text) == set()


@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str):
    said(text)


def test_a_very_long_text_is_read_in_part_and_quickly():
    assert facts("word " * 10_000 + "fever") == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ich bin taub zwischen den Beinen", {"saddle-numbness"}),
        ("Seit gestern habe ich zwischen den Beinen kein Gefühl mehr.", {"saddle-numbness"}),
        (
            "Mein Baclofen ist mir ausgegangen und ich bin ganz verwirrt",
            {"baclofen-stopped", "baclofen-reduced", "confused"},
        ),
        ("Lioresal vergessen, jetzt Fieber", {"baclofen-reduced", "fever"}),
        ("ich kann nicht pinkeln", {"cannot-pass-water"}),
        ("Kein Fieber, aber meine linke Wade ist heiß und geschwollen", {"calf-warm", "calf-swollen"}),
        ("ich will nicht mehr leben", {"self-harm-thoughts"}),
        ("wenn das so weitergeht, bringe ich mich um", {"self-harm-thoughts"}),
        ("Ich bekomme keine Luft", {"trouble-breathing"}),
        ("sein Mundwinkel hängt und er lallt", {"face-droop", "speech-trouble"}),
        ("heute wieder Fieber wie letztes Jahr", {"fever"}),
        ("Kraempfe viel schlimmer, Schuettelfrost", {"spasms-worse", "shivering"}),
        ("hohre stimmen, hoere stimmen", {"hallucinations"}),
        ("Gesaess taub", {"saddle-numbness"}),
        ("wasser lassen kann ich nicht", {"cannot-pass-water"}),
        ("ich kann seit gestern nicht pinkeln", {"cannot-pass-water"}),
        ("Baclofen seit zwei Tagen nicht genommen", {"baclofen-stopped", "baclofen-reduced"}),
        ("seit Montag kein Baclofen", {"baclofen-stopped", "baclofen-reduced"}),
        ("ich krieg kaum Luft", {"breathless", "trouble-breathing"}),
        ("Ich nehme seit Jahren Baclofen und habe Fieber", {"fever"}),
        ("wenn ich aufstehe, habe ich Brustschmerzen", {"chest-pain"}),
        ("Ich könnte mir etwas antun", {"self-harm-thoughts"}),
        ("im Schritt ganz taub, Pipi läuft einfach", {"saddle-numbness"}),
    ],
)
def test_what_is_said_in_german(text: str, expected: set[str]):
    assert facts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "kein Fieber",
        "kein Fieber, kein Schüttelfrost oder Verwirrtheit",
        "nicht verwirrt",
        "letztes Jahr hatte ich einen Krampfanfall",
        "was tun bei Fieber",
        "falls ich Fieber bekomme, rufe ich an",
        "im Beipackzettel stehen Verwirrtheit und Krampfanfälle",
        "die Wade tut weh, ein harter Krampf",
        "Spaziergang zum Laden, nichts Besonderes",
        "Baclofen genommen wie immer",
        "Fieber habe ich keins",
        "Fieber habe ich heute nicht, verwirrt bin ich nicht",
        "Fieber: nein",
        "kein Fieber, Schüttelfrost oder Verwirrtheit",
        "vor zwei Wochen hatte ich Fieber",
        "seit Jahren taub zwischen den Beinen",
        "das will ich mir nicht antun",
        "die Schmerzen bringen mich um",
        "ich bin noch nicht wach",
        "ich nehme kein Baclofen",
        "heute 39 Grad im Schatten",
    ],
)
def test_what_is_not_said_in_german(text: str):
    assert facts(text) == set()


@pytest.mark.parametrize("language", FILES)
def test_no_phrase_of_several_words_is_worn_down_to_one(language: str):
    """The small words are skipped, unless less than two would be left: "end it all" once came down to "end"."""
    of = phrases(language)
    one_word = {words[0] for several in of.by_first.values() for words, _ in several if len(words) == 1}
    listed = {p.replace("'", "") for several in table(FILES[language])["phrase"].values() for p in several}
    assert one_word - {""} <= _spellings(listed | set(table(FILES[language])["nothing"]))
    assert all(len(words) > 1 for several in of.exact.values() for words, _ in several)


def _spellings(phrases: set[str]) -> set[str]:
    return phrases | {p.translate(t) for p in phrases for t in (TWO_LETTERS, DOTLESS)}


def test_both_languages_know_the_same_emergencies():
    """A sign of an emergency that English words raise has German words too."""
    de, en = (_known(phrases(language)) for language in ("de", "en"))
    assert de <= en
    emergencies = {
        code
        for rule in rules()
        for clause in rule.clauses
        if clause.tier is Tier.EMERGENCY
        for condition in clause.when
        if isinstance(condition, Felt)
        for code in condition.any
    }
    assert (en & emergencies) - de <= {"sudden-balance-loss", "floppy", "toxin-contact", "itching"}


def _known(of: Phrases) -> set[str]:
    said = {fact for several in (*of.by_first.values(), *of.exact.values()) for _, fact in several}
    return said | {fact for _, _, fact in of.pairs}


@pytest.mark.parametrize("language", FILES)
def test_a_phrase_is_read_without_its_apostrophes(language: str):
    named = table(FILES[language])
    typed = [p for several in named["phrase"].values() for p in several if "'" in p]
    assert not [phrase for phrase in typed if facts(phrase.replace("'", "")) != facts(phrase)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I can't go on", {"self-harm-thoughts"}),
        ("bladder bursting but I can't go", {"cannot-pass-water"}),
        ("can't go to the shop", set()),
        ("can't go on holiday", set()),
        ("he is breathing really slowly", {"slow-breathing"}),
        ("breathing slowly to relax", set()),
        ("my back is killing me", {"back-pain"}),
        ("had a fit in the bath", {"seizure"}),
        ("had a fit for the first time", {"seizure"}),
        ("passed out on the loo", {"black-out"}),
        ("the charger fits in my bag", set()),
        ("a rash decision", set()),
        ("a rash on my arms", {"rash"}),
    ],
)
def test_where_small_words_tell_one_thing_from_another(text: str, expected: set[str]):
    assert facts(text) == expected


@pytest.mark.parametrize("language", FILES)
def test_no_harmless_phrase_hides_a_whole_sign(language: str):
    """Without its small words, "breathing slowly to (relax)" once took away every "breathing slowly"."""
    found = [one for several in phrases(language).by_first.values() for one in several]
    harmless = [words for words, fact in found if fact == NOTHING]
    for words, fact in found:
        runs = {words[a:b] for a in range(len(words)) for b in range(a + 1, len(words) + 1)}
        assert fact == NOTHING or runs.isdisjoint(harmless), words
