"""The PDF is tagged for who listens to it: language, title, headings, table headers, words for every drawing."""

from __future__ import annotations

import io
from pathlib import Path

import pdfua
import pikepdf
import pytest

from tests.pdf.reading import alternatives, tags
from tests.pdf.test_page_one import profile_of
from unknot.knowledge.words import as_written
from unknot.madeup.lives import Life
from unknot.pdf import render

RICH = Life(seed=7, vouched=1, medicines=3)


@pytest.mark.parametrize(("language", "tag"), [("en", "en"), ("ar", "ar"), ("pt-BR", "pt-BR")])
def test_the_document_has_its_language_title_and_tags(language: str, tag: str) -> None:
    pdf = render(profile_of(RICH, language=language), _=as_written)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert str(document.Root.Lang) == tag
        assert bool(document.Root.MarkInfo.Marked)
        assert bool(document.Root.ViewerPreferences.DisplayDocTitle)
        metadata = document.open_metadata()
        assert metadata["dc:title"] == "Spasm Profile"
        assert metadata["pdfuaid:part"] == "1"


def test_every_table_has_column_headers_and_every_chart_its_figures_in_words() -> None:
    profile = profile_of(RICH)
    pdf = render(profile, _=as_written, entries=True)
    found = tags(pdf)
    assert found["/Table"] >= 4  # before and after, two charts, the entries
    assert found["/TH"] >= 2 * found["/Table"]
    assert found["/H1"] == 1
    assert found["/H2"] >= 8
    through_day, strip = alternatives(pdf)[:2]
    assert profile.through_day.sentence in through_day
    assert "00:00–02:00" in through_day
    assert "24 February 2026, 0" in strip or "24 February 2026, " in strip


@pytest.mark.parametrize(
    "life", [RICH, Life(days=0, rich=False), Life(seed=4, script="arabic")], ids=["rich", "empty", "ar"]
)
def test_an_independent_checker_finds_no_error(life: Life, tmp_path: Path) -> None:
    path = tmp_path / "page.pdf"
    path.write_bytes(render(profile_of(life), _=as_written, entries=True))
    report = pdfua.validate(str(path))
    errors = [f for f in report.findings if f.severity.name in ("ERROR", "CRITICAL")]
    assert errors == [], [(f.rule_id, f.message) for f in errors]
