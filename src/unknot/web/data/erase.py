"""Erase for good: an entry, some days, or the journal with everyone who could enter it. Each time with a receipt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from uuid import UUID

from django.conf import settings as django_settings
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from unknot import actions
from unknot.household.people.forget import forget_people
from unknot.journal.span import diary_day_span, moment
from unknot.store import attachments, audit, stay_erased
from unknot.store.audit import Deed
from unknot.store.backup import FOLDER, GONE_WITHIN
from unknot.store.sweeping import sweep
from unknot.web.page import journal_reader
from unknot.web.page.access import Access, allow, forget_viewer
from unknot.web.page.context import PageContext, page_context
from unknot.web.page.entry_text import entry_text


@dataclass(frozen=True, slots=True)
class ReceiptPage:
    """A receipt in words: it says nothing of what was erased."""

    number: str
    at: str
    entries: int
    gone_by: str


def _forget() -> Callable[[str], None]:
    return partial(attachments.remove, django_settings.HOME, django_settings.MASTER_KEY)


def _remember(*people: UUID) -> None:
    """Write beside the automatic backups what must not come back with one of them."""
    stay_erased.keep(django_settings.HOME / FOLDER, django_settings.MASTER_KEY, people=people)


def _receipt(id: UUID, at: datetime, erased: int, ctx: PageContext) -> ReceiptPage:
    here, over = moment(at, ctx.zone), moment(at + GONE_WITHIN, ctx.zone)
    when = f"{ctx.voice.full(here.clock_date)}, {ctx.voice.time(here.local.time())}"
    return ReceiptPage(str(id), when, erased, ctx.voice.full(over.clock_date))


@allow(Access.FRESH)
@require_GET
def receipt(request: HttpRequest, id: UUID) -> HttpResponse:
    """The receipt of an erasing, as the audit tells of it; it can be printed."""
    ctx = page_context(request)
    found = next((x for x in audit.lines(ctx.id) if x.id == id and x.deed == Deed.ERASED), None)
    if found is None:
        raise Http404
    return render(request, "data/erase/receipt.html", {"receipt": _receipt(id, found.at, found.entries, ctx)})


# ---------------------------------------------------------------- one entry


@allow(Access.FRESH)
@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, id: UUID) -> HttpResponse:
    """An entry that stands or is in the bin."""
    ctx = page_context(request, about=id)
    entry = ctx.journal.find(id) or ctx.binned(id)
    error = ""
    if request.method == "POST":
        if "for-good" in request.POST:
            done = actions.erase(ctx.id, [id], by=ctx.by, now=ctx.who.now, forget=_forget())
            _remember()
            return redirect("receipt", done.line)
        error = _("Tick the box if you mean it.")
    said = [f"{entry_text(entry, ctx.voice).what}, {ctx.voice.full(entry.happened_at.clock_date)}"]
    return _ask(request, _("Erase this entry"), said, error)


# ---------------------------------------------------------------- some days


@allow(Access.FRESH)
@require_http_methods(["GET", "POST"])
def days(request: HttpRequest) -> HttpResponse:
    """Everything that is dated on some days: they are chosen, counted, and then erased."""
    ctx = page_context(request)
    first, last = _day(request.POST.get("first", "")), _day(request.POST.get("last", ""))
    if request.method == "GET" or first is None or last is None or last < first:
        error = _("Give the first and the last day.") if request.method == "POST" else ""
        return render(request, "data/erase/days.html", {"error": error}, status=422 if error else 200)
    start, end = diary_day_span(first, ctx.zone).start, diary_day_span(last, ctx.zone).end
    if "for-good" in request.POST:
        by = ctx.by
        done = actions.erase_between(ctx.id, start, end, by=by, now=ctx.who.now, forget=_forget())
        _remember()
        return redirect("receipt", done.line)
    n = len(actions.dated_between(ctx.id, start, end))
    words = ngettext("From {first} to {last}: {n} entry.", "From {first} to {last}: {n} entries.", n)
    said = [words.format(first=ctx.voice.full(first), last=ctx.voice.full(last), n=n)]
    error = _("Tick the box if you mean it.") if "asked" in request.POST else ""
    hidden = {"first": first.isoformat(), "last": last.isoformat()}
    return _ask(request, _("Erase these days"), said, error, hidden)


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if 1900 < found.year < 2200 else None


# ---------------------------------------------------------------- everything


@allow(Access.FRESH)
@require_http_methods(["GET", "POST"])
def everything(request: HttpRequest) -> HttpResponse:
    """The whole journal; with another tick everyone who could enter it, too, so that nothing of the person is left."""
    ctx = page_context(request)
    error = ""
    if request.method == "POST":
        if "for-good" in request.POST:
            done = actions.erase_all(ctx.id, by=ctx.by, now=ctx.who.now, forget=_forget())
            sweep(django_settings.HOME, django_settings.MASTER_KEY, ctx.who.now)
            _remember()
            assert done.line is not None
            if "person" not in request.POST:
                return redirect("receipt", done.line)
            page = _receipt(done.line, done.at, done.entries, ctx)
            forget_people(ctx.id)
            _remember(ctx.id)
            logout(request)
            forget_viewer(request)
            request._page_context = None  # type: ignore[attr-defined]
            return render(request, "data/erase/goodbye.html", {"receipt": page})
        error = _("Tick the box if you mean it.")
    return render(request, "data/erase.html", {"error": error, "entries": journal_reader.count_for(ctx.who)})


def _ask(
    request: HttpRequest, title: str, said: list[str], error: str, hidden: dict[str, str] | None = None
) -> HttpResponse:
    context = {"title": title, "said": said, "error": error, "hidden": hidden or {}}
    return render(request, "data/erase/ask.html", context, status=422 if error else 200)
