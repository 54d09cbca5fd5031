"""What every room's tests share."""

from __future__ import annotations

import gc
import shutil
from pathlib import Path

import hypothesis
import pytest

from tests.needs import missing

pytest_plugins = ["tests.databases"]

# A slow, busy machine must not fail a property, and the same commit must give the same answer twice.
hypothesis.settings.register_profile("steady", deadline=None, derandomize=True, print_blob=True)
hypothesis.settings.load_profile("steady")

NODE = Path(__file__).parent / "node"


def pytest_collection_finish() -> None:
    """What was loaded and collected stays to the end: the garbage collector need not look through it again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def needs_node() -> Path:
    """The folder with the packages from npm."""
    if shutil.which("node") is None:
        missing("node was not found")
    if not (NODE / "node_modules").exists():
        missing("npm install was not run in tests/node")
    return NODE
