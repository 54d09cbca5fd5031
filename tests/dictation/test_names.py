"""Names of medicines: known ones, brands and misspellings; a name that is only like one is offered, never taken."""

from __future__ import annotations

import pytest

from unknot.dictation.names import alike, named


@pytest.mark.parametrize("name", ["baclofen", "Baclofin", " LIORESAL "])
def test_a_known_name_brand_or_misspelling(name: str):
    term = named(name)
    assert term is not None
    assert term.code == "baclofen"


def test_a_name_that_is_only_like_one_is_offered_never_taken():
    assert named("backlofen") is None
    assert alike("backlofen")[0].code == "baclofen"
    assert "gabapentin" in [term.code for term in alike("gaba")]
    assert alike("") == ()
