"""The headers every answer carries: what the browser may load, keep and tell others."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

CONTENT_SECURITY_POLICY = "; ".join(
    f"{directive} {sources}".strip()
    for directive, sources in {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self'",
        "font-src": "'self'",
        "connect-src": "'self'",
        "manifest-src": "'self'",
        "worker-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
        "object-src": "'none'",
    }.items()
)
"""No inline script or style, no other site, not even for a picture."""

ALWAYS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
}

ONE_YEAR = 365 * 24 * 3600


class HeadersMiddleware:
    """Adds them to every answer, static files and errors too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in ALWAYS.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Referrer-Policy", _referrer_policy())
        if settings.TLS:
            response.headers["Strict-Transport-Security"] = f"max-age={ONE_YEAR}; includeSubDomains"
        return response


def _referrer_policy() -> str:
    """None at all; but over plain HTTP browsers leave out Sec-Fetch-Site, and then the form needs its origin."""
    return "no-referrer" if settings.SECURE_CONTEXT else "same-origin"


def as_file(response: HttpResponse, name: str) -> HttpResponse:
    """An answer that the browser saves under `name`, in any script (RFC 6266)."""
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response
