"""Everything as one zip: it comes back equal, and no zip of somebody else does harm."""

from __future__ import annotations

import hashlib
import io
import zipfile
from datetime import UTC, datetime

import pytest

from tests.generate import random_journal
from unknot.importers import everything
from unknot.importers.everything import Part, read, write
from unknot.importers.imported import NotThisFormat, TooLargeToRead
from unknot.importers.own import write_lines

NOW = datetime(2026, 3, 2, tzinfo=UTC)
FILE = b"%PDF- a letter"
SHA = hashlib.sha256(FILE).hexdigest()


def zipped(*parts: tuple[str, bytes]) -> io.BytesIO:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, content in parts:
            pack.writestr(name, content)
    return made


def ours(seed: int) -> tuple[list, io.BytesIO]:
    raw = random_journal(seed)
    parts = [
        Part("journal.jsonl", (line.encode() for line in write_lines(raw))),
        Part(f"attachments/{SHA}", [FILE[:5], FILE[5:]]),
    ]
    return raw, io.BytesIO(b"".join(write(parts, NOW)))


def test_what_goes_out_comes_back_equal_with_its_files():
    for seed in range(20):
        raw, file = ours(seed)
        found = read(file)
        assert (list(found.entries), dict(found.files), found.problems) == (raw, {SHA: FILE}, ())


def test_the_zip_says_what_is_in_it():
    with zipfile.ZipFile(ours(1)[1]) as pack:
        assert pack.namelist() == ["README.txt", "journal.jsonl", f"attachments/{SHA}"]
        assert b"attachments/" in pack.read("README.txt")


def test_a_file_that_was_changed_is_named_and_left_out():
    found = read(zipped(("journal.jsonl", b'{"unknot":"journal","version":1}\n'), (f"attachments/{SHA}", b"other")))
    assert (dict(found.files), len(found.problems)) == ({}, 1)


def test_no_name_in_a_zip_is_a_path():
    names = ["attachments/../../../etc/passwd", "../journal.jsonl", "/etc/shadow", f"attachments/{SHA}/../x"]
    found = read(zipped(("journal.jsonl", b""), *((name, FILE) for name in names)))
    assert (found.entries, dict(found.files)) == ((), {})


def test_a_file_that_grows_without_end_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(everything, "LARGEST", 1_000)
    with pytest.raises(TooLargeToRead):
        read(zipped(("journal.jsonl", b"\n" * 100_000)))
    monkeypatch.setattr(everything, "LARGEST_FILE", 1_000)
    big = b"0" * 100_000
    found = read(zipped(("journal.jsonl", b""), (f"attachments/{hashlib.sha256(big).hexdigest()}", big)))
    assert (dict(found.files), len(found.problems)) == ({}, 1)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04nothing", zipped(("other.txt", b"x")).getvalue()])
def test_what_is_no_copy_of_ours_is_refused(data: bytes):
    with pytest.raises(NotThisFormat):
        read(io.BytesIO(data))
