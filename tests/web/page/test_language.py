"""Every word passes through a catalogue: a made-up language that wraps each text shows what does not."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from scripts.words import collected, of_data, of_python, of_template
from unknot import actions
from unknot.actions import Actor
from unknot.household.people.settings_sync import repeat
from unknot.journal.entry import Settings
from unknot.journal.span import moment
from unknot.web import languages
from unknot.web.page.language import translator

ENTRANCE = ("/sign-in", "/device", "/devices", "/keys", "/confirm", "/recovery-sheet", "/begin/used-up")


@pytest.fixture(scope="module")
def made_up_language(tmp_path_factory) -> Path:
    """A catalogue of Esperanto in which every text stands in double brackets."""
    words = collected()
    wrapped = Catalog(locale="eo", charset="utf-8")
    for message in words:
        if isinstance(message.id, str) and message.id:
            wrapped.add(message.id, f"\u27e6{message.id}\u27e7")
        elif message.id:
            wrapped.add(message.id, [f"\u27e6{text}\u27e7" for text in message.id])
    folder = tmp_path_factory.mktemp("locale")
    (folder / "eo" / "LC_MESSAGES").mkdir(parents=True)
    with (folder / "eo" / "LC_MESSAGES" / "django.mo").open("wb") as file:
        write_mo(file, wrapped)
    return folder


@pytest.fixture
def esperanto(made_up_language, settings):
    settings.LOCALE_PATHS = [made_up_language]
    settings.LANGUAGES = languages.offered(made_up_language)


class Texts(HTMLParser):
    """The texts of a page that a person sees, but for what a person or a machine named."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.inside: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag not in ("input", "meta", "link", "br"):
            self.inside.append(tag)

    def handle_endtag(self, tag):
        if tag in self.inside:
            del self.inside[self.inside.index(tag) :]

    def handle_data(self, data):
        plain = re.sub(r"\u27e6[^\u27e6]*\u27e7|[\W\d]|Unknot", "", data)
        if plain and not {"title", "code", "script", "ol"} & set(self.inside):
            self.found.append(data.strip())


def test_the_entrance_has_no_word_outside_the_catalogue(home, esperanto):
    for path in ENTRANCE:
        page = Texts()
        page.feed(home.owner.get(path, headers={"Accept-Language": "eo"}).content.decode())
        named = [text for text in page.found if not text.startswith(("This device", "\u27e6"))]
        assert named == [], path


def test_english_is_offered_and_what_has_a_catalogue(made_up_language, tmp_path):
    assert languages.offered(tmp_path) == [("en", "English")]
    assert languages.offered(made_up_language) == [("en", "English"), ("eo", "Esperanto")]


def test_the_browser_chooses_until_the_settings_do(home, esperanto):
    def language(client) -> str:
        return client.get("/sign-in", headers={"Accept-Language": "eo, en;q=0.5"}).headers["Content-Language"]

    assert language(home.device) == "eo"
    repeat(home.journal, Settings(language="en"))
    assert language(home.device) == "en"
    assert language(home.locked) == "eo", "a browser that is no device knows no settings"


def test_settings_that_came_another_way_count_after_signing_in(home, clock, esperanto):
    from tests.web.conftest import begin

    at = moment(clock.now, "Europe/Dublin")
    actions.record(home.journal, Settings(language="eo"), by=Actor(), happened_at=at, now=clock.now)
    client = begin(home.journal, clock.now, device=False)
    assert client.get("/devices").headers["Content-Language"] == "eo"


@pytest.mark.parametrize("asked", ["", "xx", "de-DE", "../../etc", "eo;q=x", "*", "e" * 2000])
def test_any_wish_gets_a_language_that_there_is(stranger, asked):
    assert stranger.get("/sign-in", headers={"Accept-Language": asked}).headers["Content-Language"] == "en"


def test_a_translator_speaks_another_language_than_the_page(esperanto):
    assert translator("eo")("Unlock") == "\u27e6Unlock\u27e7"
    assert translator("en")("Unlock") == "Unlock"


# ---------------------------------------------------------------- collecting


def test_texts_of_python():
    source = 'a = _("One")\nb = ngettext("%(n)d day", "%(n)d days", n)\nc = _(word)\n'
    assert list(of_python(source)) == [(1, "One"), (2, ("%(n)d day", "%(n)d days"))]


def test_texts_of_templates():
    source = (
        "{% translate 'One' %}{% translate \"Two\" as t %}{{ _('Three')|upper }}"
        "{% blocktranslate with n=x %}Four {{ n }} 5%{% endblocktranslate %}"
        "{% blocktranslate trimmed count n=x %}\n  day\n{% plural %}{{ n }} days{% endblocktranslate %}"
    )
    assert [text for _, text in of_template(source)] == ["One", "Two", "Three", "Four %(n)s 5%%", ("day", "%(n)s days")]


def test_texts_of_data_files():
    source = '[rule]\ntitle = "T"\nkey = "k"\nsteps = ["a", "b"]\n[[rule.clause]]\nsay = "s"\n'
    assert [text for _, text in of_data(source)] == ["T", "a", "b", "s"]
