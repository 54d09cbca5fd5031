"""What a first visit loads, and what Lighthouse says of Log and Visit."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import APIResponse, BrowserContext, Playwright

from tests.journeys.conftest import EVENING, ZONE, Clock, Home, Settle, live_a_year, sign_in
from tests.needs import missing
from unknot.household.people import owner_link
from unknot.store import journals

MOST_KILOBYTES = 150
NODE = Path(__file__).parents[1] / "node"


def travelled(path: str, answer: APIResponse) -> int:
    """The bytes of an answer as they travel: files are compressed beforehand, of pages only what is nobody's."""
    packed = "/static/" in path and not path.endswith(".woff2")
    if packed or answer.headers.get("content-encoding") == "gzip":
        return len(gzip.compress(answer.body(), 9 if packed else 6))
    return len(answer.body())


def kept_by_the_worker(home: Home) -> list[str]:
    """What the service worker fetches before it is in charge."""
    text = home.page.request.get(home.address + "/worker.js").text()
    files: list[str] = json.loads(re.findall(r"start\(\"\w+\", (\[.*?\]), \[", text)[0])
    return files


@pytest.mark.parametrize("path", ["/", "/visit"])
def test_a_first_visit_is_light_and_asks_nobody_else(settle: Settle, path: str):
    """With what the worker fetches beside the page, so that it can log without a network from then on."""
    home = settle()
    page = home.page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    home.open(path)
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if not url.startswith(home.address)] == []
    files = {url.removeprefix(home.address) for url in asked} | set(kept_by_the_worker(home))
    assert {path, "/static/base.css", "/static/page.js", "/static/offline/log.js", "/offline"} <= files
    sizes = {file: travelled(file, page.request.get(home.address + file)) for file in files}
    assert sum(sizes.values()) <= MOST_KILOBYTES * 1000, sorted(sizes.items(), key=lambda one: -one[1])


@pytest.fixture
def signed_in(
    playwright: Playwright, browser_type_launch_args: dict[str, object], address: str, clock: Clock, tmp_path: Path
) -> Iterator[BrowserContext]:
    """A browser with a port of its own for Lighthouse, signed in to a journal with a year in it."""
    clock.put(EVENING)
    journal = journals.begin(clock())
    live_a_year(journal, clock())
    launch = dict(browser_type_launch_args)
    launch["args"] = [*launch["args"], "--remote-debugging-port=0"]  # type: ignore[misc]
    context = playwright.chromium.launch_persistent_context(tmp_path, **launch, timezone_id=ZONE, locale="en-IE")
    page = context.new_page()
    page.goto(address + owner_link.new_link(clock(), journal))
    sign_in(page)
    page.close()
    yield context
    context.close()


def lighthouse(profile: Path, categories: str, *addresses: str) -> list[dict[str, object]]:
    node = shutil.which("node")
    if node is None or not (NODE / "node_modules" / "lighthouse").exists():
        missing("Lighthouse was not installed by npm")
    port = (profile / "DevToolsActivePort").read_text().split()[0]
    command = [str(node), str(NODE / "lighthouse.mjs"), port, categories, *addresses]
    done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    found: list[dict[str, object]] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.mark.node
def test_lighthouse_finds_nothing_to_mend_on_log_and_visit(signed_in: BrowserContext, address: str, tmp_path: Path):
    found = lighthouse(tmp_path, "accessibility,best-practices", address + "/", address + "/visit")
    assert [(one["address"], one["error"]) for one in found] == [(address + "/", ""), (address + "/visit", "")]
    assert [one["faults"] for one in found] == [[], []]
    assert [one["scores"] for one in found] == [{"accessibility": 100, "best-practices": 100}] * 2
