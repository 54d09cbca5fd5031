"""Each of the 42 requirements has a test that exists, or says why there is none; SECURITY.md shows the same."""

from __future__ import annotations

import ast

from tests.security.asvs import ROOT, ROWS, TABLE, rewritten


def test_every_requirement_has_a_test_that_exists_or_a_reason():
    assert len(ROWS) == 42
    assert [row.asvs for row in ROWS if not row.tests and not row.but] == []
    missing = [test for row in ROWS for test in row.tests if not exists(test)]
    assert missing == []


def exists(test: str) -> bool:
    path, _, name = test.partition("::")
    if not (ROOT / path).is_file():
        return False
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    names = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    return name in names or (name == "*" and any(each.startswith("test_") for each in names))


def test_the_table_of_the_readers_is_this_one():
    text = TABLE.read_text(encoding="utf-8")
    assert rewritten(text) == text
