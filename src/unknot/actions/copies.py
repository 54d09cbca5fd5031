"""Everything of a journal as the parts of one zip."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from uuid import UUID

from unknot.fhir.bundle import write_export
from unknot.importers.everything import FILES, JOURNAL, Part
from unknot.importers.own import write_lines
from unknot.importers.spreadsheet_out import write_csv, write_rows
from unknot.journal.entry import Attachment
from unknot.journal.notation import write_notation
from unknot.knowledge.words import Translate
from unknot.store import attachments
from unknot.store import entries as store
from unknot.store.keys import MasterKey

LISTED = ("file", "name", "type", "bytes", "entry")


def everything(
    journal: UUID,
    *,
    home: Path,
    key: MasterKey,
    zone: str,
    now: datetime,
    _: Translate,
    pages: Iterable[tuple[str, bytes]] = (),
) -> Iterator[Part]:
    """Each file of the zip, made when its turn comes. `pages` are the printed pages by name.

    A file that is damaged or lost is left out: the list of files still names it.
    """
    raw = tuple(store.raw(journal))
    standing = store.standing(journal)
    lines = write_lines(raw, blanked=store.blanked(journal), gaps=store.gaps(journal))
    yield Part(JOURNAL, _bytes(lines))
    yield Part("entries.csv", _bytes(write_csv(standing.entries)))
    yield Part("entries.txt", _bytes([write_notation(standing.entries, zone=zone)]))
    yield Part("journal.fhir.json", _bytes(write_export(standing, raw, id=journal, now=now, _=_)))
    for name, page in pages:
        yield Part(f"pages/{name}", [page])
    files = [(entry.id, entry.body) for entry in raw if isinstance(entry.body, Attachment)]
    rows = [[file.sha256, file.name, file.media_type, str(file.size), str(id)] for id, file in files]
    yield Part("attachments.csv", _bytes(write_rows([LISTED, *rows])))
    for sha256 in dict.fromkeys(file.sha256 for _id, file in files):
        try:
            content = attachments.fetch(home, key, sha256)
        except (attachments.NoSuchAttachment, attachments.DamagedAttachment):
            continue
        yield Part(f"{FILES}{sha256}", [content])


def _bytes(texts: Iterable[str]) -> Iterator[bytes]:
    return (text.encode() for text in texts)
