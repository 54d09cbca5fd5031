"""What a device recorded, as a file that is brought in: EDF+ or a table of events, kept as one attached file."""

from __future__ import annotations

import hashlib
from typing import BinaryIO

from unknot.importers import recording
from unknot.importers.head import Head
from unknot.importers.imported import Arrival, Imported, NotThisFormat, Watch, limited, unreadable_row
from unknot.importers.table import LARGEST
from unknot.importers.unreadable import EDF
from unknot.journal.entry import Attachment, Entry, Provenance, Via
from unknot.journal.ids import import_id
from unknot.journal.span import moment


class DeviceRecording:
    """A track of its own, of which nothing is counted."""

    name, title = "recording", "EDF+, or a table of events"

    def recognises(self, head: Head) -> bool:
        return head.data[:8] in (b"0       ", b"\xffBIOSEMI") or recording.is_table(head.data)

    def read(self, file: BinaryIO, arrival: Arrival, watch: Watch) -> Imported:
        file.seek(0)
        head = file.read(512)
        file.seek(0)
        edf = recording.is_edf(head)
        if not edf and head[:8] in (b"0       ", b"\xffBIOSEMI"):
            raise NotThisFormat(EDF)
        if edf:
            found = recording.read_edf(file, arrival.zone, watch)
        else:
            found = recording.read_table(limited(file, LARGEST), arrival.zone)
        content = found.to_json()
        sha256 = hashlib.sha256(content).hexdigest()
        at = moment(found.starts, arrival.zone)
        name = f"recording {at.clock_date.isoformat()} {'EDF+' if edf else 'CSV'}"
        body = Attachment(name=name, media_type=recording.MEDIA_TYPE, size=len(content), sha256=sha256)
        by = Provenance(recorded_at=moment(arrival.now, arrival.zone), via=Via.IMPORT)
        id = import_id(arrival.journal, "recording", sha256, 0)
        problems = (unreadable_row(0, "events", f"{found.unread} could not be read"),) if found.unread else ()
        entry = Entry(id=id, happened_at=at, provenance=by, body=body)
        return Imported((entry,), problems, files={sha256: content}, format=self.name)
