"""The sign-offs of the clinic that runs this copy: one file in the data folder, read when the program starts."""

from __future__ import annotations

from pathlib import Path

from unknot.knowledge.signoffs import SignOff, read_signoffs

FILE = "signoffs.toml"


def of_home(home: Path) -> tuple[SignOff, ...]:
    """Who signed off which rule; none if there is no such file. `Malformed` says what is wrong with it."""
    file = home / FILE
    return read_signoffs(file.read_text(encoding="utf-8"), FILE) if file.is_file() else ()
