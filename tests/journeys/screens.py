"""Every screen there is, and the states it can be in, each with the way to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from playwright.sync_api import Page

from tests.journeys.conftest import Home

TODAY, A_DAY = "2026-03-02", "2026-03-01"

PATHS: Mapping[str, str] = {
    "log": "/",
    "somewhere else": "/somewhere-else",
    "picture": "/somewhere-else/picture",
    "buttons and gadgets": "/devices/tokens",
    "scanning": "/settings/scanning",
    "offline: log": "/offline",
    "offline: bother": "/offline/bother#id=019caff6-e800-755e-afa6-b7d8a6fa57a8",
    "offline: treatments": "/offline/treatments#id=019caff6-e800-755e-afa6-b7d8a6fa57a8&words=Heat",
    "offline: signs": "/offline/signs",
    "check-in: bother": f"/check-in/{TODAY}/bother",
    "check-in: worst": f"/check-in/{TODAY}/worst",
    "check-in: sleep": f"/check-in/{TODAY}/sleep",
    "check-in: about today": f"/check-in/{TODAY}/about",
    "check-in: the word": f"/check-in/{TODAY}/end",
    "diary": "/diary",
    "a day": f"/diary/{A_DAY}",
    "a day long ago": "/diary/2026-01-01",
    "add a spasm": f"/diary/{A_DAY}/add",
    "add something else": f"/diary/{A_DAY}/add-more",
    "add a treatment": f"/diary/{A_DAY}/add/treatment",
    "bin": "/diary/bin",
    "treatments": "/treatments",
    "something at the clinic": "/treatments/clinic",
    "started, changed or stopped": "/treatments/changed",
    "habits": "/treatments/habits",
    "a habit to plan": "/treatments/habits/new",
    "treatment buttons": "/settings/treatments",
    "tests": "/tests",
    "a result": "/tests/new",
    "visits": "/visits",
    "a visit": "/visits/new",
    "a side effect": "/side-effect",
    "side effects beside spasms": "/patterns/side-effects",
    "before and after": "/patterns/before-and-after",
    "medicines": "/medicines",
    "visit": "/visit",
    "my questions": "/visit/questions",
    "which days": "/visit/period",
    "next visit": "/visit/date",
    "what to look for first": "/look-first",
    "messages": "/messages",
    "scales": "/scales",
    "a scale": "/scales/psfs",
    "a score that was given": "/scales/given",
    "patterns": "/patterns",
    "an experiment": "/patterns/experiment",
    "an experiment to choose": "/patterns/experiment/new",
    "show my doctor": "/visit/show",
    "a link for a visit": "/visit/show/new/clinic",
    "a link for a care team": "/visit/show/new/care-team",
    "notes that came back": "/visit/show/notes",
    "the clinician's page": "/open",
    "who can see this": "/who",
    "invite someone": "/who/invite",
    "what was done": "/who/history",
    "my part": "/mine",
    "settings": "/settings",
    "tiles": "/settings/tiles",
    "about today": "/settings/about-today",
    "severe spasms only": "/patterns/severe",
    "patterns on another day": "/patterns/on",
    "patterns of a day": "/patterns/on/2026-02-20",
    "what I suspect": "/settings/what-i-suspect",
    "one setting": "/settings/theme",
    "time zone": "/settings/zone",
    "reminders": "/settings/reminders",
    "when to be reminded": "/settings/reminders/quiet",
    "a way to be reminded": "/settings/reminders/browser/for/me",
    "a reminder that is over": "/n/over",
    "data": "/settings/data",
    "bring something in": "/settings/data/bring-in",
    "recorded by a device": "/settings/data/recordings",
    "erase some days": "/settings/data/erase-days",
    "erase everything": "/settings/data/erase",
    "devices": "/devices",
    "tokens": "/devices/tokens",
    "ways to sign in": "/keys",
    "recovery sheet": "/recovery-sheet",
    "sign in": "/sign-in",
    "welcome": "/welcome",
    "welcome: places": "/welcome/places",
    "welcome: cause": "/welcome/cause",
    "welcome: why": "/welcome/why",
    "welcome: reminder": "/welcome/reminder",
    "help": "/help",
    "help elsewhere": "/help/NZ",
    "guide": "/guide",
    "a guide page": "/guide/stretching",
    "nothing here": "/nothing-here",
}


def _just_logged(home: Home) -> Page:
    page = home.open("/")
    page.locator(".tile").first.click()
    return page


def _bother(home: Home) -> Page:
    return _just_logged(home)


def _saved(home: Home) -> Page:
    page = _just_logged(home)
    page.get_by_role("link", name="Done").click()
    return page


def _taken_back(home: Home) -> Page:
    page = _just_logged(home)
    page.get_by_role("button", name="Undo").click()
    return page


def _going(home: Home) -> Page:
    page = _just_logged(home)
    page.get_by_role("button", name="It is still going").click()
    page.get_by_role("link", name="Done").click()
    return page


def _detail(home: Home) -> Page:
    page = _saved(home)
    page.get_by_role("link", name="Add detail").click()
    page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true })")
    return page


def _sign(home: Home) -> Page:
    page = home.open("/anything-else")
    page.locator(".tile").first.click()
    usual = page.get_by_role("button", name="As usual for me")
    usual.click()
    usual.wait_for(state="detached")
    return page


def _when(home: Home) -> Page:
    page = _saved(home)
    page.get_by_role("link", name="Add detail").click()
    page.get_by_role("link", name="Change the time").click()
    return page


def _said(home: Home) -> Page:
    page = home.open("/")
    page.get_by_label("Or say it your way").fill("left calf cramp 7/10 for ten minutes, took 10 mg baclofen")
    page.get_by_role("button", name="Save these words").click()
    return page


def _wrong_form(home: Home) -> Page:
    page = home.open("/visit/date")
    page.get_by_role("button", name="Save").click()
    return page


def _a_link(home: Home) -> Page:
    page = home.open("/visit/show/new/clinic")
    page.get_by_role("button", name="Make the link").click()
    return page


LETTER = """Stop diazepam. Baclofen 10 mg tablets: one tablet three times a day for one week, then two tablets three
times a day from then. Tizanidine 2 mg at night when needed, no more than 12 mg in 24 hours.
Pregabalin 75 mg bd for 3 days, then 150 mg bd. Reduce pregabalin by 25 mg a week. See physio."""


def _letter(home: Home) -> Page:
    page = home.open("/medicines/letter")
    page.get_by_label("The words of the letter").fill(LETTER)
    page.get_by_role("button", name="Show what it says").click()
    return page


def _refused_letter(home: Home) -> Page:
    page = home.open("/medicines/letter")
    page.get_by_label("The words of the letter").fill(
        "Baclofen 60 mg daily in divided doses.\nTizanidine 2 mg wibble at night.\nGabapentin 300 mg tds 03/05/2026"
    )
    page.get_by_role("button", name="Show what it says").click()
    return page


def _asked_letter(home: Home) -> Page:
    page = home.open("/medicines/letter")
    page.get_by_label("The words of the letter").fill("Baclofen 5 mg tds for 3 days, then 10 mg tds. Max 80 mg a day.")
    page.get_by_role("button", name="Show what it says").click()
    page.get_by_role("button", name="Go on with this plan").click()
    return page


def _new_plan(home: Home) -> Page:
    page = _asked_letter(home)
    page.get_by_label("Today", exact=True).check()
    for n, at in enumerate(("08:00", "14:00", "22:00")):
        page.get_by_label(f"time {n + 1}").fill(at)
    if page.get_by_text("replaces it from its first day").count():
        page.get_by_label("replaces it from its first day").check()
    page.get_by_role("button", name="Read it back to me").click()
    return page


def _one_medicine(home: Home) -> Page:
    page = home.open("/medicines")
    page.get_by_role("link", name="More, and change").first.click()
    return page


def _opened_day(home: Home) -> Page:
    page = home.open(f"/diary/{A_DAY}")
    page.locator("details.change summary").first.click()
    return page


def _columns(home: Home) -> Page:
    page = home.open("/settings/data/bring-in")
    table = b"Day,How bad,Words\n2026-02-01,6/10,left calf cramp\n2026-02-03,2/10,calf cramp at 08:10\n"
    page.get_by_label("The file").set_input_files({"name": "diary.csv", "mimeType": "text/csv", "buffer": table})
    page.get_by_role("button", name="Look into it").click()
    page.get_by_role("heading", name="What each column holds").wait_for()
    return page


def _in_a_file(home: Home) -> Page:
    page = _columns(home)
    page.get_by_role("button", name="Look inside").click()
    page.get_by_role("heading", name="What is in it").wait_for()
    return page


def _relief(home: Home) -> Page:
    page = home.open("/treatments")
    page.locator(".tile").first.click()
    return page


def _treatment(home: Home) -> Page:
    page = _relief(home)
    page.get_by_role("link", name="Add detail").click()
    return page


def _erased(home: Home) -> Page:
    page = home.open("/settings/data/erase-days")
    page.get_by_label("First day").fill("2025-01-01")
    page.get_by_label("Last day").fill("2025-01-01")
    page.get_by_role("button", name="Next").click()
    page.get_by_label("Yes, erase it for good").check()
    page.get_by_role("button", name="Erase").click()
    page.get_by_role("heading", name="Erased").wait_for()
    return page


STATES: Mapping[str, Callable[[Home], Page]] = {
    "relief": _relief,
    "treatment detail": _treatment,
    "bother": _bother,
    "log, just saved": _saved,
    "log, taken back": _taken_back,
    "log, still going": _going,
    "detail, all open": _detail,
    "a sign, just saved": _sign,
    "time": _when,
    "said in one's own words": _said,
    "a form with a mistake": _wrong_form,
    "a letter": _letter,
    "a letter that gives no plan": _refused_letter,
    "what a letter does not say": _asked_letter,
    "a plan from a letter": _new_plan,
    "a medicine": _one_medicine,
    "a link to show": _a_link,
    "a day, changing": _opened_day,
    "what each column holds": _columns,
    "what is in a file": _in_a_file,
    "what was erased": _erased,
}
