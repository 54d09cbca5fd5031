"""Taking the last entry back, and putting it back: undo stays until the next log."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from unknot import actions
from unknot.web.page.access import Access, allow
from unknot.web.page.context import PageContext, page_context


@allow(Access.LOG)
@require_POST
def undo(request: HttpRequest, id: UUID) -> HttpResponse:
    """Takes an entry back: into the bin, whence it can be put back for thirty days."""
    ctx = page_context(request, about=id)
    ctx.entry(id)
    actions.retract(ctx.id, id, by=ctx.by, now=ctx.who.now)
    return back(request, ctx, id)


@allow(Access.LOG)
@require_POST
def restore(request: HttpRequest, id: UUID) -> HttpResponse:
    ctx = page_context(request, about=id)
    ctx.binned(id)
    actions.restore_entry(ctx.id, id, by=ctx.by, now=ctx.who.now)
    return back(request, ctx, id)


def back(request: HttpRequest, ctx: PageContext, id: UUID) -> HttpResponse:
    """To the page the button stood on."""
    match request.POST.get("to"):
        case "bin":
            return redirect("diary-bin")
        case "treatments":
            return redirect("treatments")
        case "signs":
            return redirect("signs")
        case "day":
            entry = ctx.journal.find(id) or ctx.binned(id)
            return redirect("diary-day", entry.diary_day)
        case _:
            return redirect("log")
