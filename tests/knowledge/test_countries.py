"""Whom to call: every country has a number, a source, and a mark of how far it was checked."""

from unknot.knowledge.countries import countries, country_of_zone
from unknot.knowledge.sources import Verified

UNION = "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE".split()


def test_every_number_is_one_and_has_a_source():
    for code, country in countries().items():
        assert len(code) == 2
        assert country.emergency.isdigit()
        assert country.source
        assert country.verified is not Verified.FALSE


def test_the_union_has_one_number():
    assert {countries()[code].emergency for code in UNION} == {"112"}


def test_a_line_has_its_own_name_and_only_digits():
    lines = [line for c in countries().values() for line in (c.crisis, c.poison, c.urgent) if line]
    assert len(lines) > 15
    for line in lines:
        assert line.name.strip()
        assert line.number.replace(" ", "").replace("-", "").isdigit()


def test_where_each_part_of_a_country_has_its_own_poison_line_there_is_none():
    assert countries()["DE"].poison is None
    assert countries()["IE"].poison is not None
    assert countries()["GB"].urgent is not None


def test_every_country_of_an_open_table_has_a_number():
    """Those that people asked for and were not there: Pakistan, Indonesia, Peru, Algeria and more."""
    assert len(countries()) >= 220
    asked = "PK BD ID VN RU IR PE EC VE IQ DZ LK NP QA KW KZ".split()
    assert all(code in countries() for code in asked)
    assert {countries()[code].emergency for code in ("BD", "QA")} == {"999"}


def test_a_country_is_proposed_from_the_zone():
    assert country_of_zone("Europe/London") == "GB"
    assert country_of_zone("Europe/Berlin") == "DE"
    assert country_of_zone("UTC") == ""


def test_who_cannot_speak_has_a_number_where_there_is_one():
    assert countries()["FR"].text is not None
    assert countries()["FR"].text.number == "114"
