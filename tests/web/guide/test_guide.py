"""The guide is open to anyone and knows nothing of a person; a note on it is for its owner alone."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import subprocess
from datetime import timedelta
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.urls import reverse

from tests.needs import missing
from unknot import actions
from unknot.actions import Actor
from unknot.journal.entry import Dose, Episode, Exposure, Medicine, Note, Treatment
from unknot.journal.span import moment
from unknot.knowledge import guide
from unknot.knowledge.guide.page import Drawing
from unknot.store import entries
from unknot.web.page.guide_links import every_address, explaining

GUIDE = guide.guide()
STATIC = Path(__file__).parents[3] / "src" / "unknot" / "web" / "static"
MADE = ["/guide", "/guide/ledger", "/guide/words", "/guide/search"]
EVERY = [*MADE, *(f"/guide/{page.slug}" for page in GUIDE.pages)]
OFFLINE = 200_000
"""Bytes, packed, that a browser keeps to have the whole guide offline."""


class Seen(HTMLParser):
    """The ids, links and words of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.words: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.ids += [found["id"]] if "id" in found else []
        self.links += [found["href"]] if tag == "a" else []

    def handle_data(self, data):
        self.words.append(data)

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", "".join(self.words))


def seen(client, address: str) -> Seen:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return Seen(answer.content.decode())


# ---------------------------------------------------------------- reading


@pytest.mark.parametrize("address", EVERY)
def test_anyone_may_read_it(stranger, address):
    page = seen(stranger, address)
    assert "No clinician has signed off this guide." in page.text
    assert len(page.ids) == len(set(page.ids))


@pytest.mark.parametrize("address", EVERY)
def test_every_link_of_it_leads_somewhere(stranger, address):
    page = seen(stranger, address)
    for link in page.links:
        to, _, anchor = link.partition("#")
        if to.startswith("/guide") and not to.endswith("/note"):
            assert not anchor or anchor in seen(stranger, to).ids, link
        elif not to:
            assert anchor in page.ids, link


@pytest.mark.parametrize("page", GUIDE.pages, ids=lambda page: page.slug)
def test_a_page_says_each_of_its_claims_with_its_proof(stranger, page):
    text = seen(stranger, f"/guide/{page.slug}").text
    for claim in page.claims:
        assert all(citation.source.title in text for citation in claim.citations)
        assert all(each in text for each in claim.sentences)


def test_what_was_not_read_in_its_source_says_so(stranger):
    for page in GUIDE.pages:
        html = stranger.get(f"/guide/{page.slug}").content.decode().lower()
        unchecked = [claim for claim in page.claims if claim.unchecked]
        # beside each sentence or below it, and once more in the proof
        assert html.count("not yet checked by a clinician") >= 2 * len(unchecked), page.slug


def test_certainty_is_in_words_and_in_a_mark_that_needs_no_colour(stranger):
    html = stranger.get("/guide/natural-remedies").content.decode()
    (summary,) = re.findall(r"<summary><span>(?:(?!</summary>).)*Moderate certainty.*?</summary>", html, re.DOTALL)
    assert (summary.count('class="full"'), summary.count('class="hollow"')) == (3, 1)


def test_a_claim_that_is_due_says_so(stranger, clock):
    assert '<span class="overdue" hidden>' in stranger.get("/guide/massage").content.decode()
    clock.now = clock.now + timedelta(days=4 * 365)
    assert '<span class="overdue" hidden>' not in stranger.get("/guide/massage").content.decode()


def test_the_ledger_says_the_fact_first_and_quotes_the_claim_once(stranger):
    html = stranger.get("/guide/ledger").content.decode()
    for row in GUIDE.ledger:
        section = unescape(html.split(f'id="{row.id}"')[1].split("</section>")[0])
        fact, quoted, again = (section.find(words) for words in (row.fact, f"<blockquote><p>{row.quoted}", row.again))
        assert -1 < fact < quoted < again, row.id
        assert section.count(row.quoted) == 1


def test_every_drawing_is_drawn():
    names = {block.name for page in GUIDE.pages for block in page.blocks if isinstance(block, Drawing)}
    assert len(names) >= 4
    for name in names:
        try:
            get_template(f"guide/drawings/{name}.svg")
        except TemplateDoesNotExist:
            pytest.fail(name)


def test_all_of_it_can_be_kept_for_offline(stranger):
    kept = every_address()
    assert {*EVERY, "/guide/index.json"} - {"/guide/search"} == set(kept)
    assert sum(len(gzip.compress(stranger.get(address).content)) for address in kept) < OFFLINE


def test_a_page_that_is_not_there(stranger):
    assert stranger.get("/guide/homeopathy").status_code == 404


# ---------------------------------------------------------------- searching


def test_search_without_a_script_keeps_the_question_out_of_the_address(stranger):
    answer = stranger.post("/guide/search", {"q": "missed dose"})
    assert "/guide/baclofen-missed" in Seen(answer.content.decode()).links
    assert answer.wsgi_request.GET == {}


def test_a_hostile_question_is_shown_as_text(stranger):
    html = stranger.post("/guide/search", {"q": '"><script>alert(1)</script>'}).content.decode()
    assert "<script>alert" not in html
    assert "Nothing found" in html


def test_the_index_is_given_to_the_browser_to_keep(stranger):
    answer = stranger.get("/guide/index.json")
    assert answer.json() == json.loads(json.dumps(guide.index()))
    assert "max-age" in answer["Cache-Control"]


QUESTIONS = [
    "missed dose",
    "Epsom salts",
    "cramps",
    "s",
    "stress",
    "BOTOX",
    "crámp",
    "straße",
    "no such thing",
    "magnesum",
    "can I drink wine",
    "why does my leg jump at night",
    "what is it",
    "ms",
    "",
]


