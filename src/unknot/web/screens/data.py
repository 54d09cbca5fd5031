"""My data: copies to take away, how old the last backup is, and erasing everything."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from uuid import UUID

from django.conf import settings as django_settings
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from unknot import actions
from unknot.importers.own import write_lines
from unknot.importers.spreadsheet_out import write_csv
from unknot.journal.notation import write_notation
from unknot.store import backup, entries
from unknot.store.sweeping import sweep
from unknot.web.access import Access, allow
from unknot.web.screens.screen import Screen, screen


@allow(Access.READ)
@require_GET
def data(request: HttpRequest) -> HttpResponse:
    opened = screen(request)
    return render(request, "settings/data.html", {"backup": _backup_age(opened), "entries": entries.count(opened.id)})


def _backup_age(opened: Screen) -> str:
    """How long ago the last automatic backup was made."""
    made = backup.automatic(django_settings.HOME)
    if not made:
        return _("There is no automatic backup yet.")
    days = (opened.who.now - backup.made_at(made[-1])).days
    if days < 1:
        return _("The last automatic backup was made today.")
    return _("The last automatic backup is {n} days old.").format(n=days)


# ---------------------------------------------------------------- copies


def _lines(journal: UUID, opened: Screen) -> Iterator[str]:
    return write_lines(entries.raw(journal), blanked=entries.blanked(journal), gaps=entries.gaps(journal))


def _csv(journal: UUID, opened: Screen) -> Iterator[str]:
    return write_csv(entries.standing(journal).entries)


def _notation(journal: UUID, opened: Screen) -> Iterator[str]:
    yield write_notation(entries.standing(journal).entries, zone=opened.zone)


FORMATS: dict[str, tuple[str, Callable[[UUID, Screen], Iterator[str]]]] = {
    "jsonl": ("application/jsonl; charset=utf-8", _lines),
    "csv": ("text/csv; charset=utf-8", _csv),
    "txt": ("text/plain; charset=utf-8", _notation),
}


@allow(Access.FRESH)
@require_POST
def export(request: HttpRequest, form: str) -> StreamingHttpResponse:
    """A copy of the whole journal; that it was taken is written down."""
    opened = screen(request)
    if form not in FORMATS:
        raise Http404
    kind, write = FORMATS[form]
    actions.exported(opened.id, entries.count(opened.id), by=opened.by, now=opened.who.now)
    answer = StreamingHttpResponse(write(opened.id, opened), content_type=kind)
    name = f"unknot-{opened.now.clock_date.isoformat()}.{form}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


# ---------------------------------------------------------------- erasing


@allow(Access.FRESH)
@require_http_methods(["GET", "POST"])
def erase(request: HttpRequest) -> HttpResponse:
    """Everything, for good: only with a tick that says so."""
    opened = screen(request)
    error = ""
    if request.method == "POST":
        if "for-good" in request.POST:
            actions.erase_all(opened.id, by=opened.by, now=opened.who.now)
            sweep(django_settings.HOME, django_settings.MASTER_KEY, opened.who.now)
            return redirect("log")
        error = _("Tick the box if you mean it.")
    return render(request, "settings/erase.html", {"error": error, "entries": entries.count(opened.id)})
