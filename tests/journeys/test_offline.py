"""Without a network: logging goes on, nothing is lost, nothing is doubled, and a loss is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from decimal import Decimal

import pytest
from playwright.sync_api import Page, Route, expect

from tests.journeys.conftest import ZONE, Home, Settle
from unknot import actions
from unknot.actions import Actor
from unknot.journal.entry import (
    DiaryDay,
    Dose,
    Episode,
    Habit,
    Level,
    Medicine,
    Note,
    PlannedDose,
    PlanStep,
    Prescription,
    Symptom,
    Treatment,
)
from unknot.journal.quantity import Quantity
from unknot.journal.span import moment
from unknot.web.page import rate_limit
from unknot.web.page.guide_links import every_address

MODULES = """async (count) => {
  const here = document.querySelector('script[src*="page"]').src;
  const module = (name) => import(here.replace(/page[^/]*js$/, `offline/${name}.js`));
"""


@pytest.fixture
def home(settle: Settle) -> Home:
    rate_limit.devices.clear()
    home = settle(service_workers="allow")
    home.settings(hold_off=0)
    ready(home.open())
    return home


def ready(page: Page) -> None:
    """The worker is in charge, its shelf is full, and the page has told it the tiles."""
    told = (
        MODULES + 'return !!navigator.serviceWorker.controller && (await (await module("shell")).shell()) !== null; }'
    )
    for _ in range(12):
        for _ in range(50):
            if page.evaluate(told):
                return
            page.wait_for_timeout(100)
        # A machine too busy to answer in five seconds gets the page without a network, which tells no tiles.
        page.reload()
    raise AssertionError("the worker did not come to be in charge")


def offline(home: Home, off: bool = True) -> None:
    home.page.context.set_offline(off)


def wait_for(home: Home, true: Callable[[], bool], page: Page | None = None) -> None:
    for _ in range(600):
        if true():
            return
        (page or home.page).wait_for_timeout(100)
    raise AssertionError("it did not come about")


def test_cold_start_without_a_network_logs_in_two_presses_and_sends_it_later(home: Home):
    offline(home)
    home.page.close()
    page = home.page.context.new_page()
    page.goto(home.address + "/")
    page.get_by_role("button", name="Left calf").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Left calf. Saved on this phone.")
    page.get_by_role("button", name="7", exact=True).click()
    expect(page.locator("#outbox [data-waiting]")).to_be_visible()
    assert not home.entries().of(Episode)
    page.close()
    home.page.context.set_offline(False)
    again = home.page.context.new_page()
    again.goto(home.address + "/")
    wait_for(home, lambda: len(home.entries().of(Episode)) == 1, again)
    expect(again.locator("#outbox")).to_be_hidden()
    (spasm,) = home.entries().of(Episode)
    assert (spasm.body.label, spasm.body.bother) == ("Left calf", 7)


def test_none_so_far_and_somewhere_else_work_too(home: Home):
    offline(home)
    page = home.open()
    page.locator("summary", has_text="Somewhere else").click()
    page.get_by_label("Your right").check()
    page.get_by_role("button", name="Neck").click()
    page.get_by_role("link", name="Done").click()
    page.get_by_role("button", name="None so far today").click()
    offline(home, False)
    wait_for(home, lambda: len(home.entries().of(DiaryDay)) == 1)
    (spasm,) = home.entries().of(Episode)
    assert [(s.region, s.side) for s in spasm.body.sites] == [("neck", "right")]


def test_an_entry_taken_back_before_it_was_sent_ends_in_the_bin(home: Home):
    offline(home)
    page = home.open()
    page.get_by_role("button", name="Left calf").click()
    page.get_by_role("button", name="Undo").click()
    offline(home, False)
    wait_for(home, lambda: len(home.entries().withdrawn) == 1)
    assert not home.entries().of(Episode)


def test_an_emergency_sign_is_answered_at_once_offline_and_locked(home: Home):
    home.page.request.post(home.address + "/lock", headers={"Origin": home.address})
    ready(home.open())
    offline(home)
    page = home.open()
    page.get_by_label("Or in your own words").fill("walked to the shop")
    page.get_by_role("button", name="Save these words").click()
    expect(page.get_by_text("It has not been checked for warnings.")).to_be_visible()
    expect(page.get_by_role("alert").locator("visible=true")).to_have_count(0)
    page.get_by_label("Or in your own words").fill("I am numb between my legs")
    page.get_by_role("button", name="Save these words").click()
    warning = page.locator("[data-warning]")
    expect(warning.get_by_text("Go to an emergency department now.")).to_be_visible()
    expect(warning.get_by_role("link", name="Call 112")).to_have_attribute("href", "tel:112")
    expect(page.get_by_text("It has not been checked for warnings.")).to_be_hidden()
    assert "shop" not in warning.inner_text()

    page.get_by_role("link", name="Something worrying?").click()
    page.get_by_label("As usual for me").check()
    page.get_by_role("button", name="Both legs weak").click()
    expect(page.get_by_text("It has not been checked for warnings.")).to_be_visible()
    page.get_by_role("link", name="Something worrying?").click()
    page.get_by_label("New for me").check()
    page.get_by_role("button", name="Both legs weak").click()
    expect(warning).to_be_visible()
    offline(home, False)
    wait_for(home, lambda: len(home.entries().of(Symptom)) == 2)
    assert [e.body.new for e in home.entries().of(Symptom)] == [False, True]
    assert len(home.entries().of(Note)) == 2


def test_a_treatment_its_relief_and_a_side_effect_without_a_network(home: Home):
    plan = Habit(code="stretching", words="Stretch calves", starts=date(2026, 1, 1))
    at = moment(home.now, ZONE)
    stretch = actions.record(home.journal, plan, by=Actor(), happened_at=at, now=home.now).entry.id
    page = home.open()
    told = MODULES + 'return (await (await module("shell")).shell())?.habits?.length === 1; }'
    wait_for(home, lambda: page.evaluate(told))
    offline(home)
    page = home.open("/treatments")
    page.get_by_role("button", name="Stretch calves").click()
    expect(page.get_by_role("heading", name="Stretch calves. Saved on this phone.")).to_be_visible()
    page.get_by_role("button", name="A little").click()
    expect(page.locator("[data-done=relief]")).to_be_visible()
    page.locator("[data-treatments] button").first.click()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Taken back, on this phone.")).to_be_visible()
    home.open("/treatments").locator("summary", has_text="A side effect").click()
    page.get_by_role("button", name="Sleepy", exact=True).click()
    expect(page.locator("[data-done=saved]")).to_be_visible()
    offline(home, False)
    wait_for(home, lambda: len(home.entries().of(Symptom)) == 1 and len(home.entries().withdrawn) == 1)
    (done,) = home.entries().of(Treatment)
    assert (done.body.habit, done.body.relief) == (stretch, Level.A_BIT)


def test_what_goes_on_is_stopped_without_a_network(home: Home):
    offline(home)
    page = home.open()
    page.get_by_role("button", name="Left calf").click()
    page.get_by_role("button", name="It is still going").click()
    running = page.locator(".running")
    expect(running.locator(".what")).to_have_text("Left calf")
    page.wait_for_function("(made) => Date.now() >= made + 2000", arg=page.evaluate("Date.now()"))
    running.get_by_role("button", name="It has stopped").click()
    expect(page.get_by_text("Stopped: saved on this phone.")).to_be_visible()
    expect(running).to_have_count(0)
    offline(home, False)
    wait_for(home, lambda: any(e.body.duration for e in home.entries().of(Episode)))
    (spasm,) = home.entries().of(Episode)
    assert not spasm.body.running


KEPT = """async (path) => {
  for (const name of await caches.keys()) if (await (await caches.open(name)).match(path)) return true;
  return false;
}"""


def test_the_guide_and_the_help_of_the_country_are_there_without_a_network(home: Home):
    page = home.page
    wait_for(home, lambda: all(page.evaluate(KEPT, path) for path in (*every_address(), "/help/IE")))
    offline(home)
    home.open("/help")
    expect(page.get_by_role("heading", level=1)).to_have_text("Get help now")
    expect(page.locator(".call .digits")).to_have_text("112")
    expect(page.get_by_role("link", name="Something worrying?")).to_be_visible()
    home.open("/guide")
    page.get_by_label("Find in the guide").fill("quinine")
    page.locator(".found a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Other medicines")


def test_a_new_worker_finds_the_outbox_full_and_sends_it(home: Home, monkeypatch: pytest.MonkeyPatch):
    page = home.page
    page.context.route("**/api/v1/entries/*", lambda route: route.abort())
    queue(page, 40)
    monkeypatch.setattr("unknot.web.offline.shell._version", lambda: "the-next-one")
    page.evaluate("navigator.serviceWorker.getRegistration().then((found) => found.update())")
    shelves = "caches.keys().then((names) => names.filter((name) => name.startsWith('unknot-')).join())"
    wait_for(home, lambda: page.evaluate(shelves) == "unknot-the-next-one")
    assert not home.entries().of(Episode)
    page.context.unroute("**/api/v1/entries/*")
    page.reload()
    wait_for(home, lambda: len(home.entries().of(Episode)) == 40)
    assert [e.body.label for e in sorted(home.entries().of(Episode), key=lambda e: e.id)] == [
        f"Number {n}" for n in range(40)
    ]


def test_a_phone_whose_clock_goes_back_sends_in_the_order_of_its_presses(home: Home):
    """And one that travelled: each entry says its own offset and zone (`test_modules` has the zones)."""
    offline(home)
    page = home.open()
    queue(page, 1)
    page.clock.install(time="2026-03-02T17:00:00Z")
    page.clock.set_system_time("2026-03-01T09:00:00Z")
    queue(page, 2)
    sent: list[str] = []
    page.on("request", lambda asked: sent.append(asked.url) if "/api/v1/entries/" in asked.url else None)
    offline(home, False)
    page.evaluate("dispatchEvent(new Event('online'))")
    wait_for(home, lambda: len(home.entries().of(Episode)) == 3)
    by_id = {str(e.id): e for e in home.entries().of(Episode)}
    arrived = [by_id[url.rsplit("/", 1)[1]] for url in dict.fromkeys(sent)]
    assert [e.body.label for e in arrived] == ["Number 0", "Number 0", "Number 1"]
    assert [e.happened_at.clock_date.isoformat() for e in arrived[1:]] == ["2026-03-01"] * 2


def queue(page: Page, count: int) -> None:
    page.evaluate(
        MODULES
        + """
          const [{ put }, { spasm }] = [await module("outbox"), await module("entries")];
          for (let n = 0; n < count; n++) await put(spasm({ label: `Number ${n}` }));
        }""",
        count,
    )


def test_two_hundred_drain_in_order_with_two_tabs_open(home: Home):
    offline(home)
    page = home.open()
    queue(page, 200)
    other = page.context.new_page()
    other.goto(home.address + "/")
    offline(home, False)
    wait_for(home, lambda: len(home.entries().of(Episode)) == 200)
    received = sorted(home.entries().of(Episode), key=lambda e: e.id)
    assert [e.body.label for e in received] == [f"Number {n}" for n in range(200)]


@pytest.mark.parametrize("status", [429, 500, 503, 401])
def test_an_answer_that_is_no_keeps_everything(home: Home, status: int):
    def refuse(route: Route) -> None:
        route.fulfill(status=status, headers={"Retry-After": "1"}, body="{}")

    page = home.page
    page.context.route("**/api/v1/entries/*", refuse)
    queue(page, 3)
    with page.expect_response("**/api/v1/entries/*"):
        page.reload()
    expect(page.locator("#outbox")).to_be_visible()
    assert not home.entries().of(Episode)
    page.context.unroute("**/api/v1/entries/*")
    page.reload()
    wait_for(home, lambda: len(home.entries().of(Episode)) == 3)


def test_one_that_is_refused_for_good_is_set_aside_and_the_rest_goes_on(home: Home):
    refused = []

    def refuse_first(route: Route) -> None:
        if not refused:
            refused.append(route.request.url)
        if route.request.url == refused[0]:
            route.fulfill(status=413, body="{}")
        else:
            route.continue_()

    home.page.context.route("**/api/v1/entries/*", refuse_first)
    queue(home.page, 3)
    home.page.reload()
    wait_for(home, lambda: len(home.entries().of(Episode)) == 2)
    expect(home.page.get_by_text("the journal did not take it")).to_be_visible()


def test_a_store_that_the_browser_emptied_is_told(home: Home):
    offline(home)
    page = home.open()
    queue(page, 2)
    page.reload()
    expect(page.locator("#outbox [data-waiting]")).to_be_visible()
    page.goto(home.address + "/offline/rules.json")  # where no script of ours sees the store go
    page.evaluate(
        """async () => {
          for (const { name } of await indexedDB.databases()) await new Promise((done) => {
            const gone = indexedDB.deleteDatabase(name); gone.onsuccess = gone.onerror = gone.onblocked = done; });
        }"""
    )
    home.open()
    expect(page.get_by_text("Unsent entries may have been lost")).to_be_visible()
    page.get_by_role("button", name="I have read this").click()
    page.reload()
    expect(page.get_by_text("Unsent entries may have been lost")).to_be_hidden()


def test_a_phone_that_cannot_keep_it_says_that_nothing_was_saved(home: Home):
    """A full or broken store looks the same to the page: what it asks to be written is refused."""
    offline(home)
    page = home.open()
    expect(page.get_by_role("button", name="Left calf")).to_be_visible()  # they are read with the key as well
    page.evaluate(
        MODULES
        + """
      await (await module("db")).within("keys", "readwrite", (keys) => keys.put("no key", "outbox")); }"""
    )
    page.get_by_role("button", name="Left calf").click()
    expect(page.get_by_text("This was NOT saved")).to_be_visible()
    expect(page.get_by_role("button", name="Spasm now")).to_be_visible()


def test_locking_keeps_the_outbox_and_forgetting_the_device_wipes_it(home: Home):
    home.page.context.route("**/api/v1/entries/*", lambda route: route.abort())
    queue(home.page, 2)
    page = home.open("/settings")
    count = (
        MODULES
        + """
      return (await (await module("outbox")).waiting()).length; }"""
    )
    page.request.post(home.address + "/lock", headers={"Origin": home.address})
    page.reload()
    assert page.evaluate(count) == 2


def test_nothing_kept_on_the_device_can_be_read_as_text(home: Home):
    offline(home)
    queue(home.open(), 1)
    stored = home.page.evaluate(
        """async () => {
          const db = await new Promise((done) => {
            const r = indexedDB.open("unknot"); r.onsuccess = () => done(r.result); });
          const rows = await new Promise((done) => {
            const r = db.transaction("outbox").objectStore("outbox").getAll(); r.onsuccess = () => done(r.result); });
          const keys = await new Promise((done) => {
            const r = db.transaction("keys").objectStore("keys").getAll(); r.onsuccess = () => done(r.result); });
          return { fields: Object.keys(rows[0]).sort(), extractable: keys.map((key) => key.extractable) };
        }"""
    )
    assert stored == {"fields": ["id", "iv", "place", "sealed"], "extractable": [False]}


def test_a_due_dose_is_recorded_without_a_network_and_names_nothing(settle: Settle):
    rate_limit.devices.clear()
    home = settle(service_workers="allow")
    home.settings(hold_off=0)
    starts = home.now.date()
    step = PlanStep(starts=starts, doses=(PlannedDose(time(19, 0), Quantity(Decimal(10), "mg")),))
    plan = Prescription(medicine=Medicine(name="Baclofen", code="baclofen"), starts=starts, steps=(step,))
    actions.record(home.journal, plan, by=Actor(), happened_at=moment(home.now, ZONE), now=home.now)
    # The browser has its own clock: for it the dose is due whenever it looks.
    ready(home.open())
    home.page.evaluate(
        MODULES + 'const kept = await (await module("shell")).shell();'
        "kept.doses.splice(1); kept.doses.forEach((dose) => Object.assign(dose, { from: 0, until: 1e15 }));"
        'await (await module("shell")).keepShell(kept); }'
    )
    offline(home)
    page = home.open()
    expect(page.get_by_role("heading", name="A dose", exact=True)).to_be_visible()
    expect(page.get_by_text("Baclofen")).to_have_count(0)
    page.get_by_role("button", name="Taken now").click()
    expect(page.get_by_text("The dose is saved on this phone.")).to_be_visible()
    expect(page.get_by_role("heading", name="A dose", exact=True)).to_have_count(0)
    offline(home, False)
    wait_for(home, lambda: len(home.entries().of(Dose)) == 1)
    (dose,) = home.entries().of(Dose)
    assert dose.body.medicine == plan.medicine
    assert dose.body.planned_for is not None
    assert dose.body.planned_for.local.hour == 19
