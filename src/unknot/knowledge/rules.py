"""The rules: when to show a message, what it says, where that comes from, and the examples that prove it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cache

from unknot.knowledge.conditions import Condition, condition
from unknot.knowledge.data import Malformed, Table, day, known, names, table, tables, text, texts
from unknot.knowledge.digest import digest
from unknot.knowledge.signoffs import SignOff, by_code, shipped
from unknot.knowledge.sources import Source, Verified, checked, cited


class Tier(StrEnum):
    """How soon. In this order a message comes first."""

    EMERGENCY = "emergency"
    SAME_DAY = "same-day"
    NEXT_VISIT = "next-visit"


URGENCY: Mapping[Tier, int] = {tier: n for n, tier in enumerate(Tier)}


class Action(StrEnum):
    """The one thing a message offers to do."""

    CALL = "call"
    POISON_LINE = "poison-line"
    CRISIS_LINE = "crisis-line"
    CONTACT = "contact"  # prescriber, pharmacist or the urgent line, today
    SHOW = "show"  # show this to the doctor
    QUESTION = "question"  # put it on my questions


@dataclass(frozen=True, slots=True)
class Clause:
    """Conditions that must all hold, and the message they make: one tier, and what to do at that tier alone.

    With `asks`, this question comes first, and only its yes raises the message. `tell` names the suspected matter in
    the words of those who will help ("baclofen withdrawal"); "" if there is none. What a clause does not say is its
    rule's, except where its tier is another.
    """

    when: tuple[Condition, ...]
    tier: Tier
    title: str
    why: str
    say: str
    steps: tuple[str, ...]
    action: Action
    tell: str
    asks: str


@dataclass(frozen=True, slots=True)
class Example:
    """A journal, as text, and what the rule makes of it: a tier, `ask`, or `quiet`."""

    title: str
    expect: str
    about: tuple[str, ...]
    plan: tuple[str, ...]
    days: str
    answers: tuple[str, ...]
    worse_days: int
    now: datetime


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    `why` and `say` are msgids; `steps` come after them, in order. A message stays `stands` after the last entry it
    stands on, and does not come again for what is logged less than `quiet` after that. A `general` rule is shown only
    where no other as urgent stands on the same entries: it would say less. `chosen` says which thresholds are our own
    choice.
    """

    code: str
    version: int
    title: str
    tier: Tier
    why: str
    say: str
    steps: tuple[str, ...]
    action: Action
    tell: str
    checklist: str
    clauses: tuple[Clause, ...]
    stands: timedelta
    quiet: timedelta
    again: timedelta
    matter: str
    general: bool
    chosen: str
    source: tuple[Source, ...]
    verified: Verified
    last_checked: date
    next_check: date
    digest: str
    signed: SignOff | None
    examples: tuple[Example, ...]

    @property
    def unchecked(self) -> bool:
        """Whether to say "not yet checked by a clinician" below the action."""
        return self.signed is None


