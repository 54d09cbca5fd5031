"""`unknot log` and `unknot import` of a spreadsheet, as a person runs them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

NOTEBOOK = Path(__file__).parent.parent / "importers" / "notebook.csv"


class Terminal:
    """The command line with a home of its own."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "home"
        keep = {name: value for name, value in os.environ.items() if not name.startswith(("UNKNOT", "DJANGO"))}
        self.environment = keep | {
            "UNKNOT_HOME": str(self.home),
            "UNKNOT_KEY_FILE": str(folder / "key"),
            "TZ": "Europe/Dublin",
        }

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", "from unknot.cli.main import main; main()", *words]
        return subprocess.run(
            command,
            env=self.environment,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            timeout=120,
            check=False,
        )

    def json(self, *words: str) -> Any:
        done = self.run(*words, "--json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    return Terminal(tmp_path)


def test_a_dry_run_says_what_it_understood_and_makes_nothing(terminal: Terminal) -> None:
    found = terminal.json(
        "log", "--dry-run", "--now", "2027-01-14T09:30", "left calf cramp at three, seven out of ten, blue moon"
    )
    (entry,) = found["entries"]
    assert entry["slots"] == {
        "kind": "cramp",
        "bother": "7 out of 10",
        "site": "left calf",
        "at": "today 03:00",
    }
    assert entry["happened_at"] == "2027-01-14T03:00:00+00:00"
    assert found["note"] == "blue moon"
    assert found["kept"] == []
    assert not terminal.home.exists()


def test_what_is_said_is_kept_and_shown(terminal: Terminal) -> None:
    done = terminal.run("log", "took 10 mg baclofin", "and dizzy after")
    assert done.returncode == 0, done.stderr
    assert "Medicine: baclofen" in done.stdout
    assert "Kept 2 entries." in done.stdout
    assert "dose baclofen 10mg" in terminal.run("show").stdout


def test_what_is_odd_is_asked_back_and_left_empty(terminal: Terminal) -> None:
    terminal.run("log", "baclofen 10 mg")
    found = terminal.json("log", "took 1000 mg baclofen")
    assert [question["text"] for question in found["questions"]] == ["You said 1000 mg. Is that what you took?"]
    assert "amount" not in found["entries"][0]["body"]


def test_the_notation_is_still_the_notation(terminal: Terminal) -> None:
    found = terminal.json("log", "--dry-run", "2027-01-02 08:10 +4m  spasm 6/10 left-calf")
    (entry,) = found["entries"]
    assert (entry["kind"], entry["body"]["bother"]) == ("episode", 6)
    assert entry["happened_at"].startswith("2027-01-02T08:10")


def test_what_is_kept_is_in_the_zone_of_the_terminal(terminal: Terminal) -> None:
    found = terminal.json("log", "cramp left calf", "--now", "2026-07-14T09:30")
    assert found["entries"][0]["happened_at"] == "2026-07-14T09:30:00+01:00"


def test_nothing_said_is_refused(terminal: Terminal) -> None:
    assert terminal.run("log", " ").returncode == 7


def test_a_spreadsheet_is_shown_then_read_and_twice_adds_nothing(terminal: Terminal) -> None:
    first = terminal.run("import", str(NOTEBOOK), "--yes")
    assert first.returncode == 0, first.stderr
    assert "Dates: the day comes first" in first.stderr
    assert "There is no such date: 30/2/25" in first.stderr
    again = terminal.json("import", str(NOTEBOOK), "--yes")
    assert again["added"] == 0
    assert again["known"] > 30
    assert len(again["rows"]) == 25


def test_without_agreement_nothing_is_kept(terminal: Terminal) -> None:
    refused = terminal.run("import", str(NOTEBOOK))
    assert refused.returncode != 0
    assert "cramp" not in terminal.run("show", "--from", "2025-01-13", "--to", "2025-01-26").stdout


def test_which_way_dates_go_is_asked_for_when_no_row_shows_it(terminal: Terminal, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.csv"
    sheet.write_text("Date,What\n2/3/26,cramp\n")
    refused = terminal.run("import", str(sheet), "--yes")
    assert refused.returncode == 7
    assert "day or the month" in refused.stderr
    assert terminal.json("import", str(sheet), "--yes", "--date-order", "month")["added"] == 1
