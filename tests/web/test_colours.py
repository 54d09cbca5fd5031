"""Every theme can be read: the contrasts are computed from the table that the style sheet is written from."""

import re

import pytest

from unknot.web.colours import (
    NAMES,
    SHAPE_ON_GROUND,
    STYLE_SHEET,
    SYSTEM,
    TEXT_ON_GROUND,
    THEMES,
    contrast,
    style_sheet,
)


def test_black_on_white_is_21_and_a_colour_on_itself_is_1():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#777777") == pytest.approx(1)


def test_the_contrast_of_a_published_example():
    # WCAG's own borderline case: #767676 on white is the lightest grey that passes 4.5:1.
    assert contrast("#767676", "#FFFFFF") >= 4.5
    assert contrast("#777777", "#FFFFFF") < 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_all_words_stand_out_seven_to_one(theme):
    tokens = THEMES[theme]
    too_faint = {(t, g) for t, g in TEXT_ON_GROUND if contrast(tokens[t], tokens[g]) < 7}
    assert not too_faint


@pytest.mark.parametrize("theme", THEMES)
def test_all_borders_and_rings_stand_out_three_to_one(theme):
    tokens = THEMES[theme]
    too_faint = {(s, g) for s, g in SHAPE_ON_GROUND if contrast(tokens[s], tokens[g]) < 3}
    assert not too_faint


def test_every_theme_has_every_colour():
    assert all(tokens.keys() == NAMES.keys() for tokens in (*THEMES.values(), SYSTEM))


def test_the_style_sheet_is_the_table():
    assert STYLE_SHEET.read_text(encoding="utf-8") == style_sheet()


def test_no_other_style_sheet_names_a_colour_of_its_own():
    others = [sheet for sheet in STYLE_SHEET.parent.glob("*.css") if sheet != STYLE_SHEET]
    assert others
    named = re.compile(r"#[0-9a-fA-F]{3,8}\b(?=[^{]*[;}])|\brgba?\(|\bhsla?\(")
    assert not [sheet.name for sheet in others if named.search(sheet.read_text(encoding="utf-8"))]
