"""What the address in a link answers: ciphertext to who may have it, and the same nothing to all others."""

from __future__ import annotations

import base64
import io
import logging

import pytest

from tests.web.sharing.conftest import PASSCODE, asks, bundle, opens, path, said
from unknot.fhir.links import decode
from unknot.household.sharing import shares
from unknot.household.sharing.models import Opening, Share
from unknot.journal.entry import Episode
from unknot.web.logs import PlainFormatter


def kinds(found: dict) -> set[str]:
    return {e["resource"]["resourceType"] for e in found["entry"]}


def attached(found: dict, media_type: str) -> dict[str, str]:
    documents = [r["resource"] for r in found["entry"] if r["resource"]["resourceType"] == "DocumentReference"]
    files = [document["content"][0]["attachment"] for document in documents]
    return {a["title"]: base64.b64decode(a["data"]).decode() for a in files if a["contentType"] == media_type}


def pages(found: dict) -> dict[str, str]:
    return attached(found, "text/html")


# ---------------------------------------------------------------- a clinic link


def test_a_clinic_link_opens_five_times_and_no_more(hand, stranger):
    share = hand()
    for left in (4, 3, 2, 1, 0):
        answer = opens(stranger, share)
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/jose")
        assert Share.objects.get(pk=share.pk).openings_left == left
    assert opens(stranger, share).status_code == 404
    assert Opening.objects.filter(share=share).count() == 5


def test_it_says_what_it_is(hand, clock):
    link = said(hand())
    assert (link["flag"], link["label"]) == ("U", "Spasm Profile")
    assert link["exp"] == int(clock.now.timestamp()) + 24 * 3600
    assert len(link["url"]) <= 128
    assert len(decode(link["url"].rsplit("/", 1)[1])) == len(decode(link["key"])) == 32


def test_it_holds_the_page_of_each_period_and_nothing_private(hand, stranger, lived):
    secret = lived.logged("2026-02-22T09:00", Episode(note="at the funeral"))
    lived.presses(f"/entry/{secret}/private")
    found = bundle(opens(stranger, hand()).content.decode(), Share.objects.get())
    assert kinds(found) >= {"Patient", "Observation", "DiagnosticReport", "DocumentReference"}
    assert list(pages(found)) == ["Last 7 days", "Last 28 days"]
    page = pages(found)["Last 28 days"]
    assert "Would heat help?" in page
    assert "<script" not in page
    assert "http" not in page.replace("http://www.w3.org/2000/svg", "")
    (story,) = attached(found, "text/plain; charset=utf-8").values()
    assert "Would heat help?" in story
    whole = str(found) + story + "".join(pages(found).values())
    assert "funeral" not in whole
    assert "My sister" not in whole


def test_it_stays_as_it_was_when_it_was_made(hand, stranger, lived):
    share = hand()
    before = bundle(opens(stranger, share).content.decode(), share)
    lived.logged("2026-02-23T09:00", Episode(bother=9))
    assert bundle(opens(stranger, share).content.decode(), share) == before


def test_loading_again_in_the_same_tab_spends_nothing(hand, stranger, new_browser):
    share = hand()
    ticket = opens(stranger, share).headers["X-Unknot-Ticket"]
    for _ in range(3):
        assert opens(new_browser(), share, **{"X-Unknot-Ticket": ticket}).status_code == 200
    assert Share.objects.get(pk=share.pk).openings_left == 4
    assert Opening.objects.filter(share=share).count() == 1
    another = hand()
    assert opens(stranger, another, **{"X-Unknot-Ticket": ticket}).status_code == 200
    assert Share.objects.get(pk=another.pk).openings_left == 4


def test_a_ticket_opens_nothing_that_was_stopped(hand, stranger, lived):
    share = hand()
    ticket = opens(stranger, share).headers["X-Unknot-Ticket"]
    lived.presses(f"/visit/show/{share.pk}/stop")
    assert stranger.get(f"/s/{'x' * 43}", headers={"X-Unknot-Ticket": ticket}).status_code == 404
    assert shares.by_ticket(ticket, lived.clock.now) is None


def test_without_a_recipient_nothing_is_spent(hand, stranger):
    share = hand()
    assert opens(stranger, share, recipient=" ").status_code == 400
    assert stranger.head(path(share)).status_code == 405
    assert Share.objects.get(pk=share.pk).openings_left == 5


def test_expired_stopped_and_never_made_look_the_same(hand, stranger, lived, clock):
    stopped, expired, addresses = hand(), hand(), {}
    addresses["stopped"], addresses["expired"] = path(stopped), path(expired)
    addresses["never"] = "/s/" + "A" * 43
    lived.presses(f"/visit/show/{stopped.pk}/stop")
    clock.forward(hours=24, seconds=1)
    answers = {name: stranger.get(at, {"recipient": "x"}) for name, at in addresses.items()}
    assert {(a.status_code, a.content) for a in answers.values()} == {(404, answers["never"].content)}


def test_stopping_takes_the_key_and_the_contents_at_once(hand, lived):
    share = hand()
    lived.presses(f"/visit/show/{share.pk}/stop")
    share.refresh_from_db()
    assert (bytes(share.wrapped), share.ciphertext) == (b"", "")


# ---------------------------------------------------------------- a care-team link


def test_a_live_link_asks_for_its_passcode_and_gives_what_is_true_now(hand, stranger, lived):
    share = hand("care-team")
    assert said(share)["flag"] == "LP"
    first = asks(stranger, share, recipient="Ward 4", passcode=PASSCODE)
    (file,) = first.json()["files"]
    assert (file["contentType"], file["status"]) == ("application/fhir+json", "can-change")
    before = bundle(file["embedded"], share)
    lived.logged("2026-02-23T09:00", Episode(bother=9))
    (later,) = asks(stranger, share, recipient="Ward 4", passcode=PASSCODE).json()["files"]
    assert bundle(later["embedded"], share) != before
    assert later["embedded"].split(".")[2] != file["embedded"].split(".")[2]  # another IV


