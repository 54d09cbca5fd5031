"""Every route, each view with its access policy (see `access`)."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from unknot.web import health, signin

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.health, name="health"),
    path("sign-in", signin.sign_in, name="sign-in"),
]

handler400 = "unknot.web.errors.bad_request"
handler403 = "unknot.web.errors.not_allowed"
handler404 = "unknot.web.errors.not_found"
handler500 = "unknot.web.errors.broken"
