"""What the person suspected, beside what the log shows of it: an opinion and a count, neither of them a cause."""

from __future__ import annotations

from collections import Counter

from unknot.analysis.candidates import NOT_EXPOSURES, named_beforehand
from unknot.analysis.patterns import Finding, Group, Patterns, Tier
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
    beforehand = named_beforehand(journal, patterns.zone)
    named = [*(f.code for f in patterns.findings if f.code in beforehand), *sorted(beforehand)]
    often = [code for code, _n in on_spasms.most_common()]
    codes = list(dict.fromkeys([*named, *journal.settings.suspects, *often]))[:MOST]

    def line(code: str) -> Line:
        name = voice.coded("exposure", code)
        when = _named(code in beforehand, code in journal.settings.suspects, on_spasms[code], voice)
        so_far = _so_far(found.get(code), code in journal.settings.exposures, voice)
        return Line(name[:1].upper() + name[1:], so_far, when)

    lines = [line(code) for code in codes]
    return Block(_("What you suspected"), _("beside what your log shows"), tuple(lines))


def _named(early: bool, later: bool, spasms: int, voice: Voice) -> str:
    """When it was named, and on how many spasms."""
    _ = voice._
    on = counted(spasms, _("Named on 1 spasm."), _("Named on {n} spasms.")) if spasms else ""
    if early:
        return f"{_('Named before your log began.')} {on}".strip()
    return f"{_('Named later.')} {on}".strip() if later else on


def _so_far(finding: Finding | None, asked: bool, voice: Voice) -> str:
    _ = voice._
    if finding is None and asked:
        return _("Too early to say anything.")
    if finding is None:
        return _("Not asked about in the check-in, so there is nothing to compare.")
    match finding.group:
        case Group.MORE | Group.FEWER if finding.ratio and (finding.tier is Tier.POSSIBLE or finding.seen_until):
            return f"{words.standing(finding, voice)}: {words.times(finding.ratio, voice)}."
        case Group.MORE if finding.ratio:
            return _("More spasms logged after it: {times}.").format(times=words.times(finding.ratio, voice))
        case Group.FEWER if finding.ratio:
            return _("Fewer spasms logged after it: {times}.").format(times=words.times(finding.ratio, voice))
        case Group.NO_DIFFERENCE:
            return _("No doubling for a whole day seen; a short one would not show.")
        case _:
            return words.early(finding.forecast, voice)