_RULE = frozenset(
    "code version title tier why say steps action tell checklist fires stands_hours quiet_hours again_hours matter "
    "general chosen source verified last_checked next_check example".split()
)
_CLAUSE = frozenset({"when", "tier", "title", "why", "say", "steps", "action", "tell", "asks"})
_EXAMPLE = frozenset({"title", "expect", "about", "plan", "days", "answers", "worse_days", "now"})


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule that comes with this version, in the order of their codes."""
    return with_signoffs(shipped())


@cache
def with_signoffs(signed: tuple[SignOff, ...]) -> tuple[Rule, ...]:
    """Every rule, with the sign-offs of a clinic."""
    signatures = by_code(signed)
    found = [_rule(table(f"safety/{name}"), name, signatures) for name in names("safety")]
    codes = {rule.code for rule in found}
    if len(codes) < len(found):
        raise Malformed("safety: two rules have one code")
    if stray := {rule.matter for rule in found} - codes:
        raise Malformed(f"safety: no rule {', '.join(sorted(stray))} to be the matter of another")
    return tuple(sorted(found, key=lambda rule: rule.code))


@cache
def matters() -> Mapping[str, tuple[str, ...]]:
    """The codes of the rules that are one matter, by the code of the rule that leads it."""
    return {led.code: tuple(r.code for r in rules() if r.matter == led.code) for led in rules()}


def rule(code: str) -> Rule:
    """The rule with this code; KeyError if there is none."""
    return _by_code()[code]


@cache
def _by_code() -> Mapping[str, Rule]:
    return {each.code: each for each in rules()}


def _rule(of: Table, where: str, signatures: Mapping[tuple[str, str], SignOff]) -> Rule:
    known(of, _RULE, where)
    code, version = text(of, "code", where), of.get("version", 1)
    tier = Tier(text(of, "tier", where))
    clauses = tuple(_clause(row, of, f"{where} {n}") for n, row in enumerate(tables(of, "fires", where), 1))
    examples = tuple(_example(row, where) for row in tables(of, "example", where))
    if not clauses or not {"quiet"} < {e.expect for e in examples}:
        raise Malformed(f"{where}: a rule has conditions, an example that fires and one that stays quiet")
    read = Rule(
        code=code,
        version=version,
        title=text(of, "title", where),
        tier=tier,
        why=text(of, "why", where),
        say=text(of, "say", where),
        steps=texts(of, "steps", where),
        action=Action(text(of, "action", where)),
        tell=str(of.get("tell", "")),
        checklist=str(of.get("checklist", "")),
        clauses=clauses,
        stands=timedelta(hours=of["stands_hours"]),
        quiet=timedelta(hours=of["quiet_hours"]),
        again=timedelta(hours=of.get("again_hours", 0)),
        matter=str(of.get("matter", code)),
        general=of.get("general") is True,
        chosen=str(of.get("chosen", "")),
        source=cited(of, where),
        verified=checked(of, where),
        last_checked=day(of, "last_checked", where),
        next_check=day(of, "next_check", where),
        digest="",
        signed=None,
        examples=examples,
    )
    named = digest(read)
    return replace(read, digest=named, signed=signatures.get((code, named)))


_ACTION_OF = {Tier.EMERGENCY: Action.CALL, Tier.SAME_DAY: Action.CONTACT, Tier.NEXT_VISIT: Action.QUESTION}
"""What a clause offers whose tier is not its rule's."""


def _clause(row: Table, of: Table, where: str) -> Clause:
    known(row, _CLAUSE, where)
    when = tuple(condition(c, where) for c in tables(row, "when", where))
    if not when:
        raise Malformed(f"{where}: a clause needs a condition")
    led = Tier(text(of, "tier", where))
    tier = Tier(row.get("tier", led))
    own = tier is not led
    if own and "say" not in row:
        raise Malformed(f"{where}: a clause of another tier says what to do at that tier")
    return Clause(
        when=when,
        tier=tier,
        title=str(row.get("title", of.get("title"))),
        why=str(row.get("why", of.get("why"))),
        say=str(row.get("say", of.get("say"))),
        steps=texts(row if own or "steps" in row else of, "steps", where),
        action=Action(row.get("action", _ACTION_OF[tier] if own else of.get("action"))),
        tell=str(row.get("tell", "" if tier is Tier.NEXT_VISIT else of.get("tell", ""))),
        asks=str(row.get("asks", "")),
    )


def _example(row: Table, where: str) -> Example:
    known(row, _EXAMPLE, where)
    return Example(
        title=text(row, "title", where),
        expect=text(row, "expect", where),
        about=texts(row, "about", where),
        plan=texts(row, "plan", where),
        days=str(row.get("days", "")),
        answers=texts(row, "answers", where),
        worse_days=int(row.get("worse_days", 0)),
        now=row["now"],
    )
