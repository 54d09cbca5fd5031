"""The day and the time of a row, from whichever columns tell them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from unknot.dictation import When
from unknot.importers.spreadsheet.cell import Unread, number_of, says_none
from unknot.importers.spreadsheet.clocks import IMPOSSIBLE, PARTS, TWO, AllDay, Clock, Part, clock
from unknot.importers.spreadsheet.dates import Written, is_serial, weekday_of
from unknot.importers.spreadsheet.line import Cell, Line
from unknot.importers.spreadsheet.roles import DATES, Role
from unknot.importers.spreadsheet.spasm import after
from unknot.importers.spreadsheet.speech import spoken_time
from unknot.journal.entry import Precision
from unknot.journal.span import Moment, moment

SKIPPED = "The clocks went forward here: there was no such time on this day. It was moved by the hour."
TWICE = "The clocks went back here: this time was there twice. The first was taken."
WEEKDAY = "The day of the week does not fit the date."


@dataclass(frozen=True, slots=True)
class Local:
    """A moment of a clock time, and what a person should know about it."""

    at: Moment
    remark: str = ""


def local(day: date, at: time, zone: str) -> Local:
    """A clock time of a day in a zone; a time that a change of the clocks skips or repeats is remarked."""
    naive = datetime.combine(day, at)
    found = moment(naive, zone)
    if found.local != naive:
        return Local(found, SKIPPED)
    return Local(found, TWICE if moment(naive.replace(fold=1), zone) != found else "")


def stamped(found: Written, day: date, at: time, zone: str) -> Local:
    """A stamp with its own offset: UTC is told on the person's clock, any other clock is kept as it was."""
    if found.offset is None:
        return local(day, at, zone)
    if found.utc and found.offset == UTC:
        return Local(moment(datetime.combine(day, at, UTC), zone))
    return Local(Moment(datetime.combine(day, at, found.offset), zone))


def timed(line: Line, found: Written | None, zone: str) -> None:
    """Give the line its time; what is no time is remarked and kept as words."""
    cells = [cell for cell in line.cells(Role.TIME) if not says_none(cell.text)]
    _weekday(line, found)
    if found is not None and found.clock and not cells:
        stamp = line.cell(Role.WHEN) or line.cell(Role.DATE)
        assert stamp is not None
        _at(line, Cell(stamp.number, stamp.column, found.clock), found, zone)
    for cell in cells[:1]:
        _at(line, cell, None, zone)
    for cell in cells[1:]:
        line.label(cell)
    for cell in line.cells(Role.HOUR):
        hour = number_of(cell.text)
        if hour is None or not 0 <= hour < 24:
            line.impossible(cell, Unread("This is not an hour of the day."))
        else:
            line.read(cell)
            at = local(line.day, time(int(hour), round(hour % 1 * 60) % 60), zone)
            _set(line, at, Precision.HOUR)


def _weekday(line: Line, found: Written | None) -> None:
    for cell in line.cells(*DATES, Role.DAY_NUMBER):
        line.read(cell)
        if cell.column.role in DATES and is_serial(cell.text):
            line.say("This number was read as the day number of a spreadsheet.", cell)
    stated = found.weekday if found else None
    for cell in line.cells(Role.WEEKDAY):
        day = weekday_of(cell.text)
        if day is None:
            line.label(cell)
        else:
            stated = day
            line.read(cell)
    if stated is not None and stated != line.day.weekday():
        line.say(WEEKDAY, line.cell(Role.WEEKDAY))


def _at(line: Line, cell: Cell, found: Written | None, zone: str) -> None:
    value = clock(cell.text, clock24=line.mapping.clock24, minutes24=line.mapping.minutes24)
    if isinstance(value, Unread) and value not in (TWO, IMPOSSIBLE):
        noon = datetime.combine(line.day, time(12))
        spoken = spoken_time(cell.text, day=noon, zone=zone, clock24=line.mapping.clock24, first=line.language)
        if spoken is not None:
            line.read(cell)
            line.when, line.timed = spoken, spoken.precision is not Precision.DAY
            return
    match value:
        case Clock():
            line.read(cell)
            at = stamped(found, line.day, value.at, zone) if found else local(line.day, value.at, zone)
            _set(line, at, Precision.HOUR if value.roughly else Precision.MINUTE)
            if value.end is not None and (lasted := after(value.at, value.end)) is not None:
                line.lasted = lasted
        case Part(name):
            line.read(cell)
            day = line.day + timedelta(days=1) if name == "night" else line.day
            _set(line, local(day, PARTS[name], zone), Precision.DAY_PART)
        case AllDay():
            line.label(cell)
        case Unread() if value == IMPOSSIBLE:
            line.impossible(cell, value)
        case Unread() if value == TWO:
            line.impossible(cell, value)
        case Unread():
            line.label(cell, value)


def _set(line: Line, found: Local, precision: Precision) -> None:
    line.when, line.timed = When(found.at, precision), True
    line.day = found.at.clock_date if found.at.clock_date != line.day and precision is Precision.MINUTE else line.day
    if precision is Precision.MINUTE:
        line.now = found.at
    if found.remark:
        line.say(found.remark)
