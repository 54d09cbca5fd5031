"""What a format is: how a file of it is told from others, and how it is read."""

from __future__ import annotations

from typing import BinaryIO, Protocol

from unknot.importers.head import Head
from unknot.importers.imported import Arrival, Imported, Watch


class Format(Protocol):
    """A kind of file that can be read. `name` is its code, `title` what a person calls it."""

    @property
    def name(self) -> str: ...

    @property
    def title(self) -> str: ...

    def recognises(self, head: Head) -> bool:
        """Whether a file that begins so is of this format."""
        ...

    def read(self, file: BinaryIO, arrival: Arrival, watch: Watch) -> Imported:
        """What the file holds. `watch` is told how much has passed. Raises `NotThisFormat`."""
        ...
