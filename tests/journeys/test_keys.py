"""Every task of Log, Check-in and Diary by keyboard alone and by one switch, on a small phone with huge text too."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import ZONE, Home, Settle
from unknot import actions
from unknot.actions import Actor
from unknot.journal.entry import DiaryDay, Episode, Word
from unknot.journal.span import moment

HUGE = """addEventListener("DOMContentLoaded", () => document.head.insertAdjacentHTML("beforeend", `<style>
  html { font-size: 450% !important }
  * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
  p { margin-block-end: 2em !important } </style>`))"""
# The words of what has the focus, and whether the arrows lead from it to something with the words asked for.
FOCUS = """(wanted) => {
  const words = (one) =>
    (one.closest('label') ?? document.querySelector(`label[for="${one.id}"]`) ?? one).innerText.trim();
  const at = document.activeElement, group = at.closest('[data-group]');
  const beside = at.type === 'radio' ? [...document.getElementsByName(at.name)]
    : group ? [...group.querySelectorAll('button, a[href]')] : [];
  return [words(at), beside.some((one) => words(one).startsWith(wanted))] }"""


def reach(page: Page, name: str) -> None:
    """To the control of this name with Tab, and with the arrows inside a group."""
    for _ in range(80):
        page.keyboard.press("Tab")
        for _ in range(24):
            words, beside = page.evaluate(FOCUS, name)
            if words.startswith(name):
                return
            if not beside:
                break
            page.keyboard.press("ArrowRight")
    raise AssertionError(f"{name} was not reached")


def press(page: Page, name: str, key: str = "Enter") -> None:
    reach(page, name)
    page.keyboard.press(key)


def on(page: Page, heading: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def test_every_task_by_keyboard_at_320_px_with_huge_and_spaced_out_text(settle: Settle):
    home = settle(viewport={"width": 320, "height": 640}, bypass_csp=True)
    home.settings(hold_off=0)
    home.page.add_init_script(HUGE)
    log_one(home)
    check_in(home)
    mend_it_in_the_diary(home)


def log_one(home: Home) -> None:
    page = home.open()
    on(page, "A spasm just now?")
    press(page, "Right calf")
    on(page, "Right calf. Saved.")
    press(page, "6")
    expect(page.locator(".saved .what")).to_have_text("Right calf, bother 6")
    press(page, "Somewhere else")
    on(page, "Where is it?")
    press(page, "Your left", "Space")
    press(page, "Hand")
    on(page, "Saved.")
    press(page, "Undo")
    expect(page.get_by_role("button", name="Put it back")).to_be_visible()


def check_in(home: Home) -> None:
    page = home.open("/check-in/2026-03-02/bother")
    press(page, "4")
    on(page, "worst")
    press(page, "In the evening") if page.get_by_role("button", name="In the evening").count() else press(
        page, "Evening"
    )
    page.wait_for_url("**/sleep")
    press(page, "No")
    page.wait_for_url("**/about")
    press(page, "Skip")
    page.wait_for_url("**/end")
    press(page, "That is everything")
    expect(page.locator(".saved .what")).to_have_text("That is everything")
    (day,) = home.entries().of(DiaryDay)
    assert (day.body.bother, day.body.sleep_broken, day.body.word) == (4, False, Word.EVERYTHING)


def mend_it_in_the_diary(home: Home) -> None:
    page = home.open("/diary/2026-03-02/add")
    press(page, "Left calf", "Space")
    reach(page, "At what time")
    page.keyboard.type("0810AM")
    press(page, "Save")
    page.wait_for_url("**/diary/2026-03-02")
    assert len(home.entries().of(Episode)) == 2
    press(page, "Change the time")
    on(page, "When was it?")
    reach(page, "Time")
    page.keyboard.type("0915AM")
    press(page, "Save the time")
    expect(page.locator(".of-day .saved .what")).to_be_visible()
    (day,) = home.entries().of(DiaryDay)
    assert f"{day.happened_at.local:%H:%M}" == "09:15", "the newest stands first on its day: the word of the evening"
    shown = home.open("/diary/2026-03-02").locator("details.change")
    before = shown.count()
    reach(page, shown.first.locator("summary").inner_text().strip())
    page.keyboard.press("Enter")
    press(page, "Remove")
    expect(shown).to_have_count(before - 1)
    assert len(home.entries().withdrawn) == 2
    back = home.open("/diary/bin").get_by_role("button", name="Put it back")
    expect(back).to_have_count(2)
    press(page, "Put it back")
    expect(back).to_have_count(1)
    assert len(home.entries().withdrawn) == 1


# ---------------------------------------------------------------- one switch


class Switch:
    """Someone with one switch, who sees what is lit and presses when it is the right thing; the clock is ours."""

    def __init__(self, home: Home) -> None:
        self.page, self.presses, self.seconds = home.page, 0, 0

    def take(self, name: str) -> None:
        """Waits until the thing of this name is lit, alone or in a group, and presses; again inside the group."""
        for _ in range(60):
            lit = [words.strip() for words in self.page.locator("[data-lit]").all_inner_texts()]
            if name in lit:
                self.page.keyboard.press("Space")
                self.presses += 1
                if len(lit) == 1:
                    return
                continue
            self.page.clock.run_for(1000)
            self.seconds += 1
        raise AssertionError(f"{name} was never lit")


@pytest.mark.parametrize("last", ["Left calf", "Place 12"], ids=["the first of four", "the last of twelve"])
def test_a_spasm_with_one_switch(settle: Settle, last: str):
    """Five presses and twenty seconds at most, at one second a stop."""
    home = settle()
    labels = [f"Place {n}" for n in range(1, 13)] if last == "Place 12" else ["Left calf", "Right calf", "Jaw", "Neck"]
    home.settings(scan_dwell=1, hold_off=0, tiles=[{"label": label} for label in labels])
    page = home.page
    page.clock.install(time=home.now)
    page.clock.pause_at(home.now)
    home.open()
    switch = Switch(home)
    expect(page.locator("[data-lit]").first).to_be_visible()
    switch.take(last)
    on(page, f"{last}. Saved.")
    expect(page.locator("[data-lit]").first).to_be_visible()
    switch.take("High")
    expect(page.locator(".saved .what")).to_have_text(f"{last}, bother high")
    assert switch.presses <= 5
    assert switch.seconds <= 20
    (spasm,) = home.entries().of(Episode)
    assert (spasm.body.label, spasm.body.bother, spasm.body.bother_band) == (last, None, "high")


def test_check_in_with_one_switch(settle: Settle):
    home = settle()
    home.settings(scan_dwell=1, hold_off=0)
    page = home.page
    page.clock.install(time=home.now)
    page.clock.pause_at(home.now)
    home.open("/check-in/2026-03-02/bother")
    switch = Switch(home)
    for step, name in (("worst", "4"), ("sleep", "Skip"), ("about", "Yes"), ("end", "Next")):
        expect(page.locator("[data-lit]").first).to_be_visible()
        switch.take(name)
        page.wait_for_url(f"**/{step}")
    expect(page.locator("[data-lit]").first).to_be_visible()
    switch.take("That is everything")
    expect(page.locator(".saved .what")).to_have_text("That is everything")
    (day,) = home.entries().of(DiaryDay)
    assert (day.body.bother, day.body.sleep_broken, day.body.word) == (4, True, Word.EVERYTHING)


def test_the_diary_with_one_switch(settle: Settle):
    home = settle()
    home.settings(scan_dwell=1, hold_off=0)
    at = moment(home.now, ZONE)
    actions.record(home.journal, Episode(label="Left calf"), by=Actor(), happened_at=at, now=home.now)
    page = home.page
    page.clock.install(time=home.now)
    page.clock.pause_at(home.now)
    home.open("/diary/2026-03-02")
    switch, change = Switch(home), page.locator("details.change")
    for each in (change.locator("summary"), change.get_by_role("button", name="Remove")):
        expect(page.locator("[data-lit]").first).to_be_visible()
        expect(each).to_have_count(1)
        switch.take(each.inner_text().strip() or each.text_content().strip())
    expect(change).to_have_count(0)
    (gone,) = home.entries().withdrawn
    assert gone.body.label == "Left calf"
