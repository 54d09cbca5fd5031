"""Whom to call: every country has a number, a source, and a mark of how far it was checked."""

from unknot.knowledge.countries import countries
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
