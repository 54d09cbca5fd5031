"""The tables of docs/performance.md are written by a script from figures that were kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import performance
from benchmarks.measured import Measured, keep


def test_every_figure_kept_is_in_the_table_and_nothing_else_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    page = tmp_path / "performance.md"
    page.write_text(f"before\n{performance.BEGIN}\nold\n{performance.END}\nafter\n", encoding="utf-8")
    monkeypatch.setattr(performance, "PAGE", page)
    keep(tmp_path / "figures", "fit", [Measured("a fit", "7 ms", "the other 56 ms", 8.0, "at least 8")])
    keep(tmp_path / "figures", "pooled", [Measured("held", ".95 of 100")])
    performance.write(tmp_path)
    text = page.read_text(encoding="utf-8")
    assert "| a fit | 7 ms | the other 56 ms | 8.00 | at least 8 |" in text
    assert text.index("One person's fit") < text.index("Pooled intervals")
    assert "old" not in text
    assert text.startswith("before\n")
    assert text.endswith("after\n")
    performance.write(tmp_path)
    assert page.read_text(encoding="utf-8") == text
