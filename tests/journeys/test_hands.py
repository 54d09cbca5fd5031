"""Logging with what hands there are: two touches, six keys, no JavaScript, a press that bounces."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Home, Settle
from unknot.journal.entry import Episode


def logged(home: Home) -> list[tuple[str, int | None]]:
    return [(e.body.label, e.body.bother) for e in home.entries().of(Episode)]


def test_two_presses_by_touch(settle: Settle):
    home = settle(has_touch=True)
    home.settings(hold_off=0)
    page = home.open()
    page.get_by_role("button", name="Left calf").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Left calf. Saved.")
    assert logged(home) == [("Left calf", None)]
    page.get_by_role("button", name="7", exact=True).tap()
    expect(page.locator(".saved .what")).to_have_text("Left calf, bother 7")
    assert logged(home) == [("Left calf", 7)]


@pytest.mark.parametrize(("answer", "keys"), [(7, ["Tab", "7", "Enter"]), (10, ["Tab", "1", "0", "Enter"])])
def test_six_keys_at_most(settle: Settle, answer: int, keys: list[str]):
    home = settle()
    home.settings(hold_off=0)
    page = home.open()
    first = ["Tab", "Enter"]
    for key in first:
        page.keyboard.press(key)
    expect(page.get_by_role("heading", level=1)).to_have_text("Left calf. Saved.")
    for key in keys:
        page.keyboard.press(key)
    expect(page.locator(".saved .what")).to_have_text(f"Left calf, bother {answer}")
    assert len(first) + len(keys) <= 6
    assert logged(home) == [("Left calf", answer)]


def test_arrows_move_inside_a_group_and_digits_do_nothing_outside(settle: Settle):
    home = settle()
    home.settings(hold_off=0)
    page = home.open()
    page.keyboard.press("7")
    assert logged(home) == []
    for key in ("Tab", "ArrowRight", "ArrowDown"):
        page.keyboard.press(key)
    expect(page.get_by_role("button", name="Lower back")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Somewhere else")).to_be_focused()


def test_without_javascript(settle: Settle):
    home = settle(java_script_enabled=False)
    home.settings(hold_off=0)
    page = home.open()
    page.get_by_role("button", name="Lower back").click()
    page.get_by_role("button", name="4", exact=True).click()
    assert "Lower back, bother 4" in page.content()
    page.get_by_role("button", name="Undo").click()
    assert "Put it back" in page.content()
    assert logged(home) == []


def test_a_trembling_hand_counts_once(settle: Settle):
    home = settle(has_touch=True)
    home.settings(hold_off=3)
    page = home.open()
    box = page.get_by_role("button", name="Left calf").bounding_box()
    assert box
    home.clock.stop()  # a hand trembles within a second, however slow the machine
    for _ in range(4):
        page.touchscreen.tap(box["x"] + 20, box["y"] + 20)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Left calf")
    page.wait_for_load_state("networkidle")
    assert logged(home) == [("Left calf", None)]


def test_what_was_saved_is_said_once_and_politely(settle: Settle):
    home = settle()
    home.settings(hold_off=0)
    page = home.open()
    page.get_by_role("button", name="Left calf").click()
    page.get_by_role("button", name="7", exact=True).click()
    regions = page.locator("[role=status], [aria-live]")
    expect(regions).to_have_count(1)
    expect(regions).to_contain_text("Left calf, bother 7")


def test_every_visible_label_is_in_the_spoken_name(settle: Settle):
    page = settle().open()
    wrong = page.evaluate(
        """() => [...document.querySelectorAll('button, a[href]')]
            .filter(one => one.ariaLabel && !one.ariaLabel.includes(one.innerText.trim())).length"""
    )
    assert wrong == 0


def test_help_works_when_nobody_is_signed_in(settle: Settle):
    home = settle()
    home.page.context.clear_cookies()
    page = home.open("/help")
    expect(page.get_by_role("heading", level=1)).to_have_text("Get help now")
    page.locator("summary", has_text="Choose your country").click()
    page.get_by_role("link", name="Ireland").click()
    expect(page.locator(".call .digits")).to_have_text("112")