def test_the_page_finds_what_the_server_finds(tmp_path):
    if shutil.which("node") is None:
        missing("node was not found")
    (tmp_path / "index.json").write_text(json.dumps(guide.index()))
    (tmp_path / "questions.json").write_text(json.dumps(QUESTIONS))
    (tmp_path / "package.json").write_text('{"type": "module"}')
    shutil.copy(STATIC / "guide-search.js", tmp_path)
    (tmp_path / "ask.js").write_text(
        'import { readFileSync as read } from "node:fs"; import { find } from "./guide-search.js";'
        'const [index, asked] = ["index", "questions"].map((n) => JSON.parse(read(`${n}.json`)));'
        "console.log(JSON.stringify(asked.map((question) => find(question, index))));"
    )
    told = subprocess.run(["node", "ask.js"], cwd=tmp_path, capture_output=True, check=True, timeout=60).stdout
    assert json.loads(told) == [guide.find(question, guide.index()) for question in QUESTIONS]


# ---------------------------------------------------------------- from the journal into it


@pytest.mark.parametrize(
    ("body", "place"),
    [
        (Exposure(code="little-to-drink"), "/guide/causes#water-and-body-salts"),
        (Treatment(code="epsom-bath"), "/guide/natural-remedies#epsom-salt-baths"),
        (Dose(medicine=Medicine(name="Lioresal", code="baclofen")), "/guide/baclofen"),
        (Dose(medicine=Medicine(name="The blue one")), ""),
        (Episode(signs=("redness",)), "/guide/what-they-feel-like#what-is-not-usual"),
        (Episode(), ""),
        (Note(text="redness"), ""),
    ],
)
def test_an_entry_opens_the_place_that_explains_it(body, place):
    assert explaining(body) == place


def test_the_day_leads_from_an_entry_to_the_guide(home, clock):
    at = moment(clock.now, "UTC")
    actions.record(home.journal, Exposure(code="stress"), by=Actor(), happened_at=at, now=clock.now)
    links = seen(home.owner, f"/diary/{at.diary_day}").links
    assert "/guide/causes#stress-posture-heat-and-cold" in links


def test_a_reader_who_is_signed_in_has_the_places_at_the_end(home, stranger):
    assert "/diary" in seen(home.owner, "/guide/massage").links
    assert "/diary" not in seen(stranger, "/guide/massage").links
    assert "/help" in seen(stranger, "/guide/when-to-get-help").links


# ---------------------------------------------------------------- a private note

NOTE = "Ask about my kidneys <b>"


def write(client, page="baclofen", **said):
    address = reverse("guide-note", args=[page])
    form = re.search(r'name="id" value="([^"]+)"', client.get(address).content.decode())
    return client.post(address, {"id": form[1], "text": NOTE, **said})


def notes_in(journal):
    return list(entries.standing(journal).of(Note))


def test_the_owner_writes_a_note_and_finds_it_on_that_page_only(home):
    assert write(home.owner).status_code == 302
    (entry,) = notes_in(home.journal)
    assert (entry.body.about, entry.body.question, entry.private) == ("guide:baclofen", False, True)
    assert "Ask about my kidneys &lt;b&gt;" in home.owner.get("/guide/baclofen/note").content.decode()
    assert "kidneys &lt;b" not in home.owner.get("/guide/massage/note").content.decode()


def test_a_note_never_stands_on_the_page_that_a_browser_keeps(home):
    write(home.owner)
    assert "Ask about my kidneys" not in home.owner.get("/guide/baclofen").content.decode()
    assert home.owner.get("/guide/baclofen/note")["Cache-Control"] == "no-store"


def test_a_question_goes_to_the_visit_and_is_not_private(home):
    write(home.owner, question="on")
    (entry,) = notes_in(home.journal)
    assert (entry.body.question, entry.private) == (True, False)


def test_a_second_press_saves_nothing_twice(home):
    said = {"id": "01930000-0000-7000-8000-000000000001", "text": NOTE}
    for _ in range(2):
        home.owner.post("/guide/baclofen/note", said)
    assert len(notes_in(home.journal)) == 1
    home.owner.post("/guide/baclofen/note", {**said, "text": "Other words."})
    assert len(notes_in(home.journal)) == 2


def test_an_empty_note_is_not_saved(home):
    assert "Write a word first." in write(home.owner, text=" ").content.decode()
    assert notes_in(home.journal) == []


def test_a_note_is_removed_by_its_owner_from_its_own_page(home):
    write(home.owner)
    (entry,) = notes_in(home.journal)
    assert home.owner.post(f"/guide/massage/note/{entry.id}/remove").status_code == 404
    assert home.owner.post(f"/guide/baclofen/note/{entry.id}/remove").status_code == 302
    assert notes_in(home.journal) == []


@pytest.mark.parametrize("who", ["locked", "device"])
def test_a_locked_device_sees_no_note_and_writes_none(home, who):
    write(home.owner)
    client = getattr(home, who)
    assert client.get("/guide/baclofen/note").status_code == 302
    client.post("/guide/baclofen/note", {"id": "01930000-0000-7000-8000-000000000002", "text": "Hello"})
    assert len(notes_in(home.journal)) == 1


def test_a_stranger_and_a_neighbour_see_no_note(home, neighbours, stranger):
    write(home.owner)
    (entry,) = notes_in(home.journal)
    assert stranger.get("/guide/baclofen/note").status_code == 302
    assert "kidneys" not in neighbours.owner.get("/guide/baclofen/note").content.decode()
    assert neighbours.owner.post(f"/guide/baclofen/note/{entry.id}/remove").status_code == 404
    assert len(notes_in(home.journal)) == 1
