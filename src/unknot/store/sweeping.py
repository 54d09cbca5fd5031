"""Files that no entry names any more go: what was erased for good must not stay behind as a file."""

from __future__ import annotations

from datetime import datetime, timedelta
from math import inf
from pathlib import Path

from unknot.journal.document import Unreadable, kind_of
from unknot.journal.entry import Attachment
from unknot.store import attachments, codec
from unknot.store.keys import MasterKey
from unknot.store.models import EntryRow

FRESH = timedelta(minutes=10)
"""A file is stored before the entry that names it: a younger one may be waiting for that."""


def sweep(home: Path, key: MasterKey, now: datetime | None) -> int:
    """Delete the stored files that no entry of any journal names; how many went. What is in the bin keeps its file.

    Nothing is deleted while an attachment cannot be read: it may be the one that names a file. Without a `now` no file
    counts as fresh: nobody is sending one.
    """
    named: set[Path] = set()
    for row in EntryRow.objects.filter(kind=kind_of(Attachment), blanked=False).iterator(chunk_size=500):
        try:
            body = codec.read(row.document).body
        except Unreadable:
            return 0
        if isinstance(body, Attachment):
            named.add(attachments.path_of(home, key, body.sha256))
    old = (now - FRESH).timestamp() if now else inf
    unnamed = [path for path in attachments.files(home) if path not in named and path.stat().st_mtime < old]
    for path in unnamed:
        path.unlink(missing_ok=True)
    return len(unnamed)
