"""Replies of the clinic: each step beside what is so today, taken or refused one by one; and a link that is pasted."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from unknot.fhir.links import ImpossibleLink, Unopened, parse_link
from unknot.fhir.reply import AnswerItem, DecisionItem, NotAReply, PlanItem, ReplyItem
from unknot.household.sharing import fetch_link, replies
from unknot.household.sharing.fetch_link import LinkFailed, PasscodeWrong
from unknot.household.sharing.replies import REFUSED, TAKEN, ReplyRefused, WaitingReply
from unknot.journal.span import moment
from unknot.report.plans import medicine_words, plan_lines, step_words
from unknot.report.wording import plain
from unknot.web.page.access import Access, allow
from unknot.web.page.context import PageContext, page_context
from unknot.web.page.journal_reader import UNDATED

RECIPIENT = "A patient with Unknot"


@allow(Access.OWNER)
@require_GET
def replies_list(request: HttpRequest) -> HttpResponse:
    """The replies that are kept, and the way to bring one in."""
    ctx = page_context(request)
    found = [_heading(one, ctx) for one in replies.waiting(ctx.id, ctx.who.now)]
    return render(request, "sharing/replies.html", {"replies": found})


def _heading(of: WaitingReply, ctx: PageContext) -> dict[str, Any]:
    return {
        "id": of.id,
        "author": of.reply.author or _("A clinic"),
        "when": ctx.voice.full(moment(of.reply.made, ctx.zone).clock_date),
        "origin": of.origin,
        "by_link": of.by_link,
        "open": of.open,
    }


@allow(Access.OWNER)
@require_GET
def one(request: HttpRequest, id: UUID) -> HttpResponse:
    """One reply, step by step, each beside what is so today."""
    ctx = page_context(request, always=UNDATED)
    found = _theirs(ctx, id)
    steps = [_step(n, item, found, ctx) for n, item in enumerate(found.reply.items)]
    context = {"reply": _heading(found, ctx), "steps": steps, "left_out": found.reply.left_out}
    return render(request, "sharing/reply.html", context)


def _step(n: int, item: ReplyItem, of: WaitingReply, ctx: PageContext) -> dict[str, Any]:
    """A step in words: what it is, what is so today, what would be."""
    voice, today = ctx.voice, ctx.now.diary_day
    row: dict[str, Any] = {"n": n, "state": of.steps.get(n, ""), "kind": "words"}
    match item:
        case PlanItem():
            old = [line for e in replies.running_plans(ctx.journal, item) for line in plan_lines(e.body, today, voice)]
            row |= {"kind": "plan", "title": medicine_words(item.medicine, voice), "old": old, "words": item.dosage}
            day = voice.full(item.starts)
            if item.stops:
                row["new"] = [_("Stops: none from {day}").format(day=day)]
                row["careful"] = item.medicine.code.startswith("baclofen")
            else:
                row["new"] = [
                    _("From {day}: {plan}").format(day=day, plan=step_words(one, voice)) for one in item.steps
                ]
        case DecisionItem(text=text):
            row |= {"title": _("Decided"), "text": text}
        case AnswerItem(question=question, text=text):
            row |= {"title": plain(question, 300) or _("Answer"), "text": text}
    return row


@allow(Access.OWNER)
@require_POST
def decide(request: HttpRequest, id: UUID, step: int) -> HttpResponse:
    """Take one step into the journal, or refuse it."""
    ctx = page_context(request, always=UNDATED)
    found = _theirs(ctx, id)
    if request.POST.get("answer") not in (TAKEN, REFUSED):
        raise Http404
    take = request.POST["answer"] == TAKEN
    replies.settle_step(found, step, take=take, journal=ctx.journal, id=ctx.id, by=ctx.by, at=ctx.now, now=ctx.who.now)
    return redirect("reply", id)


@allow(Access.OWNER)
@require_POST
def remove(request: HttpRequest, id: UUID) -> HttpResponse:
    """Take a reply away. What was taken from it stays in the journal."""
    ctx = page_context(request)
    replies.remove(ctx.id, id, ctx.who.now)
    return redirect("replies")


def _theirs(ctx: PageContext, id: UUID) -> WaitingReply:
    found = replies.reply_of(ctx.id, id, ctx.who.now)
    if found is None:
        raise Http404
    return found


# ---------------------------------------------------------------- a link of the clinic


@allow(Access.OWNER)
@require_http_methods(["GET", "POST"])
def bring(request: HttpRequest) -> HttpResponse:
    """Paste a link; the machine it leads to is named first, and asked only after a yes."""
    ctx = page_context(request)
    if request.method == "GET":
        return render(request, "sharing/reply_bring.html", {})
    text = request.POST.get("link", "").strip()
    try:
        link = parse_link(text)
    except ImpossibleLink as error:
        return _again(request, text, _(str(error)))
    context = {"link": text, "host": fetch_link.host_of(link), "label": link.label, "passcode": "P" in link.flag}
    if "yes" not in request.POST:
        return render(request, "sharing/reply_ask.html", context)
    try:
        files = fetch_link.fetch(
            link, recipient=RECIPIENT, passcode=request.POST.get("passcode", "")[:200], now=ctx.who.now
        )
    except PasscodeWrong as error:
        return render(request, "sharing/reply_ask.html", context | {"error": _(str(error))}, status=422)
    except (LinkFailed, Unopened) as error:
        return _again(request, text, _(str(error)))
    return _kept(request, ctx, text, [file.content for file in files], str(context["host"]))


def _kept(request: HttpRequest, ctx: PageContext, text: str, files: list[bytes], host: str) -> HttpResponse:
    said = ""
    for content in files:
        try:
            id = replies.bring_in(ctx.id, content, host, ctx.who.account_name, ctx.who.now)
        except (NotAReply, ReplyRefused) as error:
            said = _(str(error))
            continue
        return redirect("reply", id)
    return _again(request, text, said)


def _again(request: HttpRequest, text: str, error: str) -> HttpResponse:
    return render(request, "sharing/reply_bring.html", {"link": text, "error": error}, status=422)
