"""A file that belongs to an entry: kept encrypted, and named by an entry of its own."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from uuid import UUID

from unknot.actions.results import Actor, NotThere, Saved
from unknot.actions.single import record
from unknot.journal.entry import Attachment
from unknot.journal.journal import settle
from unknot.journal.span import Moment
from unknot.store import attachments
from unknot.store import entries as store
from unknot.store.file_types import media_type
from unknot.store.keys import MasterKey

LARGEST_FILE = 20_000_000
LONGEST_NAME = 120


class WrongFile(Exception):
    """The file is of no kind that can be attached."""


class EmptyFile(Exception):
    """There is nothing in the file."""


def attach(
    journal: UUID,
    about: UUID,
    content: bytes,
    *,
    name: str,
    home: Path,
    key: MasterKey,
    by: Actor,
    happened_at: Moment,
    now: datetime,
) -> Saved[Attachment]:
    """Keep a file of an entry. The file is durable before the entry names it.

    Raises `EmptyFile`, `WrongFile`, `attachments.TooLarge`, or `NotThere` if the entry is gone. The same file of the
    same entry twice is one.
    """
    if not content:
        raise EmptyFile("There is nothing in this file.")
    if len(content) > LARGEST_FILE:
        raise attachments.TooLarge(f"A file may have {LARGEST_FILE // 1_000_000} MB at most.")
    kind = media_type(content)
    if kind is None:
        raise WrongFile("This is not a PDF, a picture, an MRI file or plain text.")
    entry = settle(store.family(journal, about)).find(about)
    if entry is None:
        raise NotThere("The entry is not in the journal any more.")
    sha256 = attachments.keep(home, key, content)
    for known in store.standing(journal, since=now, always=("attachment",)).of(Attachment):
        if (known.body.about, known.body.sha256) == (about, sha256):
            return Saved(known)
    body = Attachment(name=file_name(name), media_type=kind, size=len(content), sha256=sha256, about=about)
    return record(journal, body, by=by, happened_at=happened_at, now=now, private=entry.private)


def file_name(name: str) -> str:
    """The name as people see it: no folders, no control characters, bounded, never empty."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(char for char in last if char.isprintable()).strip(" .")
    return kept[-LONGEST_NAME:].strip(" .") or "file"
