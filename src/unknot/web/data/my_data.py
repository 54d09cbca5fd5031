"""My data: how old the last backup is, and copies to take away."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator

from django.conf import settings as django_settings
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from unknot import actions
from unknot.household.findings import export_profile
from unknot.importers.everything import write as write_zip
from unknot.importers.spreadsheet_out import write_csv
from unknot.journal.notation import write_notation
from unknot.store import backup
from unknot.web.page import journal_reader, rate_limit
from unknot.web.page.access import Access, allow
from unknot.web.page.context import PageContext, page_context


@allow(Access.READ)
@require_GET
def data(request: HttpRequest) -> HttpResponse:
    return _page(request, page_context(request))


def _page(request: HttpRequest, ctx: PageContext, status: int = 200, said: str = "") -> HttpResponse:
    context = {"backup": _backup_age(ctx), "entries": journal_reader.count_for(ctx.who), "said": said}
    return render(request, "data/my_data.html", context, status=status)


def _backup_age(ctx: PageContext) -> str:
    """How long ago the last automatic backup was made."""
    made = backup.automatic(django_settings.HOME)
    if not made:
        return _("There is no automatic backup yet.")
    days = (ctx.who.now - backup.made_at(made[-1])).days
    if days < 1:
        return _("The last automatic backup was made today.")
    return _("The last automatic backup is {n} days old.").format(n=days)


# ---------------------------------------------------------------- copies


def _texts(lines: Iterable[str]) -> Iterator[bytes]:
    return (line.encode() for line in lines)


def _zip(ctx: PageContext) -> Iterator[bytes]:
    parts = export_profile.everything(
        ctx.id,
        home=django_settings.HOME,
        key=django_settings.MASTER_KEY,
        zone=ctx.zone,
        now=ctx.who.now,
        language=ctx.voice.language,
        _=_,
    )
    return write_zip(parts, ctx.who.now)


def _lines(ctx: PageContext) -> Iterator[bytes]:
    return _texts(journal_reader.lines_for(ctx.who))


def _csv(ctx: PageContext) -> Iterator[bytes]:
    return _texts(write_csv(journal_reader.journal_for(ctx.who).entries))


def _notation(ctx: PageContext) -> Iterator[bytes]:
    return _texts([write_notation(journal_reader.journal_for(ctx.who).entries, zone=ctx.zone)])


def _handed_over(ctx: PageContext) -> Iterator[bytes]:
    speaks = ctx.voice.language
    bundle = export_profile.shared_bundle(ctx.id, zone=ctx.zone, now=ctx.who.now, language=speaks, _=_)
    return _texts([json.dumps(bundle, ensure_ascii=False)])


def _summary(ctx: PageContext) -> Iterator[bytes]:
    return _texts([json.dumps(export_profile.summary(ctx.id, now=ctx.who.now, _=_), ensure_ascii=False)])


FORMATS: dict[str, tuple[str, str, Callable[[PageContext], Iterator[bytes]]]] = {
    "zip": ("application/zip", "zip", _zip),
    "jsonl": ("application/jsonl; charset=utf-8", "jsonl", _lines),
    "csv": ("text/csv; charset=utf-8", "csv", _csv),
    "txt": ("text/plain; charset=utf-8", "txt", _notation),
    "fhir": ("application/fhir+json", "fhir.json", _handed_over),
    "summary": ("application/fhir+json", "summary.fhir.json", _summary),
}
"""What can be taken: its media type, how its name ends, and its bytes."""


@allow(Access.FRESH)
@require_POST
def export(request: HttpRequest, form: str) -> HttpResponseBase:
    """A copy, as a download; that it was taken is written down."""
    ctx = page_context(request)
    if form not in FORMATS:
        raise Http404
    if wait := rate_limit.exports.wait(str(ctx.id), ctx.who.now):
        words = _("Five copies were taken within the hour. The next one is ready in {n} minutes.")
        refused = _page(request, ctx, 429, words.format(n=-(-wait // 60)))
        refused["Retry-After"] = str(wait)
        return refused
    kind, ending, write = FORMATS[form]
    actions.exported(ctx.id, journal_reader.count_for(ctx.who), by=ctx.by, now=ctx.who.now)
    answer = StreamingHttpResponse(write(ctx), content_type=kind)
    name = f"unknot-{ctx.now.clock_date.isoformat()}.{ending}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
