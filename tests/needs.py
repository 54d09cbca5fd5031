"""What a test may need that is not Python: it is skipped with the reason, or fails where CI=true."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest


def missing(reason: str) -> NoReturn:
    """The thing is not here: a skip on a person's machine, a failure in CI."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)
