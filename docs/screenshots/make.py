"""Makes the pictures of the README: the program with its made-up journal, at a fixed hour, in a real browser.

    uv run --group test python docs/screenshots/make.py [NAME ...]

The home is temporary and its key is only in memory. Chromium is looked for in the usual places.
"""

from __future__ import annotations

import io
import os
import secrets
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Thread
from typing import Any

HERE = Path(__file__).parent
EVENING = datetime.fromisoformat("2026-03-24T19:12:00+00:00")
NIGHT = datetime.fromisoformat("2026-03-25T03:12:00+00:00")
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
LONGEST = 1700
"""Longer pages are cut here: a picture shows how a page begins."""


@dataclass(frozen=True)
class Shot:
    """One picture: where, when, in which window and theme, and what is pressed before it is taken."""

    name: str
    path: str
    window: dict[str, int]
    at: datetime = EVENING
    theme: str = ""
    scale: float = 1
    press: Callable[[Any], None] | None = None
    whole: bool = True


def _log_one(page: Any) -> None:
    page.get_by_role("button", name="Left calf").click()


def _log_both(page: Any) -> None:
    _log_one(page)
    page.wait_for_timeout(1000)
    page.get_by_role("button", name="7", exact=True).click()


def _night_press(page: Any) -> None:
    page.get_by_role("button", name="Spasm now").click()


def _reply(page: Any) -> None:
    """A reply of a made-up clinic, as if it had come by a link."""
    import json

    from unknot.household.sharing import replies
    from unknot.store import journals

    quantity = {"value": 20, "unit": "mg", "system": "http://unitsofmeasure.org", "code": "mg"}
    repeat = {"timeOfDay": ["08:00:00", "14:00:00", "22:00:00"], "boundsPeriod": {"start": "2026-04-01"}}
    plan = {
        "resourceType": "MedicationRequest",
        "status": "active",
        "intent": "order",
        "medicationCodeableConcept": {"text": "Baclofen"},
        "dosageInstruction": [{"timing": {"repeat": repeat}, "doseAndRate": [{"doseQuantity": quantity}]}],
    }
    doctor = {"resourceType": "Practitioner", "name": [{"text": "Dr A. Example"}]}
    care = {"resourceType": "CarePlan", "status": "active", "description": "Physiotherapy once a week until June."}
    rows = [{"fullUrl": f"urn:uuid:{n}", "resource": one} for n, one in enumerate((doctor, plan, care))]
    bundle = {"resourceType": "Bundle", "type": "collection", "timestamp": EVENING.isoformat(), "entry": rows}
    journal = max(journals.journals())
    id = replies.bring_in(journal, json.dumps(bundle).encode(), "clinic.example", "owner", EVENING)
    page.goto(page.url.removesuffix("/visit/replies") + f"/visit/replies/{id}")


def _check_page(page: Any) -> None:
    host = page.url.removesuffix("/check-page")
    answer = page.request.get(f"{host}/visit/2026-02-24/2026-03-23/spasm-profile.pdf")
    page.locator("[data-page]").set_input_files(
        {"name": "page.pdf", "mimeType": "application/pdf", "buffer": answer.body()}
    )
    page.locator("[data-result=whole]").wait_for()


SHOTS = (
    Shot("log", "/", PHONE, press=_log_both),
    Shot("bother", "/", PHONE, press=_log_one, whole=False),
    Shot("log-dark", "/", PHONE, theme="dark", press=_log_both),
    Shot("night", "/", PHONE, at=NIGHT, press=_night_press, whole=False),
    Shot("check-in", "/check-in/2026-03-24/about", PHONE, whole=False),
    Shot("diary", "/diary", PHONE, whole=False),
    Shot("day", "/diary/2026-03-23", PHONE),
    Shot("visit-phone", "/visit", PHONE),
    Shot("help", "/help", PHONE),
    Shot("settings", "/settings", PHONE, whole=False),
    Shot("log-200", "/", PHONE, scale=2, press=_log_both),
    Shot("log-desk", "/", DESK, press=_log_both, whole=False),
    Shot("card", "/card", PHONE),
    Shot("reply", "/visit/replies", PHONE, press=_reply),
    Shot("check-page", "/check-page", PHONE, press=_check_page),
    Shot("visit", "/visit", DESK),
    Shot("visit-dark", "/visit", DESK, theme="dark", whole=False),
    Shot("diary-desk", "/diary", DESK, whole=False),
)


