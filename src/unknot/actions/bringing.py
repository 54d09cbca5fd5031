"""Files that come in: what they hold, and keeping it."""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from unknot.actions.many import import_entries
from unknot.actions.results import Actor, Added
from unknot.actions.single import amend, record
from unknot.fhir.read import LARGEST as LARGEST_FHIR
from unknot.fhir.read import NotFhir, read_fhir
from unknot.importers import apple_health, everything, own, recording, tables
from unknot.importers.forms import APPLE, Arrival, Form, Watch
from unknot.importers.imported import Imported, NotThisFormat, limited
from unknot.importers.own import unreadable_row
from unknot.journal.entry import Attachment, Body, Entry, Provenance, Settings, Via
from unknot.journal.ids import import_id
from unknot.journal.span import moment
from unknot.store import attachments
from unknot.store import entries as store
from unknot.store.keys import MasterKey

MOST_RECORDS = 500
"""Clinical records in an Apple Health export that are read."""
_CLINICAL = re.compile(r"(?:[^/]{1,60}/)?clinical-records/[^/]{1,200}\.json")


def read(file: BinaryIO, form: Form, arrival: Arrival, watch: Watch = int) -> Imported:
    """What a file holds, but for a spreadsheet, whose columns must be agreed on first. Raises `NotThisFormat`."""
    match form:
        case Form.EVERYTHING:
            return everything.read(file)
        case Form.APPLE:
            return _apple(file, arrival, watch)
        case Form.FHIR:
            return fhir(limited(file, LARGEST_FHIR), arrival)
        case Form.RECORDING:
            return _recording(file, arrival, watch)
        case Form.KNOWN_TABLE:
            data = limited(file, tables.LARGEST)
            return tables.read(data, journal=arrival.journal, zone=arrival.zone, now=arrival.now)
        case _:
            return own.read(limited(file), arrival.journal, arrival.zone, arrival.now)


def fhir(data: bytes, arrival: Arrival) -> Imported:
    """The entries of a FHIR file; each resource that was left out is a problem with its reason."""
    try:
        found = read_fhir(data, journal=arrival.journal, zone=arrival.zone, now=arrival.now)
    except NotFhir as error:
        raise NotThisFormat(str(error)) from error
    problems = tuple(unreadable_row(n, u.kind or "?", u.reason) for n, u in enumerate(found.unread, 1))
    return Imported(found.entries, problems)


def _recording(file: BinaryIO, arrival: Arrival, watch: Watch) -> Imported:
    """What a device recorded, as one attached file: a track of its own, of which nothing is counted."""
    file.seek(0)
    head = file.read(512)
    file.seek(0)
    edf = recording.is_edf(head)
    found = (
        recording.read_edf(file, arrival.zone, watch)
        if edf
        else recording.read_table(limited(file, tables.LARGEST), arrival.zone)
    )
    content = found.to_json()
    sha256 = hashlib.sha256(content).hexdigest()
    at = moment(found.starts, arrival.zone)
    name = f"recording {at.clock_date.isoformat()} {'EDF+' if edf else 'CSV'}"
    body = Attachment(name=name, media_type=recording.MEDIA_TYPE, size=len(content), sha256=sha256)
    by = Provenance(recorded_at=moment(arrival.now, arrival.zone), via=Via.IMPORT)
    id = import_id(arrival.journal, "recording", sha256, 0)
    problems = (unreadable_row(0, "events", f"{found.unread} could not be read"),) if found.unread else ()
    return Imported((Entry(id=id, happened_at=at, provenance=by, body=body),), problems, files={sha256: content})


def _apple(file: BinaryIO, arrival: Arrival, watch: Watch) -> Imported:
    """An export of Apple Health, zipped or not, with the clinical records in it: its medicines, allergies, results."""
    if not zipfile.is_zipfile(file):
        file.seek(0)
        return apple_health.read(file, arrival, watch)
    with zipfile.ZipFile(file) as pack:
        name = next(info for info in pack.namelist() if APPLE.fullmatch(info))
        try:
            with pack.open(name) as xml:
                found = apple_health.read(xml, arrival, watch)
            for record_name in [info for info in pack.namelist() if _CLINICAL.fullmatch(info)][:MOST_RECORDS]:
                with pack.open(record_name) as clinical:
                    more = _clinical(limited(clinical, LARGEST_FHIR), arrival)
                found = replace(
                    found, entries=(*found.entries, *more.entries), problems=(*found.problems, *more.problems)
                )
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError) as error:
            raise NotThisFormat("This zip file is not whole.") from error
    return found


def _clinical(data: bytes, arrival: Arrival) -> Imported:
    try:
        return fhir(data, arrival)
    except NotThisFormat as error:
        return Imported((), (unreadable_row(0, "clinical record", str(error)),))


# ---------------------------------------------------------------- keeping it


def bring_in(
    found: Imported,
    arrival: Arrival,
    *,
    by: Actor,
    home: Path,
    key: MasterKey,
    watched: Callable[[Iterable[Entry[Body]]], Iterable[Entry[Body]]] = iter,
) -> Added:
    """Keep what a file holds: its files, its entries, and labels for the codes that are the person's own."""
    for content in found.files.values():
        attachments.keep(home, key, content)
    done = import_entries(
        arrival.journal,
        watched(found.entries),
        by=by,
        now=arrival.now,
        blanked=found.blanked,
        unrecorded=found.gaps,
    )
    if found.own_words:
        _label(found.own_words, arrival, by)
    return done


def _label(words: Mapping[str, str], arrival: Arrival, by: Actor) -> None:
    kept = store.standing(arrival.journal, arrival.now, arrival.now).latest(Settings)
    if kept is None:
        here = moment(arrival.now, arrival.zone)
        kept = record(arrival.journal, Settings(zone=arrival.zone), by=by, happened_at=here, now=arrival.now).entry
    known = dict(kept.body.own_words)
    new = {code: label for code, label in words.items() if code not in known}
    if new:
        amend(arrival.journal, kept.id, {"own_words": {**known, **new}}, by=by, now=arrival.now)
