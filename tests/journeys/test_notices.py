"""A notice in a real browser: it comes while no page of ours is open, and is answered without opening one."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Playwright

from tests.journeys.conftest import BROWSERS, Home, Settle
from tests.journeys.test_offline import ready, wait_for
from tests.needs import missing
from unknot.household.people.models import Notice
from unknot.household.people.secret_tokens import hash_of, new_token
from unknot.journal.entry import DiaryDay, Word


@pytest.fixture(scope="module")
def browser(playwright: Playwright, browser_type_launch_args: dict[str, Any]) -> Iterator[Browser]:
    """The whole Chromium: its shell has nowhere to show a notice."""
    found = next(filter(None, map(shutil.which, BROWSERS[1:])), None)
    if found is None:
        missing("a whole Chromium was not found")
    browser = playwright.chromium.launch(**{**browser_type_launch_args, "executable_path": found})
    yield browser
    browser.close()


SHOWN = """async () => {
  const worker = await navigator.serviceWorker.ready;
  return (await worker.getNotifications()).map(({ title, body, actions }) => ({ title, body, actions }));
}"""

# What the system does when a button of a notice is pressed, which no test can reach from outside.
PRESS = """async (action) => {
  const [notification] = await self.registration.getNotifications();
  self.dispatchEvent(new NotificationEvent("notificationclick", { notification, action }));
}"""


def notice(home: Home) -> str:
    """A check-in's notice that was just sent; its link."""
    token = new_token()
    at = home.now - timedelta(minutes=10)
    Notice.objects.create(
        journal=home.journal, kind="check-in", slot=f"check-in/{at.date()}", due_at=at, sent_at=at,
        token_hash=hash_of(token), expires_at=at + timedelta(hours=3),
    )  # fmt: skip
    return f"/n/{token}"


def deliver(home: Home, told: dict[str, Any]) -> None:
    """A push message reaches the browser, as from its push service."""
    cdp = home.page.context.new_cdp_session(home.page)
    found: list[str] = []
    cdp.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda event: found.extend(one["registrationId"] for one in event["registrations"]),
    )
    cdp.send("ServiceWorker.enable")
    wait_for(home, lambda: bool(found))
    message = {"origin": home.address, "registrationId": found[-1], "data": json.dumps(told)}
    cdp.send("ServiceWorker.deliverPushMessage", message)


def test_a_notice_is_shown_and_none_today_is_kept_by_one_press_on_it(settle: Settle):
    home = settle(service_workers="allow", permissions=["notifications"])
    home.settings(reminder="19:00:00")
    ready(home.open())
    link = notice(home)
    buttons = [{"answer": "none", "words": "None today"}, {"answer": "later", "words": "Later"}]
    deliver(home, {"title": "Unknot", "body": "Time for your check-in.", "link": link, "buttons": buttons})
    wait_for(home, lambda: bool(home.page.evaluate(SHOWN)))
    (shown,) = home.page.evaluate(SHOWN)
    assert (shown["title"], shown["body"]) == ("Unknot", "Time for your check-in.")
    assert [button["title"] for button in shown["actions"]] == ["None today", "Later"]
    assert home.entries().of(DiaryDay) == ()
    home.page.context.service_workers[0].evaluate(PRESS, "none")
    wait_for(home, lambda: bool(home.entries().of(DiaryDay)))
    (day,) = home.entries().of(DiaryDay)
    assert day.body.word is Word.NONE_SO_FAR
    wait_for(home, lambda: home.page.evaluate(SHOWN) == [])
    assert home.open(link).get_by_role("heading", name="This reminder is over").is_visible()
