"""Every kind of failure has its exit code and its sentence, and the table in docs/cli.md is the code's."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.db import OperationalError

from unknot.cli.exits import Exit
from unknot.cli.failures import KINDS, explained
from unknot.store.keys import WrongKey

DOCS = Path(__file__).parents[2] / "docs" / "cli.md"


def test_the_table_of_exit_codes_is_complete():
    rows = re.findall(r"^\| (\d+) \| `([A-Z_]+)` \|", DOCS.read_text(encoding="utf-8"), re.MULTILINE)
    assert rows == [(str(code.value), code.name) for code in Exit]


def test_every_command_is_described():
    from unknot.cli.main import COMMANDS

    text = DOCS.read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"`unknot {name}" not in text] == []


@pytest.mark.parametrize(
    ("error", "code"),
    [(kind("x"), code) for code, kinds in KINDS for kind in kinds if kind.__init__ is Exception.__init__],
)
def test_each_refusal_has_its_code(error: Exception, code: Exit):
    assert explained(error) == (code, "x")


@pytest.mark.parametrize(
    "error", [OperationalError("database or disk is full"), OSError(28, "No space left on device")]
)
def test_a_full_disk_is_told_as_such(error: Exception):
    code, sentence = explained(error)
    assert code is Exit.NO_ROOM
    assert "no room" in sentence


def test_a_bug_tells_its_place_and_nothing_a_person_wrote():
    try:
        raise ValueError("walked the dog at dawn")
    except ValueError as error:
        code, sentence = explained(error)
    assert code is Exit.BUG
    assert "dog" not in sentence
    assert "ValueError" in sentence


def test_the_more_special_refusal_is_found_first():
    assert explained(WrongKey("x"))[0] is Exit.KEY
