"""`unknot experiment`, as a person runs it."""

from __future__ import annotations

from pathlib import Path

from tests.cli.test_log import Terminal


def test_a_habit_is_begun_and_shown_a_medicine_is_not_tried_and_analyse_has_every_number(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path)
    terminal.run("log", "left calf cramp, six out of ten")
    refused = terminal.run("experiment", "begin", "bedtime-habit", "my baclofen", "at six")
    assert refused.returncode == 8
    assert "never changes a medicine" in refused.stderr
    begun = terminal.run("experiment", "begin", "warmth", "a warm bath at nine", "--days", "2")
    assert begun.returncode == 0, begun.stderr
    (score,) = terminal.json("experiment", "show")
    assert (score["habit"], score["state"], score["pairs"]) == ("warmth", "running", 0)
    early = terminal.run("experiment", "toss")
    assert "There is no coin to toss today." in early.stderr
    shows = terminal.json("analyse")
    assert (shows["looks"], shows["findings"], shows["places"][0]["region"]) == (0, [], "calf")
