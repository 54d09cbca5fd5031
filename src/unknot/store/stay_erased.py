"""What was erased stays erased: it is written down beside the automatic backups, and erased again after a restore."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from pathlib import Path
from uuid import UUID

from unknot.store import entries
from unknot.store.erased import FILE, Erased, beside, write
from unknot.store.journals import journals
from unknot.store.keys import MasterKey
from unknot.store.refusals import DamagedList
from unknot.store.sweeping import sweep


def keep(folder: Path, key: MasterKey, *, people: Collection[UUID] = ()) -> None:
    """Write down what is erased by now. `people`: journals erased with everyone who could enter; they stay listed."""
    here = journals()
    ids = {journal: entries.blanked(journal) for journal in here}
    gaps = {journal: entries.gaps(journal) for journal in here}
    write(folder, key, Erased(ids, gaps, _people(folder, key) | set(people)))


def _people(folder: Path, key: MasterKey) -> frozenset[UUID]:
    try:
        return beside(folder / FILE, key).people
    except DamagedList:  # the new list takes its place
        return frozenset()


def apply(erased: Erased, home: Path, key: MasterKey, now: datetime) -> int:
    """Erase again, in a journal that came back, what was erased after its backup was made; how many bodies went."""
    gone = 0
    for journal in journals():
        hours = erased.gaps.get(journal, ())
        gone += entries.blank(journal, erased.ids.get(journal, ()), now, unrecorded=hours)
    entries.scrub()
    sweep(home, key, None)
    return gone