def test_what_does_not_fit_is_behind_an_address_of_an_hour(hand, stranger, clock):
    share = hand("care-team")
    small = asks(stranger, share, recipient="Ward 4", passcode=PASSCODE, embeddedLengthMax=100).json()["files"][0]
    assert "embedded" not in small
    location = small["location"].removeprefix("http://testserver")
    answer = stranger.get(location)
    assert answer.headers["Content-Type"] == "application/jose"
    assert bundle(answer.content.decode(), share)["resourceType"] == "Bundle"
    clock.forward(minutes=61)
    assert stranger.get(location).status_code == 404


def test_five_wrong_passcodes_end_it_whatever_came_between(hand, stranger):
    share = hand("care-team")
    for left in (4, 3):
        wrong = asks(stranger, share, recipient="x", passcode="guess")
        assert (wrong.status_code, wrong.json()) == (401, {"remainingAttempts": left})
    assert asks(stranger, share, recipient="x", passcode=PASSCODE).status_code == 200
    assert [asks(stranger, share, recipient="x").json() for _ in range(3)] == [
        {"remainingAttempts": left} for left in (2, 1, 0)
    ]
    assert asks(stranger, share, recipient="x", passcode=PASSCODE).status_code == 404


@pytest.mark.parametrize("body", ["", "[]", "{", '{"recipient": 1}', '{"recipient": "x", "embeddedLengthMax": -1}'])
def test_what_is_no_request_spends_no_try(hand, stranger, body):
    share = hand("care-team")
    assert stranger.post(path(share), body, content_type="application/json").status_code == 400
    assert Share.objects.get(pk=share.pk).attempts_left == 5


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("care-team", {"passcode": "short"}),
        ("care-team", {"passcode": ""}),
        ("care-team", {"lasts": "91"}),
        ("clinic", {"days": "5"}),
        ("clinic", {"paper": "30"}),
    ],
)
def test_what_no_link_may_be_is_refused(lived, kind, fields):
    usual = {"days": "28", "passcode": PASSCODE, "lasts": "30", "paper": "0"}
    assert lived.browser.post(f"/visit/show/new/{kind}", usual | fields).status_code == 422
    assert not Share.objects.exists()


# ---------------------------------------------------------------- who may ask, and what is told


def test_any_site_may_ask_for_ciphertext_and_for_nothing_else(hand, stranger):
    elsewhere = {"Origin": "https://viewer.example", "Sec-Fetch-Site": "cross-site"}
    clinic, live = hand(), hand("care-team")
    before = stranger.options(path(live), headers={**elsewhere, "Access-Control-Request-Method": "POST"})
    assert before.status_code == 204
    assert before.headers["Access-Control-Allow-Headers"] == "content-type"
    for answer in (
        stranger.get(path(clinic), {"recipient": "x"}, headers=elsewhere),
        stranger.post(path(live), "{}", content_type="application/json", headers=elsewhere),
        stranger.get("/s/file/nothing", headers=elsewhere),
        before,
    ):
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
    for other in ("/", "/open", "/help", "/visit", "/static/tokens.css", "/api/v1/quick"):
        assert "Access-Control-Allow-Origin" not in stranger.get(other, headers=elsewhere).headers
    assert (
        stranger.post(f"{path(live)}/note", "{}", content_type="application/json", headers=elsewhere).status_code == 403
    )


def test_the_key_is_nowhere_but_in_the_link(hand, lived, stranger):
    log = io.StringIO()
    handler = logging.StreamHandler(log)
    handler.setFormatter(PlainFormatter())
    logging.getLogger().addHandler(handler)
    try:
        share = hand()
        link = said(share)
        opens(stranger, share)
        lived.opens(f"/visit/show/{share.pk}")
        stranger.get(f"/s/{link['url'].rsplit('/', 1)[1]}/nothing")
    finally:
        logging.getLogger().removeHandler(handler)
    kept = str(list(Share.objects.values()))
    secret = link["url"].rsplit("/", 1)[1]
    for word in (link["key"], secret, decode(link["key"]).hex()):
        assert word not in kept
        assert word not in log.getvalue()
    assert decode(link["key"]) not in bytes(Share.objects.get().wrapped)


def test_who_opened_it_is_what_they_say(hand, lived, stranger):
    share = hand()
    opens(stranger, share, recipient="Dr <b>Byrne</b>\n" + "x" * 200)
    page = lived.opens(f"/visit/show/{share.pk}")
    assert "Dr &lt;b&gt;Byrne&lt;/b&gt;" in page
    assert len(Opening.objects.get().recipient) == 80


def test_making_and_showing_a_link_needs_a_fresh_proof(hand, lived, clock):
    share = hand()
    clock.forward(minutes=11)
    for answer in (
        lived.browser.get(f"/visit/show/{share.pk}"),
        lived.browser.get("/visit/show/new/clinic"),
    ):
        assert answer.headers["Location"].startswith("/confirm?next=")
    assert lived.browser.post(f"/visit/show/{share.pk}/stop").status_code == 302  # to stop needs none
    assert Share.objects.get().ended_at is not None


def test_a_code_goes_on_paper_only_where_that_was_chosen(hand, lived, clock):
    plain, printed = hand(), hand(paper="7")
    assert lived.browser.get(f"/visit/show/{plain.pk}/paper.pdf").status_code == 404
    answer = lived.browser.get(f"/visit/show/{printed.pk}/paper.pdf")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert (printed.expires_at - clock.now).days == 7
