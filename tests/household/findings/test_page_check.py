"""Signed pages: fifty whole ones pass, fifty altered ones are found, and what changed since is named."""

from __future__ import annotations

import io
import json
import random
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

import pikepdf
import pytest
from joserfc import jws

from tests.fhir.judges import judged, shared_faults
from tests.pdf.test_page_one import profile_of
from tests.web.person import BACK, CALF, Person
from unknot import actions
from unknot.actions import Actor
from unknot.fhir.seal import Altered, NotSealed, checked_bundle, fingerprint_of, signed, signed_bundle
from unknot.household.findings import export_profile, signing
from unknot.household.findings.page_check import check_page, signed_file
from unknot.journal.document import record_document
from unknot.journal.entry import DiaryDay, Dose, Episode, Medicine, Word
from unknot.journal.journal import settle
from unknot.knowledge.words import as_written
from unknot.madeup.lives import five_hundred, raw_entries
from unknot.pdf import render
from unknot.pdf.seal import MARK, seal_of, sealed
from unknot.report.proof import manifest, page_figures

SEED, OTHER = bytes(range(32)), bytes(32)


def pages(n: int) -> list[bytes]:
    """Signed pages of lives of many shapes."""
    made = []
    for life in five_hundred()[::10][:n]:
        profile = profile_of(life)
        page = render(profile, _=as_written, signed_by=fingerprint_of(SEED))
        what = record_document(manifest(profile, settle(raw_entries(life))))
        made.append(sealed(page, signed(what, page, SEED)))
    return made


WHOLE = 10
"""Pages that are set here, each spoilt in five ways; `benchmarks.page_proof` sets fifty."""


def spoilt(page: bytes, way: int, luck: random.Random) -> bytes:
    """A page altered in one of seven ways."""
    at = page.index(b"\n" + MARK)
    body, proof = page[: at + 1], page[at + 1 :]
    match way:
        case 0:  # one letter anywhere in the page
            n = luck.randrange(20, at)
            return page[:n] + bytes([page[n] ^ 1]) + page[n + 1 :]
        case 1:  # one letter of the signature
            n = luck.randrange(at + 20, len(page) - 40)
            return page[:n] + (b"A" if page[n : n + 1] != b"A" else b"B") + page[n + 1 :]
        case 2:  # something added behind, as an editor does
            return page + b"\n1 0 obj\n<<>>\nendobj\nstartxref\n9\n%%EOF\n"
        case 3:  # opened and saved by another program, with its proof put back
            return _saved_again(body) + b"\n" + proof
        case 4:  # cut short
            return page[: luck.randrange(at + 100, len(page) - 30)]
        case 5:  # something slipped in between
            return body + b"% a note\n" + proof
        case _:  # the end leads elsewhere
            return page[: page.rindex(b"startxref")] + b"startxref\n17\n%%EOF\n"


def _saved_again(page: bytes) -> bytes:
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(page)) as document:
        document.docinfo["/Subject"] = "8 of 28 days"
        document.save(made)
    return made.getvalue()


@pytest.fixture(scope="module")
def whole() -> list[bytes]:
    return pages(WHOLE)


def test_whole_pages_pass_and_open_in_readers_as_before(whole):
    for page in whole:
        found = signed_file(page)
        assert found.fingerprint == fingerprint_of(SEED)
        with pikepdf.open(io.BytesIO(page)) as document:
            assert len(document.pages) >= 1
            assert document.open_metadata()["pdfuaid:part"] == "1"


def test_each_altered_page_is_found(whole):
    luck = random.Random(7)
    altered = [spoilt(page, (5 * n + way) % 7, luck) for n, page in enumerate(whole) for way in range(5)]
    assert len(altered) == 50
    for page in altered:
        with pytest.raises(Altered):
            signed_file(page)


def test_a_page_signed_again_by_another_has_another_key(whole):
    page = whole[0][: whole[0].index(b"\n" + MARK) + 1]
    forged = page.replace(b"/Creator", b"/Creatur", 1)
    what = dict(seal_of(whole[0]).manifest)
    found = signed_file(sealed(forged, signed(what, forged, OTHER)))
    assert found.fingerprint != fingerprint_of(SEED)


def test_what_was_never_signed_is_not_called_altered():
    for content in (b"%PDF-1.7\nnothing\n", b"{}", b"\xff\xfe", b"[]", b'{"resourceType": "Bundle"}'):
        with pytest.raises(NotSealed):
            signed_file(content)


