"""My part: what someone other than the owner may do here, their own keys, other journals, and leaving."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from unknot.household.people import audit, grants
from unknot.household.people.models import Membership
from unknot.household.people.scopes import Scope
from unknot.journal.span import moment
from unknot.web.access_list.access_list import may
from unknot.web.page import access, sessions
from unknot.web.page.access import FIRST_PAGE, Access, allow
from unknot.web.page.context import PageContext, page_context
from unknot.web.page.plain_text import LONGEST_TEXT, plain_text
from unknot.web.sharing import notes


@allow(Access.SELF)
@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    return _page(request)


def _page(request: HttpRequest, status: int = 200, **more: str) -> HttpResponse:
    who = access.viewer(request)
    assert who.account is not None
    parts = grants.parts(who.account, who.now)
    here = next((part for part in parts if part.journal == who.journal), None)
    others = [
        {"id": part.pk, "owner": part.role == part.Role.OWNER, "names": grants.owner_name(part.journal)}
        for part in parts
        if part is not here
    ]
    context = {
        "until": _until(here, page_context(request)),
        "may": may(who.scopes) if here and not who.is_owner else [],
        "owner": grants.owner_name(who.their_journal),
        "others": others,
        "account": who.account,
        "writes": not who.is_owner and Scope.COMMENT in who.scopes,
        **more,
    }
    return render(request, "access_list/membership.html", context, status=status)


def _until(part: Membership | None, ctx: PageContext) -> str:
    """The last day of a part; none of the owner's."""
    if part is None or part.expires_at is None:
        return ""
    return ctx.voice.full(moment(part.expires_at, ctx.zone).clock_date)


@allow(Access.READ, Scope.COMMENT)
@require_POST
def write(request: HttpRequest) -> HttpResponse:
    """A note to the owner, who alone sees it until they keep it."""
    who = access.viewer(request)
    if who.is_owner:
        raise Http404
    text = plain_text(request.POST.get("text"))
    if not 0 < len(text) <= LONGEST_TEXT:
        return _page(request, 422, text=text, error=_("Write 1 to 1,000 letters."))
    if not notes.write(who.their_journal, who.name, text, who.now):
        return _page(request, 409, text=text, error=_("Five of your notes have not been read yet. Wait a little."))
    audit.note(who.journal, who.name, "note-came", who.now)
    return _page(request, said=_("Sent. They will see it."))


@allow(Access.SELF)
@require_POST
def switch(request: HttpRequest, part: int) -> HttpResponse:
    """Into another journal that the same account has a part in."""
    who = access.viewer(request)
    assert who.account is not None
    found = next((one for one in grants.parts(who.account, who.now) if one.pk == part), None)
    if found is None:
        raise Http404
    sessions.switch(request, found.journal)
    access.forget_viewer(request)
    return redirect(FIRST_PAGE)


@allow(Access.SELF)
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Gives the part up. What was logged stays with the journal."""
    who = access.viewer(request)
    assert who.account is not None
    part = grants.of(who.account).filter(journal=who.their_journal).first()
    if part is None or who.is_owner:
        raise Http404
    grants.stop(part, who.now)
    audit.note(who.journal, who.account.name, "person-left", who.now)
    sessions.end(request)
    access.forget_viewer(request)
    return sessions.forget_pages(redirect("sign-in"))
