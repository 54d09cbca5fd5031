"""What every template knows."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from unknot.web.page import access, context
from unknot.web.page.origin import only_here


def page(request: HttpRequest) -> dict[str, Any]:
    """`viewer`: who looks. `made_up`: whether everything shown is made up (the demo), and must say so. `page`: how
    the page is drawn, see `Page`. `only_here`: whether its address works on this computer alone."""
    return {
        "viewer": access.viewer(request),
        "made_up": settings.MADE_UP,
        "page": context.page_frame(request),
        "only_here": only_here(request),
    }
