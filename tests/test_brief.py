"""Every line of the brief is answered by something that exists, and held by a test that exists."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path

import pytest

from unknot.journal import entry
from unknot.journal.codes import codes
from unknot.knowledge import guide
from unknot.knowledge.rules import rules
from unknot.web.page.access import routes

ROOT = Path(__file__).parents[1]
GUIDE = guide.guide()

SECTIONS = [
    "What a spasm is",
    "Medicine",
    "Causes",
    "What it feels like",
    "Diagnosis",
    "Treatments",
    "Lifestyle",
    "Natural remedies",
    "When to see a doctor",
    "How baclofen helps",
    "Precautions",
    "Side effects",
    "Living with chronic spasms",
    "Around the article",
]


@dataclass(frozen=True)
class Row:
    section: str
    asked: str
    answer: str
    test: str


def read(text: str) -> Iterator[Row]:
    section = ""
    for line in text.splitlines():
        if line.startswith("## "):
            section = line[3:]
        elif section and line.startswith("|") and not line.startswith(("|---", "| Asked for")):
            asked, answer, test = (cell.strip() for cell in line.strip("|").split("|"))
            yield Row(section, asked, answer, test)


ROWS = list(read((ROOT / "docs" / "brief.md").read_text(encoding="utf-8")))


def named(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def exists(answer: str) -> bool:
    """Whether an answer named in the brief is there."""
    kind, _, rest = answer.partition("/")
    match kind:
        case "guide":
            slug, _, section = rest.partition("#")
            page = GUIDE.page(slug)
            return page is not None and section in {"", *(heading.section for heading in page.sections)}
        case "ledger":
            return rest in {row.id for row in GUIDE.ledger}
        case "claim":
            return rest in GUIDE.claims
        case "rule":
            return rest in {rule.code for rule in rules()}
        case "code":
            vocabulary, _, code = rest.partition("/")
            return code in codes(vocabulary)
        case "entry":
            kind_of_entry, _, field = rest.partition(".")
            found = getattr(entry, kind_of_entry, None)
            return found is not None and (not field or field in {each.name for each in fields(found)})
        case "screen":
            return rest in {pattern.name for _, pattern in routes()}
        case "decisions":
            return any((ROOT / "decisions").glob(f"{rest}-*.md"))
    return False


def test_exists_is_right_about_what_is_not_there():
    wrong = [
        "guide/comments",
        "guide/baclofen#brand",
        "ledger/x",
        "claim/x",
        "rule/RF-X",
        "code/site/x",
        "entry/Comment",
    ]
    wrong += ["entry/Episode.severity", "screen/comments", "decisions/9999", "a promise"]
    assert [answer for answer in wrong if exists(answer)] == []


def test_every_part_of_the_article_is_there():
    assert list(dict.fromkeys(row.section for row in ROWS)) == SECTIONS
    assert len(ROWS) >= 90


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.section}: {row.asked}")
def test_no_row_is_empty_and_none_leads_nowhere(row):
    assert row.asked
    answers = named(row.answer)
    assert answers
    assert [answer for answer in answers if not exists(answer)] == []


@pytest.mark.parametrize("test", sorted({test for row in ROWS for test in named(row.test)}))
def test_the_test_that_is_named_exists(test):
    path, _, function = test.partition("::")
    assert (ROOT / path).is_file()
    defined = {node.name for node in ast.parse((ROOT / path).read_text()).body if isinstance(node, ast.FunctionDef)}
    assert not function or function in defined


def test_every_row_names_a_test():
    assert [row.asked for row in ROWS if not named(row.test)] == []
