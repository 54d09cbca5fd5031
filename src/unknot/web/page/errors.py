"""Pages for when something is wrong, in plain words."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from unknot.journal.entry.checks import ImpossibleEntry
from unknot.journal.quantity import ImpossibleQuantity
from unknot.journal.scalars import Unreadable
from unknot.journal.span import ImpossibleTime
from unknot.web.page.disk_full import is_full

FORM_TOKEN_FIELD = "csrfmiddlewaretoken"  # noqa: S105 (the name of a field)
API = "/api/"
IMPOSSIBLE = (ImpossibleEntry, ImpossibleQuantity, ImpossibleTime, Unreadable)
"""What the journal says of a value that cannot be, whichever door it came by."""
NEVER_REPEATED = frozenset({FORM_TOKEN_FIELD, "passphrase", "credential", "code"})


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _bare("page/errors/bad_request.html", 400)


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _bare("page/errors/not_allowed.html", 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if request.path.startswith(API):
        return JsonResponse({"error": "not-here", "says": _("There is nothing here")}, status=404)
    return render(request, "page/errors/not_found.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    return _bare("page/errors/broken.html", 500)


def not_taken(request: HttpRequest) -> HttpResponse:
    """What was posted holds something that no entry can hold, and its form did not see it: nothing is lost."""
    if wants_json(request):
        return JsonResponse({"error": _("This could not be saved")}, status=422)
    context = {"fields": posted(request), "path": request.path if request.resolver_match else "/"}
    return render(request, "page/errors/not_taken.html", context, status=422)


def no_room(request: HttpRequest) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"error": _("There is no room left to save.")}, status=507)
    return _bare("page/errors/no_room.html", 507)


def _bare(template: str, status: int) -> HttpResponse:
    """A page that asks the database nothing: it may be what is broken."""
    return HttpResponse(render_to_string(template), status=status)


def wants_json(request: HttpRequest) -> bool:
    """Whether a script asks, not a person opening a page."""
    asked = request.get_preferred_type(["text/html", "application/json"]) == "application/json"
    return asked or request.path.startswith(API)


def form_token_failed(request: HttpRequest, reason: str = "") -> HttpResponseBase:
    """The filled form again, when its token was too old: press once more and nothing is lost.

    The view is asked as for GET, so that it writes nothing, with what was posted still in `request.POST`: a view
    that starts with `Form(request.POST or None)` shows the filled form. One that takes only POST gets a page
    that holds the same fields. Another site's form never comes here: the browser's word for it is refused before.
    """
    if wants_json(request):
        return JsonResponse({"error": _("Open the page again and press once more."), "reload": True}, status=403)
    match = request.resolver_match
    if match is not None:
        request.method = "GET"
        response: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
        if not isinstance(response, HttpResponseNotAllowed) and response.status_code == 200:
            response.status_code = 403
            return response
    return render(
        request, "page/errors/send_again.html", {"fields": posted(request), "path": request.get_full_path()}, status=403
    )


def posted(request: HttpRequest) -> list[tuple[str, list[str]]]:
    """The fields of a form that may be shown or kept again: no token, no secret."""
    return [(name, [str(v) for v in values]) for name, values in request.POST.lists() if name not in NEVER_REPEATED]


class PlainErrorsMiddleware:
    """A full disk, and a value that cannot be, are said in plain words; nothing that was written is lost."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if is_full(exception):
            return no_room(request)
        if request.method == "POST" and isinstance(exception, IMPOSSIBLE):
            return not_taken(request)
        return None
