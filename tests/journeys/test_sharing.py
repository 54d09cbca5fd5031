"""Show my doctor, from both sides: the owner's screens, the clinician's page, and a viewer that is not ours."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys.conftest import Clock, Home, settling
from tests.pdf.reading import page_texts
from unknot.household.sharing import shares
from unknot.household.sharing.models import NoteBack, Share

PASSCODE = "correct horse"


@pytest.fixture(scope="module")
def home(address: str, wall: Clock, browser: Browser) -> Iterator[Home]:
    with settling(address, wall, browser) as settle:
        yield settle(year=True)


@pytest.fixture
def doctor(browser: Browser) -> Iterator[Callable[[], Page]]:
    """Pages of a browser that knows nothing."""
    contexts: list[BrowserContext] = []

    def new() -> Page:
        contexts.append(browser.new_context(viewport={"width": 1280, "height": 900}, service_workers="block"))
        return contexts[-1].new_page()

    yield new
    for context in contexts:
        context.close()


def made(home: Home, kind: str) -> Share:
    """A link, made by pressing; the page then shows its code."""
    page = home.open(f"/visit/show/new/{kind}")
    if kind == "care-team":
        page.get_by_label("Passcode").fill(PASSCODE)
    page.get_by_role("button", name="Make the link").click()
    expect(page.get_by_role("img", name="The code of the link")).to_be_visible()
    return Share.objects.get(pk=page.url.rsplit("/", 1)[1])


def test_a_doctor_opens_a_link_loads_it_again_and_writes_back(home: Home, doctor: Callable[[], Page]):
    share = made(home, "clinic")
    link = home.page.locator("#link").input_value()
    assert link == shares.web_address(share)
    page = doctor()
    page.clock.install(time=home.now)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(link)
    page.get_by_label("Your name or practice").fill("Dr Byrne")
    page.get_by_role("button", name="Open").click()
    frame = page.frame_locator("iframe")
    expect(frame.get_by_role("heading", name="In short")).to_be_visible()
    expect(frame.locator(".short")).to_contain_text("of 27 days")
    expect(frame.locator(".short")).to_contain_text("Baclofen")
    expect(frame.locator(".short")).to_contain_text("The cramps at 3 a.m. wake me.")
    assert frame.locator("body").evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(251, 248, 242)"
    tall = page.locator("iframe").bounding_box()
    assert tall is not None
    assert tall["height"] > 1500  # the page is as long as what it shows: nothing scrolls inside
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    on_paper = page.locator("iframe").bounding_box()
    assert on_paper is not None
    assert on_paper["width"] < 210 / 25.4 * 96
    assert on_paper["height"] > tall["height"] + 100  # narrower and longer: its end is not cut off on paper
    assert "Times in Europe/Dublin." in " ".join(page_texts(page.pdf(format="A4")))
    page.evaluate("dispatchEvent(new Event('afterprint'))")

    page.reload()
    page.get_by_label("Last 7 days").check()
    expect(frame.locator(".short")).to_contain_text("of 7 days")
    assert Share.objects.get(pk=share.pk).openings_left == 4

    page.get_by_label("Your name", exact=True).fill("Dr Byrne")
    page.get_by_label("Note").fill("Thank you.")
    page.get_by_role("button", name="Send the note").click()
    expect(page.get_by_text("Sent.")).to_be_visible()
    assert NoteBack.objects.get(share=share).text == "Thank you."
    page.clock.set_system_time("2031-01-01T09:00:00Z")
    replied(page, "date and time of this computer")
    page.clock.set_system_time(home.now)
    replied(page, "Sent.")
    home.open("/?all=1").get_by_role("link", name="Look").click()
    home.page.get_by_role("link", name="Dr Byrne").click()
    home.page.get_by_role("button", name=re.compile("Take it ?: Magnesium")).click()
    expect(home.page.get_by_text("Taken into your journal.")).to_be_visible()
    home.open("/medicines")
    expect(home.page.locator("main")).to_contain_text("Magnesium")

    key = link.rsplit("/", 1)[1]
    assert asked
    assert not [url for url in asked if key in url.partition("#")[0]]
    assert all(url.startswith((home.address, "blob:")) for url in asked)


def replied(page: Page, answer: str) -> None:
    """A medicine from a day on and a decision, as a reply; what the page answers."""
    if not page.get_by_label("Decided").is_visible():
        page.get_by_text("as a reply that the patient can take over").click()
    page.get_by_label("Your name, on the reply").fill("Dr Byrne")
    page.get_by_label("Medicine, with its strength").fill("Magnesium")
    page.get_by_label("Amount each time").fill("100")
    page.get_by_label("Times of day").fill("08:00")
    page.get_by_label("From", exact=True).fill("2026-03-05")
    page.get_by_label("Decided").fill("Stretching twice a day.")
    page.get_by_role("button", name="Send the reply").click()
    expect(page.locator("[data-replied]")).to_contain_text(answer)


def test_a_passcode_is_asked_and_a_stopped_link_says_so(home: Home, doctor: Callable[[], Page]):
    share = made(home, "care-team")
    link = home.page.locator("#link").input_value()
    page = doctor()
    page.goto(link)
    page.get_by_label("Passcode").fill("guess")
    page.get_by_role("button", name="Open").click()
    expect(page.get_by_text("4 tries are left")).to_be_visible()
    page.get_by_label("Passcode").fill(PASSCODE)
    page.get_by_role("button", name="Open").click()
    expect(page.frame_locator("iframe").get_by_role("heading", name="In short")).to_be_visible()
    home.open("/visit/show").get_by_role("button", name="Stop").first.click()
    expect(home.page.get_by_role("heading", name="Show my doctor")).to_be_visible()
    assert Share.objects.get(pk=share.pk).ended_at is not None
    page.goto("about:blank")
    page.goto(link)
    page.get_by_role("button", name="Open").click()
    expect(page.get_by_role("heading", name="This link does not open")).to_be_visible()


def test_a_script_in_what_travels_does_not_run(home: Home, doctor: Callable[[], Page]):
    """Even if the page inside were someone else's: the sandbox runs nothing."""
    page = doctor()
    page.goto(f"{home.address}/open")
    page.evaluate(
        """() => {
          document.querySelector('[data-part="shown"]').hidden = false;
          document.querySelector('iframe').srcdoc = '<p>here</p><script>parent.document.title = "ran"</script>'
            + '<img src="x" onerror="parent.document.title = `ran`">';
        }"""
    )
    expect(page.frame_locator("iframe").get_by_text("here")).to_be_visible()
    assert "ran" not in page.title()


