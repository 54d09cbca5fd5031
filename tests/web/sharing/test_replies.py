"""A clinic's reply: taken step by step; a wrong, altered or replayed one is refused and keeps nothing."""

from __future__ import annotations

import http.client
import json
import shutil
import subprocess
import threading
import zlib
from collections.abc import Callable
from copy import deepcopy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from joserfc import jwe
from joserfc.jwk import OctKey

from tests.emergency import plan
from tests.fhir.judges import inside, judged
from tests.web.person import Person
from tests.web.sharing.conftest import path, said
from unknot.fhir.links import Link, decode, encode, encrypt, new_key
from unknot.fhir.reply import NotAReply, PlanItem, read_reply
from unknot.household.reminders.channels import outgoing
from unknot.household.sharing.models import ClinicReply, Share
from unknot.journal.entry import Note, Prescription, Role
from unknot.store import audit

SAYS = {
    "author": "Dr Byrne",
    "plans": [
        {"medicine": "Baclofen", "amount": 15, "unit": "mg", "times": ["08:00", "20:00"], "from": "2026-03-05"},
        {"medicine": "Gabapentin", "times": None, "from": "2026-03-10", "stops": True},
    ],
    "decision": "Stretching twice a day.",
    "answers": [{"question": "Would heat help?", "text": "Try it for two weeks."}],
}
PLAN: dict[str, Any] = {
    "resourceType": "MedicationRequest",
    "status": "active",
    "intent": "order",
    "medicationCodeableConcept": {"text": "Baclofen"},
    "authoredOn": "2026-03-02",
    "dosageInstruction": [
        {
            "timing": {"repeat": {"timeOfDay": ["08:00:00", "20:00:00"], "boundsPeriod": {"start": "2026-03-05"}}},
            "doseAndRate": [{"doseQuantity": {"value": 15, "code": "mg", "unit": "mg"}}],
        }
    ],
}


def bundle_of(*resources: dict[str, Any], at: str = "2026-03-02T21:00:00Z") -> dict[str, Any]:
    rows = [{"fullUrl": f"urn:uuid:0192f0c1-0000-7000-8000-{n:012}", "resource": r} for n, r in enumerate(resources)]
    return {"resourceType": "Bundle", "type": "collection", "timestamp": at, "entry": rows}


def key_of(share: Share) -> bytes:
    return decode(said(share)["key"])


def sent(browser: Any, share: Share, token: str, kind: str = "application/jose") -> Any:
    return browser.post(f"{path(share)}/reply", token, content_type=kind)


def reply(browser: Any, share: Share, *resources: dict[str, Any], **more: str) -> Any:
    return sent(browser, share, encrypt(json.dumps(bundle_of(*resources, **more)).encode(), key_of(share)))


@pytest.fixture
def treated(lived: Person) -> Person:
    lived.logged("2026-02-20T10:00", plan("Baclofen", "baclofen"))
    lived.logged("2026-02-20T10:00", plan("Gabapentin", amount=300))
    return lived


def plans(of: Person) -> dict[str, list[Prescription]]:
    found: dict[str, list[Prescription]] = {}
    for entry in of.holds().of(Prescription):
        found.setdefault(entry.body.medicine.name, []).append(entry.body)
    return found


# ---------------------------------------------------------------- the round trip


