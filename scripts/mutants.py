"""Tests of the tests: change one thing in a room, run its tests, list the changes that nobody noticed.

    uv run --group test python -m scripts.mutants src/unknot/journal tests/journal --number 40 --seed 1
    uv run --group test python -m scripts.mutants src/unknot/knowledge/safety tests/safety --number 40

In Python a change is made by the syntax tree: a comparison, a constant, and/or, + and -, an answer made None,
branches swapped. In a rule file (TOML) a code or a condition is dropped or a number is moved. Everything happens in a
copy of the working tree, so that nothing here can be left changed; the same seed makes the same changes. What survives
is printed as `file:line: was -> became`; a survivor is a missing test, or an equal program.
"""

from __future__ import annotations

import argparse
import ast
import copy
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
COPIED = ("src", "tests", "scripts", "benchmarks", "docs", "decisions", "locale")
LONGEST = 600
"""Seconds of one run of the tests; a mutant that still runs then has made a loop without an end, and is killed."""

COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
COUNTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: the file, the line, what stood there, what stands there now, and the whole text with it."""

    path: Path
    line: int
    was: str
    became: str
    text: str


# ---------------------------------------------------------------- Python


def python_mutants(path: Path, text: str) -> Iterator[Mutant]:
    """Every change of a module that the table above knows, one at a time."""
    tree = ast.parse(text)
    lines = text.splitlines(keepends=True)
    for node in ast.walk(tree):
        if not isinstance(node, ast.expr | ast.stmt):
            continue
        for changed in _changes(node):
            was, became = ast.get_source_segment(text, node), ast.unparse(changed)
            if was is None or was == became:
                continue
            yield Mutant(path, node.lineno, _short(was), _short(became), _replaced(lines, node, became))


def _changes(node: ast.AST) -> Iterator[ast.expr | ast.stmt]:
    """The nodes that may stand in a node's place."""
    match node:
        case ast.Compare(ops=[op], comparators=[_]) if type(op) in COMPARED:
            yield _with(node, ops=[COMPARED[type(op)]()])
        case ast.BoolOp(op=op):
            yield _with(node, op=ast.Or() if isinstance(op, ast.And) else ast.And())
        case ast.BinOp(op=op) if type(op) in COUNTED:
            yield _with(node, op=COUNTED[type(op)]())
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield _with(operand)
        case ast.Constant(value=bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(value=int(value) | float(value)):
            yield ast.Constant(value + 1)
        case ast.Return(value=ast.expr(), lineno=_):
            yield ast.Return(ast.Constant(None))
        case ast.IfExp(body=body, orelse=orelse):
            yield _with(node, body=orelse, orelse=body)


def _with(node: ast.expr, **fields: object) -> ast.expr:
    """A copy of an expression with other fields."""
    changed = copy.deepcopy(node)
    for name, value in fields.items():
        setattr(changed, name, value)
    return changed


def _replaced(lines: list[str], node: ast.expr | ast.stmt, became: str) -> str:
    """The text with a node's own letters replaced. Offsets of the syntax tree count bytes."""
    assert node.end_lineno is not None
    assert node.end_col_offset is not None
    first, last = lines[node.lineno - 1].encode(), lines[node.end_lineno - 1].encode()
    inside = f"({became})" if isinstance(node, ast.expr) else became
    middle = first[: node.col_offset].decode() + inside + last[node.end_col_offset :].decode()
    return "".join([*lines[: node.lineno - 1], middle, *lines[node.end_lineno :]])


# ---------------------------------------------------------------- rule files

_LIST = re.compile(r"^(?P<name>[a-z_-]+ *= *\[)(?P<items>[^\[\]\n]+)\]", re.M)
_NUMBER = re.compile(r"^(?P<name>(?!last_checked|next_check|version)[a-z_-]+ *= *)(?P<value>\d+)\b(?!-)", re.M)
_CLAUSE = re.compile(r"\{[^{}\n]+\}, *|, *\{[^{}\n]+\}")


def rule_mutants(path: Path, text: str) -> Iterator[Mutant]:
    """A code of a list dropped, a condition of a list dropped, a number moved by one."""
    for found in _LIST.finditer(text):
        items = [item.strip() for item in found["items"].split(",") if item.strip()]
        if len(items) > 1 and not found["name"].startswith(("source", "words", "also")):
            for n, item in enumerate(items):
                rest = ", ".join(items[:n] + items[n + 1 :])
                yield _spliced(path, text, found.start("items"), found.end("items"), rest, item, "dropped")
    for found in _CLAUSE.finditer(text):
        yield _spliced(path, text, found.start(), found.end(), "", found.group(), "dropped")
    for found in _NUMBER.finditer(text):
        value = str(int(found["value"]) + 1)
        yield _spliced(path, text, found.start("value"), found.end("value"), value, found.group(), value)


def _spliced(path: Path, text: str, start: int, end: int, put: str, was: str, became: str) -> Mutant:
    return Mutant(path, text.count("\n", 0, start) + 1, _short(was), _short(became), text[:start] + put + text[end:])


def _short(text: str) -> str:
    return " ".join(text.split())[:80]


# ---------------------------------------------------------------- the run


def mutants(room: Path) -> list[Mutant]:
    """Every change of every file of a room."""
    found: list[Mutant] = []
    for path in sorted([*room.rglob("*.py"), *room.rglob("*.toml")]) if room.is_dir() else [room]:
        text = path.read_text(encoding="utf-8")
        found += python_mutants(path, text) if path.suffix == ".py" else rule_mutants(path, text)
    return found


def copied(folder: Path) -> None:
    """The working tree without what is not the project's."""
    for name in COPIED:
        if (HERE / name).is_dir():
            shutil.copytree(HERE / name, folder / name, ignore=shutil.ignore_patterns("node_modules"))
    for path in HERE.iterdir():
        if path.is_file() and path.name != ".git":
            shutil.copy(path, folder / path.name)


def passes(folder: Path, tests: list[str]) -> bool:
    """Whether the tests pass in the copy, without browser, database server and Node."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "-n", "0", "-m",
               "not browser and not postgres and not node and not slow", *tests]  # fmt: skip
    environment = {**os.environ, "PYTHONPATH": f"{folder / 'src'}{os.pathsep}{folder}", "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        run = subprocess.run(command, cwd=folder, env=environment, capture_output=True, timeout=LONGEST, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        return False
    return run.returncode == 0


def main() -> int:
    """Print the survivors and how many were killed; 1 if a change survived, 2 if the tests do not pass unchanged."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("room", type=Path)
    parser.add_argument("tests", nargs="+")
    parser.add_argument("--number", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    every = mutants(HERE / asked.room)
    chosen = random.Random(asked.seed).sample(every, min(asked.number, len(every)))  # noqa: S311 - no secret comes of it
    with tempfile.TemporaryDirectory(prefix="mutants-") as name:
        folder = Path(name)
        copied(folder)
        if not passes(folder, asked.tests):
            print("The tests do not pass as they are: nothing was tried.")
            return 2
        survivors = 0
        for n, mutant in enumerate(chosen, 1):
            place = folder / mutant.path.relative_to(HERE)
            before = place.read_text(encoding="utf-8")
            place.write_text(mutant.text, encoding="utf-8")
            survived = passes(folder, asked.tests)
            place.write_text(before, encoding="utf-8")
            survivors += survived
            if survived:
                where = f"{mutant.path.relative_to(HERE)}:{mutant.line}"
                print(f"{where}: {mutant.was}  ->  {mutant.became}", flush=True)
            print(f"{n} of {len(chosen)}, killed {n - survivors}", end="\r", file=sys.stderr, flush=True)
    print(f"killed {len(chosen) - survivors} of {len(chosen)} (of {len(every)} possible), seed {asked.seed}")
    return 1 if survivors else 0


if __name__ == "__main__":
    raise SystemExit(main())
