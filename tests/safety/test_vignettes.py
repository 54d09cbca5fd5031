"""Journals written before the rules: twenty that must alert, twenty that must not, and sixty of both kinds."""

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


SIXTY = tomllib.loads((HERE / "sixty.toml").read_text(encoding="utf-8"))["case"]


def test_there_are_sixty():
    assert len(SIXTY) == 60


@pytest.mark.parametrize("row", SIXTY, ids=lambda row: row["title"])
def test_the_sixty_come_at_their_tier(row: dict[str, Any]):
    found = [how for _, how in told(case_of(row)) if how != "next-visit"]
    assert (found or ["quiet"])[0] == row["expect"]
