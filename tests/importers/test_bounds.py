"""Files made to exhaust whoever reads them are answered at once, in little memory."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from time import process_time

import pytest

from tests.importers.bringing import brought
from unknot.importers.imported import NotThisFormat, TooLargeToRead

MOST_MEMORY, MOST_SECONDS = 100_000_000, 10


def packed(name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        pack.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("journal.jsonl", b"{}\n" * 20_000_000),
        ("journal.jsonl", b" " * 60_000_000),
        ("export.xml", b"<HealthData>" + b"x" * 60_000_000),
    ],
    ids=["lines", "one line", "xml"],
)
def test_a_small_zip_that_unpacks_to_no_end(name: str, content: bytes) -> None:
    data = packed(name, content)
    del content
    assert len(data) < 300_000
    tracemalloc.start()
    start = process_time()
    with pytest.raises((NotThisFormat, TooLargeToRead)):
        brought(data, "file.zip")
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < MOST_MEMORY
    assert process_time() - start < MOST_SECONDS
