"""The rules on a journal at a time: alerts and questions, the most urgent first, whatever the order of entry.

Nothing is kept between calls: a message and its quiet time follow from the entries alone. What is logged less than
the quiet time after the last such entry belongs to the same message; a new sign of an emergency is a new one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from unknot.journal.entry import AlertAnswer, Body, Entry
from unknot.journal.journal import Journal
from unknot.knowledge.conditions import Beside, Doses, Running
from unknot.knowledge.rules import URGENCY, Clause, Rule, Tier, rules
from unknot.safety.alert import ASK, YES, Alert, Key, State, read_key
from unknot.safety.facts import Evidence, Facts, evidence, facts
from unknot.safety.holds import Usual, holds
from unknot.safety.look_back import lately
from unknot.safety.triggers import triggers

ALL = frozenset(Tier)
ON_SAVE = frozenset({Tier.EMERGENCY, Tier.SAME_DAY})
"""What runs when an entry is saved; the rest is looked at when the Visit page is opened."""
LATER = timedelta(hours=4)
"""An alert that was put off comes back after this."""
ASK_AGAIN = timedelta(hours=12)
"""A question about doses that got no answer is asked once more after this."""
USUAL_FOR = timedelta(days=30)
"""A sign answered with "not new for me" is taken as usual for this long, unless it is called new."""


@dataclass(frozen=True, slots=True)
class _Raise:
    """One time at which a clause held: the entry that made it so, and all it stood on."""

    anchor: Evidence
    on: tuple[Evidence, ...]
    clause: Clause
    level: str
    now: bool


def alerts(
    journal: Journal,
    *,
    now: datetime,
    zone: str,
    worse_since: date | None = None,
    paused: bool = False,
    tiers: frozenset[Tier] = ALL,
    among: Sequence[Rule] | None = None,
) -> tuple[Alert, ...]:
    """The alerts and questions that are open now, most urgent first: the screen shows the first one only.

    `worse_since` is the day since which the trend has been worse, as the analysis worked it out. `paused` says that
    doses are not compared now. Empty means "no message from this short list", never that all is well.
    """
    found = history(journal, now=now, zone=zone, worse_since=worse_since, paused=paused, tiers=tiers, among=among)
    open_ = [alert for alert in found if alert.state is State.OPEN]
    urgent = {a.rule.code for a in open_ if a.tier is Tier.EMERGENCY and not a.asks}
    return tuple(a for a in open_ if a.rule.code not in urgent or (a.tier is Tier.EMERGENCY and not a.asks))


def history(
    journal: Journal,
    *,
    now: datetime,
    zone: str,
    worse_since: date | None = None,
    paused: bool = False,
    tiers: frozenset[Tier] = ALL,
    among: Sequence[Rule] | None = None,
) -> tuple[Alert, ...]:
    """Every alert and question of the look-back with its answer, in the order of urgency."""
    look = facts(lately(journal, now), now=now, zone=zone, worse_since=worse_since, paused=paused)
    found = [alert for rule in (rules() if among is None else among) for alert in _of_rule(rule, look, tiers)]
    return tuple(sorted(found, key=lambda alert: (*alert.urgency, alert.key)))


def under(found: Iterable[Alert], saved: Entry[Body]) -> Alert | None:
    """The alert to show under an entry that was just saved: the most urgent that this entry raised."""
    return next((alert for alert in found if alert.raised_by == saved.id), None)


def _of_rule(rule: Rule, look: Facts, tiers: frozenset[Tier]) -> Iterator[Alert]:
    answers = [(key, e) for e in look.answers.get(rule.code, ()) if (key := read_key(e.body.key)) is not None]
    raises = _raises(rule, look, tiers, _usual(answers))
    for level in dict.fromkeys(r.level for r in raises):
        for group in _groups(rule, [r for r in raises if r.level == level]):
            yield from _alert(rule, group, look, answers)
    yield from _answered_yes(rule, look, tiers, answers, raises)


def _raises(rule: Rule, look: Facts, tiers: frozenset[Tier], usual: Usual) -> list[_Raise]:
    since = look.now - rule.stands - rule.quiet
    found = []
    for n, clause in enumerate(rule.clauses):
        if clause.tier not in tiers:
            continue
        level = f"{ASK}{n}" if clause.asks else clause.tier.value
        for at in triggers(clause, look, since):
            on = _stands_on(clause, look, at, usual)
            if on:
                anchor = max(on, key=lambda e: (e.at, e.entry, e.code))
                found.append(_Raise(anchor, on, clause, level, at == look.now))
    return sorted(found, key=lambda r: (r.anchor.at, r.anchor.entry, r.anchor.code, not r.now))


def _stands_on(clause: Clause, look: Facts, at: datetime, usual: Usual) -> tuple[Evidence, ...]:
    """What all conditions of a clause stand on together; empty if one does not hold."""
    on: list[Evidence] = []
    for condition in clause.when:
        found = holds(condition, look, at, usual)
        if found is None:
            return ()
        on += found
    return tuple(on)


def _groups(rule: Rule, raises: list[_Raise]) -> Iterator[list[_Raise]]:
    """Raises that are one message: each less than the quiet time after the one before, and no new emergency sign."""
    group: list[_Raise] = []
    for one in raises:
        again = bool(group) and (one.anchor == group[-1].anchor or one.anchor.at - group[-1].anchor.at < rule.quiet)
        if again and one.clause.tier is Tier.EMERGENCY:
            again = one.anchor.code in {e.code for r in group for e in r.on}
        if group and not again:
            yield group
            group = []
        group.append(one)
    if group:
        yield group


def _alert(
    rule: Rule, group: list[_Raise], look: Facts, answers: Sequence[tuple[Key, Entry[AlertAnswer]]]
) -> Iterator[Alert]:
    first, last = group[0], group[-1]
    on = {e.entry: e for r in group for e in r.on}
    key = Key(rule.code, first.level, first.anchor.entry, tuple(sorted({e.code for e in first.on})))
    answer = _answer_to(key, set(on), first.anchor.at, answers)
    if answer is not None and first.clause.asks and answer.body.answer in YES:
        return  # it is an alert now: see _answered_yes
    stands = last.now or look.now - last.anchor.news < rule.stands
    yield Alert(
        rule=rule,
        clause=last.clause,
        tier=last.clause.tier,
        asks=last.clause.asks,
        key=str(key),
        raised_by=first.anchor.entry,
        entries=tuple(sorted(on)),
        signs=tuple(sorted({e.code for r in group for e in r.on})),
        since=first.anchor.at,
        last=last.anchor.at,
        state=_state(answer, look.now, stands=stands),
        answer=answer,
        notices=_notices(last.clause, first.anchor),
    )


def _answered_yes(
    rule: Rule,
    look: Facts,
    tiers: frozenset[Tier],
    answers: Sequence[tuple[Key, Entry[AlertAnswer]]],
    raises: list[_Raise],
) -> Iterator[Alert]:
    """The alerts behind questions that were answered with yes. They stay when the question's reason has gone."""
    last: dict[tuple[str, object], tuple[Key, Entry[AlertAnswer]]] = {}
    for key, entry in answers:
        if key.level.startswith(ASK):
            last[key.level, key.entry] = key, entry
    for key, entry in last.values():
        clause = _clause(rule, key)
        if clause is None or clause.tier not in tiers or entry.body.answer not in YES:
            continue
        if any(isinstance(c, Running) for c in clause.when) and key.entry not in {r.anchor.entry for r in raises}:
            continue  # the spasm has ended since
        named = Key(rule.code, clause.tier.value, key.entry, key.signs)
        answer = _answer_to(named, {key.entry, entry.id}, entry.happened_at.at, answers)
        on = evidence(entry, "answered")
        yield Alert(
            rule=rule,
            clause=clause,
            tier=clause.tier,
            asks="",
            key=str(named),
            raised_by=entry.id,
            entries=tuple(sorted({key.entry, entry.id})),
            signs=key.signs,
            since=on.at,
            last=on.at,
            state=_state(answer, look.now, stands=look.now - on.news < rule.stands),
            answer=answer,
            notices=(on.news,),
        )


