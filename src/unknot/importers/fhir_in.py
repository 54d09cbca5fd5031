"""FHIR R4 in JSON, of our own or of others, as a file that is brought in."""

from __future__ import annotations

from typing import BinaryIO

from unknot.fhir.read import LARGEST, NotFhir, read_fhir
from unknot.importers.head import Head
from unknot.importers.imported import Arrival, Imported, NotThisFormat, Watch, limited, unreadable_row


class Fhir:
    """A Bundle or a single resource. Each resource that is left out is a problem with its reason."""

    name, title = "fhir", "FHIR R4 (JSON)"

    def recognises(self, head: Head) -> bool:
        return head.keys("resourceType") and not head.text.lstrip().startswith('{"unknot"')

    def read(self, file: BinaryIO, arrival: Arrival, watch: Watch) -> Imported:
        return fhir(limited(file, LARGEST), arrival)


def fhir(data: bytes, arrival: Arrival) -> Imported:
    """The entries of a FHIR file."""
    try:
        found = read_fhir(data, journal=arrival.journal, zone=arrival.zone, now=arrival.now)
    except NotFhir as error:
        raise NotThisFormat(str(error)) from error
    problems = tuple(unreadable_row(n, u.kind or "?", u.reason) for n, u in enumerate(found.unread, 1))
    return Imported(found.entries, problems, format="fhir")
