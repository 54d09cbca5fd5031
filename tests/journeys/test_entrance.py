"""The ways in, in a real browser: a passkey made and used, the dialog stopped, and pages that everyone can use."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.axe import violations
from tests.journeys.conftest import Settle
from unknot.household.people import owner_link

SMALLEST = 48


def authenticator(page: Page, *, verified: bool = True) -> Any:
    """A passkey holder of the browser's own, as a phone has one."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": verified,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return devtools


def lock(page: Page) -> None:
    page.context.clear_cookies(name="unknot")


def test_a_passkey_is_made_at_the_first_start_and_unlocks_later(settle: Settle):
    home = settle()
    page = home.page
    authenticator(page)
    home.open("/keys?first=1")
    expect(page.get_by_role("heading", level=1)).to_have_text("A key for next time")
    page.get_by_role("button", name="Make a passkey").click()
    page.wait_for_url("**/recovery-sheet?first=1")

    lock(page)
    home.open("/devices")
    expect(page).to_have_url(f"{home.address}/sign-in?next=%2Fdevices")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Devices that log")


def test_a_passkey_proves_it_again(settle: Settle):
    home = settle()
    page = home.page
    authenticator(page)
    home.open("/keys?first=1")
    page.get_by_role("button", name="Make a passkey").click()
    page.wait_for_url("**/recovery-sheet?first=1")
    home.clock.put(home.now.replace(minute=(home.now.minute + 12) % 60))
    home.open("/keys")
    expect(page.get_by_role("heading", level=1)).to_have_text("Is it still you?")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your keys")


def test_stopping_the_dialog_says_so_and_leaves_the_passphrase(settle: Settle):
    home = settle()
    page = home.page
    authenticator(page, verified=False)
    home.open("/keys?first=1")
    page.get_by_role("button", name="Make a passkey").click()
    expect(page.locator("[data-said]")).to_contain_text("stopped")
    page.get_by_label("Passphrase").fill("four quiet herons walking")
    page.get_by_role("button", name="Keep this passphrase").click()
    page.wait_for_url("**/recovery-sheet?first=1")

    lock(page)
    page.goto(page.url.replace("/recovery-sheet?first=1", "/sign-in?next=/devices"))
    if page.get_by_label("Name").count():
        page.get_by_label("Name").fill("owner")
    expect(page.get_by_label("Passphrase")).to_have_attribute("autocomplete", "current-password")


def test_without_javascript_the_passphrase_is_there(settle: Settle):
    home = settle(java_script_enabled=False)
    page = home.open("/keys?first=1")
    expect(page.get_by_role("button", name="Make a passkey")).to_be_hidden()
    expect(page.get_by_label("Passphrase")).to_be_visible()


PAGES = ("/keys?first=1", "/keys", "/devices", "/device", "/sign-in", "/confirm", "/recovery-sheet", "/no-such-page")


@pytest.mark.parametrize(("theme", "width"), [("light", 320), ("dark", 1280)])
def test_every_way_in_can_be_used_by_everyone(settle: Settle, theme: str, width: int):
    home = settle(color_scheme=theme, viewport={"width": width, "height": 800})
    authenticator(home.page)
    faults = []
    for path in PAGES:
        if path == "/sign-in":
            lock(home.page)
        faults += _faults(home.open(path))
        if path == "/sign-in":
            home.page.goto(home.address + owner_link.new_link(home.now, home.journal))
            faults += _faults(home.page)
            home.page.locator("main form button").first.click()
            home.page.wait_for_load_state()
    assert faults == []


def _faults(page: Page) -> list[str]:
    """What axe finds, what is too small to press, and whether the page is wider than the window."""
    found = [f"{page.url}: {fault}" for fault in violations(page)]
    for control in page.locator("button:visible, .button:visible, input:visible:not([type=checkbox])").all():
        box = control.bounding_box()
        if box and box["height"] < SMALLEST:
            found.append(f"{page.url}: {control.inner_text() or control.get_attribute('name')} is {box['height']} high")
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        found.append(f"{page.url}: wider than the window")
    return found
