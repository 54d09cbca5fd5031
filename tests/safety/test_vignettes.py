"""Forty journals written before the rules: twenty that must alert, with their tier, and twenty that must not."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.safety.cases import Case, told

HERE = Path(__file__).parent / "vignettes"


def vignettes(name: str) -> list[Any]:
    cases = tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))["case"]
    assert len(cases) == 20
    return [pytest.param(case, id=case["title"]) for case in cases]


def case_of(row: dict[str, Any]) -> Case:
    fields = {key: row[key] for key in ("about", "plan", "days", "answers", "now") if key in row}
    return Case(**fields)


@pytest.mark.parametrize("row", vignettes("alert"))
def test_must_alert(row: dict[str, Any]):
    found = told(case_of(row))
    assert found
    assert found[0] == (row["expect"]["rule"], row["expect"]["tier"])


@pytest.mark.parametrize("row", vignettes("quiet"))
def test_must_not_alert(row: dict[str, Any]):
    assert [one for one in told(case_of(row)) if one[1] != "ask"] == []
