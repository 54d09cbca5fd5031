"""The life of a tap and the life of a page, as ARCHITECTURE.md tells them, held to a trace of the real thing."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from django.db import connection
from django.test.utils import CaptureQueriesContext

import unknot
from tests.web.person import Person, form_id

SOURCE = Path(unknot.__file__).parent
ARCHITECTURE = SOURCE.parents[1] / "ARCHITECTURE.md"


def told(heading: str) -> tuple[list[str], int]:
    """The files that a life names, in order, and how many statements it says that are run."""
    section = ARCHITECTURE.read_text(encoding="utf-8").partition(f"## {heading}\n")[2].partition("\n## ")[0]
    statements = re.search(r"(\d+) statements", section)
    assert statements is not None
    return re.findall(r"`([\w/]+\.py)`", section), int(statements[1])


def traced(act: Callable[[], object]) -> tuple[list[str], int]:
    """The files of ours that are entered, each where it is entered first; and the statements that are run.

    Savepoints are those of the test's own transaction and are left out.
    """
    entered: dict[str, None] = {}

    def enter(frame: FrameType, event: str, _arg: object) -> None:
        path = Path(frame.f_code.co_filename)
        if event == "call" and SOURCE in path.parents and frame.f_code.co_name != "<module>":
            entered.setdefault(path.relative_to(SOURCE).as_posix())

    with CaptureQueriesContext(connection) as queries:
        sys.setprofile(enter)
        try:
            act()
        finally:
            sys.setprofile(None)
    run = [query["sql"] for query in queries if "SAVEPOINT" not in query["sql"]]
    return list(entered), len(run)


def in_order(named: list[str], entered: list[str]) -> list[str]:
    """The named files in the order they were entered in; what was never entered is missing."""
    return [path for path in entered if path in named]


def test_the_life_of_a_tap(person: Person):
    id = form_id(person.opens("/?all=1"))
    entered, statements = traced(lambda: person.browser.post("/tap", {"tile": "0", "id": id}))
    named, said = told("The life of a tap")
    assert (in_order(named, entered), statements) == (named, said)


def test_the_life_of_a_page(person: Person):
    person.taps()
    person.opens("/visit")
    entered, statements = traced(lambda: person.browser.get("/visit"))
    named, said = told("The life of a page")
    assert (in_order(named, entered), statements) == (named, said)
