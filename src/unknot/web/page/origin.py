"""The address under which a page was opened: whether a link with it works anywhere else."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest


def only_here(request: HttpRequest) -> bool:
    """Whether the links of this page lead to the computer itself, as `http://localhost:8420/...` does on any other."""
    if settings.PROXY:
        return False
    name = urlsplit(f"//{request.get_host()}").hostname or ""
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return name == "localhost" or name.endswith(".localhost")
