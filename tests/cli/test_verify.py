"""A page checked at the terminal: with its journal, and in a clinic without."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.test_commands import Terminal

pytestmark = pytest.mark.slow


def test_a_page_is_checked_with_its_journal_and_without(tmp_path: Path):
    unknot = Terminal(tmp_path, {"TZ": "Europe/Dublin"})
    page, spoilt = tmp_path / "page.pdf", tmp_path / "spoilt.pdf"
    unknot("log", "2026-03-02", "08:10", "+4m", "spasm", "6/10", "left-calf")
    unknot("report", "--out", str(page), "--from", "2026-02-16", "--to", "2026-03-15")
    done = unknot("verify", str(page), "--json")
    found = json.loads(done.stdout)
    assert (done.returncode, found["ours"], found["different"], found["added"]) == (0, True, [], [])
    unknot("log", "2026-03-03", "08:10", "spasm", "4/10", "left-calf")
    assert "added: 2026-03-03 08:10 episode" in unknot("verify", str(page)).stdout
    clinic = unknot("verify", str(page), "--key", found["key"], home="none")
    assert clinic.returncode == 0
    assert "The journal is not here" in clinic.stdout
    assert not (tmp_path / "none").exists()
    assert unknot("verify", str(page), "--key", "0000-0000-0000-0000", home="none").returncode == 10
    spoilt.write_bytes(page.read_bytes().replace(b"/Creator", b"/Creatur", 1))
    assert unknot("verify", str(spoilt), home="none").returncode == 10
