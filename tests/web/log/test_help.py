"""Get help now: one press from everywhere, without signing in."""

from __future__ import annotations

from django.test import Client

from tests.web.person import Person

FROM = ("/", "/somewhere-else", "/check-in/2026-03-02/bother", "/diary", "/visit", "/settings", "/welcome", "/help")
IN_ORDER = ("/diary", "/patterns", "/visit", "/medicines", "/guide", "/settings", "/help")


def test_a_stranger_gets_help(db):
    html = Client().get("/help").content.decode()
    assert "112" in html
    assert "Sit up now" in html
    assert "It does not diagnose" in html


def test_the_number_of_the_country(person: Person):
    html = person.opens("/help")
    assert 'href="tel:112"' in html
    assert "Emergency in Ireland" in html
    assert 'href="tel:111"' in Client().get("/help/NZ").content.decode()
    assert Client().get("/help/XX").status_code == 404


def test_one_press_from_everywhere(person: Person):
    person.taps()
    for path in (*FROM, f"/entry/{person.spasms()[0].id}/bother"):
        assert 'href="/help"' in person.opens(path), path


def test_help_comes_last_in_the_same_order_everywhere(person: Person):
    for path in ("/?all=1", "/diary", "/visit", "/settings", "/guide"):
        nav = person.opens(path).split('class="places"')[1]
        places = [place for place in IN_ORDER if f'"{place}"' in nav]
        assert places == sorted(places, key=lambda place: nav.index(f'"{place}"')), path
        assert places[-1] == "/help"


def test_the_lines_of_the_country_and_that_they_were_not_rung(person: Person):
    html = person.opens("/help/IE")
    assert 'href="tel:018092166"' in html
    assert 'href="tel:116123"' in html
    assert "not checked with the service itself" in html
    assert "NHS 111" in person.opens("/help/GB")


def test_a_message_offers_the_line_it_is_about(person: Person):
    html = person.presses("/anything-else", sign="self-harm-thoughts")
    assert "Samaritans: 116 123" in html
    assert 'href="tel:112"' in html, "an emergency has the emergency number too"
    assert "Public Poisons Line" in person.presses("/anything-else", sign="hard-to-wake")
