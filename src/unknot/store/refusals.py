"""What the store refuses, as exceptions that can be named before Django is set up."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID


class DifferentEntry(Exception):
    """Other content came under known ids. Nothing of the call was kept."""

    def __init__(self, ids: Sequence[UUID]) -> None:
        super().__init__(f"{len(ids)} entries came again with other content and were refused.")
        self.ids = tuple(ids)


class SeveralJournals(Exception):
    """The home holds more than one journal, and none was named."""


class NoPostgresTools(Exception):
    """pg_dump or pg_restore is not installed here."""


class DumpFailed(Exception):
    """PostgreSQL's own program did not do it; the message is that it did not, never what was in the database."""


class DamagedList(Exception):
    """The list of what was erased, beside a backup, cannot be read."""

    def __init__(self) -> None:
        super().__init__(
            "The list of what was erased, beside this backup, is damaged. Copy the backup to another folder to bring "
            "it back without that list: what was erased after it was made would be back too."
        )
