"""The product's settings in a home of their own; nothing of this machine's is read or written.

Read before any conftest. Two changes make tests quick and change nothing they look at.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

_room = Path(tempfile.mkdtemp(prefix="unknot-tests-"))
_before = dict(os.environ)
for _name in [name for name in os.environ if name.startswith("UNKNOT_")] + ["CREDENTIALS_DIRECTORY"]:
    os.environ.pop(_name, None)
os.environ |= {"UNKNOT_HOME": str(_room), "UNKNOT_DEMO_KEY": "5a" * 32}

from unknot.web.settings import *  # noqa: E402, F403

os.environ.clear()
os.environ.update(_before)

MADE_UP = False
PASSWORD_HASHERS = ["tests.hashers.QuickArgon2"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
(_room / "static").mkdir()