@pytest.mark.node
def test_an_unrelated_program_replies_and_each_step_is_taken_by_the_owner_alone(treated, hand, stranger, needs_node):
    share = hand()
    asked = {"key": said(share)["key"], "said": SAYS, "now": "2026-03-02T21:00:00Z"}
    command = [shutil.which("node") or "node", "clinic_reply.mjs"]
    done = subprocess.run(command, input=json.dumps(asked), cwd=needs_node, capture_output=True, text=True, check=True)
    made = json.loads(done.stdout)
    assert judged(needs_node, [made["bundle"], *inside(made["bundle"])]) == [[]] * (1 + len(inside(made["bundle"])))
    before = treated.holds().entries
    assert sent(stranger, share, made["unrelated"]).status_code == 201
    assert sent(stranger, share, made["ours"]).status_code == 422  # the same again, encrypted anew
    assert treated.holds().entries == before
    assert "A reply of your clinic waits" in treated.opens("/?all=1")
    row = ClinicReply.objects.get(journal=treated.journal)
    html = treated.opens(f"/visit/replies/{row.pk}")
    assert "10 mg at 08:00 and 20:00" in html  # today
    assert "From 5 March 2026: 15 mg at 08:00 and 20:00" in html
    assert "Stops: none from 10 March 2026" in html
    treated.presses(f"/visit/replies/{row.pk}/0", answer="taken")
    old, new = plans(treated)["Baclofen"]
    assert str(old.ends) == "2026-03-04"
    assert [str(dose.amount.value) for dose in new.steps[0].doses] == ["15", "15"]
    assert new.prescriber == "Dr Byrne (not checked)"
    treated.presses(f"/visit/replies/{row.pk}/1", answer="refused")
    assert plans(treated)["Gabapentin"][0].ends is None
    treated.presses(f"/visit/replies/{row.pk}/2", answer="taken")
    treated.presses(f"/visit/replies/{row.pk}/3", answer="taken")
    notes = [e for e in treated.holds().of(Note) if e.provenance.role is Role.CLINICIAN]
    answer = "Would heat help?\nAnswer: Try it for two weeks."
    assert {e.body.text for e in notes} == {"Stretching twice a day.", answer}
    deeds = [line.deed for line in audit.latest(treated.journal, 5)]
    assert deeds.count("reply-step-taken") == 3
    assert deeds.count("reply-step-refused") == 1
    treated.presses(f"/visit/replies/{row.pk}/0", answer="taken")  # a second press takes nothing twice
    assert len(plans(treated)["Baclofen"]) == 2
    treated.clock.forward(days=4)
    assert "15 mg" in treated.opens("/medicines")
    assert "A reply of your clinic waits" not in treated.opens("/?all=1")


def test_a_stop_ends_the_plan_the_day_before(treated, hand, stranger):
    stop = PLAN | {"status": "stopped"}
    assert reply(stranger, hand(), stop).status_code == 201
    row = ClinicReply.objects.get()
    assert "Baclofen is not stopped suddenly" in treated.opens(f"/visit/replies/{row.pk}")
    treated.presses(f"/visit/replies/{row.pk}/0", answer="taken")
    assert str(plans(treated)["Baclofen"][0].ends) == "2026-03-04"


@pytest.mark.parametrize(
    "dosage",
    [
        {"text": "One three times a day"},
        {"timing": {"repeat": {"frequency": 3, "period": 1, "periodUnit": "d"}}},
        {"timing": {"repeat": {"timeOfDay": ["08:00:00"]}}},
        {"timing": {"repeat": {"timeOfDay": ["08:00:00"], "dayOfWeek": ["mon"]}}},
        {"timing": {"repeat": {"timeOfDay": ["08:00:00"], "frequency": 3}}},
        {"timing": {"repeat": {"timeOfDay": ["08:00:00"], "period": 2, "periodUnit": "d"}}},
        {"asNeededBoolean": True, "timing": {"repeat": {"timeOfDay": ["08:00:00"]}}},
    ],
)
def test_a_dosage_that_leaves_anything_open_changes_no_plan(treated, hand, stranger, dosage):
    rate = {"doseAndRate": [{"doseQuantity": {"value": 5, "code": "mg"}}]} if "asNeeded" not in str(dosage) else {}
    if dosage == {"timing": {"repeat": {"timeOfDay": ["08:00:00"]}}}:
        rate = {"doseAndRate": [{"doseRange": {"low": {"value": 5}, "high": {"value": 10}}}]}
    assert reply(stranger, hand(), PLAN | {"dosageInstruction": [dosage | rate]}).status_code == 201
    row = ClinicReply.objects.get()
    assert "changes no plan" in treated.opens(f"/visit/replies/{row.pk}")
    treated.presses(f"/visit/replies/{row.pk}/0", answer="taken")
    assert [one.ends for one in plans(treated)["Baclofen"]] == [None]


