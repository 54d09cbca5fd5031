"""Test results: blood with its unit and range, MRI, EMG, examination notes, each with its files."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from unknot.journal.document import body_document
from unknot.journal.entry import Entry, Json, Measurement, Precision
from unknot.journal.scalars import write_moment
from unknot.report.results import value_words
from unknot.report.wording import plain
from unknot.store import pages
from unknot.web.access import Access, allow
from unknot.web.forms.result import ResultForm
from unknot.web.screens.screen import Screen, screen
from unknot.web.screens.visits import files

FIELDS = ("kind", "name", "code", "value", "low", "high", "text", "by")


@dataclass(frozen=True, slots=True)
class Row:
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
    opened = screen(request, always=pages.ALWAYS)
    return render(
        request, "results/all.html", {"rows": [_row(e, opened) for e in reversed(opened.journal.of(Measurement))]}
    )


def _row(entry: Entry[Measurement], opened: Screen) -> Row:
    body = entry.body
    return Row(
        id=entry.id,
        name=plain(body.name),
        said=value_words(body, opened.voice) or plain(body.text, 120),
        day=opened.voice.full(entry.happened_at.clock_date),
        files=len(files.listed(opened, entry)),
    )


@allow(Access.READ)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    opened = screen(request)
    form = ResultForm(opened.voice, opened.now, None, None, request.POST or None)
    if request.method == "POST" and form.is_valid():
        precision = Precision.MINUTE if form.timed else Precision.DAY
        entry = opened.record(form.measurement(None), form.happened, precision=precision)
        return redirect("result", entry.id)
    return render(request, "results/one.html", {"form": form, "entry": None, "today": opened.now.clock_date})


@allow(Access.READ)
@require_http_methods(["GET", "POST"])
def result(request: HttpRequest, id: UUID) -> HttpResponse:
    """One result: what it says, its files, and what is wrong to be put right."""
    opened = screen(request, always=pages.ALWAYS)
    entry = _result(opened, id)
    form = ResultForm(opened.voice, opened.now, entry.body, entry.happened_at, request.POST or None)
    if request.method == "POST" and form.is_valid():
        document = body_document(form.measurement(entry.body))
        changes: dict[str, Json] = {name: document.get(name) for name in FIELDS}
        if form.timed or form.cleaned_data["on"] != entry.happened_at.clock_date:
            changes["happened_at"] = write_moment(form.happened)
            changes["precision"] = (Precision.MINUTE if form.timed else Precision.DAY).value
        opened.amend(id, changes)
        return redirect("results")
    context = {
        "form": form,
        "entry": entry,
        "row": _row(entry, opened),
        "files": files.listed(opened, entry),
        "file_problem": files.problem(request),
        "today": opened.now.clock_date,
    }
    return render(request, "results/one.html", context)


def _result(opened: Screen, id: UUID) -> Entry[Measurement]:
    entry = opened.entry(id)
    if not isinstance(entry.body, Measurement):
        raise Http404
    return entry  # type: ignore[return-value]  # its body is a Measurement
