"""axe in the page: brought in once a page, and asked again after every change of theme or width."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

SCRIPT = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
EVERYTHING = ("wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
EYES_AND_HANDS = ("color-contrast", "color-contrast-enhanced", "target-size")
"""The rules whose answer can change with the theme or the width alone."""

ASK = """async ({type, values}) => {
  const options = { resultTypes: ['violations'], runOnly: { type, values } };
  const { violations } = await axe.run(document, options);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 110)}`));
}"""


def violations(page: Page, rules: Collection[str] = ()) -> list[str]:
    """What axe finds on the page as it stands, by all its rules, or only by these.

    The page is asked whole: what lies under the bar of places now can be scrolled clear of it.
    """
    size = page.viewport_size
    height = page.evaluate("() => document.documentElement.scrollHeight")
    if size and height > size["height"]:
        page.set_viewport_size({"width": size["width"], "height": height})
    page.emulate_media(reduced_motion="reduce")  # a colour on its way to another has the contrast of neither
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(SCRIPT)
    what = {"type": "rule", "values": list(rules)} if rules else {"type": "tag", "values": list(EVERYTHING)}
    found: list[str] = page.evaluate(ASK, what)
    if size:
        page.set_viewport_size(size)
    return found