@pytest.mark.node
def test_unrelated_programs_say_the_same(whole, needs_node, tmp_path: Path):
    luck = random.Random(3)
    files = [*whole[:3], *(spoilt(whole[0], way, luck) for way in range(7))]
    paths = [tmp_path / f"{n}.pdf" for n in range(len(files))]
    for path, content in zip(paths, files, strict=True):
        path.write_bytes(content)
    command = [shutil.which("node") or "node", "check_page.mjs"]
    lines = "\n".join(map(str, paths))
    done = subprocess.run(command, input=lines, cwd=needs_node, capture_output=True, text=True, check=True)
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["script"] for one in found] == ["whole"] * 3 + ["altered"] * 7
    assert [one["unrelated"] for one in found[:5]] == [True, True, True, False, False]


def test_the_manifest_gives_no_entry_away(whole):
    token = "".join(line[1:] for line in whole[3].split(MARK)[1].decode().splitlines() if not line.startswith("%%"))
    said = json.loads(jws.extract_compact(token.split("startxref")[0].encode()).payload)
    assert set(said) >= {"code", "figures", "entries", "sha256", "made"}
    assert all(len(digest) == 16 for digest in said["entries"])


# ---------------------------------------------------------------- from a journal


@pytest.fixture
def lived(person: Person) -> Person:
    for day in range(3, 29):
        at = f"2026-02-{day:02}"
        if day % 3 == 0:
            person.logged(f"{at}T08:10", Episode(sites=(CALF,), bother=6, note="in bed"))
        word = Word.EVERYTHING if day % 3 == 0 else Word.NONE_SO_FAR
        person.logged(f"{at}T21:00", DiaryDay(day=person.at(f"{at}T12:00").clock_date, word=word))
        person.logged(f"{at}T22:00", Dose(medicine=Medicine(name="Baclofen", code="baclofen")))
    return person


def paper(lived: Person) -> bytes:
    answer = lived.browser.get("/visit/2026-02-01/2026-02-28/spasm-profile.pdf")
    assert answer.status_code == 200
    return answer.content


def test_every_figure_comes_out_again_and_what_changed_since_is_named(lived: Person):
    page = signed_file(paper(lived))
    assert page.fingerprint == signing.fingerprint()
    found = check_page(lived.journal, page.manifest)
    assert found.figures > 40
    assert found.different == ()
    assert found.since.none
    lived.clock.forward(hours=2)
    spasms = lived.spasms()
    actions.amend(lived.journal, spasms[0].id, {"bother": 9}, by=Actor(), now=lived.clock.now)
    actions.retract(lived.journal, spasms[1].id, by=Actor(), now=lived.clock.now)
    late = actions.record(
        lived.journal,
        Episode(sites=(BACK,), bother=4),
        by=Actor(),
        happened_at=lived.at("2026-02-25T10:00"),
        now=lived.clock.now,
    ).entry
    found = check_page(lived.journal, page.manifest)
    assert found.different == ()  # the page is what the journal said then
    assert [entry.id for entry in found.since.changed] == [spasms[0].id]
    assert [entry.id for entry in found.since.added] == [late.id]
    assert found.since.gone == 1


def test_a_figure_that_the_journal_never_had_is_named(lived: Person):
    page = signed_file(paper(lived)).manifest
    place = next(place for place, words in page.figures.items() if "of 28" in words or "days" in words)
    forged = type(page)(**{f: getattr(page, f) for f in page.__slots__} | {"figures": {**page.figures, place: "28"}})
    (change,) = check_page(lived.journal, forged).different
    assert (change.place, change.printed) == (place, "28")


def test_the_shared_bundle_is_signed_and_stays_what_a_checker_accepts(lived: Person, request):
    now = lived.clock.now
    bundle = export_profile.shared_bundle(lived.journal, zone="Europe/Dublin", now=now, language="en", _=as_written)
    assert shared_faults(bundle) == []
    again = json.loads(json.dumps(bundle))
    assert signed_file(json.dumps(again).encode()).fingerprint == signing.fingerprint()
    assert check_page(lived.journal, signed_file(json.dumps(again).encode()).manifest).different == ()
    again["entry"][1]["resource"]["id"] = "x"
    with pytest.raises(Altered):
        checked_bundle(again)


@pytest.mark.node
def test_an_independent_checker_accepts_the_signature(needs_node):
    person = {"resourceType": "Patient", "id": "a", "gender": "unknown"}
    row = {"fullUrl": "urn:uuid:0192f0c1-0000-7000-8000-000000000001", "resource": person}
    bundle = {"resourceType": "Bundle", "type": "collection", "entry": [row]}
    from datetime import UTC, datetime

    whole = signed_bundle(bundle, {"code": "x"}, SEED, datetime(2026, 3, 1, tzinfo=UTC))
    assert judged(needs_node, [whole]) == [[]]


def test_a_page_for_the_same_days_has_the_same_figures_whenever_it_is_made(lived: Person):
    first = signed_file(paper(lived)).manifest
    lived.clock.forward(minutes=5)
    assert signed_file(paper(lived)).manifest.figures == first.figures
    assert first.last - first.first == timedelta(days=27)
    assert page_figures(profile_of(five_hundred()[0]))["period"]
