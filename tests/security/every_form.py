"""Every form of every page, and hostile letters for its fields: what a person, a paste or a robot may send."""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.db import transaction
from django.test import Client

TEXTS = (
    "",
    " ",
    "½",
    "٣",
    "-1",
    "0",
    "1e309",
    "nan",
    "99999999999999999999",
    "10:00",
    "99:99",
    "9999-12-31",
    "0001-01-01",
    "2026-02-30",
    "2200-01-01",
    "\x00",
    "a\r\nBcc: b@example.org",
    "<script>alert(1)</script>",
    '"><svg onload=alert(1)>',
    "{{ 7|add:7 }} {% now %}",
    "../../etc/passwd",
    "Please start:\n10 mg at 8:00",
    "Baclofen 99999999999999 (400) mg",
    "word " * 1200,
    "😀" * 300,
    "\u202e\u0301\u200d",
    "00000000-0000-0000-0000-000000000001",
)

LEAVES = ("/api/", "/static/", "/lock", "/export", "/recovery-sheet")
"""Addresses that no form of a page stands behind, or that give a file."""


@dataclass
class PageForm:
    """A form as a browser would send it untouched; `names` are the fields that a person fills in."""

    page: str
    action: str
    values: dict[str, str] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)

    @property
    def kind(self) -> tuple[str, ...]:
        """What makes two forms the same: where they go, ids apart, and what they hold."""
        where = "/".join("*" if any(c.isdigit() for c in part) else part for part in self.action.split("/"))
        return (where, *sorted(self.values))


class _Reader(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.page, self.forms, self.links = page, [], []
        self.form: PageForm | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "a" and given.get("href"):
            self.links.append(_here(self.page, given["href"]))
        if tag == "form":
            self.form = PageForm(self.page, _here(self.page, given.get("action") or self.page))
            if given.get("method", "get").lower() == "post":
                self.forms.append(self.form)
        if self.form is None or not given.get("name") or tag not in ("input", "select", "textarea", "button"):
            return
        name, kind = given["name"], given.get("type", "text")
        if name == "csrfmiddlewaretoken":
            return
        self.form.values.setdefault(name, given.get("value", ""))
        if kind != "file":
            self.form.names.append(name)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.form = None


def _here(page: str, link: str) -> str:
    split = urlsplit(urljoin(f"http://testserver{page}", link))
    if split.netloc != "testserver":
        return ""
    return split.path + (f"?{split.query}" if split.query else "")


def forms_of(browser: Client, starts: tuple[str, ...], most: int) -> dict[tuple[str, ...], PageForm]:
    """One form of each kind on the pages that links lead to, from these; at most so many pages are opened."""
    waiting, seen, found = deque(starts), set(starts), {}
    kinds: dict[str, int] = {}
    while waiting and most:
        page = waiting.popleft()
        where = "/".join("*" if any(c.isdigit() for c in part) else part for part in page.partition("?")[0].split("/"))
        kinds[where] = kinds.get(where, 0) + 1
        if kinds[where] > 3:
            continue
        most -= 1
        answer = browser.get(page)
        if answer.status_code >= 500:
            raise AssertionError(f"{page}: {answer.status_code}")
        if not answer.get("Content-Type", "").startswith("text/html") or answer.streaming:
            continue
        reader = _Reader(page)
        reader.feed(answer.content.decode())
        for form in reader.forms:
            found.setdefault(form.kind, form)
        links = [*reader.links, _here(page, answer.get("Location", "")) if answer.has_header("Location") else ""]
        for link in links:
            if link and link not in seen and not link.startswith(LEAVES):
                seen.add(link)
                waiting.append(link)
    return found


def hostile(form: PageForm, rng: random.Random) -> dict[str, str]:
    """The form with one field or all of them replaced, or one left out."""
    sent = dict(form.values)
    if not form.names:
        return sent
    match rng.randrange(4):
        case 0:
            return {name: rng.choice(TEXTS) if name in form.names else value for name, value in sent.items()}
        case 1:
            sent.pop(rng.choice(form.names), None)
            return sent
        case _:
            return sent | {rng.choice(form.names): rng.choice(TEXTS)}


def faults(
    browser: Client, forms: list[PageForm], rng: random.Random, posts: int, afresh: Callable[[], None]
) -> Iterator[str]:
    """What a form answered with that it must not: an error of the server, or a raw exception.

    Each post is taken back, so that the next one finds everything as it was.
    """
    cookies = {name: morsel.value for name, morsel in browser.cookies.items()}
    for n in range(posts):
        form = forms[n % len(forms)]
        sent = hostile(form, rng)
        afresh()
        try:
            with transaction.atomic():
                answer = browser.post(form.action, sent)
                transaction.set_rollback(True)
            if answer.status_code >= 500:
                yield f"{form.kind[0]}: {answer.status_code} to {sent!r:.200}"
        except Exception as error:  # noqa: BLE001 (whatever it is, a person would see a broken page)
            yield f"{form.kind[0]}: {type(error).__name__} to {sent!r:.200}"
        for name, value in cookies.items():
            browser.cookies[name] = value
