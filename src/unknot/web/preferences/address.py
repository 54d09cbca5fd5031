"""Set up an address: what this one can do, and three ways to a better one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from unknot.web.page.access import Access, allow
from unknot.web.page.origin import only_here


@allow(Access.OWNER)
@require_GET
def address(request: HttpRequest) -> HttpResponse:
    """The page tests the address that it was opened at."""
    here, secure = only_here(request), request.is_secure()
    found = [
        _("Only this computer can open it.") if here else _("Other devices can open it."),
        _("The way here is encrypted.")
        if secure
        else _("Nothing leaves this computer.")
        if here
        else _("The way here is not encrypted: anyone on this network can read along."),
        _("Passkeys, logging without a network and reminders work.")
        if secure or here
        else _("Passkeys, logging without a network and reminders do not work here."),
    ]
    context = {
        "address": f"{request.scheme}://{request.get_host()}",
        "port": request.get_port(),
        "found": found,
    }
    return render(request, "preferences/address.html", context)
