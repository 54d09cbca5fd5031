"""A journal that nothing was done to, on each database."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest


@pytest.fixture
def journal(database: str) -> UUID:
    return uuid4()
