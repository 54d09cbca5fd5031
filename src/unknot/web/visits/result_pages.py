"""Test results: blood with its unit and range, MRI, EMG, examination notes, each with its files."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from unknot.journal.document import body_document
from unknot.journal.entry import Entry, Json, Measurement, Precision
from unknot.journal.scalars import write_moment
from unknot.report.results import value_words
from unknot.report.wording import plain
from unknot.web.page.access import Access, allow
from unknot.web.page.context import PageContext, page_context
from unknot.web.page.journal_reader import UNDATED
from unknot.web.visits import attachments
from unknot.web.visits.result_form import ResultForm

FIELDS = ("kind", "name", "code", "value", "low", "high", "text", "by")


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A result in the list."""

    id: UUID
    name: str
    said: str
    day: str
    files: int


@allow(Access.READ)
@require_GET
def results(request: HttpRequest) -> HttpResponse:
    """Every result, the latest first."""
    ctx = page_context(request, always=UNDATED)
    return render(
        request, "visits/results.html", {"rows": [_row(e, ctx) for e in reversed(ctx.journal.of(Measurement))]}
    )


def _row(entry: Entry[Measurement], ctx: PageContext) -> ResultRow:
    body = entry.body
    return ResultRow(
        id=entry.id,
        name=plain(body.name),
        said=value_words(body, ctx.voice) or plain(body.text, 120),
        day=ctx.voice.full(entry.happened_at.clock_date),
        files=len(attachments.listed(ctx, entry)),
    )


@allow(Access.READ)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    ctx = page_context(request)
    form = ResultForm(ctx.voice, ctx.now, None, None, request.POST or None)
    if request.method == "POST" and form.is_valid():
        precision = Precision.MINUTE if form.timed else Precision.DAY
        entry = ctx.record(form.measurement(None), form.happened, precision=precision)
        return redirect("result", entry.id)
    return render(request, "visits/result.html", {"form": form, "entry": None, "today": ctx.now.clock_date})


@allow(Access.READ)
@require_http_methods(["GET", "POST"])
def result(request: HttpRequest, id: UUID) -> HttpResponse:
    """One result: what it says, its files, and what is wrong to be put right."""
    ctx = page_context(request, always=UNDATED)
    entry = ctx.entry(id, Measurement)
    form = ResultForm(ctx.voice, ctx.now, entry.body, entry.happened_at, request.POST or None)
    if request.method == "POST" and form.is_valid():
        document = body_document(form.measurement(entry.body))
        changes: dict[str, Json] = {name: document.get(name) for name in FIELDS}
        if form.timed or form.cleaned_data["on"] != entry.happened_at.clock_date:
            changes["happened_at"] = write_moment(form.happened)
            changes["precision"] = (Precision.MINUTE if form.timed else Precision.DAY).value
        ctx.amend(entry, changes)
        return redirect("results")
    context = {
        "form": form,
        "entry": entry,
        "row": _row(entry, ctx),
        "files": attachments.listed(ctx, entry),
        "file_problem": attachments.problem(request),
        "today": ctx.now.clock_date,
    }
    return render(request, "visits/result.html", context)
