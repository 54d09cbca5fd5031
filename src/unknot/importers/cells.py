"""The cells of one row as drafts of entries: what happened, what was taken, who was seen."""

from __future__ import annotations

import re
from collections.abc import Mapping as Dictionary
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from decimal import Decimal

from unknot.dictation import Doubt, Draft, Question, When, understand
from unknot.dictation.words import language
from unknot.importers.day_diary import exposure_code
from unknot.importers.imported import Remark
from unknot.importers.labs import labs
from unknot.importers.mapping import Mapping, Role, headings
from unknot.importers.table import Row
from unknot.journal.entry import DiaryDay, Dose, Episode, Exposure, Medicine, Note, Precision, Visit
from unknot.journal.entry import Role as By
from unknot.journal.quantity import Quantity
from unknot.journal.span import Moment, moment

_REASONS = {
    Doubt.BOTHER: "This is not from 0 to 10: {said}",
    Doubt.TIME: "This time may be one of two, or cannot be: {said}",
    Doubt.DURATION: "This cannot be how long it lasted: {said}",
    Doubt.AMOUNT: "Is this what was taken? {said}",
    Doubt.MEDICINE: "Which medicine was this? {said}",
}
_SEEN_BY = re.compile(r"([A-Z][\w'’-]{1,30}):\s+(\S.*)")
_NOT_NAMES = frozenset(
    "note notes nb ps meds med bloods labs lab pain time site where trigger triggers after before".split()
)
_DAY_OF_DOSES = re.compile(r"\d+(?:\.\d+)?(?:\s*[/-]\s*\d+(?:\.\d+)?){1,5}")
_PARTS = re.compile(r"\s*(?:[+&;,]|\band\b|\bund\b)\s*")


@dataclass(frozen=True, slots=True)
class Known:
    """What a row says beside its words: its day, its time if it has one, its cells by role."""

    day: date
    when: When
    timed: bool
    wrong: str
    cells: Dictionary[Role, str]
    mapping: Mapping

    @property
    def now(self) -> Moment:
        """The moment the words of the row are read from: its own time, or the end of its day."""
        if self.timed and self.when.precision is Precision.MINUTE:
            return self.when.at
        return moment(datetime.combine(self.day, time(23, 59)), self.when.at.zone)


@dataclass
class Line:
    """A row on its way to entries."""

    known: Known
    remarks: list[Remark]
    drafts: list[Draft] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)
    role: By = By.OWNER
    name: str = ""

    def cell(self, role: Role) -> str:
        return self.known.cells.get(role, "")

    def keep_words(self) -> None:
        """What was not understood is a note of its own; a row that gave nothing is a note as a whole."""
        words = "; ".join(dict.fromkeys(self.loose))
        if words:
            self.drafts.append(Draft(Note(text=words), self.known.when.at, self.known.when.precision))
            self.remarks.append(Remark("Not understood, kept as a note."))
        elif not self.drafts and not self.problems and not self.known.wrong:
            self.problems.append("There is nothing in this row but its date.")


def happened(line: Line) -> None:
    """What happened, where, how bad, how long, and the words beside it, read as one sentence."""
    known = line.known
    words = line.cell(Role.WORDS)
    if (seen := _SEEN_BY.fullmatch(words)) and seen[1].lower() not in _NOT_NAMES:
        line.role, line.name, words = By.CARER, seen[1], seen[2]
        line.remarks.append(Remark("Seen and told by someone else."))
    row = [line.cell(Role.WHAT), line.cell(Role.WHERE), _score(line), _length(line)]
    sentence = ". ".join(part for part in (", ".join(cell for cell in row if cell), words) if part)
    if not sentence:
        return
    found = understand(sentence, now=known.now, at=known.when, language=known.mapping.language)
    line.problems += [_reason(question) for question in found.questions]
    if isinstance(found.drafts[0].body, Note):
        line.loose.append(sentence)
        return
    pain = _pain(line)
    for draft in found.drafts:
        match draft.body:
            case DiaryDay() as day:
                body = replace(day, day=known.day, timed=False)
                noon = moment(datetime.combine(known.day, time(12)), known.when.at.zone)
                line.drafts.append(replace(draft, body=body, happened_at=noon, precision=Precision.DAY))
            case Episode() as episode if pain is not None:
                line.drafts.append(replace(draft, body=replace(episode, pain=pain)))
                pain = None
            case _:
                line.drafts.append(draft)
    if sum(isinstance(draft.body, Episode) for draft in line.drafts) > 1 and known.timed:
        line.drafts = [_roughly(draft, known) for draft in line.drafts]
    unread = _kept_as_words(line, found.note)
    line.drafts = [_with_words(draft, words, unread) for draft in line.drafts]


