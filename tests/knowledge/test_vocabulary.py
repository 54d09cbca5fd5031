"""The vocabularies say where each word and code comes from, and what they once had they keep."""

from __future__ import annotations

from pathlib import Path

import pytest

from unknot.journal.codes import codes
from unknot.knowledge import data
from unknot.knowledge.codings import coding, systems
from unknot.knowledge.data import Malformed
from unknot.knowledge.sources import Unsourced, Verified, cited, sources
from unknot.knowledge.vocabulary import medicines_of, says, vocabularies, vocabulary
from unknot.knowledge.words import as_written


def test_every_file_loads_and_every_term_has_a_source():
    for each in vocabularies():
        assert each.terms
        assert each.terms.keys() == codes(each.name)
        assert all(term.source for term in each.terms.values())


def test_what_has_no_source_is_refused():
    with pytest.raises(Unsourced):
        cited({}, "here")
    with pytest.raises(Unsourced):
        cited({"source": ["no-such-document"]}, "here")


def test_a_code_that_was_never_read_is_refused():
    with pytest.raises(Malformed):
        coding("snomed", "1")
    assert all(c.verified is not Verified.FALSE for codes in systems().values() for c in codes.values())


def test_a_misspelt_key_is_refused():
    with pytest.raises(Malformed):
        data.known({"wrods": "calf"}, frozenset({"words"}), "here")


def test_every_source_has_a_title():
    assert all(source.title for source in sources().values())


def test_brand_names_lead_to_their_ingredient():
    baclofen = vocabulary("medicine")["baclofen"]
    assert {"Baclof", "Lioresal"} <= set(baclofen.brands)
    assert baclofen.coding("rxnorm").code == "1292"
    assert {(str(s.amount), s.form) for s in baclofen.strengths} >= {("10 mg", "tablet"), ("5 mg", "tablet")}


def test_one_spelling_means_one_thing_in_a_vocabulary():
    for each in vocabularies():
        taken: dict[str, str] = {}
        for term in each:
            for spelling in term.spellings:
                assert taken.setdefault(spelling.casefold(), term.code) == term.code, (each.name, spelling)


def test_people_call_a_place_many_things():
    calf = vocabulary("site")["calf"]
    assert calf.sided
    assert "calves" in calf.also
    assert {"jaw", "belly"} <= vocabulary("site").terms.keys()


def test_medicines_belong_to_classes():
    assert {"ibuprofen", "naproxen"} <= medicines_of("nsaid")
    assert medicines_of("no-such-class") == frozenset()


def test_a_persons_own_code_has_their_own_label():
    assert says("site", "own-left-knee", as_written, {"own-left-knee": "my bad knee"}) == "my bad knee"
    assert says("site", "calf", str.upper) == "CALF"


def test_a_code_once_used_is_never_removed():
    """Old entries hold it for ever: retire it instead. Add new codes to the frozen list."""
    ever = (Path(__file__).parent / "codes-ever.txt").read_text(encoding="utf-8").split("\n")
    have = {f"{each.name} {code}" for each in vocabularies() for code in each.terms}
    assert have == {line for line in ever if line}
