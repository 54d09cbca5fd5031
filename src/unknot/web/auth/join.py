"""An invitation: pressing its button gives someone a part in a journal, with an account of their own."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from unknot.household.people import grants
from unknot.household.people.scopes import Scope, granted
from unknot.web.page import access, devices, sessions
from unknot.web.page.access import FIRST_PAGE, Access, allow


@allow(Access.PUBLIC)
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, token: str) -> HttpResponse:
    """Opening the link shows what it gives; only pressing uses it up. It names nobody but the one it is for."""
    who = access.viewer(request)
    found = grants.invitation(token, who.now)
    if found is None:
        return render(request, "auth/link_over.html", status=410)
    scopes = granted(found.scopes)
    if request.method == "GET":
        context = {
            "name": found.name,
            "logs": Scope.LOG in scopes,
            "gives": Scope.DOSES in scopes,
            "reads": Scope.ENTRIES in scopes,
            "looks": Scope.PROFILE in scopes,
            "account": who.account,
        }
        return render(request, "auth/join.html", context)
    new = who.account is None
    membership = grants.join(token, request.POST.get("name", ""), who.account, who.now)
    if membership is None:
        return render(request, "auth/link_over.html", status=410)
    sessions.start(request, membership.account, membership, who.now, proved=new)
    if "device" in request.POST and Scope.LOG in scopes and membership.role != membership.Role.OWNER:
        devices.enrol(request, membership.account, membership.journal, _("This device"), who.now)
    access.forget_viewer(request)
    return HttpResponseRedirect(reverse("keys") + "?first=1" if new else FIRST_PAGE)
