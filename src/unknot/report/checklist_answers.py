"""What was answered about the things that can make spasms worse: bladder, bowel, skin, infection and the rest."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from unknot.journal.entry import DiaryDay, Exposure, Level
from unknot.journal.journal import Journal
from unknot.knowledge.checklist import checklist
from unknot.report.profile import Block, Line
from unknot.report.wording import Voice, counted

SHOWN = frozenset(
    {
        "urinary-infection", "full-bladder", "catheter-blocked", "constipation", "skin-sore", "ingrown-nail",
        "tight-clothes", "infection", "fever", "other-pain",
    }
)  # fmt: skip
"""Of the checklist, what a clinician looks for before changing a medicine; the rest stands with what the log shows."""
MOST_SILENT = 4


def checklist_answers(journal: Journal, first: date, last: date, voice: Voice) -> Block:
    """Yes with its days, no, and what was not answered at all in the period: three lines at most."""
    _ = voice._
    answers = _answers(journal, first, last)
    codes = [item.exposure for item in checklist().items if item.exposure in SHOWN]
    yes = [code for code in codes if answers[code][True]]
    no = [code for code in codes if not answers[code][True] and answers[code][False]]
    silent = [code for code in codes if not answers[code][True] and not answers[code][False]]
    lines = [
        Line(_("Yes"), ", ".join(_when(code, answers[code][True], voice) for code in yes)),
        Line(_("No"), ", ".join(voice.coded("exposure", code) for code in no)),
        Line(_("Not answered"), _listed([voice.coded("exposure", code) for code in silent], voice)),
    ]
    shown = tuple(line for line in lines if line.text)
    return Block(_("Looked for: bladder, bowel, skin, infection"), "", shown if yes or no else (), _("Not answered."))


def _listed(names: list[str], voice: Voice) -> str:
    """The first of them, and how many more: the list goes from what is found most to what is rare."""
    _ = voice._
    if len(names) <= MOST_SILENT + 1:
        return ", ".join(names)
    return _("{names} and {n} more").format(names=", ".join(names[:MOST_SILENT]), n=len(names) - MOST_SILENT)


def _answers(journal: Journal, first: date, last: date) -> dict[str, dict[bool, set[date]]]:
    """The days on which each thing was there, and those on which it was said not to be."""
    found: dict[str, dict[bool, set[date]]] = defaultdict(lambda: {True: set(), False: set()})
    logged = [(e.diary_day, e.body.code, e.body.level) for e in journal.of(Exposure)]
    asked = [(e.body.day, one.code, one.level) for e in journal.of(DiaryDay) for one in e.body.asked]
    for day, code, level in (*logged, *asked):
        if first <= day <= last and level is not Level.UNKNOWN:
            found[code][level is not Level.NO].add(day)
    return found


def _when(code: str, days: set[date], voice: Voice) -> str:
    """constipation on 3 days, last 20 Nov."""
    _ = voice._
    what, latest = voice.coded("exposure", code), voice.short(max(days))
    return counted(len(days), _("{what} on {last}"), _("{what} on {n} days, last {last}"), what=what, last=latest)