@pytest.mark.node
def test_an_unrelated_viewer_opens_every_kind_of_link(home: Home, needs_node: Path):
    clinic, live, stopped, expired, spent = (
        made(home, kind) for kind in ("clinic", "care-team", "clinic", "clinic", "care-team")
    )
    # The viewer has a clock of its own, so the hint at the end goes: what counts is what the server says.
    links = {s.pk: str(replace(shares.link(s), expires=None)) for s in (clinic, live, stopped, expired, spent)}
    shares.stop(home.journal, stopped.pk, timezone.now())
    Share.objects.filter(pk=expired.pk).update(expires_at=timezone.now())
    Share.objects.filter(pk=spent.pk).update(attempts_left=0)
    found = asked_of_viewer(
        needs_node,
        {"link": links[clinic.pk]},
        {"link": links[live.pk], "passcode": PASSCODE},
        {"link": links[live.pk], "passcode": PASSCODE, "max": 100},
        {"link": links[live.pk], "passcode": "guess"},
        {"link": links[live.pk]},
        {"link": links[stopped.pk]},
        {"link": links[expired.pk]},
        {"link": links[spent.pk], "passcode": PASSCODE},
    )
    for opened in found[:3]:
        (bundle,) = opened["bundles"]
        assert {"Patient", "DiagnosticReport"} <= {e["resource"]["resourceType"] for e in bundle["entry"]}
    assert [one.get("error") for one in found[3:5]] == ["SHLInvalidPasscodeError"] * 2
    assert ["not found" in one.get("says", "").lower() for one in found[5:]] == [True] * 3


def asked_of_viewer(folder: Path, *asked: dict[str, Any]) -> list[dict[str, Any]]:
    lines = "\n".join(map(json.dumps, asked))
    command = [str(shutil.which("node")), "open_link.mjs"]
    done = subprocess.run(command, cwd=folder, input=lines, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]
