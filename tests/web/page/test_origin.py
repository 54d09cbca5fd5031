"""Whether a link works anywhere else than on this computer."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from tests.web.person import Person
from unknot.web.page.origin import only_here

SAYS = "This works only on this computer"


@pytest.mark.parametrize(
    ("host", "here"),
    [
        ("localhost:8420", True),
        ("127.0.0.1:8420", True),
        ("[::1]:8420", True),
        ("my.localhost", True),
        ("192.168.1.7:8420", False),
        ("diary.example", False),
        ("localhost.example", False),
    ],
)
def test_an_address_of_this_computer_is_known(host: str, here: bool, settings):
    settings.ALLOWED_HOSTS = ["*"]
    assert only_here(RequestFactory().get("/", HTTP_HOST=host)) is here


def test_every_link_and_code_says_so(person: Person):
    for path in ("/visit/show", "/visit/show/new/clinic", "/who/invite", "/devices"):
        at_home = person.browser.get(path, HTTP_HOST="localhost")
        assert SAYS in at_home.content.decode(), path
        assert "/settings/address" in at_home.content.decode(), path


def test_behind_a_name_nothing_is_said(person: Person, settings):
    settings.PROXY = "https://diary.example"
    assert SAYS not in person.browser.get("/visit/show", HTTP_HOST="localhost").content.decode()


def test_the_page_about_the_address_tests_it(person: Person):
    html = person.browser.get("/settings/address", HTTP_HOST="localhost").content.decode()
    assert "Only this computer can open it." in html
    assert "http://localhost" in html
