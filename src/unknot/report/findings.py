"""What the log shows so far: findings of the analysis in fixed words and order, strongest first."""

from __future__ import annotations

from collections.abc import Sequence

from unknot.report.profile import Block, Finding, Line, Verdict
from unknot.report.wording import Voice, joined

ORDER = tuple(Verdict)


def findings(found: Sequence[Finding] | None, window: str, voice: Voice) -> Block:
    """Those after which more or fewer were logged, then those without a difference, then those too early to say."""
    _ = voice._
    nothing = _("Not worked out for this page.") if found is None else _("Too early to say anything.")
    ordered = sorted(found or (), key=lambda f: ORDER.index(f.verdict))
    lines = [Line(_name(finding, voice), finding.effect, finding.detail) for finding in ordered]
    hint = joined([_("associations, not causes"), window])
    return Block(_("What this log shows so far"), hint, tuple(lines), nothing)


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
