"""Falls, side effects and other symptoms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from unknot.journal.entry import Entry, Episode, Symptom
from unknot.journal.journal import Journal
from unknot.report.changes import Change
from unknot.report.profile import Block, Line
from unknot.report.wording import Voice, counted, joined, plain


def symptoms(journal: Journal, first: date, last: date, change: Change | None, voice: Voice) -> Block:
    """Falls (none recorded is said, not left out), then what was felt, beside the last change if there was one."""
    _ = voice._
    lines = [Line(_("Falls"), _falls(journal, first, last, voice))]
    lines += _symptoms(journal, first, last, change, voice)
    return Block(_("Falls and side effects"), "", tuple(lines))


def _symptoms(journal: Journal, first: date, last: date, change: Change | None, voice: Voice) -> Iterator[Line]:
    felt: dict[str, list[Entry[Symptom]]] = defaultdict(list)
    for entry in journal.of(Symptom):
        if first <= entry.diary_day <= last and entry.body.code != "fall":
            felt[entry.body.code].append(entry)
    for code in sorted(felt, key=lambda c: (-len({e.diary_day for e in felt[c]}), c)):
        yield Line(voice.coded("symptom", code), _felt(felt[code], change, voice))


def _felt(entries: list[Entry[Symptom]], change: Change | None, voice: Voice) -> str:
    _ = voice._
    days = {entry.diary_day for entry in entries}
    if change is not None:
        before, since = sum(day < change.day for day in days), sum(day >= change.day for day in days)
        before_words = counted(before, _("1 day before {day}"), _("{n} days before {day}"), day=voice.day(change.day))
        when = joined([before_words, _("{n} since").format(n=since)])
        later = min(((day - change.day).days for day in days if day >= change.day), default=0)
        first = _("first felt {n} days after it").format(n=later) if later > 1 else ""
    else:
        when, first = counted(len(days), _("on 1 day"), _("on {n} days")), ""
    bothers = [e.body.bother for e in entries if e.body.bother is not None]
    worst = _("bother up to {n}").format(n=max(bothers)) if bothers else ""
    suspected = {plain(e.body.suspected_medicine, 40) for e in entries if e.body.suspected_medicine.strip()}
    thought = _("suspected: {medicine}").format(medicine=", ".join(sorted(suspected))) if suspected else ""
    return "; ".join(part for part in (when, first, worst, thought) if part)


def _falls(journal: Journal, first: date, last: date, voice: Voice) -> str:
    _ = voice._
    fell = {e.diary_day for e in journal.of(Symptom) if e.body.code == "fall"}
    fell |= {e.diary_day for e in journal.of(Episode) if "fall" in e.body.impact}
    nearly = {e.diary_day for e in journal.of(Episode) if "near-fall" in e.body.impact} - fell
    fell, nearly = ({day for day in days if first <= day <= last} for days in (fell, nearly))
    parts = [
        counted(len(fell), _("a fall on 1 day"), _("falls on {n} days")) if fell else "",
        counted(len(nearly), _("nearly fell on 1 day"), _("nearly fell on {n} days")) if nearly else "",
    ]
    return joined(parts) or _("none recorded")