def test_two_plans_of_a_medicine_from_one_day_are_words(treated, hand, stranger):
    other = deepcopy(PLAN)
    other["dosageInstruction"][0]["doseAndRate"][0]["doseQuantity"]["value"] = 20
    assert reply(stranger, hand(), PLAN, other).status_code == 201
    row = ClinicReply.objects.get()
    assert "changes no plan" in treated.opens(f"/visit/replies/{row.pk}")


# ---------------------------------------------------------------- spoilt ones


def spoilt(share: Share) -> dict[str, tuple[str, str]]:
    """Replies that are none, by what is wrong: the body, and its type."""
    key, good = key_of(share), encrypt(json.dumps(bundle_of(PLAN)).encode(), key_of(share))
    parts = good.split(".")

    def of(content: object, by: bytes = key, **header: str) -> str:
        text = content if isinstance(content, bytes) else json.dumps(content).encode()
        head = {"alg": "dir", "enc": "A256GCM", **header}
        return jwe.encrypt_compact(head, text, OctKey.import_key(by), algorithms=["dir", "A256GCM", "DEF"])

    def put(n: int, value: str) -> str:
        return ".".join([*parts[:n], value, *parts[n + 1 :]])

    later, many = bundle_of(PLAN, at="2026-03-09T21:00:00Z"), [PLAN] * 60
    care = {"resourceType": "CarePlan", "status": "active"}
    jose = "application/jose"
    different = [deepcopy(PLAN) | {"medicationCodeableConcept": {"text": f"Medicine {n}"}} for n in range(60)]
    assert len(many) == len(different)
    return {
        "empty": ("", jose),
        "no JWE": ("hello", jose),
        "plain JSON": (json.dumps(bundle_of(PLAN)), "application/fhir+json"),
        "the key of another link": (of(bundle_of(PLAN), new_key()), jose),
        "a letter altered": (put(3, ("A" if parts[3][0] != "A" else "B") + parts[3][1:]), jose),
        "its tag altered": (put(4, encode(bytes(16))), jose),
        "another header": (put(0, encode(b'{"alg":"dir","enc":"A256GCM"}')), jose),
        "no encryption": (put(0, encode(b'{"alg":"none"}')), jose),
        "cut short": (good[:-30], jose),
        "no JSON": (of(b"\xff\xfe"), jose),
        "half a letter": (of(b'{"resourceType":"Bundle","x":"\\ud800"}'), jose),
        "a list": (of([]), jose),
        "one resource alone": (of(PLAN), jose),
        "no time": (of({k: v for k, v in bundle_of(PLAN).items() if k != "timestamp"}), jose),
        "from next week": (of(later), jose),
        "older than the link": (of(bundle_of(PLAN, at="2026-02-01T10:00:00Z")), jose),
        "nothing in it": (of(bundle_of()), jose),
        "a draft": (of(bundle_of(PLAN | {"status": "draft"})), jose),
        "a proposal": (of(bundle_of(PLAN | {"intent": "proposal"})), jose),
        "entered in error": (of(bundle_of(PLAN | {"status": "entered-in-error"})), jose),
        "not to be given": (of(bundle_of(PLAN | {"doNotPerform": True})), jose),
        "no medicine": (of(bundle_of({k: v for k, v in PLAN.items() if "medication" not in k})), jose),
        "words that say nothing": (of(bundle_of(care)), jose),
        "more than a visit decides": (of(bundle_of(*different)), jose),
        "a bomb": (of(zlib.compress(b" " * 9_000_000) + b" " * 20, zip="DEF"), jose),
        "too large": (of(bundle_of(care | {"description": "x" * 1_400_000})), jose),
    }


