"""The pins hold exactly what is installed, and pip is given the same ones."""

from __future__ import annotations

import shutil

import pytest

from scripts import constraints


def test_the_file_for_pip_holds_the_pins_of_pyproject():
    assert constraints.FILE.read_text(encoding="utf-8") == constraints.text()


@pytest.mark.skipif(shutil.which("uv") is None, reason="uv says what is installed")
def test_every_pin_is_installed_and_everything_installed_is_pinned():
    assert constraints.pinned() == constraints.installed()
