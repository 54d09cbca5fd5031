"""Every format that is read, in the order in which a file is held against them: the first that knows it reads it.

A new format is one module with a `Format` in it, and its line here.
"""

from __future__ import annotations

from typing import BinaryIO

from unknot.importers import unreadable
from unknot.importers.apple_export import AppleHealth
from unknot.importers.apps import devices
from unknot.importers.apps.bearable import Bearable
from unknot.importers.apps.daylio import Daylio
from unknot.importers.apps.habits import HabitBull, Loop
from unknot.importers.apps.medtimer import MedTimer
from unknot.importers.apps.pain_apps import MANAGE_MY_PAIN, MIGRAINE_BUDDY, Flaredown
from unknot.importers.apps.track_and_graph import TrackAndGraph
from unknot.importers.device_recording import DeviceRecording
from unknot.importers.fhir_in import Fhir
from unknot.importers.format import Format
from unknot.importers.head import head_of
from unknot.importers.imported import NotThisFormat
from unknot.importers.own_formats import Everything, OwnCsv, OwnLines, OwnNotation
from unknot.importers.spreadsheet_format import Spreadsheet

SPREADSHEET = Spreadsheet()
"""The one whose columns are agreed on before it is read."""

FORMATS: tuple[Format, ...] = (
    Everything(),
    OwnLines(),
    OwnCsv(),
    Fhir(),
    AppleHealth(),
    DeviceRecording(),
    MedTimer(),
    Bearable(),
    Daylio(),
    HabitBull(),
    TrackAndGraph(),
    Flaredown(),
    MANAGE_MY_PAIN,
    MIGRAINE_BUDDY,
    devices.WHOOP,
    devices.FITBIT_SLEEP,
    devices.FITBIT_ACTIVITY,
    devices.OURA,
    devices.GARMIN_SLEEP,
    devices.WEATHER,
    devices.Withings(),
    devices.Nightscout(),
    devices.HomeAssistant(),
    Loop(),
    OwnNotation(),
    SPREADSHEET,
)


def format_of(file: BinaryIO, name: str = "") -> Format:
    """The format of a file, by what it begins with; `NotThisFormat` says what a file is that is not read."""
    head = head_of(file, name)
    for one in FORMATS:
        if one.recognises(head):
            return one
    raise NotThisFormat(unreadable.why(head))