def _roughly(draft: Draft, known: Known) -> Draft:
    """Several spasms under one time: only the hour is known of each."""
    same = isinstance(draft.body, Episode) and draft.happened_at == known.when.at
    return replace(draft, precision=Precision.HOUR) if same and draft.precision is Precision.MINUTE else draft


def _with_words(draft: Draft, words: str, unread: list[str]) -> Draft:
    """The spasm with the words of its row: the note beside it, and the cells that gave no slot."""
    if not isinstance(draft.body, Episode):
        return draft
    return replace(draft, body=replace(draft.body, note=". ".join(part for part in (words, *unread) if part)))


def _kept_as_words(line: Line, note: str) -> list[str]:
    """Cells that should have given a slot and did not are named, so that nothing is lost unseen."""
    unread = []
    for role, name in ((Role.BOTHER, "How bad"), (Role.DURATION, "How long"), (Role.WHERE, "Where")):
        cell = line.cell(role)
        if cell and cell in note:
            line.remarks.append(Remark(f"{name} was kept as words.", cell))
            unread.append(f"{name}: {cell}")
    return unread


def _score(line: Line) -> str:
    cell = line.cell(Role.BOTHER)
    return f"{cell}/10" if re.fullmatch(r"\d+(\.\d+)?", cell) else cell


def _length(line: Line) -> str:
    cell = line.cell(Role.DURATION)
    columns = line.known.mapping.of(Role.DURATION)
    heading = line.known.mapping.columns[columns[0]].heading.lower() if columns else ""
    in_minutes = re.search(r"\bmin(ute)?s?\b", heading) is not None
    return f"{cell} min" if in_minutes and re.fullmatch(r"\d+(\.\d+)?", cell) else cell


def _pain(line: Line) -> int | None:
    cell = line.cell(Role.PAIN)
    if not cell:
        return None
    number = re.fullmatch(r"(\d+)(?:\s*/\s*10)?", cell)
    if number is None or int(number[1]) > 10:
        line.problems.append(_REASONS[Doubt.BOTHER].format(said=cell[:40]))
        return None
    return int(number[1])


def _reason(question: Question) -> str:
    return _REASONS[question.doubt].format(said=question.said[:40])


# ---------------------------------------------------------------- medicines


def doses(line: Line) -> None:
    """What was taken: "10mg + magnesium 250", "forgot the afternoon one", "10/10/10" for the doses of a day."""
    cell = line.cell(Role.MEDICINE)
    if not cell:
        return
    if _DAY_OF_DOSES.fullmatch(cell):
        _day_of_doses(line, cell)
        return
    for part in _PARTS.split(cell):
        if part:
            _dose(line, part)


def _dose(line: Line, part: str) -> None:
    known = line.known
    words = language(known.mapping.language)
    named = any(word in words.medicines for word in re.findall(r"[^\W\d_]+", part.lower()))
    text = part if named or not known.mapping.medicine else f"{known.mapping.medicine} {part}"
    found = understand(text, now=known.now, at=known.when, language=known.mapping.language)
    taken = [draft for draft in found.drafts if isinstance(draft.body, Dose)]
    clear = [d for d in taken if named or _says_amount(d) or _is_missed(d)]
    if not clear:
        line.loose.append(part)
        return
    if not named:
        line.remarks.append(Remark("A bare amount was read as the medicine above.", part))
    line.problems += [_reason(question) for question in found.questions]
    line.drafts += [_at_row_time(_as_written(draft, part), known) for draft in clear]
    line.drafts += [draft for draft in found.drafts if not isinstance(draft.body, Dose | Note)]


