"""The progress bar: how far a long command is, and how much longer it takes."""

from __future__ import annotations

import io

import pytest

from unknot.cli import progress


def test_a_bar_says_how_far_it_is_and_how_much_longer_it_takes():
    assert progress.bar(3, 12, "Analysing blocks", 60) == (
        "Analysing blocks [######..................] 3 / 12, 3 minutes left"
    )
    assert progress.bar(11, 12, "Analysing blocks", 22).endswith("11 / 12, 2 seconds left")
    assert progress.bar(1200, 1200, "Analysing blocks", 60).endswith("[########################] 1,200 / 1,200")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_it_is_drawn_on_a_terminal_once_work_takes_long_and_wiped_away_at_the_end(monkeypatch: pytest.MonkeyPatch):
    clock = iter(range(100))
    monkeypatch.setattr(progress, "monotonic", lambda: float(next(clock)))
    monkeypatch.setattr("sys.stderr", told := Terminal())
    assert list(progress.watched("abcd", 4, "Reading")) == list("abcd")
    assert "Reading [############............] 2 / 4, 2 seconds left" in told.getvalue()
    assert told.getvalue().endswith("\r\033[K")


def test_nothing_is_drawn_where_nobody_looks(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("sys.stderr", told := io.StringIO())
    assert list(progress.watched("abcd", 4, "Reading")) == list("abcd")
    assert told.getvalue() == ""
