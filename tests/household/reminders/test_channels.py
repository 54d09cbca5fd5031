"""The channels, each against a server of our own: what leaves this machine, to whom, and what never does."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from tests.household.reminders import servers
from tests.household.reminders.browser import browser, signed_by
from unknot.household.reminders.channels import (
    calendar,
    mail,
    ntfy,
    outgoing,
    push,
)
from unknot.household.reminders.channels.outgoing import Allowed, Gone, NotAllowed, NotDelivered
from unknot.household.reminders.notice_text import Button, NoticeMessage
from unknot.household.reminders.rounds import NoticeAnswer
from unknot.store.keys import MasterKey

NOW = datetime(2026, 3, 2, 20, 0, tzinfo=UTC)
KEY = MasterKey(bytes(range(32)))
KNOWN = Allowed(hosts=push.SERVICES)
MESSAGE = NoticeMessage(
    "Time for your check-in.", "https://diary.example/n/abc", (Button(NoticeAnswer.NONE, "None today"),)
)


def private(number: str) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(int.from_bytes(push._bytes(number), "big"), push.CURVE)


def test_encryption_gives_the_example_of_rfc_8291_byte_for_byte():
    """RFC 8291, section 5 and appendix A."""
    to = push.Subscription(
        "https://push.example.net/push/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV",
        push._bytes("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"),
        push._bytes("BTBZMqHH6r4Tts7J_aSIgg"),
    )
    body = push.encrypt(
        b"When I grow up, I want to be a watermelon",
        to,
        own=private("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"),
        salt=push._bytes("DGv6ra1nlYgDCS1FRnbzlw"),
    )
    assert push.text(body) == (
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl"
        "7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
    )


def test_a_push_service_sees_nothing_and_the_browser_all():
    with servers.web() as service:
        theirs = browser(service.address + "/to/this-browser")
        allowed = Allowed(origins=(service.address,))
        to = push.subscription(theirs.told, allowed)
        push.send(to, {"body": "Time for your check-in."}, KEY, "https://diary.example", allowed, NOW)
    (asked,) = service.asked
    assert asked.path == "/to/this-browser"
    assert asked.headers["content-encoding"] == "aes128gcm"
    assert 0 < int(asked.headers["ttl"]) <= 24 * 3600
    assert b"check-in" not in asked.body
    assert theirs.opened(asked.body) == {"body": "Time for your check-in."}
    claims, key = signed_by(asked.headers["authorization"])
    assert claims["aud"] == service.address
    assert claims["sub"] == "https://diary.example"
    assert NOW.timestamp() < claims["exp"] <= (NOW + timedelta(hours=24)).timestamp()
    assert key == push.text(push.point(push.server_key(KEY).public_key())), "the key that browsers subscribed with"


def test_two_messages_share_neither_key_nor_salt():
    theirs = browser("https://fcm.googleapis.com/x")
    to = push.subscription(theirs.told, KNOWN)
    one, other = push.encrypt(b"{}", to), push.encrypt(b"{}", to)
    assert one[:16] != other[:16]
    assert one[21:86] != other[21:86]


@pytest.mark.parametrize(
    "address",
    [
        "http://fcm.googleapis.com/x",
        "https://fcm.googleapis.com:8443/x",
        "https://fcm.googleapis.com.evil.example/x",
        "https://evilfcm.googleapis.com/x",
        "https://me@fcm.googleapis.com/x",
        "https://fcm.googleapis.com@evil.example/x",
        "https://fcm.googleapis.com\\@evil.example/x",
        "https://127.0.0.1/x",
        "https://[::1]/x",
        "https://169.254.169.254/latest",
        "https://router/x",
        "file:///etc/passwd",
        "https://fcm.googleapis.com/" + "x" * 3000,
        "https://fcm.googleapis.com/x\r\nHost: evil.example",
        "https://[fcm/x",
        "",
    ],
)
def test_a_subscription_is_no_way_into_the_network(address: str):
    with pytest.raises(push.NotASubscription):
        push.subscription(browser(address).told, KNOWN)


@pytest.mark.parametrize(
    "address",
    [
        "https://fcm.googleapis.com/fcm/send/abc",
        "https://updates.push.services.mozilla.com/wpush/v2/abc",
        "https://web.push.apple.com/abc",
        "https://wns2-by3p.notify.windows.com/w/?token=abc",
    ],
)
def test_the_browsers_there_are_are_known(address: str):
    assert push.subscription(browser(address).told, KNOWN).endpoint == address


def test_a_known_name_that_leads_into_the_home_network_is_refused():
    with pytest.raises(NotAllowed):
        outgoing.post("https://localhost/x", b"", {}, Allowed(hosts=("localhost",)))


@pytest.mark.parametrize("told", [None, [], {}, {"endpoint": "https://fcm.googleapis.com/x", "keys": {}}, "text"])
def test_what_is_no_subscription_is_refused(told):
    with pytest.raises(push.NotASubscription):
        push.subscription(told, KNOWN)


def test_a_redirect_is_not_followed_and_a_gone_browser_is_told_apart():
    with servers.web() as service:
        allowed = Allowed(origins=(service.address,))
        for status, error in ((302, NotDelivered), (500, NotDelivered), (410, Gone), (404, Gone)):
            service.status = status
            with pytest.raises(error):
                outgoing.post(service.address + "/x", b"", {}, allowed)
        assert [asked.path for asked in service.asked] == ["/x"] * 4
    with pytest.raises(NotDelivered):
        outgoing.post(service.address + "/x", b"", {}, allowed)


def test_ntfy_gets_one_line_and_buttons_that_answer_by_the_notice_s_own_link():
    with servers.web() as service:
        ntfy.send("my-topic", "tk_secret", MESSAGE, service.address)
    (asked,) = service.asked
    assert asked.path == "/", "the topic, a secret, stands in no address"
    assert asked.headers["authorization"] == "Bearer tk_secret"
    told = json.loads(asked.body)
    assert (told["topic"], told["message"], told["click"]) == ("my-topic", MESSAGE.body, MESSAGE.link)
    (button,) = told["actions"]
    assert (button["label"], button["url"], button["method"]) == ("None today", MESSAGE.link + "/none", "POST")


def test_mail_is_one_line_and_one_link():
    with servers.mail() as box:
        mail.send("ada@home.example", MESSAGE, mail.server(box.url, "unknot@home.example"))
    (letter,) = box.letters
    head, _, body = letter.partition("\n\n")
    assert "Subject: Unknot" in head
    assert "To: ada@home.example" in head
    assert body.split() == [*MESSAGE.body.split(), MESSAGE.link]


def test_no_address_can_add_a_header_and_a_refused_one_is_gone():
    with servers.mail() as box:
        through = mail.server(box.url, "unknot@home.example")
        with pytest.raises(Gone):
            mail.send("ada@home.example\r\nBcc: all@evil.example", MESSAGE, through)
        box.refuses = True
        with pytest.raises(Gone):
            mail.send("nobody@home.example", MESSAGE, through)
        assert box.letters == []
    with pytest.raises(NotDelivered):
        mail.send("ada@home.example", MESSAGE, through)


def test_the_mail_server_as_the_environment_names_it():
    through = mail.server("smtps://me%40home:p%2Fw@mail.example", "a@b.example")
    assert (through.host, through.port, through.name, through.word) == ("mail.example", 465, "me@home", "p/w")
    assert "p/w" not in repr(through)
    assert mail.server("smtp://mail.example", "a@b.example").port == 587
    assert mail.server("", "a@b.example") is None
    with pytest.raises(mail.BadMailServer):
        mail.server("imap://mail.example", "a@b.example")


def test_a_calendar_s_lines_are_short_and_its_words_harmless():
    long = "Erinnerung, " + "ä" * 60 + "; \\ \n BEGIN:VEVENT"
    text = calendar.feed([calendar.CalendarEvent("a/b", NOW, long)], NOW)
    lines = text.split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    whole = text.replace("\r\n ", "").split("\r\n")
    assert whole.count("BEGIN:VEVENT") == 1
    assert "DTSTART:20260302T200000Z" in whole
    assert next(line for line in whole if line.startswith("SUMMARY")) == (
        "SUMMARY:Erinnerung\\, " + "ä" * 60 + "\\; \\\\ \\n BEGIN:VEVENT"
    )
