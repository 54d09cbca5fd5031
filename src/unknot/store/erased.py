"""What was erased, kept beside the automatic backups: so that an older one of them brings nothing of it back.

The list holds ids, and hours that count as no record, encrypted; nothing of what the entries said. A copy that a person
put elsewhere has no such list beside it, and is theirs to delete.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from unknot.journal.span import Span
from unknot.store.attachments import NONCE
from unknot.store.files import whole_file
from unknot.store.keys import MasterKey
from unknot.store.refusals import DamagedList

FILE = "erased"
USE = "erased"


@dataclass(frozen=True, slots=True)
class Erased:
    """Erased ids and the hours that are no record since, by journal; `people` were erased with their journals."""

    ids: dict[UUID, tuple[UUID, ...]]
    gaps: dict[UUID, tuple[Span, ...]]
    people: frozenset[UUID]


NOTHING = Erased({}, {}, frozenset())


def write(folder: Path, key: MasterKey, erased: Erased) -> None:
    """Put the list in the folder of the backups."""
    told = {
        "ids": {str(journal): [str(id) for id in ids] for journal, ids in erased.ids.items()},
        "gaps": {
            str(journal): [[gap.start.isoformat(), gap.end.isoformat()] for gap in gaps]
            for journal, gaps in erased.gaps.items()
        },
        "people": sorted(map(str, erased.people)),
    }
    nonce = secrets.token_bytes(NONCE)
    with whole_file(folder / FILE) as file:
        file.write(nonce + AESGCM(key.derive(USE)).encrypt(nonce, json.dumps(told).encode(), None))


def beside(backup: Path, key: MasterKey) -> Erased:
    """The list beside a backup; nothing if there is none. Raises `DamagedList`."""
    try:
        sealed = (backup.parent / FILE).read_bytes()
    except FileNotFoundError:
        return NOTHING
    try:
        told: dict[str, Any] = json.loads(AESGCM(key.derive(USE)).decrypt(sealed[:NONCE], sealed[NONCE:], None))
    except (InvalidTag, ValueError) as error:
        raise DamagedList from error
    return Erased(
        {UUID(journal): tuple(map(UUID, ids)) for journal, ids in told["ids"].items()},
        {
            UUID(journal): tuple(
                Span(datetime.fromisoformat(start), datetime.fromisoformat(end)) for start, end in gaps
            )
            for journal, gaps in told["gaps"].items()
        },
        frozenset(map(UUID, told["people"])),
    )
