"""Two presses log a spasm, by touch, by keyboard, and without JavaScript."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.journeys.conftest import Settle
from unknot.journal.entry import Episode


def test_two_presses_by_touch(settle: Settle):
    home = settle(has_touch=True)
    home.settings(hold_off=0)
    page = home.open()
    page.get_by_role("button", name="Left calf").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Left calf. Saved.")
    page.get_by_role("button", name="7", exact=True).tap()
    expect(page.locator(".saved .what")).to_have_text("Left calf, bother 7")
    (spasm,) = home.entries().of(Episode)
    assert (spasm.body.label, spasm.body.bother) == ("Left calf", 7)
