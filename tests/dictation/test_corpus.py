"""How well the grammar understands: the bars of the issue, on sentences it was not tuned to."""

from __future__ import annotations

import pytest

from tests.dictation.corpus import samples, score


@pytest.mark.parametrize("name", ["en-measure", "de-measure", "en-work", "de-work"])
def test_at_least_95_slots_in_a_hundred_are_right_and_at_most_one_is_wrong(name: str) -> None:
    found = score(name)
    assert found.recall >= 0.95, found
    assert found.wrong_rate <= 0.01, found


def test_the_corpus_is_large_and_its_two_parts_share_no_sentence() -> None:
    work = {s.text for name in ("en-work", "de-work") for s in samples(name)}
    measure = {s.text for name in ("en-measure", "de-measure") for s in samples(name)}
    assert len(work) + len(measure) >= 400
    assert not work & measure
