"""The time zone of the machine that serves."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from unknot.journal.span import is_known

LOCALTIME = Path("/etc/localtime")


def machine_zone(environ: Mapping[str, str]) -> str:
    """The IANA name of this machine's zone: from TZ or from where /etc/localtime points; UTC if neither says."""
    pointed = os.path.realpath(LOCALTIME).partition("zoneinfo/")[2] if LOCALTIME.is_symlink() else ""
    for name in (environ.get("TZ", "").lstrip(":"), pointed):
        if name and is_known(name):
            return name
    return "UTC"