def test_each_spoilt_reply_is_refused_and_keeps_nothing(treated, hand, stranger):
    share = hand()
    before = treated.holds().entries
    found = {why: sent(stranger, share, *one).status_code for why, one in spoilt(share).items()}
    assert len(found) >= 20
    assert {why: code for why, code in found.items() if code != 422} == {}
    assert ClinicReply.objects.count() == 0
    assert treated.holds().entries == before
    assert reply(stranger, share, PLAN).status_code == 201  # and a good one still comes in


def test_a_reply_is_not_taken_where_none_is_asked_for(treated, hand, stranger, clock):
    unasked = hand(notes="")
    assert reply(stranger, unasked, PLAN).status_code == 409
    stopped = hand()
    treated.presses(f"/visit/show/{stopped.pk}/stop")
    token = encrypt(json.dumps(bundle_of(PLAN)).encode(), b"\0" * 32)
    assert stranger.post("/s/none/reply", token, content_type="application/jose").status_code == 404
    over = hand()
    where, key = path(over), key_of(over)
    clock.forward(hours=25)
    token = encrypt(json.dumps(bundle_of(PLAN)).encode(), key)
    assert stranger.post(f"{where}/reply", token, content_type="application/jose").status_code == 404


def test_a_removed_reply_cannot_be_sent_again_and_its_words_are_gone(treated, hand, stranger):
    share = hand()
    assert reply(stranger, share, PLAN).status_code == 201
    row = ClinicReply.objects.get()
    assert b"Baclofen" not in bytes(row.content)
    treated.presses(f"/visit/replies/{row.pk}/remove")
    assert bytes(ClinicReply.objects.get().content) == b""
    treated.opens(f"/visit/replies/{row.pk}", status=404)
    assert reply(stranger, share, PLAN).status_code == 422


@pytest.mark.node
def test_the_examples_of_hl7_are_read_or_refused_in_words(needs_node, clock):
    found = []
    for file in sorted((needs_node / "node_modules" / "hl7.fhir.uv.ips" / "example").glob("Bundle-*.json")):
        try:
            reply = read_reply(file.read_bytes(), now=clock.now, today=clock.now.date())
        except NotAReply:
            continue
        found.append(file.name)
        plans = [item for item in reply.items if isinstance(item, PlanItem)]
        assert plans
        assert all(item.steps == () for item in plans)  # none of them names times of day: the words stand alone
    assert found


def test_only_the_owner_decides(treated, hand, stranger):
    assert reply(stranger, hand(), PLAN).status_code == 201
    row = ClinicReply.objects.get()
    for address in (f"/visit/replies/{row.pk}", "/visit/replies", "/visit/replies/bring"):
        assert stranger.get(address).status_code in (302, 401, 403)
    assert stranger.post(f"/visit/replies/{row.pk}/0", {"answer": "taken"}).status_code in (302, 401, 403)
    treated.presses(f"/visit/replies/{row.pk}/0", answer="maybe", status=404)
    treated.presses(f"/visit/replies/{row.pk}/7", answer="taken")
    assert [one.ends for one in plans(treated)["Baclofen"]] == [None]


# ---------------------------------------------------------------- a link of the clinic


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1/x", "https://localhost/x", "https://10.1.2.3/x", "https://192.168.1.1/x", "https://[::1]/x",
        "https://169.254.169.254/latest", "https://me@127.0.0.1/x", "https://127.0.0.1:8443/x", "https://0.0.0.0/x",
        "https://[::ffff:127.0.0.1]/x",
    ],
)  # fmt: skip
def test_no_private_address_is_ever_asked(treated, url):
    text = str(Link(url, new_key(), "U"))
    html = treated.presses("/visit/replies/bring", link=text, yes="1", status=422)
    assert "only public https addresses" in html


@pytest.mark.parametrize("text", ["", "hello", "shlink:/abc", "shlink:/e30", "javascript:alert(1)"])
def test_what_is_no_link_is_said(treated, text):
    assert "no SMART Health Link" in treated.presses("/visit/replies/bring", link=text, status=422)


