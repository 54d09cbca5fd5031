"""Nothing a person filled in is lost: not to an old form token, nor to a journal that locked itself."""

from __future__ import annotations

import re

import pytest
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.test import Client
from django.urls import path
from django.utils.html import escape

from unknot.web import urls
from unknot.web.page.access import Access, allow

SAVED: list[str] = []


@allow(Access.LOG)
def note(request: HttpRequest) -> HttpResponse:
    """A view as they all are: shows the form with what was posted, writes only on POST."""
    if request.method == "POST":
        SAVED.append(request.POST["words"])
        return HttpResponse(status=303, headers={"Location": "/"})
    words = request.POST.get("words", "")
    return HttpResponse(f'<input name="words" value="{escape(words)}"><i>{get_token(request)}</i>')


@allow(Access.READ)
def only_post(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        from django.http import HttpResponseNotAllowed

        return HttpResponseNotAllowed(["POST"])
    SAVED.append(request.POST["words"])
    return HttpResponse("saved")


class Urls:
    urlpatterns = [*urls.urlpatterns, path("note", note), path("only-post", only_post)]


@pytest.fixture(autouse=True)
def _routes(settings):
    settings.ROOT_URLCONF = Urls
    SAVED.clear()


def checking(client: Client) -> Client:
    """The same browser, of which form tokens are asked."""
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    return strict


def token_in(page: str) -> str:
    return re.search(r'name="csrfmiddlewaretoken" value="(\w+)"|<i>(\w+)</i>', page).group(1, 2)[0] or re.search(
        r"<i>(\w+)</i>", page
    ).group(1)


def test_an_old_token_shows_the_filled_form_and_the_next_press_saves(home):
    browser = checking(home.device)
    answer = browser.post("/note", {"words": 'left calf, "bad" <night>'})
    assert answer.status_code == 403
    assert 'value="left calf, &quot;bad&quot; &lt;night&gt;"' in answer.content.decode()
    assert SAVED == []
    again = {"words": "left calf", "csrfmiddlewaretoken": token_in(answer.content.decode())}
    assert browser.post("/note", again).status_code == 303
    assert SAVED == ["left calf"]


def test_a_view_that_only_takes_posts_gets_the_same_fields_with_a_button(home):
    browser = checking(home.owner)
    answer = browser.post("/only-post", {"words": "both feet", "passphrase": "four quiet herons"})
    page = answer.content.decode()
    assert answer.status_code == 403
    assert 'name="words" value="both feet"' in page
    assert "herons" not in page
    assert SAVED == []
    browser.post("/only-post", {"words": "both feet", "csrfmiddlewaretoken": token_in(page)})
    assert SAVED == ["both feet"]


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_the_form_of_another_site_is_refused_before_anything_is_shown(home, site):
    answer = home.device.post("/note", {"words": "planted"}, headers={"Sec-Fetch-Site": site})
    assert answer.status_code == 403
    assert b"planted" not in answer.content
    assert SAVED == []


def test_a_foreign_origin_is_refused_by_browsers_that_say_no_more(home):
    browser = checking(home.device)
    page = browser.get("/note").content.decode()
    sent = {"words": "planted", "csrfmiddlewaretoken": token_in(page)}
    browser.post("/note", sent, headers={"Origin": "https://evil.example"})
    assert SAVED == []


def test_our_own_form_without_a_referrer_is_believed_when_the_browser_vouches(home):
    browser = checking(home.device)
    sent = {"words": "left calf", "csrfmiddlewaretoken": token_in(browser.get("/note").content.decode())}
    browser.post("/note", sent, headers={"Origin": "null"})
    assert SAVED == []
    browser.post("/note", sent, headers={"Origin": "null", "Sec-Fetch-Site": "same-origin"})
    assert SAVED == ["left calf"]


def test_a_script_with_an_old_token_is_told_to_load_the_page_again(home):
    answer = checking(home.device).post("/note", {"words": "x"}, headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json()["reload"]) == (403, True)


def test_a_form_sent_after_the_journal_locked_itself_waits_until_it_is_unlocked(home, clock):
    home.owner.post("/keys/passphrase", {"passphrase": "four quiet herons"})
    clock.forward(minutes=20)
    answer = home.owner.post("/only-post", {"words": "three lines I typed"})
    page = answer.content.decode()
    assert answer.status_code == 401
    assert "three lines" not in page, "sealed, as whoever holds the device now may not be the owner"
    sealed = re.search(r'name="kept" value="([^"]+)"', page).group(1)

    wrong = home.owner.post("/sign-in", {"passphrase": "no", "kept": sealed})
    assert "three lines" not in wrong.content.decode()
    right = home.owner.post("/sign-in", {"passphrase": "four quiet herons", "kept": sealed})
    assert 'action="/only-post"' in right.content.decode()
    assert 'name="words" value="three lines I typed"' in right.content.decode()
    assert SAVED == [], "the person presses Save"


def test_what_was_not_sealed_by_us_is_not_shown(home):
    home.owner.post("/keys/passphrase", {"passphrase": "four quiet herons"})
    home.owner.post("/lock")
    answer = home.owner.post("/sign-in", {"passphrase": "four quiet herons", "kept": "eyJhIjoxfQ:made:up"})
    assert answer.status_code == 302
