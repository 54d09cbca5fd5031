"""The drawings: well-formed, named, without inline style, hatched where too little is known."""

from __future__ import annotations

import re
from datetime import date, timedelta
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from tests.report.test_compose import page
from unknot.analysis.figures import spread
from unknot.analysis.shares import shares
from unknot.journal.journal import Journal, settle
from unknot.knowledge.words import as_written
from unknot.madeup.lives import LAST, Life, raw_entries
from unknot.report.chart.scale import ticks
from unknot.report.charts import forest
from unknot.report.profile import Chart, Finding, Interval, Verdict
from unknot.report.wording import Voice, plain

SVG = "{http://www.w3.org/2000/svg}"


def charts() -> list[Chart]:
    profile = page(settle(raw_entries(Life(seed=5, script="hostile", vouched=1))))
    found = [Finding(Verdict.MORE, "<b>& poor sleep", "1.9 times", ratio=Interval(1.9, 0.01, 99.0))]
    plot = forest(found, Voice(as_written))
    assert plot is not None
    return [profile.through_day, profile.day_by_day, plot]


def test_every_drawing_is_well_formed_named_and_without_inline_style() -> None:
    ids: list[str] = []
    for chart in charts():
        for svg in (chart.narrow, chart.wide):
            root = ElementTree.fromstring(svg)
            assert root.get("role") == "img"
            assert root.find(f"{SVG}title").text == chart.title  # type: ignore[union-attr]
            assert root.find(f"{SVG}desc").text == chart.sentence  # type: ignore[union-attr]
            assert "style" not in svg
            assert 'fill="#' not in svg
            ids += re.findall(r' id="([^"]+)"', svg)
        ElementTree.fromstring(chart.paper)
        assert len({len(row) for row in chart.table.rows} | {len(chart.table.head)}) == 1
    assert len(ids) == len(set(ids))


def test_hours_with_fewer_than_five_recorded_days_are_hatched_and_have_no_figure() -> None:
    profile = page(Journal())
    assert profile.through_day.paper.count("url(#hours-paper-hatch)") == 12
    assert {row[3] for row in profile.through_day.table.rows} == {"too little recorded"}


def test_the_strip_has_a_cell_for_each_day() -> None:
    for days in (1, 28, 92):
        profile = page(settle(raw_entries(Life(seed=5))), LAST - timedelta(days=days - 1))
        for svg in (profile.day_by_day.narrow, profile.day_by_day.paper):
            last = date(LAST.year, LAST.month, LAST.day)
            assert svg.count(f">{last.day}</text>") >= 1
        assert len(profile.day_by_day.table.rows) == days


@given(st.lists(st.tuples(st.text(min_size=1), st.integers(1, 10_000)), min_size=1, max_size=30), st.integers(1, 6))
def test_shares_add_up_to_a_hundred(counts: list[tuple[str, int]], most: int) -> None:
    parts = shares(counts, most, "other")
    assert sum(part.percent for part in parts) == 100
    assert sum(part.n for part in parts) == sum(n for _, n in counts)
    assert len(parts) <= most + 1


@given(st.floats(0.001, 5000))
def test_an_axis_has_few_round_steps_that_reach_the_top(top: float) -> None:
    steps = ticks(top)
    assert 2 <= len(steps) <= 6
    assert steps[-1] >= top * 0.999


@given(st.lists(st.integers(0, 99), min_size=2))
def test_the_middle_half_lies_within_the_values(values: list[int]) -> None:
    found = spread(values)
    assert found.lower is not None
    assert found.upper is not None
    assert found.median is not None
    assert min(values) <= found.lower <= found.median <= found.upper <= max(values)


@given(st.text())
def test_peoples_words_become_one_bounded_line(text: str) -> None:
    line = plain(text, 50)
    assert len(line) <= 50
    assert not set(line) & set("\n\r\t\u202e\u2066\u200f\x00")
