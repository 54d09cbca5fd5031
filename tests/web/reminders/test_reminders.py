"""The Reminders page: everything off, one plain page, ways that are made, tested and stopped by their owner only."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import time, timedelta

import pytest
from django.test import Client

from tests.household.reminders.browser import browser
from tests.household.reminders.lives import ZONE, at, kept, plan
from tests.web.conftest import begin
from unknot.household.people.models import Channel
from unknot.household.reminders.channels import push
from unknot.journal.entry import Habit, Settings
from unknot.store import entries

PAGE = "/settings/reminders"
ADD = PAGE + "/{}/for/{}"


@pytest.fixture
def own(life):
    """The owner's browser, in a journal that says its zone, and no way to reach anybody yet."""
    life.settings(Settings(zone=ZONE))
    Channel.objects.all().delete()
    return life


def in_the_morning(life) -> None:
    """Seven o'clock of that day, signed in: a session does not outlive a clock that was set back."""
    life.clock.now = at("2026-03-02 07:00")
    life.home = replace(life.home, owner=begin(life.home.journal, life.clock.now, device=False))


def reminders(life) -> Settings:
    return entries.standing(life.home.journal).settings


def shown(life) -> str:
    answer = life.home.owner.get(PAGE)
    assert answer.status_code == 200
    return answer.content.decode()


def press(life, part: str, value: str) -> int:
    return life.home.owner.post(f"{PAGE}/{part}", {"value": value}).status_code


def test_everything_is_off_and_it_says_what_words_would_stand_there_once_something_is_on(own):
    page = shown(own)
    assert page.count('<span class="value">Off</span>') == 6
    assert "its exact words stand here" in page
    press(own, "check-in", "20:00:00")
    page = shown(own)
    assert "Time for your check-in." in page
    assert "Nothing can reach you yet" in page


@pytest.mark.parametrize(
    ("part", "value", "there"),
    [
        ("check-in", "20:30:00", lambda s: s.reminder == time(20, 30)),
        ("doses", "once", lambda s: s.reminders.doses and not s.reminders.repeat_minutes),
        ("doses", "30", lambda s: s.reminders.doses and s.reminders.repeat_minutes == 30),
        ("running-low", "on", lambda s: s.reminders.running_low),
        ("visits", "on", lambda s: s.reminders.visits),
        ("end", "on", lambda s: s.reminders.campaign),
        ("quiet", "2200-0700", lambda s: (s.reminders.quiet_from, s.reminders.quiet_until) == (time(22), time(7))),
        ("later", "60", lambda s: s.reminders.later_minutes == 60),
        ("pause", "2026-03-09", lambda s: s.reminders.paused_until.isoformat() == "2026-03-09"),
        ("names", "names", lambda s: s.reminders.names),
        ("carer", "60", lambda s: s.reminders.carer_minutes == 60),
    ],
)
def test_each_choice_is_one_press_and_can_be_taken_back(own, part, value, there):
    before = reminders(own)
    chosen = re.search(r'value="([^"]*)" aria-pressed="true"', own.home.owner.get(f"{PAGE}/{part}").content.decode())
    assert press(own, part, value) == 302
    assert there(reminders(own))
    assert f'value="{value}" aria-pressed="true"' in own.home.owner.get(f"{PAGE}/{part}").content.decode()
    assert press(own, part, chosen.group(1)) == 302
    assert reminders(own) == before
    assert press(own, part, "something else") == 400


def test_one_choice_leaves_the_others(own):
    press(own, "doses", "30")
    press(own, "quiet", "2200-0700")
    press(own, "names", "names")
    kept_now = reminders(own).reminders
    assert (kept_now.repeat_minutes, kept_now.quiet_from, kept_now.names) == (30, time(22), True)


def test_the_preview_is_what_is_sent(own):
    in_the_morning(own)
    own.settings(kept(doses=True, names=True))
    own.keep(plan("Baclofen", time(8)))
    own.keep(Habit(code="stretching", words="Stretch <b>both</b> calves", at=(time(20),), remind=True))
    page = shown(own)
    assert "08:00: Baclofen 10 mg" in page
    assert "Stretch &lt;b&gt;both&lt;/b&gt; calves" in page
    press(own, "names", "")
    page = shown(own)
    assert "Baclofen" not in page
    assert "Something you planned is due: 08:00." in page


def test_a_browser_is_added_gets_a_test_and_is_stopped(own):
    phone = browser(own.service.address + "/phone")
    page = own.home.owner.get(ADD.format("browser", "me")).content.decode()
    (key,) = re.findall(r'data-push="([^"]+)"', page)
    assert len(push._bytes(key)) == 65
    added = {"subscription": json.dumps(phone.told), "name": "My phone"}
    for _ in range(2):  # the same browser twice is one
        assert own.home.owner.post(ADD.format("browser", "me"), added).status_code == 302
    way = Channel.objects.get()
    assert b"My phone: A test was sent." in own.home.owner.post(f"{PAGE}/{way.pk}/test").content
    (asked,) = own.service.asked
    assert phone.opened(asked.body)["body"] == "This is a test. A reminder will look like this."
    assert own.home.owner.post(f"{PAGE}/{way.pk}/stop").status_code == 302
    assert not Channel.objects.exists()
    assert own.home.owner.post(f"{PAGE}/{way.pk}/test").status_code == 404


