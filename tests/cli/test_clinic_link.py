"""A clinic's link at the terminal: asked about first, and no private address is ever fetched."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.test_commands import Terminal
from unknot.fhir.links import Link, new_key

pytestmark = pytest.mark.slow


def test_a_link_is_asked_about_and_leads_to_no_private_address(tmp_path: Path):
    unknot = Terminal(tmp_path, {"TZ": "Europe/Dublin"})
    link = str(Link("https://127.0.0.1/x", new_key(), "U"))
    no = unknot("import", link, typed="n\n")
    assert (no.returncode, "Fetch it from 127.0.0.1?" in no.stderr) == (8, True)
    yes = unknot("import", link, "--yes", typed="y\n")
    assert (yes.returncode, "only public https addresses" in yes.stderr) == (8, True)
    assert unknot("import", "shlink:/e30").returncode == 8
