"""Show my doctor: choose what and how, then the code on the screen, the link to copy, and Stop."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from unknot import pdf
from unknot.fhir.links import qr, qr_picture
from unknot.household.findings import signing
from unknot.household.sharing import create_share, replies, share_audit, share_contents, shares
from unknot.household.sharing.models import Opening, Share
from unknot.household.sharing.shares import ImpossibleShare
from unknot.journal.span import moment
from unknot.web.page.access import Access, allow
from unknot.web.page.context import PageContext, page_context
from unknot.web.page.countries import LETTER
from unknot.web.page.disk_full import even_when_full
from unknot.web.sharing import notes
from unknot.web.sharing.share_form import ShareForm


@allow(Access.OWNER)
@require_GET
def choose(request: HttpRequest) -> HttpResponse:
    """Which link: for a visit, or for a care team; and those that work now."""
    ctx = page_context(request)
    shares.purge(ctx.who.now)
    working = [link_lines(share, ctx) for share in shares.of(ctx.id) if share in shares.working(ctx.who.now)]
    context = {
        "links": working,
        "notes": notes.unread_notes(ctx.id),
        "key": signing.fingerprint(),
        "replies": replies.count_open(ctx.id, ctx.who.now),
    }
    return render(request, "sharing/choose.html", context)


@allow(Access.FRESH)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, kind: str) -> HttpResponse:
    """What a link shows and how long it works; pressing the button makes it."""
    if kind not in (Share.Kind.CLINIC, Share.Kind.CARE_TEAM):
        raise Http404
    ctx = page_context(request)
    form = ShareForm(Share.Kind(kind), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            share = create_share.make(
                ctx.id, form.wish(), request.build_absolute_uri("/"), ctx.voice.language, ctx.who.now
            )
        except ImpossibleShare as error:
            form.add_error(None, str(error))
        else:
            share_audit.note_made(share, ctx.who.account_name, ctx.who.now)
            return redirect("share", share.pk)
    status = 422 if request.method == "POST" else 200
    return render(
        request, "sharing/new.html", {"form": form, "kind": kind, "lengths": share_contents.LENGTHS}, status=status
    )


@allow(Access.FRESH)
@require_GET
def one(request: HttpRequest, id: UUID) -> HttpResponse:
    """A link to show: the code, the address to copy, who opened it, Stop."""
    ctx = page_context(request)
    share = _working(ctx, id)
    address = shares.web_address(share)
    context = {
        "share": link_lines(share, ctx),
        "address": address,
        "code": mark_safe(qr(address)),  # noqa: S308 - drawn by us, from the link alone
        "openings": [_opening(o, ctx) for o in share.openings.order_by("-at")[:20]],
    }
    return render(request, "sharing/one.html", context)


@allow(Access.FRESH)
@require_GET
def paper(request: HttpRequest, id: UUID) -> HttpResponse:
    """The Profile on paper with the code on a page of its own, for a link that was made to be printed."""
    ctx = page_context(request)
    share = _working(ctx, id)
    if not share.on_paper:
        raise Http404
    shown = share_contents.composed(
        ctx.id,
        min(share.days, share_contents.STANDARD),
        language=ctx.voice.language,
        zone=ctx.zone,
        now=ctx.who.now,
    )
    size: pdf.Paper = "letter" if ctx.settings.country in LETTER else "a4"
    code = pdf.Code(
        svg=qr_picture(shares.web_address(share)),
        title=_("To open on a screen"),
        words=(
            _("Scan this to open the same page on a screen, with every entry behind it."),
            _("It works until {day}, {n} times at most.").format(day=_when(share.expires_at, ctx), n=shares.OPENINGS),
        ),
    )
    answer = HttpResponse(signing.signed_page(shown, _=_, paper=size, code=code), content_type="application/pdf")
    answer["Content-Disposition"] = 'inline; filename="spasm-profile-with-code.pdf"'
    return answer


@allow(Access.OWNER)
@require_GET
def preview(request: HttpRequest, days: int) -> HttpResponse:
    """Exactly the page that a doctor sees of these days."""
    if days not in share_contents.LENGTHS:
        raise Http404
    ctx = page_context(request)
    shown = share_contents.profile(ctx.id, days, language=ctx.voice.language, zone=ctx.zone, now=ctx.who.now)
    answer = HttpResponse(share_contents.page(shown))
    answer["Content-Security-Policy"] = (
        f"default-src 'none'; style-src '{share_contents.style_hash()}'; "
        "base-uri 'none'; frame-ancestors 'none'; sandbox"
    )
    return answer


@even_when_full
@allow(Access.OWNER)
@require_POST
def stop(request: HttpRequest, id: UUID) -> HttpResponse:
    """From the next request on the link opens nothing; for whoever has it, it looks as if it had run out."""
    ctx = page_context(request)
    share = _theirs(ctx, id)
    if shares.stop(ctx.id, share.pk, ctx.who.now):
        share_audit.note_stopped(share, ctx.who.account_name, ctx.who.now)
    return redirect("show-doctor")


# ---------------------------------------------------------------- in words


def _theirs(ctx: PageContext, id: UUID) -> Share:
    found = Share.objects.filter(journal=ctx.id, pk=id).first()
    if found is None:
        raise Http404
    return found


def _working(ctx: PageContext, id: UUID) -> Share:
    share = _theirs(ctx, id)
    if share not in shares.working(ctx.who.now):
        raise Http404
    return share


def link_lines(share: Share, ctx: PageContext) -> dict[str, Any]:
    """A link in words, for the pages of its owner."""
    clinic = share.kind == Share.Kind.CLINIC
    name, what, limits = _kind_words(share)
    return {
        "id": share.pk,
        "name": share.name or name,
        "what": what,
        "until": _("works until {day}").format(day=_when(share.expires_at, ctx)),
        "limits": limits,
        "used": _("last opened {day}").format(day=_when(share.used_at, ctx)) if share.used_at else _("not opened yet"),
        "clinic": clinic,
        "on_paper": share.on_paper,
    }


def _kind_words(share: Share) -> tuple[str, str, str]:
    """What a link is for, what it shows, and how often it opens."""
    match Share.Kind(share.kind):
        case Share.Kind.CLINIC:
            left = _("{n} of {all} openings left").format(n=share.openings_left, all=shares.OPENINGS)
            return _("For a visit"), _("the last {n} days").format(n=share.days), left
        case Share.Kind.CARE_TEAM:
            left = _("{n} wrong passcodes left").format(n=share.attempts_left)
            return _("For my care team"), _("always the last {n} days").format(n=share.days), left
        case Share.Kind.CARD:
            return _("Emergency card"), _("your emergency card as it is then"), _("It opens for whoever has it")


def _opening(opening: Opening, ctx: PageContext) -> dict[str, str]:
    what = _("wrong passcode") if opening.refused else _("opened")
    return {"when": _when(opening.at, ctx), "who": opening.recipient, "what": what}


def _when(at: datetime, ctx: PageContext) -> str:
    here = moment(at, ctx.zone)
    return f"{ctx.voice.day(here.clock_date)}, {ctx.voice.time(here.local.time())}"
