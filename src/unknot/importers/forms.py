"""What a file is, told by what it begins with."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from unknot.importers import everything, own, recording, tables
from unknot.importers.imported import NotThisFormat

HEAD = 65_536
APPLE = re.compile(r"(?:[^/]{1,60}/)?export\.xml", re.IGNORECASE)
_TABLES = {".csv", ".tsv", ".tab"}

Watch = Callable[[int], object]


class Form(StrEnum):
    """What a file is."""

    EVERYTHING = "everything"
    APPLE = "apple-health"
    FHIR = "fhir"
    RECORDING = "recording"
    OWN = "own"
    KNOWN_TABLE = "known-table"
    SPREADSHEET = "spreadsheet"


@dataclass(frozen=True, slots=True)
class Arrival:
    """Where and when a file comes in, and in which zone its bare times are."""

    journal: UUID
    zone: str
    now: datetime


def form_of(file: BinaryIO, name: str = "") -> Form:
    """What a file is, by what it begins with; by its name only between a table and our notation."""
    head = file.read(HEAD)
    file.seek(0)
    if head.startswith(b"PK"):
        return _form_of_zip(file)
    if recording.is_edf(head) or recording.is_table(head):
        return Form.RECORDING
    text = head.decode("utf-8-sig", errors="replace").lstrip()
    if text.startswith(("<?xml", "<HealthData")):
        return Form.APPLE
    if text.startswith("{"):
        return Form.FHIR if '"resourceType"' in text and not text.startswith('{"unknot"') else Form.OWN
    if tables.known(head):
        return Form.KNOWN_TABLE
    if Path(name).suffix.lower() in _TABLES:
        return Form.SPREADSHEET
    return Form.OWN if own.looks_like_notation(text) else Form.SPREADSHEET


def _form_of_zip(file: BinaryIO) -> Form:
    try:
        names = zipfile.ZipFile(file).namelist()
    except zipfile.BadZipFile as error:
        raise NotThisFormat("This zip file is not whole.") from error
    finally:
        file.seek(0)
    if everything.is_one(names):
        return Form.EVERYTHING
    if any(map(APPLE.fullmatch, names)):
        return Form.APPLE
    raise NotThisFormat("This zip is neither a copy of an Unknot journal nor an export of Apple Health.")
