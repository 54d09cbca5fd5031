"""The detail of a spasm: everything optional, in one page that can be left at any point."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from unknot.journal.entry import Episode, Role
from unknot.web.log.detail_form import SpasmDetailForm
from unknot.web.page.access import Access, allow
from unknot.web.page.context import page_context
from unknot.web.page.entry_when import page_after, when_words
from unknot.web.page.entry_words import headline


@allow(Access.LOG)
@require_http_methods(["GET", "POST"])
def detail(request: HttpRequest, id: UUID) -> HttpResponse:
    ctx = page_context(request, about=id)
    entry = ctx.entry(id, Episode)
    form = SpasmDetailForm(entry, ctx.settings, ctx.voice, request.POST or None)
    if request.method == "POST" and form.is_valid():
        changes = form.changes(entry)
        if ctx.who.role is not Role.OWNER:
            del changes["private"]  # what is private is the owner's to say
        ctx.amend(entry, changes)
        return redirect(page_after(ctx, entry))
    context = {
        "entry": entry,
        "form": form,
        "parts": _parts(form),
        "heading": headline(entry.body, ctx.voice),
        "when": when_words(entry, ctx),
    }
    return render(request, "log/detail.html", context)


def _parts(form: SpasmDetailForm) -> list[dict[str, Any]]:
    """The questions in groups; a group with an answer is open."""
    groups = [
        (_("How bad it was"), ["bother", "band", "pain", "run"]),
        (_("How it felt"), ["before", "during", "afterwards", "signs"]),
        (_("What was left afterwards"), [field.name for field in form.after_fields]),
        (_("What was going on"), ["situations", "suspected"]),
        (_("What you did about it"), ["helped"]),
        (_("What it stopped, and its use"), ["impact", "useful"]),
    ]
    return [
        {
            "title": title,
            "fields": [form[name] for name in names],
            "open": any(form[name].errors for name in names),
            "chosen": _chosen(form, names),
        }
        for title, names in groups
    ]


def _chosen(form: SpasmDetailForm, names: list[str]) -> str:
    """How many answers a closed group holds."""
    n = sum(len(value) if isinstance(value := form[name].value(), list) else bool(value) for name in names)
    return _("{n} said").format(n=n) if n else ""
