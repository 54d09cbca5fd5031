"""What every screen keeps to, measured in a browser: no axe violation, large targets, reflow, nothing hidden."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.axe import EYES_AND_HANDS, violations
from tests.journeys.conftest import NIGHT, Clock, Home, Settle, settling
from tests.journeys.screens import PATHS, STATES

THEMES = ("day", "dark", "night")
EVERY_DAY = (
    "log",
    "bother",
    "log, just saved",
    "check-in: bother",
    "check-in: about today",
    "a day",
    "settings",
    "help",
)
WIDTHS = (390, 320, 1280)

BOXES = """() => {
  const found = [];
  for (const one of document.querySelectorAll('a[href], button, input, select, textarea, summary')) {
    const style = getComputedStyle(one), box = one.getBoundingClientRect();
    if (one.type === 'hidden' || style.visibility === 'hidden' || box.width === 0) continue;
    if (one.closest('.out-of-sight')) continue;
    const inline = one.tagName === 'A' && style.display === 'inline' && one.closest('p, li, dd');
    const least = one.matches('.tile') ? 126 : one.matches('.key') ? 96 : one.matches('.box') ? 44 : 48;
    found.push({what: one.tagName + '.' + one.className + ' ' + (one.innerText || one.name || '').slice(0, 30),
                width: box.width, height: box.height, least, inline: Boolean(inline)});
  }
  return found;
}"""


@pytest.fixture(scope="module")
def lived_in(address: str, wall: Clock, browser: Browser) -> Iterator[Home]:
    """One home with a year in it, for all the screens that only look."""
    with settling(address, wall, browser) as settle:
        home = settle(year=True)
        home.settings(hold_off=0)
        yield home


def _screens() -> list[str]:
    return [*PATHS, *STATES]


def _open(home: Home, name: str) -> Page:
    page = STATES[name](home) if name in STATES else home.open(PATHS[name])
    page.wait_for_load_state()
    return page


def _too_small(page: Page) -> list[str]:
    return [
        f"{box['what']}: {box['width']:.0f} x {box['height']:.0f}"
        for box in page.evaluate(BOXES)
        if not box["inline"] and min(box["width"], box["height"]) < box["least"] - 0.5
    ]


def _too_wide(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


@pytest.mark.parametrize("name", _screens())
def test_a_screen_in_every_theme_and_width(lived_in: Home, name: str):
    """Each theme at a width of its own; those that are used every day, each theme at every width.

    What depends on both is the colours alone, and `test_colours` computes those.
    """
    page = _open(lived_in, name)
    wrong: dict[str, object] = {}
    for n, width in enumerate(WIDTHS):
        page.set_viewport_size({"width": width, "height": 844})
        if (over := _too_wide(page)) > 0:
            wrong[f"{width}: wider than the screen"] = over
        if small := _too_small(page):
            wrong[f"{width}: too small"] = small
        for theme in THEMES if name in EVERY_DAY else THEMES[n : n + 1]:
            page.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)
            if found := violations(page, () if (theme, width) == ("day", 390) else EYES_AND_HANDS):
                wrong[f"{width} {theme}"] = found
    page.set_viewport_size({"width": 390, "height": 844})
    assert not wrong


@pytest.mark.parametrize("size", ["large", "big"])
def test_larger_sizes_fit_a_small_phone(settle: Settle, size: str):
    home = settle(viewport={"width": 320, "height": 640})
    home.settings(size=size, hold_off=0)
    for name in ("log", "bother", "diary", "check-in: about today", "settings"):
        page = _open(home, name)
        assert not _too_wide(page), name
        assert not _too_small(page), name
    if size == "big":
        boxes = home.open().locator(".tile").evaluate_all("all => all.map(one => one.getBoundingClientRect().height)")
        assert min(boxes) >= 189


@pytest.mark.parametrize(("scale", "width"), [(2, 390), (4, 1280)])
def test_larger_text_reflows(settle: Settle, scale: int, width: int):
    home = settle(year=True, viewport={"width": width, "height": 844}, bypass_csp=True)
    for name in ("log", "bother", "diary", "a day", "visit", "settings", "tiles", "help"):
        page = _open(home, name)
        page.add_style_tag(content=f"html {{ font-size: {112.5 * scale}% !important }}")
        assert not _too_wide(page), name


def test_spaced_out_text_is_not_cut(settle: Settle):
    home = settle(year=True, bypass_csp=True)
    spacing = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
    for name in ("log", "bother", "diary", "visit", "settings"):
        page = _open(home, name)
        page.add_style_tag(content=spacing)
        assert not _too_wide(page), name


def test_nothing_moves_where_motion_is_not_wanted(settle: Settle):
    page = settle(reduced_motion="reduce").open()
    moving = "[...document.querySelectorAll('*')].filter(e => getComputedStyle(e).transitionDuration !== '0s').length"
    assert page.evaluate(moving) == 0


def test_only_the_places_stay_in_sight_and_cover_nothing_that_has_the_focus(lived_in: Home):
    fixed = """() => [...document.querySelectorAll('body *')]
        .filter(e => ['fixed', 'sticky'].includes(getComputedStyle(e).position)).map(e => e.className)"""
    below = """() => {
      const one = document.activeElement, bar = document.querySelector('.places');
      if (one === document.body || bar.contains(one)) return '';
      return one.getBoundingClientRect().bottom <= bar.getBoundingClientRect().top ? '' : one.outerHTML;
    }"""
    for name in ("log", "diary", "visit", "settings"):
        page = _open(lived_in, name)
        page.set_viewport_size({"width": 390, "height": 844})
        assert page.evaluate(fixed) == ["places"], name
        for _ in range(30):
            page.keyboard.press("Tab")
            assert page.evaluate(below) == "", name


def test_what_has_the_focus_is_wholly_in_sight(lived_in: Home):
    page = _open(lived_in, "log")
    page.set_viewport_size({"width": 320, "height": 256})
    hidden = []
    for _ in range(14):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => { const box = document.activeElement.getBoundingClientRect();
                const at = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height, 40) / 2);
                return [document.activeElement.innerText, box.top >= -1 && box.left >= -1,
                        document.activeElement.contains(at)] }"""
        )
        if not (seen[1] and seen[2]):
            hidden.append(seen)
    page.set_viewport_size({"width": 390, "height": 844})
    assert not hidden


def test_forced_colours_keep_every_border(settle: Settle):
    home = settle(year=True, forced_colors="active")
    page = home.open()
    assert page.locator(".tile").first.evaluate("e => getComputedStyle(e).borderTopStyle") == "solid"
    assert not violations(page)


def test_at_night_one_button_fills_most_of_the_screen(settle: Settle):
    home = settle(at=NIGHT)
    page = home.open()
    box = page.get_by_role("button", name="Spasm now").bounding_box()
    assert box is not None
    assert box["width"] * box["height"] > 0.55 * 390 * 844
    assert page.evaluate("document.documentElement.dataset.theme") == "night"
    assert not violations(page)


def test_nothing_is_asked_of_another_site(lived_in: Home):
    asked: list[str] = []
    lived_in.page.on("request", lambda request: asked.append(request.url))
    for name in ("log", "visit", "help"):
        _open(lived_in, name)
    assert asked
    assert all(url.startswith(lived_in.address) for url in asked)
