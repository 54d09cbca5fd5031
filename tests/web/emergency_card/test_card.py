"""The emergency card in the browser: what it says, taking it, its age, and its link."""

from __future__ import annotations

import json
from base64 import b64decode

import pytest

from tests.emergency import plan
from tests.fhir.judges import shared_faults
from tests.web.person import Person
from unknot.fhir.links import decode, decrypt
from unknot.household.sharing import emergency_cards, shares
from unknot.household.sharing.models import IssuedCard, Share
from unknot.journal.entry import Circumstance, Note, Settings
from unknot.journal.entry import Person as About
from unknot.store import audit


@pytest.fixture
def ill(person: Person) -> Person:
    person.logged("2026-02-20T10:00", Circumstance(code="allergy", detail="penicillin <b>"))
    person.logged("2026-02-20T10:00", plan("Baclofen", "baclofen"))
    person.logged("2026-02-20T10:00", Note(text="nobody else should read this"))
    return person


def test_the_page_says_what_the_card_says(ill: Person):
    html = ill.opens("/card")
    assert "Never stop it suddenly" in html
    assert "penicillin &lt;b&gt;" in html
    assert "not answered" in html
    assert "Emergency number 112" in html  # by the time zone
    assert "nobody else" not in html


def test_more_leads_to_it(ill: Person):
    assert 'href="/card"' in ill.opens("/more")


def test_my_name_and_whom_to_call_are_kept_and_changed(ill: Person):
    fields = {
        "name": "Mary Byrne",
        "born": "1971-05-04",
        "who-1": "Anna",
        "phone-1": "086 1",
        "who-2": "",
        "phone-2": "",
    }
    assert "Anna 086 1" in ill.presses("/card/about-me", **fields)
    assert "Anna 086 2" in ill.presses("/card/about-me", **fields | {"phone-1": "086 2"})
    (about,) = ill.holds().of(About)
    assert [(one.name, one.phone) for one in about.body.contacts] == [("Anna", "086 2")]
    assert "Whose number is this?" in ill.presses("/card/about-me", **fields | {"who-1": ""}, status=422)
    assert "That day cannot be." in ill.presses("/card/about-me", **fields | {"born": "2031-01-01"}, status=422)


@pytest.mark.parametrize(("form", "begins"), [("lock", b"\x89PNG"), ("wallet", b"%PDF"), ("fridge", b"%PDF")])
def test_it_is_taken_along_and_that_is_written_down(ill: Person, form: str, begins: bytes):
    answer = ill.browser.post(f"/card/take/{form}")
    assert answer.status_code == 200
    assert answer.content.startswith(begins)
    assert "Mary" not in answer.headers["Content-Disposition"]
    assert IssuedCard.objects.filter(journal=ill.journal, form=form).count() == 1
    assert audit.latest(ill.journal, 1)[0].deed == "card-taken"
    ill.presses("/card/take/watch", status=404)
    assert ill.browser.get(f"/card/take/{form}").status_code == 405


def test_a_card_that_is_older_than_the_journal_is_named_on_log_and_on_its_page(ill: Person):
    assert "older than" not in ill.opens("/")
    ill.browser.post("/card/take/fridge")
    ill.clock.forward(days=1)
    assert "older than" not in ill.opens("/")
    assert "still says what your journal says" in ill.opens("/card")
    ill.logged("2026-03-03T10:00", plan("Gabapentin", amount=300))
    assert "Changed since: Medicines, as I wrote them." in " ".join(ill.opens("/").split())
    assert "is older than your journal" in ill.opens("/card")
    ill.browser.post("/card/take/lock")
    assert "older than" not in ill.opens("/")


def test_only_the_owner_sees_it(ill: Person, stranger):
    assert stranger.get("/card").status_code in (302, 401, 403)
    assert stranger.post("/card/take/lock").status_code in (302, 401, 403)


# ---------------------------------------------------------------- as a link


def opened(ill: Person, share: Share, recipient: str = "crew") -> dict:
    said = json.loads(decode(str(shares.link(share)).removeprefix("shlink:/")))
    answer = ill.browser.get(said["url"].removeprefix("http://testserver"), {"recipient": recipient})
    assert answer.status_code == 200, answer.content
    return json.loads(decrypt(answer.content.decode(), decode(said["key"])))


def test_its_link_opens_the_card_of_the_day_for_anyone_and_stops(ill: Person):
    ill.presses("/card/link")
    share = Share.objects.get(journal=ill.journal, kind="card")
    assert shares.link(share).flag == "LU"
    bundle = opened(ill, share)
    assert shared_faults(bundle) == []
    page = next(r["resource"] for r in bundle["entry"] if "text/html" in json.dumps(r["resource"]))
    html = b64decode(page["content"][0]["attachment"]["data"]).decode()
    assert "penicillin &lt;b&gt;" in html
    assert "nobody else" not in json.dumps(bundle)
    ill.logged("2026-03-02T10:00", plan("Gabapentin", amount=300))
    for _ in range(6):
        assert "Gabapentin" in json.dumps(opened(ill, share))
    assert share.openings.count() == 7
    assert "Your emergency card as it is then" in ill.opens("/visit/show")
    ill.presses(f"/visit/show/{share.pk}/stop")
    assert not shares.working(ill.clock.now).filter(pk=share.pk)


def test_the_country_of_the_settings_names_its_number_and_language(ill: Person):
    ill.presses("/settings/country", value="DE")
    html = ill.opens("/card")
    assert 'lang="de"' in html
    assert "Nie plötzlich absetzen" in html
    assert ill.holds().latest(Settings).body.country == "DE"
    assert emergency_cards.card_of(ill.holds(), ill.clock.now).english.call.words[-1].endswith("112")
