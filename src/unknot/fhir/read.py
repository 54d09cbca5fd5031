"""FHIR in: our own export comes back equal; conditions, medicines, allergies and results of others become entries.

What cannot be read is listed, and nothing is invented: a plan without readable times comes in without times.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from unknot.fhir.foreign import ForeignArrival, bodies
from unknot.fhir.parts import Skip, many, one
from unknot.fhir.terms import ENTRY, Resource
from unknot.journal.document import Unreadable, from_document
from unknot.journal.entry import NAME, Body, Entry, ImpossibleEntry, Provenance, Via
from unknot.journal.ids import import_id
from unknot.journal.quantity import ImpossibleQuantity
from unknot.journal.span import ImpossibleTime, UnknownZone, moment

LARGEST = 50_000_000


class NotFhir(ValueError):
    """A file that is not FHIR R4 JSON, or too large to read."""


@dataclass(frozen=True, slots=True)
class UnreadResource:
    """A resource that was left out, and why."""

    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class Received:
    entries: tuple[Entry[Body], ...]
    unread: tuple[UnreadResource, ...]


def read_fhir(data: bytes, *, journal: UUID, zone: str, now: datetime) -> Received:
    """The entries of a Bundle or a single resource; `NotFhir` if it is neither."""
    entries: dict[UUID, Entry[Body]] = {}
    unread: list[UnreadResource] = []
    seen: Counter[str] = Counter()
    rows = _contents(data)
    arrival = ForeignArrival(journal, zone, now, _addresses(rows))
    for _address, resource in rows:
        kind = str(resource.get("resourceType", ""))[:NAME]
        try:
            found = list(_own(resource)) or list(_foreign(resource, arrival, seen))
        except (Skip, Unreadable, ImpossibleEntry, ImpossibleQuantity, ImpossibleTime, UnknownZone) as error:
            unread.append(UnreadResource(kind, str(error)))
            continue
        entries.update((entry.id, entry) for entry in found)
    return Received(tuple(entries.values()), tuple(unread))


def _contents(data: bytes) -> list[tuple[str, Resource]]:
    """Each resource of a file with its address; a resource that stands alone has none."""
    if len(data) > LARGEST:
        raise NotFhir("This file is larger than 50 MB.")
    try:
        top = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise NotFhir("This file is not FHIR in JSON.") from error
    if not isinstance(top, dict) or not isinstance(top.get("resourceType"), str):
        raise NotFhir("This file is not FHIR in JSON.")
    if top["resourceType"] != "Bundle":
        return [("", top)]
    return [(str(row.get("fullUrl", "")), one(row.get("resource"))) for row in many(top.get("entry"))]


def _addresses(rows: Sequence[tuple[str, Resource]]) -> dict[str, Resource]:
    """Each resource by its full address and by its kind and id."""
    found = {f"{r.get('resourceType')}/{r.get('id')}": r for _address, r in rows}
    return found | {address: r for address, r in rows if address}


def _own(resource: Resource) -> Iterator[Entry[Body]]:
    """The entries that an export of ours carries in a resource."""
    extensions = resource.get("extension")
    for extension in extensions if isinstance(extensions, list) else []:
        if isinstance(extension, dict) and extension.get("url") == ENTRY:
            try:
                yield from_document(json.loads(str(extension.get("valueString"))))
            except (json.JSONDecodeError, RecursionError) as error:
                raise Skip("Its own document cannot be read.") from error


def _foreign(resource: Resource, arrival: ForeignArrival, seen: Counter[str]) -> Iterator[Entry[Body]]:
    row = json.dumps(resource, sort_keys=True, ensure_ascii=False)
    for n, (body, when, precision) in enumerate(bodies(resource, arrival)):
        yield Entry(
            id=import_id(arrival.journal, "fhir", f"{row}#{n}" if n else row, seen[row]),
            happened_at=when,
            precision=precision,
            provenance=Provenance(recorded_at=moment(arrival.now, arrival.zone), via=Via.IMPORT),
            body=body,
        )
    seen[row] += 1
