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
from unknot.web.access import Access, allow
from unknot.web.screens.reminders import reminders
from unknot.web.screens.screen import Screen, screen
from unknot.web.sharing import screens as sharing
from unknot.web.who import history
from unknot.web.who.forms import GrantForm, InviteForm, as_it_is


@allow(Access.OWNER)
@require_GET
def who(request: HttpRequest) -> HttpResponse:
    opened = screen(request)
    now = opened.who.now
    context = {
        "news": history.news(opened),
        "people": [_person(m, opened) for m in grants.others(opened.id)],
        "invitations": [_invitation(i, opened) for i in grants.pending(opened.id, now)],
        "links": [sharing.told(share, opened) for share in shares.working(now).filter(journal=opened.id)],
        "devices": [_device(d, opened) for d in Device.objects.filter(journal=opened.id, revoked_at=None)],
        "review": access_review.due(opened.id, now) is not None,
        "tokens": [_token(t, opened) for t in ApiToken.objects.filter(journal=opened.id, revoked_at=None)],
        "ways": [reminders.in_words(opened, way) for way in reminders.ways(opened)],
    }
    return render(request, "who/all.html", context)


@allow(Access.OWNER)
@require_POST
def reviewed(request: HttpRequest) -> HttpResponse:
    """All of it is still right; or not now. Nothing is changed by either."""
    opened = screen(request)
    later = request.POST.get("answer") == "later"
    return _noted(opened, access_review.PUT_OFF if later else access_review.REVIEWED, "log" if later else "who")


@allow(Access.FRESH)
@require_http_methods(["GET", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    """Someone who helps or looks: what they may do, and for how long. The link is shown once."""
    opened = screen(request)
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        path = grants.invite(
            opened.id, form.cleaned_data["name"], form.grant(), by=opened.who.account_name, now=opened.who.now
        )
        return render(request, "who/invited.html", {"address": request.build_absolute_uri(path)})
    return _form(request, form)


@allow(Access.FRESH)
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, person: int) -> HttpResponse:
    """Another grant for someone who has one: it counts from their next request."""
    opened = screen(request)
    found = _other(opened, person)
    form = GrantForm(request.POST or None, initial=as_it_is(found))
    if request.method == "POST" and form.is_valid():
        grants.change(found, form.grant(), by=opened.who.account_name, now=opened.who.now)
        return redirect("who")
    return _form(request, form, person=found.account.name)


def _form(request: HttpRequest, form: GrantForm, person: str = "") -> HttpResponse:
    scopes = [(scope, does(scope), scope in form.ticked()) for scope in Scope]
    context = {"form": form, "scopes": scopes, "person": person}
    return render(request, "who/invite.html", context, status=422 if request.method == "POST" else 200)


# ---------------------------------------------------------------- stop


@allow(Access.OWNER)
@require_POST
def stop_person(request: HttpRequest, person: int) -> HttpResponse:
    opened = screen(request)
    grants.stop(_other(opened, person), opened.who.now)
    return _noted(opened, "person-stopped")


@allow(Access.OWNER)
@require_POST
def stop_invitation(request: HttpRequest, invitation: int) -> HttpResponse:
    opened = screen(request)
    if not grants.pending(opened.id, opened.who.now).filter(pk=invitation).update(used_at=opened.who.now):
        raise Http404
    return _noted(opened, "invitation-stopped")


@allow(Access.OWNER)
@require_POST
def stop_everything(request: HttpRequest) -> HttpResponse:
    """All of them at once, this browser's own logging too. Whoever is stopped is told nothing."""
    opened = screen(request)
    grants.stop_everything(opened.id, opened.who.now)
    return _noted(opened, "everything-stopped")


def _noted(opened: Screen, what: str, then: str = "who") -> HttpResponse:
    audit.note(opened.id, opened.who.account_name, what, opened.who.now)
    return redirect(then)


# ---------------------------------------------------------------- in words


def _person(of: Membership, opened: Screen) -> dict[str, Any]:
    return {
        "id": of.pk,
        "name": of.account.name,
        "what": ", ".join(part for part in (*may(granted(of.scopes)), _days(of.since, of.until, opened)) if part),
        "ends": _("until {day}").format(day=_day(of.expires_at, opened)),
        "used": _last(of.used_at, opened),
    }


def _invitation(of: Invitation, opened: Screen) -> dict[str, Any]:
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


def _other(opened: Screen, person: int) -> Membership:
    found = grants.others(opened.id).filter(pk=person).first()
    if found is None:
        raise Http404
    return found


def _days(since: Any, until: Any, opened: Screen) -> str:
    if since and until:
        return _("only {first} to {last}").format(first=opened.voice.full(since), last=opened.voice.full(until))
    if since:
        return _("only from {day}").format(day=opened.voice.full(since))
    return _("only until {day}").format(day=opened.voice.full(until)) if until else ""


def _device(of: Device, opened: Screen) -> dict[str, Any]:
    here = opened.who.device is not None and opened.who.device.pk == of.pk
    shows = _("shows the dose that is due and the last one") if of.name in opened.settings.dose_devices else ""
    words = ", ".join(part for part in (of.signed_as, shows, _last(of.used_at, opened)) if part)
    return {"id": of.pk, "name": of.name, "words": words, "here": here}


def _token(of: ApiToken, opened: Screen) -> dict[str, Any]:
    return {"id": of.pk, "name": of.name, "used": _last(of.used_at, opened)}


def _last(at: datetime | None, opened: Screen) -> str:
    return _("last used {day}").format(day=_day(at, opened)) if at else _("not used yet")


def _day(at: datetime | None, opened: Screen) -> str:
    return opened.voice.full(moment(at, opened.zone).clock_date) if at else ""