@pytest.mark.parametrize("told", ["", "{}", "[]", "not json", json.dumps(browser("https://router.home/x").told)])
def test_what_is_no_way_to_a_browser_is_refused_in_words(own, told):
    answer = own.home.owner.post(ADD.format("browser", "me"), {"subscription": told})
    assert answer.status_code == 422
    assert not Channel.objects.exists()


def test_mail_and_ntfy_are_added_where_the_server_has_them(own, box):
    assert own.home.owner.post(ADD.format("e-mail", "me"), {"address": "ada@home.example"}).status_code == 302
    assert own.home.owner.post(ADD.format("ntfy", "me"), {"topic": "a-topic", "token": "tk_1"}).status_code == 302
    assert own.home.owner.post(ADD.format("e-mail", "carer"), {"address": "ben@home.example"}).status_code == 302
    for way in Channel.objects.all():
        assert b"A test was sent." in own.home.owner.post(f"{PAGE}/{way.pk}/test").content
    assert len(box.letters) == 2
    assert len(own.service.asked) == 1
    assert [way.for_carer for way in Channel.objects.order_by("pk")] == [False, False, True]


@pytest.mark.parametrize("address", ["", "ada", "ada@home.example\nBcc: all@evil.example", "a@b", "ä@home.example"])
def test_what_is_no_address_is_refused(own, box, address):
    assert own.home.owner.post(ADD.format("e-mail", "me"), {"address": address}).status_code == 422
    assert not Channel.objects.exists()


@pytest.mark.parametrize("topic", ["", "a b", "../x", "t" * 65])
def test_what_is_no_topic_is_refused(own, topic):
    assert own.home.owner.post(ADD.format("ntfy", "me"), {"topic": topic}).status_code == 422


def test_what_the_server_has_not_is_said_and_not_kept(own, settings):
    settings.NTFY_URL = ""
    for kind in ("e-mail", "ntfy"):
        assert b"set up" in own.home.owner.get(ADD.format("e-mail", "me")).content
        answer = own.home.owner.post(ADD.format(kind, "me"), {"address": "ada@home.example", "topic": "a-topic"})
        assert answer.status_code == 422
    assert not Channel.objects.exists()


def test_adding_a_way_needs_a_fresh_proof_and_turning_one_off_does_not(own, box):
    own.home.owner.post(ADD.format("e-mail", "me"), {"address": "ada@home.example"})
    own.clock.forward(minutes=11)
    assert own.home.owner.get(ADD.format("e-mail", "me")).headers["Location"].startswith("/confirm")
    assert own.home.owner.post(f"{PAGE}/{Channel.objects.get().pk}/stop").status_code == 302
    assert not Channel.objects.exists()


def test_another_household_s_way_is_not_there(own, neighbours, box):
    own.home.owner.post(ADD.format("e-mail", "me"), {"address": "ada@home.example"})
    way = Channel.objects.get().pk
    for deed in ("test", "stop"):
        assert neighbours.owner.post(f"{PAGE}/{way}/{deed}").status_code == 404
    assert "ada@home.example" not in neighbours.owner.get(PAGE).content.decode()
    assert Channel.objects.exists()


def test_a_calendar_has_neutral_words_an_address_shown_once_and_an_end(own):
    in_the_morning(own)
    own.settings(kept(checkin=time(20), doses=True, names=True))
    own.keep(plan("Baclofen", time(8)))
    page = own.home.owner.post(PAGE + "/calendar").content.decode()
    (path,) = re.findall(r"(/calendar/[\w-]{43}\.ics)", page)
    assert path not in shown(own)
    feed = Client().get(path)
    assert feed.headers["Content-Type"] == "text/calendar; charset=utf-8"
    text = feed.content.decode()
    assert text.count("BEGIN:VEVENT") == 58, "both, of four weeks and of yesterday"
    assert "Baclofen" not in text
    assert "SUMMARY:Something you planned is due: 08:00." in text
    own.settings(kept(checkin=time(20), paused_until=(own.clock.now + timedelta(days=7)).date()))
    assert Client().get(path).content.decode().count("BEGIN:VEVENT") == 21, "a pause is a pause here too"
    way = Channel.objects.get()
    own.home.owner.post(f"{PAGE}/{way.pk}/stop")
    assert Client().get(path).status_code == 404
    assert Client().get("/calendar/" + "a" * 43 + ".ics").status_code == 404


def test_what_stopped_by_itself_is_turned_on_again_here(life):
    life.clock.now = at("2026-03-02 19:00")
    life.settings(kept(checkin=time(20)))
    life.work()
    life.until(at("2026-03-07 12:00"))
    owner = begin(life.home.journal, life.clock.now, device=False)
    assert "Turn on again" in owner.get(PAGE).content.decode()
    owner.post(PAGE + "/again")
    assert "Turn on again" not in owner.get(PAGE).content.decode()
    assert [notice["body"] for notice in life.until(at("2026-03-07 21:00"))] == ["Time for your check-in."]
