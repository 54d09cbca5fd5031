"""Every sentence of the cases is understood as it was said, and no dose is kept that was not taken."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from tests.dictation.cases import not_taken, read, read_flat, rows


def text(row: Mapping[str, Any]) -> str:
    return str(row["text"])


@pytest.mark.parametrize("row", list(rows("sentences-1")), ids=text)
def test_a_sentence_with_one_answer(row: Mapping[str, Any]) -> None:
    verdict = read_flat(row)
    assert verdict.right, verdict.wrong
    assert not verdict.dangerous


@pytest.mark.parametrize("row", list(rows("sentences-2")), ids=text)
def test_a_sentence_with_its_entries(row: Mapping[str, Any]) -> None:
    verdict = read(row)
    assert verdict.right, verdict.wrong
    assert not verdict.dangerous


@pytest.mark.parametrize("row", list(rows("sentences-3")), ids=text)
def test_a_sentence_by_another_hand(row: Mapping[str, Any]) -> None:
    verdict = read(row)
    assert verdict.right, verdict.wrong
    assert not verdict.dangerous


def test_none_of_those_not_read_whole_makes_a_dose_that_was_not_taken() -> None:
    dangerous = [text(row) for row in rows("not-read-whole") if read(row).dangerous]
    assert dangerous == []


@pytest.mark.parametrize("row", list(rows("not-taken")), ids=text)
def test_a_medicine_that_is_named_is_no_dose(row: Mapping[str, Any]) -> None:
    assert not not_taken(row).dangerous
