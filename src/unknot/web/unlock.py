"""What someone sees who may not enter: the way to sign in, with what they filled in kept."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from unknot.web.access import SAFE_METHODS, Access, Viewer


def wants_json(request: HttpRequest) -> bool:
    """Whether a script asks, not a person opening a page."""
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


def ask(request: HttpRequest, who: Viewer, access: Access) -> HttpResponse:
    """The answer instead of the page. It is the same whether or not there is such a page or entry."""
    if wants_json(request):
        return JsonResponse({"error": _("Unlock to see this."), "unlock": reverse("sign-in")}, status=401)
    if who.is_owner or not who.may_read:
        if request.method in SAFE_METHODS:
            return HttpResponseRedirect(f"{reverse('sign-in')}?{urlencode({'next': request.path})}")
        return render(request, "errors/locked.html", {"posted": request.POST.lists(), "next": request.path}, status=401)
    return render(request, "errors/not_allowed.html", status=403)
