"""Documents of older versions, brought up to the version that is written now.

Each step takes a document of its version to the next; a sample of every version that ever was lies in
`tests/documents`. Stored documents are never rewritten.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from unknot.journal.document import VERSION, Document, Unreadable

Step = Callable[[Document], Document]

STEPS: Mapping[int, Step] = {}
"""From a version to the next. Version 1 is the first, so there is no step yet."""


class NewerDocument(Unreadable):
    """A document written by a newer Unknot than this one."""

    def __init__(self, version: int) -> None:
        super().__init__("v", f"this was written by a newer Unknot (version {version}, this one reads {VERSION})")


def upcast(document: Document, steps: Mapping[int, Step] = STEPS, current: int = VERSION) -> Document:
    """The document in the current version; `NewerDocument` if it is from the future, `Unreadable` if of no version."""
    version = document.get("v")
    if type(version) is not int:
        raise Unreadable("v", "this has no version")
    if version > current:
        raise NewerDocument(version)
    while version < current:
        if version not in steps:
            raise Unreadable("v", f"there is no way from version {version} to {current}")
        document = steps[version](document)
        version += 1
        document = {**document, "v": version}
    return document
