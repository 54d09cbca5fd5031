"""The Profile and the patient summary in FHIR: coverage is data, an empty section never says "none"."""

import json
from datetime import UTC, date, datetime
from uuid import UUID

import fhirkit
import pytest

from tests.days import journal
from tests.generate import random_journal
from unknot.fhir.bundle import context_of, shared_bundle
from unknot.fhir.profile import profile_resources
from unknot.fhir.summary import SECTIONS, summary_document
from unknot.journal.journal import settle
from unknot.knowledge.words import as_written
from unknot.report.compose import compose
from unknot.report.profile import Audience

NOW = datetime(2026, 3, 24, 9, tzinfo=UTC)
HOME = UUID(int=1)


def reported(some):
    profile = compose(
        some,
        audience=Audience.SHARED,
        first=date(2026, 2, 24),
        last=date(2026, 3, 23),
        zone="Europe/Dublin",
        now=NOW,
        _=as_written,
    )
    return profile_resources(profile, context_of(some, HOME, as_written), b"%PDF-")


def figures(resources):
    return {
        r["code"]["coding"][0]["code"].removeprefix("field."): r["valueQuantity"]["value"]
        for r in resources
        if "valueQuantity" in r
    }


def test_an_empty_journal_reports_its_coverage_and_no_count():
    assert figures(reported(journal(""))) == {
        "days-recorded": 0,
        "days-of-period": 28,
        "percent-recorded": 0,
        "days-from-memory": 0,
    }


def test_what_is_counted_is_counted_on_recorded_days():
    days = "\n".join(f"2026-03-{day:02} none" for day in range(1, 21))
    found = figures(reported(journal(days)))
    assert (found["days-recorded"], found["spasm-days"], found["percent-recorded"]) == (20, 0, 71)


def test_the_report_carries_its_paper_and_is_valid_in_a_bundle():
    some = journal("2026-03-02 08:10 spasm 6/10 left-calf")
    resources = reported(some)
    assert resources[0]["presentedForm"][0]["contentType"] == "application/pdf"
    bundle = shared_bundle(some, some.entries, id=HOME, now=NOW, _=as_written, also=resources)
    assert [str(issue) for issue in fhirkit.validate(json.dumps(bundle))] == []


@pytest.mark.parametrize("seed", range(25))
def test_a_summary_has_its_three_sections_each_with_entries_or_a_reason(seed):
    document = summary_document(settle(random_journal(seed)).public(), id=HOME, now=NOW, _=as_written)
    assert [str(issue) for issue in fhirkit.validate(json.dumps(document))] == []
    composition, person = (row["resource"] for row in document["entry"][:2])
    assert (composition["resourceType"], person["resourceType"]) == ("Composition", "Patient")
    assert [s["code"]["coding"][0]["code"] for s in composition["section"]] == [code for code, _, _ in SECTIONS]
    inside = {row["fullUrl"] for row in document["entry"]}
    for section in composition["section"]:
        assert ("entry" in section) != ("emptyReason" in section)
        assert section["text"]["div"].startswith("<div xmlns=")
        assert {e["reference"] for e in section.get("entry", [])} <= inside


def test_an_empty_section_says_that_it_is_not_known_never_that_there_are_none():
    document = summary_document(journal(""), id=HOME, now=NOW, _=as_written)
    assert {s["emptyReason"]["coding"][0]["code"] for s in document["entry"][0]["resource"]["section"]} == {
        "unavailable"
    }


def test_markup_in_a_persons_words_stays_words():
    some = settle([])
    document = json.dumps(summary_document(some, id=HOME, now=NOW, _=lambda text: f"<script>{text}"))
    assert "<script>This" not in document.replace('"title": "<script>', "").replace('"text": "<script>', "")


def test_the_report_says_every_section_in_words_and_escapes_what_people_wrote():
    report = reported(journal('2026-03-04 09:00 note "<b>Why at night?</b>" question'))[0]
    div = report["text"]["div"]
    assert "<h2>Falls and side effects</h2>" in div
    assert "&lt;b&gt;Why at night?&lt;/b&gt;" in div
    assert "Too little recorded time to draw the day." in div
