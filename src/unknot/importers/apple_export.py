"""An export of Apple Health as a file that is brought in: the zip in any language, or the XML in it.

The names of the files in the zip are translated (exportar.xml, 导出.xml), so each XML is told by its beginning.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from typing import BinaryIO

from unknot.importers import apple_health
from unknot.importers.apple_scan import ROOT
from unknot.importers.fhir_in import fhir
from unknot.importers.head import Head
from unknot.importers.imported import (
    Arrival,
    Imported,
    NotThisFormat,
    TooLargeToRead,
    Watch,
    limited,
    unreadable_row,
)

MOST_RECORDS = 500
"""Clinical records in an export that are read."""
MOST_XML = 12
"""XML files of a zip whose beginning is looked at."""
LARGEST_RECORD = 2_000_000
"""Bytes of one clinical record: a page of results has a few thousand."""
_XML = re.compile(r"(?:[^/]{1,80}/)?[^/]{1,120}\.xml", re.IGNORECASE)
_CLINICAL = re.compile(r"(?:[^/]{1,80}/)?clinical[-_]records/[^/]{1,200}\.json")
_START = 4_096


class AppleHealth:
    """Sleep, steps and heart rate a day, symptoms, and the clinical records beside them."""

    name, title = "apple-health", "Apple Health"

    def recognises(self, head: Head) -> bool:
        if head.is_zip:
            return any(map(_XML.fullmatch, head.members)) and not _is_office(head.members)
        return head.text.lstrip().startswith(("<?xml", "<HealthData")) and ROOT.decode() in head.text

    def read(self, file: BinaryIO, arrival: Arrival, watch: Watch) -> Imported:
        if not zipfile.is_zipfile(file):
            file.seek(0)
            return replace(apple_health.read(file, arrival, watch), format=self.name)
        try:
            with zipfile.ZipFile(file) as pack:
                return replace(_packed(pack, arrival, watch), format=self.name)
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError) as error:
            raise NotThisFormat("This zip file is not whole.") from error


def _is_office(members: tuple[str, ...]) -> bool:
    return "[Content_Types].xml" in members or "META-INF/manifest.xml" in members


def _packed(pack: zipfile.ZipFile, arrival: Arrival, watch: Watch) -> Imported:
    name = next((info for info in _xml_of(pack) if _is_export(pack, info)), None)
    if name is None:
        raise NotThisFormat("No file in this zip is an export of Apple Health.")
    with pack.open(name) as xml:
        found = apple_health.read(xml, arrival, watch)
    entries, problems = list(found.entries), list(found.problems)
    for record in [info for info in pack.namelist() if _CLINICAL.fullmatch(info)][:MOST_RECORDS]:
        try:
            with pack.open(record) as clinical:
                more = fhir(limited(clinical, LARGEST_RECORD), arrival)
        except (NotThisFormat, TooLargeToRead) as error:
            problems.append(unreadable_row(0, "clinical record", str(error)))
            continue
        entries += more.entries
        problems += more.problems
    return replace(found, entries=tuple(entries), problems=tuple(problems))


def _xml_of(pack: zipfile.ZipFile) -> list[str]:
    """The XML files at the top of the zip: one that is called as Apple calls it in English first."""
    names = [info for info in pack.namelist() if _XML.fullmatch(info)]
    return sorted(names, key=lambda name: (not name.endswith("export.xml"), "cda" in name))[:MOST_XML]


def _is_export(pack: zipfile.ZipFile, name: str) -> bool:
    with pack.open(name) as xml:
        start = xml.read(_START)
        return ROOT in start or (b"HealthData" in start and b"ClinicalDocument" not in start)
