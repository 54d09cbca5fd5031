"""Pages for when something is wrong, in plain words."""

from __future__ import annotations

from collections.abc import Callable

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.shortcuts import render

FORM_TOKEN_FIELD = "csrfmiddlewaretoken"  # noqa: S105 (the name of a field)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "errors/bad_request.html", status=400)


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "errors/not_allowed.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "errors/not_found.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    return render(request, "errors/broken.html", status=500)


def form_token_failed(request: HttpRequest, reason: str = "") -> HttpResponseBase:
    """The filled form again, when its token was too old: press once more and nothing is lost.

    The view is asked as for GET, so that it writes nothing, with what was posted still in `request.POST`: a view
    that starts with `Form(request.POST or None)` shows the filled form. One that takes only POST gets a page
    that holds the same fields. Another site's form never comes here: the browser's word for it is refused before.
    """
    match = request.resolver_match
    if match is not None:
        request.method = "GET"
        response: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
        if not isinstance(response, HttpResponseNotAllowed) and response.status_code == 200:
            response.status_code = 403
            return response
    fields = [(name, values) for name, values in request.POST.lists() if name != FORM_TOKEN_FIELD]
    return render(request, "errors/send_again.html", {"fields": fields, "path": request.get_full_path()}, status=403)


class PlainErrorsMiddleware:
    """A full disk or a failing database is said in plain words, once; reading goes on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, DatabaseError | OSError) and _no_room(exception):
            return render(request, "errors/no_room.html", status=507)
        return None


def _no_room(exception: BaseException) -> bool:
    words = str(exception).lower()
    return "disk is full" in words or "no space left" in words or "could not extend file" in words
