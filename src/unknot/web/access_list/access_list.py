"""The one screen that says who can see a journal or add to it, and stops any of them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from unknot.household.people import access_review, audit, grants
from unknot.household.people.models import ApiToken, Device, Membership
from unknot.household.people.scopes import Scope, granted
from unknot.household.sharing import shares
from unknot.household.sharing.models import Invitation
from unknot.journal.span import moment
from unknot.web.access_list import audit_history
from unknot.web.access_list.grant_form import GrantForm, InviteForm, as_it_is
from unknot.web.page.access import Access, allow
from unknot.web.page.context import PageContext, page_context
from unknot.web.page.disk_full import even_when_full
from unknot.web.reminders import reminders
from unknot.web.sharing import links as sharing


@allow(Access.OWNER)
@require_GET
def who(request: HttpRequest) -> HttpResponse:
    ctx = page_context(request)
    now = ctx.who.now
    context = {
        "news": audit_history.news(ctx),
        "people": [_person(m, ctx) for m in grants.others(ctx.id)],
        "invitations": [_invitation(i, ctx) for i in grants.pending(ctx.id, now)],
        "links": [sharing.link_lines(share, ctx) for share in shares.working(now).filter(journal=ctx.id)],
        "devices": [_device(d, ctx) for d in Device.objects.filter(journal=ctx.id, revoked_at=None)],
        "review": access_review.due(ctx.id, now) is not None,
        "tokens": [_token(t, ctx) for t in ApiToken.objects.filter(journal=ctx.id, revoked_at=None)],
        "ways": [reminders.in_words(ctx, way) for way in reminders.ways(ctx)],
    }
    return render(request, "access_list/access_list.html", context)


@allow(Access.OWNER)
@require_POST
def reviewed(request: HttpRequest) -> HttpResponse:
    """All of it is still right; or not now. Nothing is changed by either."""
    ctx = page_context(request)
    later = request.POST.get("answer") == "later"
    return _noted(ctx, access_review.PUT_OFF if later else access_review.REVIEWED, "log" if later else "who")


@allow(Access.FRESH)
@require_http_methods(["GET", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    """Someone who helps or looks: what they may do, and for how long. The link is shown once."""
    ctx = page_context(request)
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        path = grants.invite(ctx.id, form.cleaned_data["name"], form.grant(), by=ctx.who.account_name, now=ctx.who.now)
        return render(request, "access_list/invited.html", {"address": request.build_absolute_uri(path)})
    return _form(request, form)


@allow(Access.FRESH)
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, person: int) -> HttpResponse:
    """Another grant for someone who has one: it counts from their next request."""
    ctx = page_context(request)
    found = _other(ctx, person)
    form = GrantForm(request.POST or None, initial=as_it_is(found))
    if request.method == "POST" and form.is_valid():
        grants.change(found, form.grant(), by=ctx.who.account_name, now=ctx.who.now)
        return redirect("who")
    return _form(request, form, person=found.account.name)


def _form(request: HttpRequest, form: GrantForm, person: str = "") -> HttpResponse:
    scopes = [(scope, does(scope), scope in form.ticked()) for scope in Scope]
    context = {"form": form, "scopes": scopes, "person": person}
    return render(request, "access_list/invite.html", context, status=422 if request.method == "POST" else 200)


# ---------------------------------------------------------------- stop


@even_when_full
@allow(Access.OWNER)
@require_POST
def stop_person(request: HttpRequest, person: int) -> HttpResponse:
    ctx = page_context(request)
    grants.stop(_other(ctx, person), ctx.who.now)
    return _noted(ctx, "person-stopped")


@even_when_full
@allow(Access.OWNER)
@require_POST
def stop_invitation(request: HttpRequest, invitation: int) -> HttpResponse:
    ctx = page_context(request)
    if not grants.pending(ctx.id, ctx.who.now).filter(pk=invitation).update(used_at=ctx.who.now):
        raise Http404
    return _noted(ctx, "invitation-stopped")


@even_when_full
@allow(Access.OWNER)
@require_POST
def stop_everything(request: HttpRequest) -> HttpResponse:
    """All of them at once, this browser's own logging too. Whoever is stopped is told nothing."""
    ctx = page_context(request)
    grants.stop_everything(ctx.id, ctx.who.now)
    return _noted(ctx, "everything-stopped")


def _noted(ctx: PageContext, what: str, then: str = "who") -> HttpResponse:
    audit.note(ctx.id, ctx.who.account_name, what, ctx.who.now)
    return redirect(then)


# ---------------------------------------------------------------- in words


def _person(of: Membership, ctx: PageContext) -> dict[str, Any]:
    return {
        "id": of.pk,
        "name": of.account.name,
        "what": ", ".join(part for part in (*may(granted(of.scopes)), _days(of.since, of.until, ctx)) if part),
        "ends": _("until {day}").format(day=_day(of.expires_at, ctx)),
        "used": _last(of.used_at, ctx),
    }


def _invitation(of: Invitation, ctx: PageContext) -> dict[str, Any]:
    return {"id": of.pk, "name": of.name or _("Someone"), "what": ", ".join(may(granted(of.scopes)))}


def may(scopes: frozenset[Scope]) -> list[str]:
    """What a part opens, in words."""
    words = [does(scope) for scope in Scope if scope in scopes and not (scopes >= WHOLE and scope in WHOLE)]
    if scopes >= WHOLE:
        return [*words, _("reads all that is not private")]
    return words if scopes & READING else [*words, _("cannot read")]


READING = frozenset({Scope.ENTRIES, Scope.PROFILE})
WHOLE = frozenset({Scope.ENTRIES, Scope.NOTES, Scope.MEDICINES, Scope.PROFILE})


def does(scope: Scope) -> str:
    """What a scope opens, in words."""
    match scope:
        case Scope.LOG:
            return _("can log")
        case Scope.DOSES:
            return _("sees the last dose before giving one")
        case Scope.ENTRIES:
            return _("reads the diary")
        case Scope.NOTES:
            return _("reads notes and questions in it")
        case Scope.MEDICINES:
            return _("reads medicines in it")
        case Scope.PROFILE:
            return _("sees the page that a doctor sees, and patterns")
        case Scope.COMMENT:
            return _("can write you notes")


def _other(ctx: PageContext, person: int) -> Membership:
    found = grants.others(ctx.id).filter(pk=person).first()
    if found is None:
        raise Http404
    return found


def _days(since: Any, until: Any, ctx: PageContext) -> str:
    if since and until:
        return _("only {first} to {last}").format(first=ctx.voice.full(since), last=ctx.voice.full(until))
    if since:
        return _("only from {day}").format(day=ctx.voice.full(since))
    return _("only until {day}").format(day=ctx.voice.full(until)) if until else ""


def _device(of: Device, ctx: PageContext) -> dict[str, Any]:
    here = ctx.who.device is not None and ctx.who.device.pk == of.pk
    shows = _("shows the dose that is due and the last one") if of.name in ctx.settings.dose_devices else ""
    words = ", ".join(part for part in (of.signed_as, shows, _last(of.used_at, ctx)) if part)
    return {"id": of.pk, "name": of.name, "words": words, "here": here}


def _token(of: ApiToken, ctx: PageContext) -> dict[str, Any]:
    return {"id": of.pk, "name": of.name, "used": _last(of.used_at, ctx)}


def _last(at: datetime | None, ctx: PageContext) -> str:
    return _("last used {day}").format(day=_day(at, ctx)) if at else _("not used yet")


def _day(at: datetime | None, ctx: PageContext) -> str:
    return ctx.voice.full(moment(at, ctx.zone).clock_date) if at else ""
