"""The scales: one question a page, each can be skipped, each answer is kept as it is given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from unknot.journal.document import body_document
from unknot.journal.entry import Answer, Entry, Response
from unknot.knowledge.instruments import Instrument, Item, Use, due, instruments
from unknot.knowledge.sources import Verified
from unknot.report.scales import goal_words, last_given, last_said
from unknot.web.page.access import Access, allow
from unknot.web.page.alerts import alerts_just_raised
from unknot.web.page.context import PageContext, page_context
from unknot.web.page.journal_reader import UNDATED


@dataclass(frozen=True, slots=True)
class ScaleRow:
    """A scale on the list: where it is filled in, and what was said last."""

    url: str
    title: str
    last: str
    due: bool


# ---------------------------------------------------------------- the list


@allow(Access.READ)
@require_GET
def scales(request: HttpRequest) -> HttpResponse:
    """Every scale with its last answer, those that are due first; the goal; and scores that were given."""
    ctx = page_context(request, always=UNDATED)
    waiting = {each.id for each in due(ctx.journal, now=ctx.who.now, zone=ctx.zone)}
    filled = [each for each in instruments().values() if each.use is Use.FILL]
    rows = [_row(each, ctx, each.id in waiting) for each in sorted(filled, key=lambda each: each.id not in waiting)]
    context = {
        "rows": rows,
        "alerts": alerts_just_raised(request, ctx),
        "first": next((row for row in rows if row.due), None),
        "waiting": len(waiting),
        "goal": goal_words(ctx.journal, ctx.voice),
        "given": last_given(ctx.journal, ctx.voice),
    }
    return render(request, "visits/scales.html", context)


def _row(of: Instrument, ctx: PageContext, is_due: bool) -> ScaleRow:
    url = reverse("scale", args=[of.id])
    return ScaleRow(url, _(of.title), last_said(of, ctx.journal, ctx.voice), is_due)


def scales_due(ctx: PageContext) -> int:
    """How many scales the campaign or a near visit asks for now."""
    return len(due(ctx.journal, now=ctx.who.now, zone=ctx.zone))


# ---------------------------------------------------------------- one question


@allow(Access.READ)
@require_http_methods(["GET", "POST"])
def scale(request: HttpRequest, id: str, response: UUID | None = None, item: str = "") -> HttpResponse:
    """A question of a scale. The first answer makes the response, the others complete it."""
    ctx = page_context(request)
    of = _filled(id)
    asked = _item(of, item)
    so_far = _begun(ctx, of, response) if response else None
    if so_far is None and asked is not of.items[0]:
        raise Http404
    if request.method == "POST":
        return _answered(request, ctx, of, asked, so_far)
    return render(request, "visits/scale_item.html", _question(of, asked, ctx))


def _filled(id: str) -> Instrument:
    of = instruments().get(id)
    if of is None or of.use is not Use.FILL:
        raise Http404
    return of


def _item(of: Instrument, code: str) -> Item:
    found = next((item for item in of.items if item.code == code), None) if code else of.items[0]
    if found is None:
        raise Http404
    return found


def _begun(ctx: PageContext, of: Instrument, id: UUID) -> Entry[Response]:
    entry = ctx.entry(id, Response)
    if entry.body.instrument != of.id:
        raise Http404
    return entry


def _answered(
    request: HttpRequest, ctx: PageContext, of: Instrument, asked: Item, so_far: Entry[Response] | None
) -> HttpResponse:
    following = _after(of, asked)
    if "skip" not in request.POST:
        said = request.POST.get("value", "")
        if not said.isdecimal() or int(said) not in asked.values:
            return HttpResponseBadRequest()
        so_far = _keep(ctx, of, Answer(asked.code, int(said)), so_far)
        given = {answer.item: answer.value for answer in so_far.body.answers}
        following = [item for item in following if not item.skip_if or given.get(item.skip_if[0]) != item.skip_if[1]]
        if following:
            return redirect(_address("scale-more", [of.id, so_far.id, following[0].code], request))
    return _on(request, ctx, of)


def _keep(ctx: PageContext, of: Instrument, answer: Answer, so_far: Entry[Response] | None) -> Entry[Response]:
    if so_far is None:
        return ctx.record(Response(instrument=of.id, version=of.version, answers=(answer,)))
    answers = (*(a for a in so_far.body.answers if a.item != answer.item), answer)
    whole = Response(instrument=of.id, version=of.version, answers=answers)
    return ctx.amend(so_far, {"answers": body_document(whole)["answers"]})


def _after(of: Instrument, asked: Item) -> list[Item]:
    return list(of.items[of.items.index(asked) + 1 :])


def _on(request: HttpRequest, ctx: PageContext, of: Instrument) -> HttpResponse:
    """The next scale that is due, if they are being asked in turn; else back to the list."""
    if "turn" not in request.GET:
        return redirect("scales")
    order = list(instruments())
    still = due(page_context(request).journal, now=ctx.who.now, zone=ctx.zone)
    later = [each for each in still if order.index(each.id) > order.index(of.id)]
    return redirect(_address("scale", [later[0].id], request) if later else reverse("scales"))


def _address(route: str, to: Sequence[object], request: HttpRequest) -> str:
    return reverse(route, args=to) + ("?turn" if "turn" in request.GET else "")


def _question(of: Instrument, asked: Item, ctx: PageContext) -> dict[str, object]:
    return {
        "title": _(of.title),
        "part": _("{n} of {all}").format(n=of.items.index(asked) + 1, all=len(of.items)) if len(of.items) > 1 else "",
        "question": _(asked.ask),
        "about": _(of.about),
        "options": [(option.value, _(option.words)) for option in asked.options],
        "numbers": range(asked.low, asked.high + 1),
        "low": _("{n} {words}").format(n=asked.low, words=_(asked.low_words)) if asked.low_words else "",
        "high": _("{n} {words}").format(n=asked.high, words=_(asked.high_words)) if asked.high_words else "",
        "unchecked": of.verified is not Verified.TRUE,
        "sources": [source.title for source in of.source],
    }
