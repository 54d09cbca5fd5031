"""Where spasms were, and what they stopped. Shares add up to 100."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from unknot.analysis.figures import within
from unknot.analysis.shares import Share, shares
from unknot.journal.entry import Entry, Episode, EpisodeKind
from unknot.journal.journal import Journal
from unknot.report.profile import Block, Line
from unknot.report.wording import Voice, counted

MOST_PLACES = 4


def places(journal: Journal, first: date, last: date, voice: Voice) -> Block:
    """Where, what it stopped, what kinds, and whether it was useful."""
    _ = voice._
    spasms = within(journal.of(Episode), first, last)
    lines = [*_where(spasms, voice), *_stopped(spasms, voice), *_kinds(spasms, voice), *_useful(spasms, voice)]
    return Block(_("Where, and what it stopped"), "", tuple(lines), _("No spasms recorded."))


def site_shares(spasms: Sequence[Entry[Episode]], voice: Voice) -> tuple[Share, ...]:
    """The places named, as shares of all the places named: a spasm in two places names two."""
    named = Counter(voice.site(site) for e in spasms for site in e.body.sites)
    return shares(list(named.items()), MOST_PLACES, voice._("other"))


def _where(spasms: Sequence[Entry[Episode]], voice: Voice) -> list[Line]:
    _ = voice._
    parts = [f"{s.name} {s.n} ({s.percent} %)" for s in site_shares(spasms, voice)]
    without = sum(not e.body.sites for e in spasms)
    if without:
        parts.append(_("no place given {n}").format(n=without))
    return [Line(_("Where"), ", ".join(parts))] if parts else []


def _stopped(spasms: Sequence[Entry[Episode]], voice: Voice) -> list[Line]:
    _ = voice._
    answered = [e for e in spasms if e.body.impact]
    if not answered:
        return []
    counts = Counter(code for e in answered for code in set(e.body.impact))
    ordered = sorted(counts, key=lambda code: (-counts[code], code))
    words = ", ".join(f"{voice.coded('impact', code)} {counts[code]}" for code in ordered)
    return [
        Line(
            _("What it stopped"), _("{list}; said of {n} of {all}").format(list=words, n=len(answered), all=len(spasms))
        )
    ]


def _kinds(spasms: Sequence[Entry[Episode]], voice: Voice) -> list[Line]:
    _ = voice._
    names = {
        EpisodeKind.SPASM: _("spasm"),
        EpisodeKind.CRAMP: _("cramp"),
        EpisodeKind.STIFFNESS: _("stiffness"),
        EpisodeKind.TWITCHING: _("twitching"),
    }
    counts = Counter(e.body.kind for e in spasms)
    if len(counts) < 2:
        return []
    parts = shares([(names[kind], n) for kind, n in counts.items()], len(names), _("other"))
    return [Line(_("Kind"), ", ".join(f"{s.name} {s.n} ({s.percent} %)" for s in parts))]


def _useful(spasms: Sequence[Entry[Episode]], voice: Voice) -> list[Line]:
    _ = voice._
    said = [e for e in spasms if e.body.useful is not None]
    n = sum(e.body.useful is True for e in said)
    if not n:
        return []
    words = counted(n, _("once, of {all} where it was said"), _("{n} times, of {all} where it was said"), all=len(said))
    return [Line(_("Useful"), words)]
