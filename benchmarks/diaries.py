"""Two real headache diaries, the whole way: the importer, the analysis, the Spasm Profile.

Read twice: as they are, and as if each row had been recorded on its evening, for what comes in from a file vouches no
hours and the engine says nothing of it. The published analysis asks whether an attack follows the day before, so beside
what is said stands the lag of 24 to 48 hours.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import numpy as np

from unknot.analysis.analyse import analyse
from unknot.analysis.associations.kernels import SHAPES
from unknot.analysis.associations.method import METHOD
from unknot.analysis.associations.replay import replay
from unknot.analysis.columns import columns
from unknot.analysis.evidence import confidence_radius
from unknot.analysis.patterns import Finding, Lag, Patterns
from unknot.importers import spreadsheet
from unknot.journal.entry import Body, DiaryDay, Entry, Provenance, Settings, Via, Word
from unknot.journal.journal import Journal, settle
from unknot.journal.span import diary_day_span, moment
from unknot.knowledge.words import as_written
from unknot.report.compose import MOST_DAYS, compose
from unknot.report.patterns import profile_findings, window
from unknot.report.profile import Audience, SpasmProfile
from unknot.report.wording import Voice

ZONE, FIRST_DAY = "UTC", date(2020, 1, 6)
NEXT_DAY = [lag for lag, _, _ in SHAPES].index(Lag.HOURS_24_48)
PUBLISHED = {
    ("545", "stress"): "0.15 (0.03-0.72)",
    ("545", "own-caffeine-change"): "1.64",
    ("1765", "stress"): "5.10 (1.64-15.9)",
    ("1765", "own-caffeine-change"): "0.23 (0.08-0.68)",
}
"""Hazard ratios per 2 SD (n1coxeval)."""


def report(path: Path) -> Iterator[str]:
    """What the product says of one diary, line by line."""
    imported = _read(path)
    for how, entries in (("as imported", imported), ("as if recorded each evening", [_kept(e) for e in imported])):
        journal = settle(entries)
        last = max(day.body.day for day in journal.of(DiaryDay))
        as_of = diary_day_span(last, ZONE).end
        patterns = analyse(journal, as_of=as_of, zone=ZONE)
        page = _profile(journal, patterns, last, as_of)
        spasms = f"{patterns.spasms} attacks in {patterns.logged_days} logged days, {patterns.looks} looks"
        yield f"{path.name}, {how}: {spasms}"
        tile = page.tiles[0]
        yield f"  Profile, {tile.label}: {tile.figure}, {tile.note}"
        yield f"  Profile, {page.findings.title}: {page.findings.hint if page.findings.lines else page.findings.empty}"
        yield from (f"    {line.name}: {line.text} {line.note}".rstrip() for line in page.findings.lines)
        if patterns.findings:
            yield from _beside(path.stem.split("-")[-1], journal, as_of, patterns.findings)


def _read(path: Path) -> list[Entry[Body]]:
    """Every row by the importer, as the person confirms its mapping, with Settings of their own words."""
    data, now = path.read_bytes(), datetime(FIRST_DAY.year + 1, 1, 1, tzinfo=UTC)
    mapping = replace(spreadsheet.propose(data), first_day=FIRST_DAY)
    imported = spreadsheet.read(data, mapping, journal=UUID(int=1), zone=ZONE, now=now)
    assert not imported.problems, imported.problems
    begun = moment(diary_day_span(FIRST_DAY, ZONE).start, ZONE)
    settings = Settings(zone=ZONE, own_words=dict(imported.own_words))
    return [Entry(id=UUID(int=2), happened_at=begun, provenance=Provenance(recorded_at=begun), body=settings),
            *imported.entries]  # fmt: skip


def _kept(entry: Entry[Body]) -> Entry[Body]:
    """The same row as if it had been recorded in the app, the word about the day at midnight."""
    happened = entry.happened_at
    if isinstance(entry.body, DiaryDay):
        happened = moment(datetime.combine(entry.body.day, datetime.min.time(), UTC) + timedelta(hours=24), ZONE)
        entry = replace(entry, body=replace(entry.body, word=Word.EVERYTHING, timed=True))
    return replace(entry, happened_at=happened, provenance=Provenance(recorded_at=happened, via=Via.TAP))


def _profile(journal: Journal, patterns: Patterns, last: date, now: datetime) -> SpasmProfile:
    first = last - timedelta(days=MOST_DAYS - 1)
    voice = Voice(as_written, "en", "", journal.settings.clock, journal.settings.own_words)
    return compose(
        journal, audience=Audience.OWNER, first=first, last=last, zone=ZONE, now=now, _=as_written,
        found=profile_findings(patterns, voice), found_in=window(patterns, voice),
    )  # fmt: skip


def _beside(diary: str, journal: Journal, as_of: datetime, findings: Sequence[Finding]) -> Iterator[str]:
    """Ours at 24 to 48 hours, for every look and widened as in the product, beside the published ratio for one look."""
    log = columns(journal, as_of=as_of, zone=ZONE)
    assert log is not None
    last = list(replay(log, ZONE, METHOD))[-1].seen
    said = {finding.code: finding for finding in findings}
    for j, code in enumerate(log.codes):
        known = float(last.information[j, NEXT_DAY])
        if known <= METHOD.least_information:
            continue
        middle = float(last.score[j, NEXT_DAY]) / known
        score = last.score[j, NEXT_DAY]
        radius = float(confidence_radius(score, np.array(known), METHOD.day_alpha, METHOD.bets))
        ours = f"{np.exp(middle):.2f} ({np.exp(middle - radius):.2f}-{np.exp(middle + radius):.2f})"
        once = f"{np.exp(middle - 1.96 * known**-0.5):.2f}-{np.exp(middle + 1.96 * known**-0.5):.2f}"
        published = PUBLISHED.get((diary, code), "none")
        finding = said[code]
        yield (
            f"  {code}, 24-48 h per 2 SD: ours {ours}, read once {once}; published {published}; "
            f"{finding.tier}, {finding.group}, log evidence {finding.log_evidence:.2f}"
        )
