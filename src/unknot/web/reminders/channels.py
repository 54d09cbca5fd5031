"""Ways to be reached: added by the owner, tested, stopped. Each is off until it is made here."""

from __future__ import annotations

import json
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from unknot.household.people import audit
from unknot.household.people.models import Channel
from unknot.household.people.secret_tokens import hash_of, new_token
from unknot.household.reminders import delivery
from unknot.household.reminders.channels import ntfy, push
from unknot.household.reminders.notice_text import NoticeMessage, words_of_a_test
from unknot.store import jobs
from unknot.web.page.access import Access, allow
from unknot.web.page.context import PageContext, page_context
from unknot.web.reminders.reminders import page

MOST = 10
ME, CARER = "me", "carer"
FORMS = {"browser": Channel.Kind.PUSH, "e-mail": Channel.Kind.EMAIL, "ntfy": Channel.Kind.NTFY}


class ChannelRefusal(Exception):
    """What was typed or sent cannot be a channel; the message is for the person."""


@dataclass(frozen=True, slots=True)
class Made:
    """What a new channel is: its name, where to, and what it needs besides."""

    name: str
    address: str
    secret: str = ""


@allow(Access.FRESH)
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, kind: str, whom: str) -> HttpResponse:
    """A form for a browser, an e-mail address or an ntfy topic, for the person or for the one who helps."""
    ctx = page_context(request)
    if kind not in FORMS or whom not in (ME, CARER) or (kind == "browser" and whom == CARER):
        raise Http404
    error = ""
    if request.method == "POST":
        try:
            _keep(ctx, FORMS[kind], _made(kind, request), for_carer=whom == CARER)
            return redirect("settings-reminders")
        except ChannelRefusal as refusal:
            error = str(refusal)
    context = {
        "kind": kind,
        "carer": whom == CARER,
        "error": error,
        "said": request.POST,
        "ready": _is_ready(kind),
        "key": push.text(push.point(push.server_key(settings.MASTER_KEY).public_key())),
        "server": settings.NTFY_URL,
        "sender": settings.MAIL_FROM,
    }
    return render(request, "reminders/add.html", context, status=422 if error else 200)


@allow(Access.FRESH)
@require_POST
def make_calendar(request: HttpRequest) -> HttpResponse:
    """A new address for a calendar. It is shown in this answer and never again."""
    ctx = page_context(request)
    token = new_token()
    try:
        _keep(ctx, Channel.Kind.CALENDAR, Made(_("Calendar"), hash_of(token)), for_carer=False)
    except ChannelRefusal as refusal:
        return page(request, ctx, said=str(refusal))
    return page(request, ctx, address=settings.ADDRESS + reverse("calendar", args=[token]))


@allow(Access.OWNER)
@require_POST
def test(request: HttpRequest, way: int) -> HttpResponse:
    """Sends one line, so that the person sees what it looks like and that it comes."""
    ctx = page_context(request)
    found = _found(ctx, way)
    link = settings.ADDRESS + reverse("log")
    reached = delivery.deliver(found, NoticeMessage(words_of_a_test(), link), ctx.who.now)
    said = _("A test was sent.") if reached else _("The test could not be delivered.")
    return page(request, ctx, said=f"{found.name}: {said}")


@allow(Access.OWNER)
@require_POST
def stop(request: HttpRequest, way: int) -> HttpResponse:
    """From now on nothing goes this way; of its address nothing is kept."""
    ctx = page_context(request)
    _found(ctx, way).delete()
    audit.note(ctx.id, _who(ctx), "channel-stopped", ctx.who.now)
    return redirect("who" if request.POST.get("to") == "who" else "settings-reminders")


# ---------------------------------------------------------------- what is made


def _made(kind: str, request: HttpRequest) -> Made:
    said = request.POST
    match kind:
        case "browser":
            return _browser(said.get("subscription", ""), said.get("name", ""))
        case "e-mail":
            return _mailbox(said.get("address", "").strip())
        case _:
            return _topic(said.get("topic", "").strip(), said.get("token", "").strip())


def _browser(told: str, name: str) -> Made:
    try:
        subscribed = json.loads(told) if len(told) < 5000 else None
        found = push.subscription(subscribed, delivery.push_services())
    except (ValueError, RecursionError, push.NotASubscription) as error:
        raise ChannelRefusal(_("This browser did not say how it can be reached. Try another, or e-mail.")) from error
    keys = {"p256dh": push.text(found.p256dh), "auth": push.text(found.auth)}
    return Made(
        name.strip()[:80] or _("This browser"), found.endpoint, json.dumps({"endpoint": found.endpoint, "keys": keys})
    )


def _mailbox(address: str) -> Made:
    try:
        validate_email(address)
    except ValidationError as error:
        raise ChannelRefusal(_("This is not an e-mail address.")) from error
    if len(address) > 200 or not address.isascii():
        raise ChannelRefusal(_("This is not an e-mail address."))
    return Made(address[:80], address)


def _topic(topic: str, token: str) -> Made:
    if not ntfy.TOPIC.fullmatch(topic):
        raise ChannelRefusal(_("A topic has letters, digits, - and _ only, 64 at most."))
    if len(token) > 200 or not token.isascii() or not token.isprintable():
        raise ChannelRefusal(_("This is not an access token."))
    return Made(_("ntfy"), topic, token)


def _keep(ctx: PageContext, kind: Channel.Kind, made: Made, *, for_carer: bool) -> None:
    if not (_is_ready(kind.value) or kind in (Channel.Kind.PUSH, Channel.Kind.CALENDAR)):
        raise ChannelRefusal(_("This way is not set up on this server."))
    before = Channel.objects.filter(journal=ctx.id)
    same = before.filter(kind=kind, address=made.address, for_carer=for_carer)
    if not same.exists() and before.count() >= MOST:
        raise ChannelRefusal(_("Ten ways are enough: stop one first."))
    same.delete()
    Channel.objects.create(
        journal=ctx.id,
        kind=kind,
        name=made.name,
        address=made.address,
        secret=made.secret,
        for_carer=for_carer,
        made_at=ctx.who.now,
    )
    audit.note(ctx.id, _who(ctx), "channel-made", ctx.who.now)
    jobs.soon(ctx.id, jobs.REMINDERS, ctx.who.now)


def _is_ready(kind: str) -> bool:
    """Whether whoever runs this server has set this way up."""
    match kind:
        case "e-mail":
            return bool(settings.SMTP_URL and settings.MAIL_FROM)
        case "ntfy":
            return bool(settings.NTFY_URL)
        case _:
            return True


def _found(ctx: PageContext, way: int) -> Channel:
    found = Channel.objects.filter(journal=ctx.id, pk=way).first()
    if found is None:
        raise Http404
    return found


def _who(ctx: PageContext) -> str:
    return ctx.who.account.name if ctx.who.account else ""
