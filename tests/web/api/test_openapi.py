"""The published document against the real API: schemathesis asks it what it says it takes, and what it does not."""

from __future__ import annotations

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from schemathesis.config import SchemathesisConfig
from schemathesis.generation import GenerationMode

from tests.web.api.test_quick import SECRET, gadget  # noqa: F401  # its fixture
from unknot.journal.document import KINDS
from unknot.web.api.openapi import document
from unknot.web.page import rate_limit
from unknot.web.page.devices import cookie_name

HISTORY = "the heron stood in the reeds"
CHECKS = {
    # a preset that is no button, a sentence that is asked back, a document whose inside is not one
    "positive_data_acceptance": {"expected-statuses": ["2xx", "400", "403", "404", "409", "422"]},
    "negative_data_rejection": {"expected-statuses": ["400", "401", "403", "404", "405", "409", "413", "415", "422"]},
}


@pytest.fixture
def schema(home, gadget, monkeypatch):  # noqa: F811
    """The document as it is served, with something in the journal that could be given away."""
    monkeypatch.setattr(rate_limit.tokens, "most", 100_000)
    monkeypatch.setattr(rate_limit.devices, "most", 100_000)
    gadget({"text": HISTORY})
    for signal in (request_started, request_finished):  # they would end the transaction of the test
        signal.disconnect(close_old_connections)
    config = SchemathesisConfig.from_dict({"checks": CHECKS})
    yield schemathesis.openapi.from_wsgi("/api/v1/openapi.json", WSGIHandler(), config=config)
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.name.lower())
@pytest.mark.parametrize(("path", "method"), [("/api/v1/quick", "POST"), ("/api/v1/entries/{id}", "PUT")])
def test_the_api_does_what_its_document_says(schema, home, path, method, mode):
    cookies = {cookie_name(): home.device.cookies[cookie_name()].value}
    known = {"headers": {"Authorization": f"Bearer {SECRET}"}} if method == "POST" else {"cookies": cookies}

    @settings(max_examples=40, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(case=schema[path][method].as_strategy(generation_mode=mode))
    def ask(case: schemathesis.Case) -> None:
        response = case.call_and_validate(**known)
        assert HISTORY not in response.text

    ask()


def test_the_document_holds_every_kind_that_a_device_may_send():
    kinds = document()["components"]["schemas"]["Entry"]["properties"]["kind"]["enum"]
    assert set(kinds) == {
        "episode",
        "dose",
        "diary-day",
        "symptom",
        "exposure",
        "treatment",
        "note",
        *("amendment",),
    } | {"retraction"}
    assert set(kinds) <= set(KINDS)


def test_the_document_is_for_anyone_and_tells_of_nobody(client, home):
    answer = client.get("/api/v1/openapi.json")
    assert answer.status_code == 200
    assert answer.json() == document()
    for refusal in ("409", "413", "429"):
        assert all(
            refusal in operation["responses"] for item in document()["paths"].values() for operation in item.values()
        )
