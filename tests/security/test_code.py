"""What the code itself may not do, read from its syntax: the requirements that no single request can show."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from unknot.web.page import access

SOURCE = Path(access.__file__).parents[2]
SQL = re.compile(r"\b(select|insert|update|delete)\b.+\b(from|into|set|where)\b", re.I | re.S)


@cache
def modules() -> dict[Path, ast.Module]:
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(SOURCE.rglob("*.py"))}


def calls(name: str) -> Iterator[tuple[Path, ast.Call]]:
    for path, tree in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) == name:
                yield path, node


def put_together(statement: ast.expr) -> bool:
    """Whether words of SQL that read or change rows are mixed with values."""
    if isinstance(statement, ast.JoinedStr):
        return bool(SQL.search("".join(str(p.value) for p in statement.values if isinstance(p, ast.Constant))))
    if isinstance(statement, ast.BinOp) and isinstance(statement.op, ast.Mod | ast.Add):
        return any(isinstance(part, ast.Constant | ast.JoinedStr) for part in (statement.left, statement.right))
    return isinstance(statement, ast.Call) and getattr(statement.func, "attr", "") == "format"


def test_the_check_of_statements_sees_one():
    for bad in ('f"SELECT a FROM b WHERE c = {d}"', '"SELECT a FROM b WHERE c = %s" % d', '"DELETE FROM {}".format(d)'):
        assert put_together(ast.parse(bad, mode="eval").body), bad


def test_no_statement_is_put_together_from_values():
    wrong = [
        f"{path.relative_to(SOURCE)}:{call.lineno}"
        for name in ("execute", "executemany", "raw")
        for path, call in calls(name)
        if call.args and put_together(call.args[0])
    ]
    assert wrong == []


DRAWN = {"chart.narrow", "chart.wide", "line.shape.narrow", "style"}
"""Pictures that the charts draw, whose words they escape themselves, and our own style sheet. Nothing else is."""


def test_no_page_shows_words_unescaped():
    for template in (SOURCE / "web" / "templates").rglob("*.html"):
        text = template.read_text(encoding="utf-8")
        assert set(re.findall(r"([\w.]+)\s*\|\s*safe\b", text)) <= DRAWN, template.name
        assert "autoescape off" not in text, template.name


def test_secrets_come_from_the_system():
    wrong = [
        str(path.relative_to(SOURCE))
        for path, tree in modules().items()
        if path.relative_to(SOURCE).parts[0] in ("web", "household", "store", "fhir")
        for node in ast.walk(tree)
        if (isinstance(node, ast.Import) and any(a.name == "random" for a in node.names))
        or (isinstance(node, ast.ImportFrom) and node.module == "random")
    ]
    assert wrong == []


def test_only_ciphertext_is_for_other_sites():
    open_ones = {route.name for _, route in access.routes() if getattr(route.callback, "for_other_sites", False)}
    assert open_ones == {"shared", "shared-file", "shared-reply"}


def test_debugging_is_off():
    settings = ast.unparse(modules()[SOURCE / "web" / "settings.py"])
    assert "DEBUG = False" in settings
