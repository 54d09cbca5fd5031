"""What the log shows so far: findings of the analysis in fixed words and order, strongest first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from unknot.journal.journal import Journal
from unknot.report.changes import changes
from unknot.report.profile import Block, Finding, Line, Verdict
from unknot.report.wording import Voice, joined

ORDER = tuple(Verdict)
MOST_CHANGES = 2
"""Changes of medicines with an estimate on the page: the latest; all of them stand on Patterns."""


def findings(
    found: Sequence[Finding] | None,
    window: str,
    estimates: Mapping[date, str],
    journal: Journal,
    last: date,
    voice: Voice,
) -> Block:
    """What was seen around changes of medicines first, then after what more or fewer were logged; the rest folded.

    What shows no difference, and what is too early to say, is one line each.
    """
    _ = voice._
    nothing = _("Not worked out for this page.") if found is None else _("Too early to say anything.")
    ordered = sorted(found or (), key=lambda f: ORDER.index(f.verdict))
    apart = [f for f in ordered if f.verdict in (Verdict.MORE, Verdict.FEWER) or f.by_coin]
    lines = [*_around_changes(estimates, journal, last, voice)]
    lines += [Line(_name(f, voice), f.effect, f.detail) for f in apart]
    folded = {Verdict.NO_DIFFERENCE: _("No doubling for a whole day seen"), Verdict.TOO_EARLY: _("Too early to say")}
    for verdict, title in folded.items():
        if names := [_thing(f, voice) for f in ordered if f.verdict is verdict and not f.by_coin]:
            lines.append(Line(title, ", ".join(names)))
    hint = joined([_("associations, not causes"), window])
    return Block(_("What this log shows so far"), hint, tuple(lines), nothing)


def _around_changes(estimates: Mapping[date, str], journal: Journal, last: date, voice: Voice) -> Iterator[Line]:
    """The latest changes of which the analysis has something to say, the newest first."""
    said = {day: words for day, words in estimates.items() if words and day <= last}
    if not said:
        return
    named = {change.day: change.words for change in changes(journal, min(said), last, voice) if change.of_medicine}
    for day in sorted(said.keys() & named.keys(), reverse=True)[:MOST_CHANGES]:
        words = voice._("{change}, {day}").format(change=named[day], day=voice.day(day))
        yield Line(words[:1].upper() + words[1:], said[day])


def _thing(finding: Finding, voice: Voice) -> str:
    return voice._("{thing} (suspected)").format(thing=finding.name) if finding.suspected else finding.name


def _name(finding: Finding, voice: Voice) -> str:
    _ = voice._
    if finding.by_coin:
        return _("On days with {thing}, by the toss of a coin").format(thing=finding.name)
    match finding.verdict:
        case Verdict.MORE:
            words = _("More spasms logged after {thing}")
        case Verdict.FEWER:
            words = _("Fewer spasms logged after {thing}")
        case Verdict.NO_DIFFERENCE | Verdict.TOO_EARLY:
            words = "{thing}"
    name = words.format(thing=finding.name)
    name = name[:1].upper() + name[1:]
    return _("{thing} (suspected)").format(thing=name) if finding.suspected else name
