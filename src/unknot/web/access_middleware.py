"""The door before every view: no policy, no entry; from another site, no writing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from unknot.web.auth import unlock
from unknot.web.page import access, devices, sessions


class DoorMiddleware:
    """Lets in who may enter, and hands out what the browser is to keep or to forget."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        devices.keep_cookie(request, response)
        if sessions.ran_out(request):
            sessions.forget_pages(response)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        policy = access.declared(view)
        if policy is None:
            raise access.UndeclaredRoute("This route has no access policy.")
        if not getattr(view, "for_other_sites", False):
            _same_origin(request)
        who = access.viewer(request)
        if not who.may(policy, access.scopes(view)):
            return unlock.ask(request, who, policy)
        if takes_file := getattr(view, "takes_file", None):
            request.upload_handlers = [takes_file(request)]
        return None


def _same_origin(request: HttpRequest) -> None:
    """Writing comes from our own pages only.

    Sec-Fetch-Site is set by the browser and no page can forge it. As our pages send no referrer, browsers give
    `Origin: null` with a form; where the browser vouches for the origin, Django is told what it is.
    """
    if request.method in unlock.SAFE_METHODS:
        return
    site = request.headers.get("Sec-Fetch-Site")
    if site not in (None, "same-origin", "none"):
        raise PermissionDenied
    if site == "same-origin" and request.headers.get("Origin") == "null":
        request.META["HTTP_ORIGIN"] = f"{request.scheme}://{request.get_host()}"
