"""Rows that are follow-ups. What was said there stays as words: no plan is made of it."""

from __future__ import annotations

import re
from functools import cache

from unknot.dictation import Draft
from unknot.importers.spreadsheet.labs import labs
from unknot.importers.spreadsheet.line import Line
from unknot.importers.spreadsheet.roles import Role
from unknot.journal.entry import LINE, TEXT, Visit

_WHO = frozenset(
    """gp doctor dr consultant neurologist neurology physio nurse hospital clinic specialist arzt ärztin neurologe
    hausarzt""".split()
)
_VISIT = frozenset("visit appointment appt review checkup clinic termin besuch seen".split())
_PLAN = re.compile(
    r"\b(?:new plan|plan|try|increase|reduce|change to|up to|down to|neuer plan|from monday|start)\b", re.IGNORECASE
)


def visit(line: Line) -> bool:
    """Whether the row is a follow-up; then its drafts are the visit and the results that are written in it."""
    what = line.cell(Role.WHAT)
    words = _words(what.text) if what else ()
    if what is None or not words or not _is_visit(words):
        return False
    whom = " ".join(word for word in words if word.lower() in _WHO)
    notes = list(line.cells(Role.WORDS))
    said = ". ".join(cell.text for cell in notes)
    for cell in (what, *notes):
        line.read(cell)
    decided = ". ".join(part for part in (_beside(words), said) if part)
    line.drafts.append(Draft(Visit(whom=whom[:LINE][:80], decided=decided[:TEXT]), line.when.at, line.when.precision))
    line.drafts += [Draft(found, line.when.at, line.when.precision) for found in labs(said, line.language)]
    if any(ch.isdigit() for ch in said) and _PLAN.search(said):
        line.say("A plan is written here. It was kept as words: enter it under Medicines if it is right.")
    if len(line.drafts) > 1:
        line.say("A result without its unit was kept as it is written.")
    return True


@cache
def _is_visit(words: tuple[str, ...]) -> bool:
    lowered = [word.lower() for word in words]
    return any(word in _VISIT for word in lowered) or all(word in _WHO for word in lowered)


def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[^\W\d_]+", text))


def _beside(words: tuple[str, ...]) -> str:
    """What the cell says beside whom and that it was a visit."""
    lowered = [word.lower() for word in words]
    return "" if all(word in _WHO | _VISIT for word in lowered) else " ".join(words)
