"""The guide in a browser: found while typing, unfolded on paper, due by the device's clock, without a script too."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.axe import violations
from tests.journeys.conftest import Settle


@pytest.fixture
def reader(address: str, browser: Browser, clock):
    """A page of someone that nothing is known of."""
    contexts = []

    def make(path: str, **options) -> Page:
        context = browser.new_context(**{"viewport": {"width": 390, "height": 844}, **options})
        contexts.append(context)
        page = context.new_page()
        page.goto(address + path)
        return page

    yield make
    for context in contexts:
        context.close()


def test_typing_finds_the_page_and_sends_no_question(reader):
    page = reader("/guide")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(f"{request.method} {request.url} {request.post_data or ''}"))
    page.get_by_label("Find in the guide").press_sequentially("missed dose")
    page.get_by_role("link", name="Baclofen: missed doses and stopping").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Baclofen: missed doses and stopping")
    assert not [request for request in asked if "dose" in request]


def test_typing_again_searches_offline(reader):
    page = reader("/guide")
    field = page.get_by_label("Find in the guide")
    field.press_sequentially("epsom")
    expect(page.locator(".found li").first).to_be_visible()
    page.context.set_offline(True)
    field.fill("quinine")
    expect(page.locator(".found a").first).to_contain_text("Other medicines")
    field.fill("xylophone")
    expect(page.locator(".found")).to_have_text("Nothing found. Try one word.")


def test_search_works_without_a_script(reader):
    page = reader("/guide", java_script_enabled=False)
    page.get_by_label("Find in the guide").fill("driving")
    page.get_by_role("button", name="Find").click()
    expect(page.locator(".rows a").first).to_contain_text("side effects and driving")
    assert "driving" not in page.url


def test_a_page_that_was_kept_says_by_itself_what_is_overdue(reader):
    page = reader("/guide/massage")
    expect(page.locator(".overdue").first).to_be_hidden()
    page.clock.install(time="2031-01-01T09:00:00")
    page.reload()
    expect(page.locator(".overdue").first).to_be_visible()


def test_on_paper_every_source_is_unfolded_and_no_control_is_left(reader):
    page = reader("/guide/injections")
    assert page.locator("details.proof[open]").count() == 0
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator("details.proof:not([open])").count() == 0
    expect(page.get_by_text("Something wrong here?")).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details.proof[open]").count() == 0


def test_what_is_wrong_is_copied_and_sent_nowhere(reader):
    page = reader("/guide/massage", permissions=["clipboard-read", "clipboard-write"])
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    page.get_by_text("Something wrong here?").click()
    page.get_by_label("Text to copy").fill("The second line is wrong.")
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("status")).to_have_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()") == "The second line is wrong."
    assert [url for url in sent if "/static/" not in url] == []


def test_a_note_from_the_page_to_my_questions(settle: Settle):
    page = settle().open("/guide/baclofen-before")
    page.get_by_role("link", name="My note on this page").click()
    page.get_by_label("Note on").fill("Are my kidneys all right for this?")
    page.get_by_label("Put it on my questions").check()
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".notes")).to_contain_text("on my questions")
    page.goto(page.url.split("/guide")[0] + "/visit/questions")
    expect(page.locator("main")).to_contain_text("Are my kidneys all right for this?")


@pytest.mark.parametrize("path", ["/when-to-get-help", "/ledger", "/words"])
def test_nothing_is_wrong_for_assistive_technology(reader, path):
    page = reader(f"/guide{path}")
    assert violations(page) == []
    for width in (320, 390, 1100):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        controls = page.locator("main :is(button, summary, input, .rows a, .back a, .places a):visible")
        assert min(controls.evaluate_all("all => all.map(each => each.getBoundingClientRect().height)")) >= 47.9
