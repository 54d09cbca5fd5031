"""Visits, past and to come: whom, my questions, what was decided; and the days that are kept for the next one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from unknot import actions
from unknot.journal.document import body_document
from unknot.journal.entry import Campaign, Entry, Json, Note, Precision, Visit
from unknot.journal.scalars import write_moment
from unknot.report.wording import counted, plain
from unknot.web.page.access import Access, allow
from unknot.web.page.context import PageContext, page_context
from unknot.web.page.journal_reader import UNDATED
from unknot.web.visits import attachments
from unknot.web.visits.result_form import VisitDetailForm

KEPT_DAYS = 28
SHOWN_AFTER = timedelta(days=14)
"""How long after the last kept day its page is still offered first."""


@dataclass(frozen=True, slots=True)
class VisitRow:
    """A visit in the list."""

    id: UUID
    day: str
    said: str
    to_come: bool


@allow(Access.READ)
@require_GET
def visits(request: HttpRequest) -> HttpResponse:
    ctx = page_context(request, always=UNDATED)
    rows = [_row(entry, ctx) for entry in reversed(ctx.journal.of(Visit))]
    context = {"coming": [r for r in reversed(rows) if r.to_come], "past": [r for r in rows if not r.to_come]}
    return render(request, "visits/visits.html", context | {"kept": period_card(ctx), "offered": offered(ctx)})


def _row(entry: Entry[Visit], ctx: PageContext) -> VisitRow:
    on, body = entry.happened_at.clock_date, entry.body
    asked = counted(len(body.questions), _("1 question"), _("{n} questions")) if body.questions else ""
    decided = _("decided: {what}").format(what=plain(body.decided, 80)) if body.decided.strip() else ""
    said = "; ".join(part for part in (plain(body.whom, 60), asked, decided) if part)
    return VisitRow(entry.id, ctx.voice.full(on), said, on >= ctx.now.clock_date)


@allow(Access.READ)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A visit that was, to be written down."""
    ctx = page_context(request)
    form = VisitDetailForm(ctx.zone, None, None, False, request.POST or None)
    if request.method == "POST" and form.is_valid():
        precision = Precision.MINUTE if form.cleaned_data["at"] else Precision.DAY
        ctx.record(form.visit(), form.happens, precision=precision)
        return redirect("visits")
    return render(request, "visits/visit.html", {"form": form, "entry": None, "noted": []})


@allow(Access.READ)
@require_http_methods(["GET", "POST"])
def visit_detail(request: HttpRequest, id: UUID) -> HttpResponse:
    ctx = page_context(request, always=UNDATED)
    entry = ctx.entry(id, Visit)
    timed = entry.precision is Precision.MINUTE
    form = VisitDetailForm(entry.happened_at.zone, entry.body, entry.happened_at, timed, request.POST or None)
    if request.method == "POST" and form.is_valid():
        document = body_document(form.visit())
        changes: dict[str, Json] = {name: document.get(name) for name in ("whom", "questions", "decided")}
        moved = form.happens != entry.happened_at
        if moved:
            precision = Precision.MINUTE if form.cleaned_data["at"] else Precision.DAY
            changes |= {"happened_at": write_moment(form.happens), "precision": precision.value}
        ctx.amend(entry, changes)
        return redirect("visits")
    context = {
        "form": form,
        "entry": entry,
        "day": ctx.voice.full(entry.happened_at.clock_date),
        "noted": noted_for(ctx, entry),
        "files": attachments.listed(ctx, entry),
        "file_problem": attachments.problem(request),
    }
    return render(request, "visits/visit.html", context)


def noted_for(ctx: PageContext, visit: Entry[Visit]) -> list[str]:
    """The questions that were noted for this visit: since the one before it."""
    before = [e for e in ctx.journal.of(Visit) if e.happened_at.instant < visit.happened_at.instant]
    since = before[-1].happened_at.instant if before else None
    return [
        plain(e.body.text, 300)
        for e in ctx.journal.of(Note)
        if e.body.question
        and (since is None or e.happened_at.instant > since)
        and e.happened_at.instant <= visit.happened_at.instant
    ]


# ---------------------------------------------------------------- the days kept for a visit


@dataclass(frozen=True, slots=True)
class PeriodCard:
    """The days that are kept for a visit, as a page says them. `page` is the Profile of exactly those days."""

    id: UUID
    words: str
    page: str
    over: bool


def period_card(ctx: PageContext) -> PeriodCard | None:
    """The campaign that runs today, or the one that just ended."""
    today = ctx.now.diary_day
    known = [e for e in ctx.journal.of(Campaign) if e.body.starts <= today <= e.body.ends + SHOWN_AFTER]
    if not known:
        return None
    last = max(known, key=lambda e: (e.body.ends, e.id))
    body = last.body
    all_ = (body.ends - body.starts).days + 1
    page = reverse("visit-of", args=[body.starts, body.ends])
    if today > body.ends:
        words = counted(all_, _("The day before your visit is kept."), _("The {n} days before your visit are kept."))
        return PeriodCard(last.id, words, page, over=True)
    words = _("Day {n} of {all} before your visit.").format(n=(today - body.starts).days + 1, all=all_)
    return PeriodCard(last.id, words, page, over=False)


@dataclass(frozen=True, slots=True)
class Offered:
    """The days until a visit, that could be kept for it."""

    id: UUID
    words: str


def offered(ctx: PageContext) -> Offered | None:
    """Offered while the next visit is near and no days are kept for it."""
    today = ctx.now.clock_date
    coming = [e for e in ctx.journal.of(Visit) if 0 < (e.happened_at.clock_date - today).days <= KEPT_DAYS]
    if not coming:
        return None
    on = coming[0].happened_at.clock_date
    if any(e.body.starts < on and today <= e.body.ends < on + SHOWN_AFTER for e in ctx.journal.of(Campaign)):
        return None
    n = (on - ctx.now.diary_day).days
    words = counted(n, _("Keep today for the visit"), _("Keep the {n} days until then for the visit"))
    return Offered(coming[0].id, words)


@allow(Access.READ)
@require_POST
def keep_days(request: HttpRequest, id: UUID) -> HttpResponse:
    """From today to the day before the visit, 28 days at most."""
    ctx = page_context(request, always=UNDATED)
    on, today = ctx.entry(id, Visit).happened_at.clock_date, ctx.now.diary_day
    if offered(ctx) is not None and today < on:
        ends = on - timedelta(days=1)
        starts = max(today, on - timedelta(days=KEPT_DAYS))
        ctx.record(Campaign(starts=starts, ends=ends, purpose=ctx.settings.purpose))
    return redirect("visits")


@allow(Access.READ)
@require_POST
def stop_keeping(request: HttpRequest, id: UUID) -> HttpResponse:
    """At any time: what was recorded stays, and its page too if a day is over."""
    ctx = page_context(request, always=UNDATED)
    entry = ctx.entry(id, Campaign)
    yesterday = ctx.now.diary_day - timedelta(days=1)
    if entry.body.starts > yesterday:
        actions.retract(ctx.id, id, by=ctx.by, now=ctx.who.now)
    elif entry.body.ends > yesterday:
        ctx.amend(entry, {"ends": yesterday.isoformat()})
    return redirect("visits")
