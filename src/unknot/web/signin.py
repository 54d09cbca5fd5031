"""Signing in, locking, and the owner's first steps."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from unknot.web.access import Access, allow


@allow(Access.PUBLIC)
def sign_in(request: HttpRequest) -> HttpResponse:
    return render(request, "signin/sign_in.html")
