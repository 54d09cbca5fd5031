"""What the person suspected, beside what the log shows of it: an opinion and a count, neither of them a cause."""

from __future__ import annotations

from collections import Counter

from unknot.analysis.candidates import NOT_EXPOSURES
from unknot.analysis.patterns import Finding, Group, Patterns
from unknot.journal.entry import Episode
from unknot.journal.journal import Journal
from unknot.report import pattern_words as words
from unknot.report.profile import Block, Line
from unknot.report.wording import Voice, counted

MOST = 8


def suspected(patterns: Patterns, journal: Journal, voice: Voice) -> Block:
    """One line for each thing that was named: beforehand, later, or as the likely cause of single spasms."""
    _ = voice._
    on_spasms = Counter(code for entry in journal.of(Episode) for code in set(entry.body.suspected) - NOT_EXPOSURES)
    found = {finding.code: finding for finding in patterns.findings}
    beforehand = [finding.code for finding in patterns.findings if finding.suspected]
    often = [code for code, _n in on_spasms.most_common()]
    codes = list(dict.fromkeys([*beforehand, *journal.settings.suspects, *often]))[:MOST]
    lines = [_line(code, found.get(code), on_spasms[code], code in journal.settings.suspects, voice) for code in codes]
    return Block(_("What you suspected"), _("beside what your log shows"), tuple(lines))


def _line(code: str, finding: Finding | None, spasms: int, named: bool, voice: Voice) -> Line:
    name = voice.coded("exposure", code)
    early = finding is not None and finding.suspected
    return Line(name[:1].upper() + name[1:], _so_far(finding, voice), _named(early, named, spasms, voice))


def _named(early: bool, later: bool, spasms: int, voice: Voice) -> str:
    """When it was named, and on how many spasms."""
    _ = voice._
    on = counted(spasms, _("Named on 1 spasm."), _("Named on {n} spasms.")) if spasms else ""
    if early:
        return f"{_('Named before your log began.')} {on}".strip()
    return f"{_('Named later.')} {on}".strip() if later else on


def _so_far(finding: Finding | None, voice: Voice) -> str:
    _ = voice._
    if finding is None:
        return _("Not asked about in the check-in, so there is nothing to compare.")
    match finding.group:
        case Group.MORE if finding.ratio:
            return _("More spasms logged after it: {times}.").format(times=words.times(finding.ratio, voice))
        case Group.FEWER if finding.ratio:
            return _("Fewer spasms logged after it: {times}.").format(times=words.times(finding.ratio, voice))
        case Group.NO_DIFFERENCE:
            return _("No difference seen so far.")
        case _:
            return words.early(finding.forecast, voice)
