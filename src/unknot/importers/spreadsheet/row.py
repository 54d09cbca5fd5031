"""One row put together: what happened, what was taken and done, numbers about the day, and the words beside them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from unknot.dictation import Doubt, Draft, Question
from unknot.importers.imported import Fate
from unknot.importers.spreadsheet.beside import doses, exposures, labelled, numbers, treatments
from unknot.importers.spreadsheet.cell import Unread, number_of, says_none, yes_or_no
from unknot.importers.spreadsheet.line import Cell, Line
from unknot.importers.spreadsheet.roles import Role
from unknot.importers.spreadsheet.spasm import Slots, counted, day_count, slots, table_kind, with_slots
from unknot.importers.spreadsheet.speech import Heard, heard, places, side_of
from unknot.importers.spreadsheet.visits import visit
from unknot.journal.entry import (
    DayCount,
    DiaryDay,
    Dose,
    Episode,
    Note,
    Precision,
    Side,
    Symptom,
    Treatment,
    Word,
)
from unknot.journal.entry import Role as By

NO_DOSE = "A medicine is named in words: no dose was made of it."
NO_SPASM = "It says 0 or none: no spasm was made of this row."
MOST_AT_ONCE = 20
COUNT = Unread("How many was kept as words.")
_REASONS = {
    Doubt.BOTHER: "This is not from 0 to 10: {said}",
    Doubt.TIME: "This time may be one of two, or cannot be: {said}",
    Doubt.DURATION: "This cannot be how long it lasted: {said}",
    Doubt.AMOUNT: "Is this what was taken? {said}",
    Doubt.MEDICINE: "Which medicine was this? {said}",
    Doubt.TAKEN: "Was this taken? {said}",
}
_OF_DOSES = (Doubt.MEDICINE, Doubt.AMOUNT, Doubt.TAKEN)
_SEEN_BY = re.compile(r"([A-Z][\w'’-]{1,30}):\s+(\S.*)")
_NOT_NAMES = frozenset(
    "note notes nb ps meds med bloods labs lab pain time site where trigger triggers after before".split()
)


def assemble(line: Line) -> None:
    """The drafts of a row. Every cell that is not empty has its fate afterwards."""
    for cell in line.cells(Role.NOT_READ):
        line.fates[cell.number] = Fate.LEFT_OUT
    if visit(line):
        for cell in line.cells(*(set(Role) - {Role.NOT_READ})):
            if cell.number not in line.fates:
                line.label(cell)
    else:
        _happened(line)
        doses(line)
        treatments(line)
        exposures(line)
        numbers(line)
    labelled(line)
    _keep_words(line)


# ---------------------------------------------------------------- what happened


def _happened(line: Line) -> None:
    found = slots(line)
    what, none = _what(line, found)
    count = line.cell(Role.COUNT)
    attack = line.cell(Role.ATTACK)
    number = counted(count.text) if count else None
    there = any(isinstance(draft.body, Episode) for draft in what) or bool(attack and yes_or_no(attack.text))
    said = _words(line, about=there or bool(number) or (found.is_spasm and not what))
    if count and number is None:
        line.label(count, COUNT)
    elif count:
        line.read(count) if number else line.nothing(count)
    if attack:
        _attack(line, attack, found, said)
    elif number and (not line.timed or number > MOST_AT_ONCE):
        body = day_count(line, found, count, number) if count else None
        assert body is not None
        line.drafts.append(Draft(body, line.noon, Precision.DAY))
        _slots_of_a_day(line, found)
        _speech(line, said, beside_count=True)
    elif number == 0 and not what:
        line.drafts.append(_none(line))
        _speech(line, said)
    else:
        _spasms(line, found, what, said, number or 1, none=none or found.none)


def _slots_of_a_day(line: Line, found: Slots) -> None:
    """What a count of a day has no slot for is kept in its words."""
    for cell in line.cells(Role.DURATION, Role.END, Role.WOKE, Role.CAUSE, Role.HELPED, Role.TIME):
        if line.fates.get(cell.number) is Fate.READ:
            line.label(cell)


def _attack(line: Line, cell: Cell, found: Slots, said: list[Heard]) -> None:
    """Whether there was one that day. Each such day is vouched for."""
    answer = yes_or_no(cell.text)
    number = number_of(cell.text)
    if answer is None and number is None:
        line.label(cell, COUNT)
        return
    line.read(cell)
    there = bool(answer) or bool(number)
    word = Word.EVERYTHING if there else Word.NONE_SO_FAR
    line.drafts.append(Draft(DiaryDay(day=line.day, word=word, timed=False), line.noon, Precision.DAY))
    if there:
        precision = Precision.HOUR if line.timed and line.cell(Role.HOUR) else line.when.precision
        spasm = Draft(Episode(kind=table_kind(line)), line.when.at, precision)
        line.drafts.append(with_slots(spasm, found))
    _speech(line, said)


def _spasms(line: Line, found: Slots, what: list[Draft], said: list[Heard], number: int, *, none: bool) -> None:
    spoken = [d.body for h in said for d in h.drafts if isinstance(d.body, Episode)]
    asked = found.is_spasm and not what
    if none and not found.is_spasm and not _others(what):
        _absent(line, found, what, said)
        return
    if none and not found.duration and found.scored and not found.is_scored:
        what = [draft for draft in what if not isinstance(draft.body, Episode | Symptom)]
        line.say(NO_SPASM)
        _speech(line, said, not_spasm=True)
        line.drafts += what
        return
    if asked and (found.sites or found.placed or found.duration or found.woke or line.mapping.is_of_spasms):
        what = [Draft(Episode(kind=table_kind(line)), line.when.at, line.when.precision)]
    elif asked and found.pain is not None:
        what = [Draft(Symptom(code="pain"), line.when.at, line.when.precision)]
    elif asked:
        what = [Draft(Episode(kind=table_kind(line)), line.when.at, line.when.precision)] if spoken else []
        if not what:
            _unplaced(line, (Role.BOTHER, Role.PAIN))
    what = [with_slots(draft, found) for draft in what]
    if number > 1 and len(what) == 1 and isinstance(what[0].body, Episode):
        what = what * number
    if sum(isinstance(d.body, Episode) for d in what) > 1 and line.timed:
        what = [replace(d, precision=Precision.HOUR) if isinstance(d.body, Episode) else d for d in what]
    _unfilled(line, what)
    line.drafts += what
    _speech(line, said)


def _others(what: list[Draft]) -> bool:
    return any(not isinstance(draft.body, Episode | Symptom | DiaryDay) for draft in what)


def _absent(line: Line, found: Slots, what: list[Draft], said: list[Heard]) -> None:
    """A row that says that there was nothing: a day of none, or only no symptom."""
    about_one = any(isinstance(draft.body, Episode | Symptom) for draft in what)
    spoken = any(isinstance(d.body, Episode) and (d.body.sites or d.body.duration) for h in said for d in h.drafts)
    if about_one or spoken or (found.scored and not line.cell(Role.WHAT) and not line.mapping.is_of_spasms):
        line.say(NO_SPASM)
    else:
        line.drafts.append(_none(line))
    line.drafts += [draft for draft in what if not isinstance(draft.body, Episode | Symptom | DiaryDay)]
    _speech(line, said, not_spasm=not spoken)


def _none(line: Line) -> Draft:
    return Draft(DiaryDay(day=line.day, word=Word.NONE_SO_FAR, timed=False), line.noon, Precision.DAY)


def _unplaced(line: Line, roles: tuple[Role, ...]) -> None:
    for cell in line.cells(*roles):
        if line.fates.get(cell.number) is Fate.READ:
            line.label(cell)


def _unfilled(line: Line, what: list[Draft]) -> None:
    """Slots that none of the entries has a place for are kept as words."""
    kinds = {type(draft.body) for draft in what}
    if Episode in kinds:
        return
    homeless: list[Role] = [Role.WOKE, Role.CAUSE, Role.HELPED]
    if Symptom not in kinds:
        homeless += [Role.BOTHER, Role.PAIN]
        if Treatment not in kinds:
            homeless += [Role.WHERE, Role.SIDE, Role.DURATION, Role.END]
    _unplaced(line, tuple(homeless))


# ---------------------------------------------------------------- the column that says what happened


def _what(line: Line, found: Slots) -> tuple[list[Draft], bool]:
    """What the column of what happened says, and whether a cell of the row says that it was nothing."""
    drafts: list[Draft] = []
    none = any(says_none(cell.text) and number_of(cell.text) != 0 for cell in line.cells(Role.TIME))
    for cell in line.cells(Role.TIME):
        if none and says_none(cell.text):
            line.nothing(cell)
    for cell in line.cells(Role.WHAT):
        if says_none(cell.text):
            none = True
            line.nothing(cell)
            continue
        drafts += _of_what(line, cell, found)
    return drafts, none


def _of_what(line: Line, cell: Cell, found: Slots) -> list[Draft]:
    if cell.column.about and yes_or_no(cell.text):
        line.read(cell)
        return [Draft(Episode(kind=table_kind(line)), line.when.at, line.when.precision)]
    said = heard(cell.text, now=line.now, at=line.when, first=line.language)
    line.problems += [_reason(question) for question in said.questions if said.drafts]
    days = [d for d in said.drafts if isinstance(d.body, DiaryDay)]
    drafts = [_of_the_day(line, d) for d in said.drafts]
    if (other := _other_side(said)) is not None:
        drafts, said = [other], replace(said, left="")
    if said.drafts and not said.left and not said.doses:
        line.read(cell)
    elif not said.drafts and (sites := places(cell.text, line.language)):
        found.sites += sites
        line.read(cell)
        return []
    else:
        line.label(cell)
        if said.doses:
            line.say(NO_DOSE, cell)
    return [d for d in drafts if not _is_none(d)] + [d for d in drafts if _is_none(d) and len(days) == len(drafts)]


_THEN_SIDE = re.compile(
    r"(?:and |then |und |dann |also |auch )*(?:the )?([^\W\d_]+\.?)(?: one| side| too)?", re.IGNORECASE
)


def _other_side(said: Heard) -> Draft | None:
    """ "Left hand cramp, then right": the one spasm with its other side; None if that is not what is left over."""
    match = _THEN_SIDE.fullmatch(said.left)
    side = side_of(match[1]) if match else ""
    if len(said.drafts) != 1 or side not in ("left", "right"):
        return None
    spasm = said.drafts[0].body
    if not isinstance(spasm, Episode) or len(spasm.sites) != 1 or spasm.sites[0].side in (None, Side(side)):
        return None
    return replace(said.drafts[0], body=replace(spasm, sites=(*spasm.sites, replace(spasm.sites[0], side=Side(side)))))


def _is_none(draft: Draft) -> bool:
    return isinstance(draft.body, DiaryDay) and draft.body.word is Word.NONE_SO_FAR


def _of_the_day(line: Line, draft: Draft) -> Draft:
    """What is said of a whole day is of the day of the row."""
    if not isinstance(draft.body, DiaryDay):
        return draft
    return replace(
        draft, body=replace(draft.body, day=line.day, timed=False), happened_at=line.noon, precision=Precision.DAY
    )


def _reason(question: Question) -> str:
    return _REASONS[question.doubt].format(said=question.said[:40])


# ---------------------------------------------------------------- the words


def _words(line: Line, *, about: bool) -> list[Heard]:
    """The columns of words, heard; who else saw it is taken from their beginning. `about`: the row is a spasm."""
    found = []
    for cell in line.cells(Role.WORDS):
        words = cell.text
        if (seen := _SEEN_BY.fullmatch(words)) and seen[1].lower() not in _NOT_NAMES:
            line.role, line.name, words = By.CARER, seen[1], seen[2]
            line.say("Seen and told by someone else.")
        said = heard(words, now=line.now, at=line.when, first=line.language, spasm=about)
        if said.doses:
            line.say(NO_DOSE, cell)
        line.problems += [_reason(q) for q in said.questions if q.doubt not in _OF_DOSES]
        line.fates[cell.number] = Fate.NOTE
        spasm = any(isinstance(draft.body, Episode) for draft in said.drafts)
        found.append(replace(said, left=cell.text if said.left or said.doses or about or spasm else ""))
    return found


def _speech(line: Line, said: list[Heard], *, not_spasm: bool = False, beside_count: bool = False) -> None:
    """What words say stands beside what the row is: they fill what is empty, and never change or undo it."""
    spasms = [n for n, draft in enumerate(line.drafts) if isinstance(draft.body, Episode)]
    something = bool(line.drafts)
    for one in said:
        elsewhere = {getattr(d.body, "note", "") for d in one.drafts if not isinstance(d.body, Episode)}
        kept_whole = "" if one.left in elsewhere and not something else one.left
        for draft in (_of_the_day(line, d) for d in one.drafts):
            match draft.body:
                case Episode() as spoken if beside_count or not_spasm:
                    kept_whole = kept_whole or spoken.note
                case Episode() as spoken if spasms:
                    _fill(line, spasms, spoken, draft, own=one.own)
                case DiaryDay() as day if day.word is not None and (something or beside_count):
                    kept_whole = kept_whole or day.note
                case Dose():
                    pass
                case Episode() as spoken if _is_only_a_kind(spoken):
                    pass
                case _:
                    line.drafts.append(draft)
        if kept_whole:
            line.notes.append(kept_whole)


def _is_only_a_kind(spoken: Episode) -> bool:
    """The kind that was put before the words so that they are heard as about a spasm, and nothing they said."""
    return spoken.note in ("cramp", "Krampf")


def _fill(line: Line, spasms: list[int], spoken: Episode, draft: Draft, *, own: bool) -> None:
    """Words about a spasm fill the empty slots of the spasms of the row; another place or time is another spasm."""
    here = line.drafts[spasms[0]].body
    assert isinstance(here, Episode)
    elsewhere = (
        spoken.sites and here.sites and {s.region for s in spoken.sites}.isdisjoint(s.region for s in here.sites)
    )
    if elsewhere or abs(draft.happened_at.instant - line.drafts[spasms[0]].happened_at.instant) > timedelta(0):
        if own:
            line.drafts.append(draft)
        return
    for n in spasms:
        spasm = line.drafts[n].body
        assert isinstance(spasm, Episode)
        graded = spasm.bother is not None or spasm.bother_band is not None
        answered = graded or any(line.row.cell(c) for c in line.mapping.of(Role.BOTHER))
        filled = replace(
            spasm,
            sites=spasm.sites or spoken.sites,
            duration=spasm.duration or (None if any(line.cells(Role.DURATION)) else spoken.duration),
            run=spasm.run or spoken.run,
            bother=spasm.bother if answered else spoken.bother,
            bother_band=spasm.bother_band if answered else spoken.bother_band,
            pain=spasm.pain if spasm.pain is not None else spoken.pain,
            sensations=spasm.sensations or spoken.sensations,
            signs=spasm.signs or spoken.signs,
            after=spasm.after or spoken.after,
            situations=spasm.situations or spoken.situations,
            suspected=tuple(dict.fromkeys((*spasm.suspected, *spoken.suspected))),
            helped=tuple(dict.fromkeys((*spasm.helped, *spoken.helped))),
            woke=spasm.woke if spasm.woke is not None else spoken.woke,
            asleep=spasm.asleep if spasm.asleep is not None else spoken.asleep,
            impact=tuple(dict.fromkeys((*spasm.impact, *spoken.impact))),
            useful=spasm.useful if spasm.useful is not None else spoken.useful,
        )
        line.drafts[n] = replace(line.drafts[n], body=filled)


def _keep_words(line: Line) -> None:
    """The words of the row go with its first spasm, symptom or count; without one they are a note of their own."""
    words = line.note()
    at = next((n for n, d in enumerate(line.drafts) if isinstance(d.body, Episode | DayCount)), None)
    for n, draft in enumerate(line.drafts):
        if isinstance(draft.body, Episode | DayCount):
            line.drafts[n] = replace(draft, body=replace(draft.body, note=words))
    if words and at is None:
        line.drafts.append(Draft(Note(text=words), line.when.at, line.when.precision))
        if len(line.drafts) == 1:
            line.say("Not understood, kept as a note.")
    elif not line.drafts and not line.problems and not line.remarks:
        line.say("There is nothing in this row but its date.")
