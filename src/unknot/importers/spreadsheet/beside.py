"""What a row says beside its spasms: medicines, treatments, exposures, numbers about the day, labelled words."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, time, timedelta

from unknot.dictation import Draft
from unknot.importers.imported import Fate
from unknot.importers.spreadsheet.cell import Unread, is_blank, plain, says_none, yes_or_no
from unknot.importers.spreadsheet.lengths import length
from unknot.importers.spreadsheet.line import Cell, Line
from unknot.importers.spreadsheet.medicines import Taken, amount_of
from unknot.importers.spreadsheet.medicines import doses as doses_in
from unknot.importers.spreadsheet.numbers import daily, exposure_code, graded, is_of_the_day_before
from unknot.importers.spreadsheet.roles import Role
from unknot.importers.spreadsheet.speech import heard
from unknot.importers.words import number_label, said
from unknot.journal.entry import Dose, DoseStatus, Exposure, Precision, Treatment
from unknot.journal.span import moment

AMOUNT = Unread("How much was kept as words.")
TREATMENT = Unread("This was not read as a treatment: it was kept as words.")


def doses(line: Line) -> None:
    """What was taken, from the columns of medicines alone."""
    amount = line.cell(Role.AMOUNT)
    made: list[Draft] = []
    for cell in line.cells(Role.MEDICINE):
        own = bool(cell.column.about)
        medicine = cell.column.about or line.mapping.medicine
        unit = cell.column.unit if own else line.mapping.unit
        parts = doses_in(cell.text, medicine, unit, own=own)
        if not parts:
            line.nothing(cell)
            continue
        line.read(cell)
        for part in parts:
            if isinstance(part, Unread):
                if line.fates[cell.number] is not Fate.NOTE:
                    line.label(cell, part)
            else:
                made.append(_dose(line, part))
                if part.bare:
                    line.say("A bare amount was read as the medicine above.", cell)
        if any(isinstance(part, Taken) and part.of_the_day for part in parts):
            line.say("Read as the doses of the day, without their times.", cell)
    if amount:
        made = _with_amount(line, amount, made)
    line.drafts += made


def _dose(line: Line, taken: Taken) -> Draft:
    body = Dose(medicine=taken.medicine, amount=taken.amount, status=taken.status, note=taken.text)
    if taken.of_the_day or not line.timed:
        return Draft(body, line.noon, Precision.DAY)
    return Draft(body, line.when.at, line.when.precision)


def _with_amount(line: Line, cell: Cell, made: list[Draft]) -> list[Draft]:
    """The amount of a column of its own, for the one dose of its row."""
    one = made[0].body if len(made) == 1 else None
    if says_none(cell.text) and not made:
        line.nothing(cell)
        return made
    if not isinstance(one, Dose):
        line.label(cell, AMOUNT)
        return made
    if plain(cell.text) in said("cell", "missed") or says_none(cell.text):
        line.read(cell)
        return [replace(made[0], body=replace(one, status=DoseStatus.SKIPPED))]
    amount = amount_of(cell.text, cell.column.unit, one.medicine.code)
    if amount is None or amount.value <= 0 or one.amount not in (None, amount):
        line.label(cell, AMOUNT)
        return made
    line.read(cell)
    return [replace(made[0], body=replace(one, amount=amount))]


def treatments(line: Line) -> None:
    """What was done for the muscles: by the heading, or by the words of the cell."""
    for cell in line.cells(Role.TREATMENT):
        answer = yes_or_no(cell.text)
        if says_none(cell.text) or answer is False:
            line.nothing(cell)
        elif code := cell.column.about:
            lasted = length(cell.text, cell.column.unit)
            known = None if lasted is None or isinstance(lasted, Unread) else lasted
            body = Treatment(code=code, duration=known)
            if answer or known:
                line.read(cell)
                line.drafts.append(Draft(body, line.when.at, line.when.precision))
            else:
                line.label(cell, TREATMENT)
        else:
            _treatment_words(line, cell)


def _treatment_words(line: Line, cell: Cell) -> None:
    made, left = [], False
    for part in re.split(r"\s*[,;|+\n]\s*", cell.text):
        found = heard(part, now=line.now, at=line.when, first=line.language)
        done = [d for d in found.drafts if isinstance(d.body, Treatment)]
        made += done
        left |= bool(found.left) or len(done) != len(found.drafts) or found.doses
    line.drafts += [replace(d, happened_at=line.when.at, precision=line.when.precision) for d in made]
    if left or not made:
        line.label(cell, None if made else TREATMENT)
    else:
        line.read(cell)


def exposures(line: Line) -> None:
    """Something that may matter: a level, or a number on the person's own scale."""
    for cell in line.cells(Role.EXPOSURE):
        found = graded(cell.text)
        if isinstance(found, Unread):
            line.label(cell)
            continue
        code = cell.column.about or exposure_code(cell.column.heading)
        line.read(cell)
        body = Exposure(code=code, level=found.level, value=found.value)
        line.drafts.append(_about_the_day(line, cell, body))


def numbers(line: Line) -> None:
    """Numbers about the day, one for each column."""
    for cell in line.cells(Role.NUMBER):
        code = cell.column.about or exposure_code(cell.column.heading)
        value = daily(cell.text, cell.column.unit, "h" if code == "own-hours-asleep" else "")
        if isinstance(value, Unread):
            line.label(cell, value)
            continue
        line.read(cell)
        line.drafts.append(_about_the_day(line, cell, Exposure(code=code, value=value)))


def _about_the_day(line: Line, cell: Cell, body: Exposure) -> Draft:
    if not is_of_the_day_before(cell.column.heading):
        return Draft(body, line.noon, Precision.DAY)
    before = datetime.combine(line.day - timedelta(days=1), time(12))
    return Draft(body, moment(before, line.noon.zone), Precision.DAY)


def labelled(line: Line) -> None:
    """What belongs to no other role, word for word under its heading; so does what no reader took."""
    for number, column in enumerate(line.mapping.columns):
        text = line.row.cell(number)
        if text and number not in line.fates:
            if is_blank(text):
                line.fates[number] = Fate.NOTHING
                continue
            line.label(Cell(number, column, text))
    for number in range(len(line.mapping.columns), len(line.row.cells)):
        if text := line.row.cell(number):
            line.notes.append(text)
            line.fates[number] = Fate.NOTE


def own_label(code: str, heading: str) -> str:
    """What an exposure of the person's own is called: in the list of daily numbers, or as its column is."""
    return number_label(code) or re.sub(r"[_\s]+", " ", heading).strip()[:80]