def _clause(rule: Rule, key: Key) -> Clause | None:
    number = key.level.removeprefix(ASK)
    if not number.isdigit() or int(number) >= len(rule.clauses):
        return None
    return rule.clauses[int(number)]


def _answer_to(
    key: Key, entries: set[object], since: datetime, answers: Sequence[tuple[Key, Entry[AlertAnswer]]]
) -> Entry[AlertAnswer] | None:
    """The last answer to an alert, or to a more urgent one of the same rule that stands on one of its entries."""
    fitting = [
        entry
        for other, entry in answers
        if entry.happened_at.at >= since and other.entry in entries and _covers(other.level, key.level)
    ]
    return fitting[-1] if fitting else None


def _covers(answered: str, level: str) -> bool:
    """Whether an answer at one level settles another: an emergency's settles what is less urgent, never the reverse."""
    if answered == level:
        return True
    if answered.startswith(ASK):
        return False
    ranks = {tier.value: rank for tier, rank in URGENCY.items()}
    return answered in ranks and (level.startswith(ASK) or ranks[answered] < ranks.get(level, -1))


def _state(answer: Entry[AlertAnswer] | None, now: datetime, *, stands: bool) -> State:
    if answer is None:
        return State.OPEN if stands else State.PAST
    if answer.body.answer == "later":
        back = now - answer.happened_at.at >= LATER
        return State.LATER if not back else State.OPEN if stands else State.PAST
    return State.ANSWERED


def _notices(clause: Clause, anchor: Evidence) -> tuple[datetime, ...]:
    """When a device may say so: once, or twice for a question about doses that nobody answered."""
    for condition in clause.when:
        if isinstance(condition, Doses) and condition.are is Beside.NONE_RECORDED:
            first = anchor.at + timedelta(hours=condition.hours)
            return (first, first + ASK_AGAIN)
    return (anchor.news,)


def _usual(answers: Sequence[tuple[Key, Entry[AlertAnswer]]]) -> Usual:
    told = [(key.signs, e.happened_at.at) for key, e in answers if e.body.answer == "not-new"]

    def usual(code: str, at: datetime) -> bool:
        return any(code in signs and said < at <= said + USUAL_FOR for signs, said in told)

    return usual
