"""Static files under names that hold their hash, so that a browser may keep them for ever."""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise has no types
    """Hashes what modules import, too."""

    support_js_module_import_aggregation = True


def collect() -> None:
    """Puts the files where they are served from; does nothing if they are there already."""
    root = Path(settings.STATIC_ROOT)
    mark, now = root / "made-from", _fingerprint()
    if mark.exists() and mark.read_text(encoding="ascii") == now:
        return
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    mark.write_text(now, encoding="ascii")


def _fingerprint() -> str:
    """Tells whether any file changed since the last time."""
    found = (
        (name, storage.size(name), storage.get_modified_time(name).timestamp())
        for finder in get_finders()
        for name, storage in finder.list([])
    )
    return hashlib.sha256(repr(sorted(found)).encode()).hexdigest()