@contextmanager
def served(clock: Callable[[], datetime]) -> Iterator[str]:
    """The program on a home of its own; gives its address."""
    with tempfile.TemporaryDirectory(prefix="unknot-pictures-") as folder:
        os.environ |= {"UNKNOT_HOME": folder, "UNKNOT_DEMO_KEY": secrets.token_hex(32)}
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
        from unknot.web.serving import prepare

        prepare(os.environ)
        from django.core.handlers.wsgi import WSGIHandler
        from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
        from django.utils import timezone

        from unknot.web import static_files

        class Quiet(WSGIRequestHandler):
            def log_message(self, format: str, *args: Any) -> None:
                """Says nothing."""

        timezone.now = clock
        Path(folder, "static").mkdir(exist_ok=True)
        static_files.collect()
        server = ThreadedWSGIServer(("localhost", 0), Quiet)
        server.set_app(WSGIHandler())
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}"
        server.shutdown()


def make(names: list[str]) -> None:
    """Takes the pictures named, or all of them."""
    from playwright.sync_api import sync_playwright

    now = [EVENING]
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with served(lambda: now[0]) as address, sync_playwright() as play:
        from unknot.household.people import owner_link
        from unknot.madeup.example import made_up_year
        from unknot.store import entries, journals

        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"] if os.geteuid() == 0 else [])
        for shot in SHOTS:
            if names and shot.name not in names:
                continue
            now[0] = shot.at
            journal = journals.begin(shot.at)
            entries.append(journal, made_up_year(1, shot.at), shot.at)
            page = browser.new_page(
                viewport=shot.window,
                device_scale_factor=2,
                locale="en-IE",
                timezone_id="Europe/Dublin",
                bypass_csp=True,
                service_workers="block",
            )
            page.goto(address + owner_link.new_link(shot.at, journal))
            page.locator("main form button").first.click()
            page.goto(address + shot.path)
            _take(page, shot, now)
            page.close()
        browser.close()


def _take(page: Any, shot: Shot, now: list[datetime]) -> None:
    if shot.press:
        shot.press(_Forward(page, now))
    if shot.theme:
        page.evaluate("theme => { document.documentElement.dataset.theme = theme }", shot.theme)
    if shot.scale != 1:
        page.add_style_tag(content=f"html {{ font-size: {112.5 * shot.scale}% !important }}")
    page.evaluate("document.activeElement && document.activeElement.blur()")
    height = (
        min(page.evaluate("document.documentElement.scrollHeight"), LONGEST) if shot.whole else shot.window["height"]
    )
    page.set_viewport_size({"width": shot.window["width"], "height": height})
    _small(page.screenshot(), HERE / f"{shot.name}.png")
    print(shot.name)


def _small(picture: bytes, path: Path) -> None:
    """The same picture with 128 colours: a third of the size, and no eye sees it."""
    from PIL import Image

    Image.open(io.BytesIO(picture)).convert("RGB").quantize(128, dither=Image.Dither.NONE).save(path, optimize=True)


class _Forward:
    """The page, with the server's clock going on a little whenever the page waits."""

    def __init__(self, page: Any, now: list[datetime]) -> None:
        self._page, self._now = page, now

    def __getattr__(self, name: str) -> Any:
        return getattr(self._page, name)

    def wait_for_timeout(self, milliseconds: float) -> None:
        from datetime import timedelta

        self._now[0] += timedelta(milliseconds=milliseconds)


if __name__ == "__main__":
    make(sys.argv[1:])
