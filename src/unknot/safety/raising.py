"""When the clauses of a rule held, and which of those times are one message."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from unknot.knowledge.rules import Clause, Rule, Tier
from unknot.safety.alert import ASK
from unknot.safety.evaluate import Usual, evaluate, possible
from unknot.safety.facts import LOOK_BACK, Evidence, Facts
from unknot.safety.triggers import triggers


@dataclass(frozen=True, slots=True)
class Raised:
    """A clause that held at a time: the entry that made it so, and all it stood on. `now`: it still holds."""

    anchor: Evidence
    on: tuple[Evidence, ...]
    clause: Clause
    level: str
    now: bool


def levels(rule: Rule, tiers: frozenset[Tier]) -> dict[str, list[Clause]]:
    """The clauses of each tier together; each question by itself."""
    found: dict[str, list[Clause]] = {}
    for n, clause in enumerate(rule.clauses):
        if clause.tier in tiers:
            found.setdefault(f"{ASK}{n}" if clause.asks else clause.tier.value, []).append(clause)
    return found


def raised(rule: Rule, level: str, clauses: list[Clause], look: Facts, usual: Usual, back: timedelta) -> list[Raised]:
    """The times within `back` at which a clause held, and before that the whole of a message that still went on then.

    Looked at from now into the past, so that what went on for long is followed to its first entry.
    """
    start = look.now - LOOK_BACK
    could = [(n, clause) for n, clause in enumerate(clauses) if all(possible(c, look) for c in clause.when)]
    times = [(at, n) for n, clause in could for at in triggers(clause, look, start)]
    found: list[Raised] = []
    for at, n in sorted(times, reverse=True):
        if at < look.now - back and (not found or found[-1].anchor.at - at >= rule.quiet):
            break
        on = _stands_on(clauses[n], look, at, usual)
        if on:
            anchor = max(on, key=lambda e: (e.at, e.entry, e.code))
            found.append(Raised(anchor, on, clauses[n], level, at == look.now))
    return sorted(found, key=lambda r: (r.anchor.at, r.anchor.entry, r.anchor.code, r.now))


def messages(rule: Rule, found: list[Raised]) -> Iterator[list[Raised]]:
    """Times that are one message: each less than the quiet time after the one before, and no new emergency sign."""
    group: list[Raised] = []
    for one in found:
        if group and not _again(rule, group, one):
            yield group
            group = []
        group.append(one)
    if group:
        yield group


def is_ongoing(rule: Rule, first: Raised, now: datetime) -> bool:
    """Whether a message may have begun before we look back."""
    return rule.quiet > timedelta(0) and first.anchor.at < now - LOOK_BACK + rule.quiet


def _again(rule: Rule, group: list[Raised], one: Raised) -> bool:
    soon = one.anchor == group[-1].anchor or one.anchor.at - group[-1].anchor.at < rule.quiet
    if soon and one.clause.tier is Tier.EMERGENCY:
        return one.anchor.code in {e.code for before in group for e in before.on}
    return soon


def _stands_on(clause: Clause, look: Facts, at: datetime, usual: Usual) -> tuple[Evidence, ...]:
    """What all conditions of a clause stand on together; empty if one does not hold."""
    on: list[Evidence] = []
    for condition in clause.when:
        found = evaluate(condition, look, at, usual)
        if found is None:
            return ()
        on += found
    return tuple(on)
