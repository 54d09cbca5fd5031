"""Every decision says its status, and the index is what the decisions say."""

import re

import pytest

from scripts.decisions import FOLDER, INDEX, decision, index

FILES = sorted(FOLDER.glob("[0-9]*.md"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name[:4])
def test_a_decision_has_the_number_of_its_file_and_a_status(path):
    found = decision(path)
    assert int(path.name[:4]) == found.number
    named = re.findall(r"\((\d{4}-[a-z0-9-]+\.md)\)", found.status)
    assert [name for name in named if not (FOLDER / name).exists()] == []


def test_the_index_is_current():
    assert INDEX.read_text(encoding="utf-8") == index(), "run: python -m scripts.decisions"
