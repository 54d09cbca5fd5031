"""What every answer carries, on every route and to everyone."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from django.http import HttpResponse

from tests.web.test_access import ROUTES, filled
from unknot.web.page.access import Access, declared
from unknot.web.page.headers import as_file

NEEDED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Loads(HTMLParser):
    """What a page would load or run that the policy forbids."""

    def __init__(self) -> None:
        super().__init__()
        self.forbidden: list[str] = []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "script" and "src" not in given:
            self.forbidden.append("inline script")
        if tag == "style" or "style" in given:
            self.forbidden.append(f"inline style on {tag}")
        self.forbidden += [f"handler {name}" for name in given if name.startswith("on")]
        for name in ("src", "href", "action"):
            if re.match(r"(https?:)?//", given.get(name) or "") and tag in ("script", "link", "img", "form", "iframe"):
                self.forbidden.append(f"{tag} to {given[name]}")


@pytest.mark.parametrize("role", ["stranger", "device", "owner"])
def test_every_answer_is_closed_to_other_sites_and_to_caches(home, stranger, role):
    browser = {"stranger": stranger, "device": home.device, "owner": home.owner}[role]
    wrong = [
        f"/{where}: {fault}"
        for where, route in ROUTES
        for fault in faults(browser.get(filled(where)), private=declared(route.callback) is not Access.PUBLIC)
    ]
    assert wrong == []


def faults(answer, *, private: bool) -> list[str]:
    """What is wrong with the headers of an answer, and with what its page would load."""
    policy = answer.headers["Content-Security-Policy"]
    found = [] if "default-src 'none'" in policy and "unsafe" not in policy else [policy]
    needed = NEEDED if private else {name: value for name, value in NEEDED.items() if name != "Cache-Control"}
    found += [f"{name}: {answer.headers[name]}" for name, value in needed.items() if answer.headers[name] != value]
    kind = answer.headers.get("Content-Type", "")
    if answer.status_code not in (302, 304) and not re.search(r"charset=utf-8$|^application/|^image/", kind):
        found.append(kind)
    if kind.startswith("text/html"):
        page = Loads()
        page.feed(answer.content.decode())
        found += page.forbidden
    return found


def test_with_tls_browsers_are_told_to_stay_with_it(stranger, settings):
    assert "Strict-Transport-Security" not in stranger.get("/healthz").headers
    settings.TLS = True
    assert stranger.get("/healthz").headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


def test_no_script_may_come_from_elsewhere(stranger):
    policy = stranger.get("/healthz").headers["Content-Security-Policy"]
    directives = dict(part.split(" ", 1) for part in policy.split("; "))
    assert set(directives.values()) == {"'none'", "'self'"}
    assert directives["frame-ancestors"] == directives["base-uri"] == directives["object-src"] == "'none'"


def test_an_unknown_host_is_refused(stranger):
    answer = stranger.get("/healthz", headers={"Host": "evil.example"})
    assert answer.status_code == 400
    assert b"evil" not in answer.content


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("profile.pdf", 'attachment; filename="profile.pdf"'),
        ("Röntgen.pdf", "attachment; filename*=utf-8''R%C3%B6ntgen.pdf"),
        ('a"b\\c.pdf', 'attachment; filename="a\\"b\\\\c.pdf"'),
    ],
)
def test_a_file_keeps_its_name_in_any_script(name, header):
    assert as_file(HttpResponse(), name).headers["Content-Disposition"] == header
