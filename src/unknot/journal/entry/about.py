"""Words about other entries: notes, corrections, withdrawals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from unknot.journal.entry.checks import LINE, TEXT, ImpossibleEntry, Json, bounded, few, needed


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Words. `question` puts it on "my questions"; `about` names a guide page, a day or an entry."""

    text: str
    question: bool = False
    about: str = ""

    def __post_init__(self) -> None:
        needed("text", self.text, TEXT)
        bounded("about", self.about, LINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """A correction: only the changed fields of the root entry, as its document names them.

    `base` is the last amendment of the root that its author saw, or None for the root itself. Fields of the
    entry itself (`happened_at`, `precision`, `private`) can be changed too.
    """

    amends: UUID
    base: UUID | None = None
    changes: Mapping[str, Json]

    def __post_init__(self) -> None:
        if not self.changes:
            raise ImpossibleEntry("changes", "An amendment changes something.")
        few("changes", tuple(self.changes))


@dataclass(frozen=True, slots=True, kw_only=True)
class Retraction:
    """A withdrawal. Withdrawing a retraction restores what it withdrew.

    `base` is the last amendment of the withdrawn entry that its author saw: a change they did not see stands.
    """

    retracts: UUID
    base: UUID | None = None
    reason: str = ""

    def __post_init__(self) -> None:
        bounded("reason", self.reason, LINE)
