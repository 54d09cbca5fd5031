"""Bring something in: a file is sent, its columns are agreed on, what is in it is shown, then kept or let go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.conf import settings as django_settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from unknot import actions
from unknot.actions.importing import import_file, last_import, settings_differences, undo_import
from unknot.importers import spreadsheet
from unknot.importers.formats import SPREADSHEET, format_of
from unknot.importers.imported import Arrival, Imported, NotThisFormat, TooLargeToRead
from unknot.importers.sheets import sheet
from unknot.importers.spreadsheet import MEANS, Mapping, Role
from unknot.importers.table import Table
from unknot.journal.entry import Via
from unknot.knowledge.vocabulary import vocabulary
from unknot.web.data.import_rows import shown_rows
from unknot.web.page.access import Access, allow
from unknot.web.page.context import PageContext, page_context
from unknot.web.page.entry_text import entry_text
from unknot.web.page.entry_words import capital
from unknot.web.page.uploads import (
    SealedUpload,
    WaitingFile,
    let_go,
    wait,
    waiting_file,
)

SHOWN, SAMPLES, SAMPLE, SAMPLED = 12, 3, 60, 40


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """A column on screen: its heading, some of its cells, and what it may hold."""

    number: int
    name: str
    samples: tuple[str, ...]
    choices: tuple[tuple[str, str, bool], ...]


@allow(Access.OWNER)
@require_http_methods(["GET", "POST"])
def bring_in(request: HttpRequest) -> HttpResponse:
    """The file is chosen here. A page that shows how far it is sent asks for the place of what is in it as JSON."""
    ctx = page_context(request)
    error = ""
    as_json = request.headers.get("Accept") == "application/json"
    if request.method == "POST":
        sent = request.FILES.get("file")
        if sent is not None and sent.size:
            token = wait(ctx.id, sent, ctx.who.now)
            if as_json:
                return JsonResponse({"place": reverse("bring-in-file", args=[token])})
            return redirect("bring-in-file", token)
        error = _("Choose a file first.")
        if as_json:
            return JsonResponse({"error": error}, status=422)
    return render(request, "data/import/choose.html", {"error": error}, status=422 if error else 200)


bring_in.takes_file = SealedUpload  # type: ignore[attr-defined]


@allow(Access.OWNER)
@require_http_methods(["GET", "POST"])
def bring_in_file(request: HttpRequest, token: str) -> HttpResponse:
    """What is in the file: its columns first if it is a table of the person's own, then its entries, then the word."""
    ctx = page_context(request)
    file = waiting_file(ctx.id, token)
    if file is None:
        raise Http404
    if "let-go" in request.POST:
        let_go(ctx.id, token)
        return redirect("bring-in")
    try:
        return _shown(request, ctx, file)
    except (NotThisFormat, TooLargeToRead) as refused:
        let_go(ctx.id, token)
        return render(request, "data/import/choose.html", {"error": _(str(refused))}, status=422)


def _shown(request: HttpRequest, ctx: PageContext, file: WaitingFile) -> HttpResponse:
    arrival = Arrival(ctx.id, ctx.zone, ctx.who.now)
    content = file.open()
    if content is None:
        raise Http404
    with content:
        known = format_of(content, file.name)
        if known is not SPREADSHEET:
            found = known.read(content, arrival, int)
            return _preview(request, ctx, file, found, arrival, {})
        rows = sheet(content)
    mapping = _chosen(rows, request.POST)
    if mapping.missing or request.method == "GET" or "columns" in request.POST:
        context = _columns(rows, mapping, file, asked=bool(request.POST))
        if not mapping.missing:
            first = replace(rows, rows=rows.rows[:SAMPLED])
            context["rows"] = shown_rows(spreadsheet.read_table(first, mapping, arrival), ctx)
        return render(request, "data/import/columns.html", context)
    found = spreadsheet.read_table(rows, mapping, arrival)
    return _preview(request, ctx, file, found, arrival, _fields(mapping))


# ---------------------------------------------------------------- the columns


def _chosen(rows: Table, given: QueryDict) -> Mapping:
    """The mapping as proposed, with what the person chose instead."""
    mapping = spreadsheet.proposed(rows)
    roles = [_role(given.get(f"column-{n}", ""), column.role) for n, column in enumerate(mapping.columns)]
    if roles != [column.role for column in mapping.columns]:
        mapping = spreadsheet.corrected(rows, mapping, roles)
    if (order := given.get("date-order")) in ("day", "month"):
        mapping = replace(mapping, day_first=order == "day")
    if first := _day(given.get("first-day", "")):
        mapping = replace(mapping, first_day=first)
    return mapping