def _as_written(draft: Draft, part: str) -> Draft:
    return replace(draft, body=replace(draft.body, note=part)) if isinstance(draft.body, Dose) else draft


def _says_amount(draft: Draft) -> bool:
    return isinstance(draft.body, Dose) and draft.body.amount is not None


def _is_missed(draft: Draft) -> bool:
    return any(slot.name == "status" for slot in draft.slots)


def _at_row_time(draft: Draft, known: Known) -> Draft:
    """The time of the row is more exact than "the afternoon one"."""
    if known.timed and draft.precision is Precision.DAY_PART:
        return replace(draft, happened_at=known.when.at, precision=known.when.precision)
    return draft


def _day_of_doses(line: Line, cell: str) -> None:
    mapping = line.known.mapping
    code = language(mapping.language).medicines.get(mapping.medicine, "")
    if not mapping.medicine or not mapping.unit:
        line.problems.append(_REASONS[Doubt.MEDICINE].format(said=cell[:40]))
        return
    noon = moment(datetime.combine(line.known.day, time(12)), line.known.when.at.zone)
    amounts = [Decimal(number) for number in re.split(r"\s*[/-]\s*", cell)]
    for amount in amounts:
        if amount > 0:
            medicine = Medicine(name=mapping.medicine, code=code)
            body = Dose(medicine=medicine, amount=Quantity(amount, mapping.unit), note=cell)
            line.drafts.append(Draft(body, noon, Precision.DAY))
    line.remarks.append(Remark("Read as the doses of the day, without their times.", cell))


# ---------------------------------------------------------------- numbers about the day


def graded(line: Line, row: Row) -> None:
    """A column of numbers about something that may matter: exposures; what is no number is kept as words."""
    known = line.known
    for column in known.mapping.of(Role.EXPOSURE):
        cell = row.cells[column] if column < len(row.cells) else ""
        if not cell:
            continue
        if re.fullmatch(r"-?\d{1,5}(\.\d{1,6})?", cell):
            code = exposure_code(known.mapping.columns[column].heading.lower())
            line.drafts.append(Draft(Exposure(code=code, value=float(cell)), known.when.at, known.when.precision))
        else:
            line.loose.append(f"{known.mapping.columns[column].heading}: {cell}")


# ---------------------------------------------------------------- visits


def visit(line: Line) -> bool:
    """Whether the row is a follow-up. What was said there stays as words: no plan is made of it."""
    cell = line.cell(Role.WHAT)
    known = headings("visit")
    words = re.findall(r"[^\W\d_]+", cell)
    roles = {known.get(word.lower(), "") for word in words}
    if not words or ("visit" not in roles and roles != {"words"}):
        return False
    whom = " ".join(word for word in words if known.get(word.lower()) == "words")
    said = line.cell(Role.WORDS)
    when = line.known.when
    line.drafts.append(Draft(Visit(whom=whom[:80], decided=said), when.at, when.precision))
    line.drafts += [Draft(found, when.at, when.precision) for found in labs(said, line.known.mapping.language)]
    if _is_plan(said):
        line.remarks.append(
            Remark("A plan is written here. It was kept as words: enter it under Medicines if it is right.")
        )
    if len(line.drafts) > 1:
        line.remarks.append(Remark("A result without its unit was kept as it is written."))
    return True


def _is_plan(said: str) -> bool:
    lowered = said.lower()
    return any(ch.isdigit() for ch in said) and any(
        re.search(rf"\b{re.escape(word)}\b", lowered) for word, role in headings("plan").items() if role == "words"
    )
