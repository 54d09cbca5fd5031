"""The pages of the guide. They know a reader's size and colours and nothing else, so that a browser may keep them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from unknot import __version__
from unknot.knowledge import guide as knowledge
from unknot.knowledge.guide import Guide
from unknot.knowledge.guide.page import Page
from unknot.web.page.access import Access, allow, viewer
from unknot.web.page.context import page_context

QUESTION = 200
"""Characters of a question that are read."""

INDEX_KEPT = 3600
"""Seconds a browser keeps the search index."""


@dataclass(frozen=True, slots=True)
class GuideGroup:
    """Pages that stand together on the first page."""

    name: str
    pages: tuple[Page, ...]


@allow(Access.PUBLIC)
@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """Search, and every page in its group."""
    return _show(request, "guide/start.html", groups=list(groups(_guide().pages)))


@allow(Access.PUBLIC)
@require_GET
def page(request: HttpRequest, slug: str) -> HttpResponse:
    guide = _guide()
    topic = guide.page(slug)
    if topic is None:
        raise Http404
    see = [found for found in map(guide.page, topic.see) if found]
    return _show(request, "guide/page.html", topic=topic, words=guide.words_on(topic), see=see)


@allow(Access.PUBLIC)
@require_GET
def ledger(request: HttpRequest) -> HttpResponse:
    """Common claims, set right."""
    return _show(request, "guide/ledger.html", rows=_guide().ledger)


@allow(Access.PUBLIC)
@require_GET
def words(request: HttpRequest) -> HttpResponse:
    """The glossary."""
    terms = sorted(_guide().glossary.values(), key=lambda term: term.word.casefold())
    return _show(request, "guide/words.html", words=terms)


# ---------------------------------------------------------------- search


@csrf_exempt  # it changes nothing; posted so that the question stands in no address
@allow(Access.PUBLIC)
@require_http_methods(["GET", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """The answer without a script; with one, `guide.js` finds the same in the page."""
    question = request.POST.get("q", "")[:QUESTION].strip()
    found = knowledge.find(question, knowledge.index(_guide().language))
    return _show(request, "guide/search.html", question=question, found=found)


@allow(Access.PUBLIC)
@require_GET
def search_index(request: HttpRequest) -> HttpResponse:
    answer = JsonResponse(knowledge.index(_guide().language), json_dumps_params={"separators": (",", ":")})
    answer["Cache-Control"] = f"private, max-age={INDEX_KEPT}"
    return answer


# ---------------------------------------------------------------- what they share


def _guide() -> Guide:
    return knowledge.guide(get_language() or "en")


def groups(pages: Iterable[Page]) -> Iterator[GuideGroup]:
    """The pages in the groups they come in, in their order."""
    by_name: dict[str, list[Page]] = {}
    for each in pages:
        by_name.setdefault(each.group, []).append(each)
    return (GuideGroup(name, tuple(members)) for name, members in by_name.items())


def _show(request: HttpRequest, template: str, **context: Any) -> HttpResponse:
    who = viewer(request)
    if who.may_log:
        page_context(request, since=timedelta(0))  # in the reader's size and colours, with the places at the end
    shared = {"today": who.now.date(), "version": __version__, "spoken": _guide().language}
    answer = render(request, template, {**shared, **context})
    answer["Cache-Control"] = "private, no-cache"
    return answer