def _role(chosen: str, proposed: Role) -> Role:
    return Role(chosen) if chosen in {role.value for role in Role} else proposed


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _columns(rows: Table, mapping: Mapping, file: WaitingFile, *, asked: bool) -> dict[str, Any]:
    return {
        "file": file,
        "columns": [_column(n, rows, mapping) for n in range(len(mapping.columns))],
        "missing": mapping.missing,
        "error": _("This must be said first.") if asked and mapping.missing else "",
        "day_first": mapping.day_first,
        "medicine": vocabulary("medicine")[mapping.medicine].words if mapping.medicine else "",
        "unit": mapping.unit,
    }


def _column(n: int, rows: Table, mapping: Mapping) -> ColumnRow:
    column = mapping.columns[n]
    body = (row for row in rows.rows if row.number != mapping.heading and n < len(row.cells) and row.cells[n])
    samples = tuple(row.cells[n][:SAMPLE] for row, _n in zip(body, range(SAMPLES), strict=False))
    choices = tuple((role.value, capital(_(words)), role is column.role) for role, words in MEANS.items())
    return ColumnRow(n, column.heading or _("column {n}").format(n=n + 1), samples, choices)


def _fields(mapping: Mapping) -> dict[str, str]:
    """What was agreed on, to be sent again with the last word."""
    fields = {f"column-{n}": column.role.value for n, column in enumerate(mapping.columns)}
    if mapping.dated and mapping.day_first is not None:
        fields["date-order"] = "day" if mapping.day_first else "month"
    if mapping.first_day is not None:
        fields["first-day"] = mapping.first_day.isoformat()
    return fields


# ---------------------------------------------------------------- what is in it


def _preview(
    request: HttpRequest, ctx: PageContext, file: WaitingFile, found: Imported, arrival: Arrival, fields: dict[str, str]
) -> HttpResponse:
    if "keep" in request.POST:
        by = replace(ctx.by, via=Via.IMPORT)
        done = import_file(
            found,
            arrival,
            by=by,
            home=django_settings.HOME,
            key=django_settings.MASTER_KEY,
            take_settings="take-settings" in request.POST,
        )
        let_go(ctx.id, file.token)
        return render(request, "data/import/done.html", {"done": _said(done)})
    context = {
        "file": file,
        "fields": fields,
        "total": len(found.entries),
        "entries": [_line(entry, ctx) for entry in found.entries[:SHOWN]],
        "more": max(0, len(found.entries) - SHOWN),
        "problems": [problem.about for problem in found.problems[: SHOWN * 5]],
        "problem_count": len(found.problems),
        "remarks": _remarks(found),
        "rows": shown_rows(found, ctx),
        "differences": settings_differences(found, arrival),
    }
    return render(request, "data/import/preview.html", context)


def _line(entry: Any, ctx: PageContext) -> tuple[str, str]:
    return ctx.voice.full(entry.happened_at.clock_date), entry_text(entry, ctx.voice).what


@allow(Access.OWNER)
@require_http_methods(["GET", "POST"])
def undo(request: HttpRequest) -> HttpResponse:
    """Take the last import back, after a word: all of it goes to the bin."""
    ctx = page_context(request)
    last = last_import(ctx.id)
    gone = 0
    if request.method == "POST" and last is not None:
        gone = undo_import(ctx.id, last.at, by=ctx.by, now=ctx.who.now)
        last = None
    return render(request, "data/import/undo.html", {"last": last, "gone": gone})


def _remarks(found: Imported) -> Sequence[tuple[str, str]]:
    rows: dict[str, list[str]] = {}
    for row in found.rows:
        for remark in row.remarks:
            rows.setdefault(remark.words, []).append(str(row.number))
    return [(_(words), _rows_said(numbers)) for words, numbers in rows.items()]


def _rows_said(numbers: Sequence[str]) -> str:
    words = ngettext("Row {rows}", "Rows {rows}", len(numbers))
    return words.format(rows=", ".join(numbers[:30]))


def _said(done: actions.Added) -> list[str]:
    new, known, refused = len(done.added), len(done.known), len(done.refused)
    said = [ngettext("{n} entry is new.", "{n} entries are new.", new).format(n=new)]
    if known:
        said.append(ngettext("{n} was here already.", "{n} were here already.", known).format(n=known))
    if refused:
        words = ngettext(
            "{n} was left out: it is here with other content.",
            "{n} were left out: they are here with other content.",
            refused,
        )
        said.append(words.format(n=refused))
    return said