def test_a_plain_http_link_and_a_newer_one_are_refused(treated):
    def link(**changes: object) -> str:
        payload = {"url": "https://clinic.example/a", "key": encode(new_key()), "flag": "U", **changes}
        return "shlink:/" + encode(json.dumps(payload).encode())

    for text in (link(url="http://clinic.example/a"), link(flag="PU"), link(v=2), link(key="short")):
        treated.presses("/visit/replies/bring", link=text, status=422)
    over = treated.presses("/visit/replies/bring", link=link(exp=1), yes="1", status=422)
    assert "This link is over" in over


class Clinic(BaseHTTPRequestHandler):
    """A clinic's server on this machine: what each address answers is set by the test."""

    answers: dict[str, Callable[[str], tuple[int, dict[str, str], bytes]]] = {}

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def _answer(self) -> None:
        asked = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        status, headers, body = self.answers[self.path.split("?")[0]](asked)
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: object) -> None:
        """Says nothing."""


@pytest.fixture
def clinic(monkeypatch):
    """`clinic.example` is this machine, by plain http: the one place where the address would be looked up."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Clinic)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    port = server.server_address[1]
    monkeypatch.setattr(
        outgoing, "_connect", lambda _p, public: http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    )
    Clinic.answers = {}
    yield Clinic.answers
    server.shutdown()


def test_a_link_is_fetched_after_a_yes_and_opens_as_a_reply(treated, clinic):
    key, asked = new_key(), []
    token = encrypt(
        json.dumps(bundle_of(PLAN, {"resourceType": "Practitioner", "name": [{"text": "Dr X"}]})).encode(), key
    )
    clinic["/a"] = lambda said: (asked.append(said), (200, {}, token.encode()))[1]
    text = str(Link("https://clinic.example/a", key, "U"))
    html = treated.presses("/visit/replies/bring", link=f"https://viewer.example/#{text}")
    assert "Fetch it from clinic.example?" in html
    assert asked == []
    html = treated.presses("/visit/replies/bring", link=text, yes="1")
    assert "Dr X" in html
    assert "15 mg at 08:00 and 20:00" in html
    assert "came before" in treated.presses("/visit/replies/bring", link=text, yes="1", status=422)


def test_a_manifest_with_a_passcode_and_a_place_of_its_own(treated, clinic):
    key = new_key()
    token = encrypt(json.dumps(bundle_of(PLAN)).encode(), key)

    def manifest(said: str) -> tuple[int, dict[str, str], bytes]:
        if json.loads(said).get("passcode") != "1234":
            return 401, {}, b'{"remainingAttempts": 4}'
        files = [{"contentType": "application/fhir+json", "location": "https://clinic.example/file"}]
        return 200, {}, json.dumps({"files": files}).encode()

    clinic["/m"], clinic["/file"] = manifest, lambda _said: (200, {}, token.encode())
    text = str(Link("https://clinic.example/m", key, "LP"))
    assert "not the right one" in treated.presses("/visit/replies/bring", link=text, yes="1", passcode="x", status=422)
    assert "15 mg at 08:00" in treated.presses("/visit/replies/bring", link=text, yes="1", passcode="1234")


def test_redirects_floods_and_rubbish_are_refused(treated, clinic):
    key = new_key()
    clinic["/redirect"] = lambda _s: (302, {"Location": "https://127.0.0.1/"}, b"")
    clinic["/flood"] = lambda _s: (200, {}, b"A" * 7_000_000)
    clinic["/rubbish"] = lambda _s: (200, {}, b"\xff\xfe")
    clinic["/other"] = lambda _s: (200, {}, encrypt(b"{}", new_key()).encode())
    clinic["/gone"] = lambda _s: (404, {}, b"")
    clinic["/broken"] = lambda _s: (500, {}, b"")
    for place in clinic:
        text = str(Link(f"https://clinic.example{place}", key, "U"))
        treated.presses("/visit/replies/bring", link=text, yes="1", status=422)
    clinic["/m"] = lambda _s: (200, {}, b"[]")
    text = str(Link("https://clinic.example/m", key, "L"))
    assert "cannot be read" in treated.presses("/visit/replies/bring", link=text, yes="1", status=422)
    assert ClinicReply.objects.count() == 0
