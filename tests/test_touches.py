"""What a change touches, as ARCHITECTURE.md says it: made in a copy, and green."""

from pathlib import Path

import pytest

from scripts.touches import CHART, KIND, PAGE_TESTS, copy_with, named_by_mypy, passing

ANSWER_FOR_KINDS = {
    "src/unknot/cohort/deidentify.py",
    "src/unknot/fhir/resources.py",
    "src/unknot/journal/kinds.py",
    "src/unknot/report/entries.py",
    "src/unknot/web/page/entry_text.py",
}


@pytest.mark.slow
def test_a_new_chart_on_the_profile_is_two_files_and_the_page_holds_it(tmp_path: Path):
    assert CHART.files == 2
    assert passing(copy_with(CHART, tmp_path), *PAGE_TESTS)


@pytest.mark.slow
def test_mypy_names_each_place_that_must_answer_for_a_new_kind_of_entry(tmp_path: Path):
    assert set(named_by_mypy(copy_with(KIND, tmp_path))) == ANSWER_FOR_KINDS
