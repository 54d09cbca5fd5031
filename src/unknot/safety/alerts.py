"""The rules on a journal at a time: alerts and questions, the most urgent first, whatever the order of entry.

Nothing is kept between calls: a message and its quiet time follow from the entries alone. What is logged less than
the quiet time after the last such entry belongs to the same message; a new sign of an emergency is a new one. A
message that goes on for longer than we look back has no first entry any more: it stays on the list, and an answer
holds it back for its quiet time.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from unknot.journal.entry import AlertAnswer, Body, Entry
from unknot.journal.journal import Journal
from unknot.knowledge.conditions import Beside, Doses, Running
from unknot.knowledge.rules import URGENCY, Clause, Rule, Tier, rules
from unknot.safety.alert import ASK, YES, Alert, Key, State
from unknot.safety.answers import Answers, answer_lately, answer_to, keyed, state, usual_signs
from unknot.safety.facts import FILLED_IN, LOOK_BACK, Evidence, Facts, evidence, facts
from unknot.safety.lookback_window import lately
from unknot.safety.raising import Raised, is_ongoing, levels, messages, raised
from unknot.safety.recurrence import settled_before

ALL = frozenset(Tier)
URGENT = frozenset({Tier.EMERGENCY, Tier.SAME_DAY})
"""What runs when an entry is saved; the rest is looked at when the Visit page is opened."""
ASK_AGAIN = timedelta(hours=12)
"""A question about doses that got no answer is asked once more after this."""


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
    doses are not compared now, as the person's settings may. Empty means "no message from this short list", never that
    all is well.
    """
    stopped = paused or not journal.settings.compare_doses
    look = facts(lately(journal, now), now=now, zone=zone, worse_since=worse_since, paused=stopped)
    every = _all(look, tiers, among, None)
    open_ = [alert for alert in every if alert.state is State.OPEN]
    settled = [alert for alert in every if alert.state is State.ANSWERED and alert.tier is not Tier.NEXT_VISIT]
    return tuple(
        a
        for a in open_
        if not any(_says_more(other, a) for other in open_ if other is not a)
        and not any(_names(other, a) for other in settled)
    )


def _says_more(other: Alert, alert: Alert) -> bool:
    """Whether another alert makes this one superfluous: the same rule or matter sooner, or the same signs by name."""
    if other.asks:
        return False
    sooner = URGENCY[other.tier] < URGENCY[alert.tier]
    if other.rule.code == alert.rule.code:
        return sooner or (bool(alert.asks) and other.tier is Tier.EMERGENCY)
    if alert.rule.matter == other.rule.code:
        return True
    return _names(other, alert)


def _names(other: Alert, alert: Alert) -> bool:
    """Whether another alert, no less urgent, names what this general one leaves open."""
    named = alert.rule.general and not other.rule.general and not other.asks
    return named and URGENCY[other.tier] <= URGENCY[alert.tier] and set(_signs_of(alert)) <= set(other.entries)


def _signs_of(alert: Alert) -> tuple[UUID, ...]:
    return alert.entries if alert.raised_by is None else (alert.raised_by,)


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
    """Every alert and question of the last ten weeks with its answer, in the order of urgency."""
    stopped = paused or not journal.settings.compare_doses
    look = facts(lately(journal, now), now=now, zone=zone, worse_since=worse_since, paused=stopped)
    return _all(look, tiers, among, LOOK_BACK)


def under(found: Iterable[Alert], saved: Entry[Body]) -> Alert | None:
    """The alert to show under an entry that was just saved: the most urgent that this entry raised."""
    return next((alert for alert in found if alert.raised_by == saved.id), None)


def raised_by(journal: Journal, entries: Collection[UUID], *, now: datetime, zone: str) -> Alert | None:
    """The most urgent message that stands on entries kept just now, for who has no page to see it on; None if none."""
    found = alerts(journal, now=now, zone=zone, tiers=URGENT)
    return next((a for a in found if a.again is None and not set(entries).isdisjoint(a.entries)), None)


def _all(
    look: Facts, tiers: frozenset[Tier], among: Sequence[Rule] | None, back: timedelta | None
) -> tuple[Alert, ...]:
    chosen = rules() if among is None else among
    found = [alert for rule in chosen for alert in _of_rule(rule, look, tiers, back)]
    return tuple(sorted(found, key=lambda alert: (*alert.urgency, alert.key)))


def _of_rule(rule: Rule, look: Facts, tiers: frozenset[Tier], back: timedelta | None) -> Iterator[Alert]:
    answers = keyed(look.answers.get(rule.code, ()))
    usual = usual_signs(answers)
    going: set[UUID] = set()
    for level, clauses in levels(rule, tiers).items():
        found = raised(rule, level, clauses, look, usual, rule.stands + FILLED_IN if back is None else back)
        going |= {one.anchor.entry for one in found if one.now}
        told = [alert for message in messages(rule, found) for alert in _alert(rule, message, look, answers)]
        yield from told if rule.quiet else _settled_by_later(told)
    yield from _answered_yes(rule, look, tiers, answers, going)


def _settled_by_later(told: list[Alert]) -> Iterator[Alert]:
    """Where each entry is a message of its own, "I have done this" under a later one answers those before it too."""
    done: Entry[AlertAnswer] | None = None
    for alert in reversed(told):
        if alert.state is State.OPEN and done is not None:
            alert = replace(alert, state=State.ANSWERED, answer=done)
        elif alert.answer is not None and alert.answer.body.answer == "done":
            done = alert.answer
        yield alert


def _alert(rule: Rule, message: list[Raised], look: Facts, answers: Answers) -> Iterator[Alert]:
    """The alert or question of one message; none if its question was answered with yes: see `_answered_yes`."""
    first, last = message[0], message[-1]
    on = {e.entry for one in message for e in one.on}
    raised_by = None if is_ongoing(rule, first, look.now) else first.anchor.entry
    key = Key(rule.code, first.level, raised_by, tuple(sorted({e.code for e in first.on})))
    if raised_by is None:
        answer = answer_lately(key, look.now - rule.quiet, answers)
    else:
        answer = answer_to(key, on, first.anchor.at, answers)
    again = settled_before(rule, last.clause, first.anchor.at, look)
    if answer is not None and first.clause.asks and answer.body.answer in YES:
        return
    yield Alert(
        rule=rule,
        clause=last.clause,
        tier=last.clause.tier,
        asks=last.clause.asks,
        key=str(key),
        raised_by=raised_by,
        entries=tuple(sorted(on)),
        signs=tuple(sorted({e.code for one in message for e in one.on})),
        since=first.anchor.at,
        last=last.anchor.at,
        state=state(answer, look.now, stands=last.now or look.now - last.anchor.news < rule.stands),
        answer=answer,
        notices=_notices(last.clause, first.anchor) if again is None else (),
        again=again,
    )


def _answered_yes(
    rule: Rule, look: Facts, tiers: frozenset[Tier], answers: Answers, going: set[UUID]
) -> Iterator[Alert]:
    """The alerts behind questions that were answered with yes. They stay when the question's reason has gone."""
    last: dict[tuple[str, UUID], tuple[Key, Entry[AlertAnswer]]] = {}
    for key, entry in answers:
        if key.level.startswith(ASK) and key.entry is not None:
            last[key.level, key.entry] = key, entry
    for (level, about), (key, entry) in last.items():
        clause = _clause(rule, level)
        if clause is None or clause.tier not in tiers or entry.body.answer not in YES:
            continue
        if about not in going and any(isinstance(condition, Running) for condition in clause.when):
            continue  # the spasm has ended since
        named = Key(rule.code, clause.tier.value, about, key.signs)
        answer = answer_to(named, {about, entry.id}, entry.happened_at.at, answers)
        on = evidence(entry, "answered")
        yield Alert(
            rule=rule,
            clause=clause,
            tier=clause.tier,
            asks="",
            key=str(named),
            raised_by=entry.id,
            entries=tuple(sorted({about, entry.id})),
            signs=key.signs,
            since=on.at,
            last=on.at,
            state=state(answer, look.now, stands=look.now - on.news < rule.stands),
            answer=answer,
            notices=(on.news,),
        )


def _clause(rule: Rule, level: str) -> Clause | None:
    """The clause whose question a key names; None if the rule has changed since."""
    number = level.removeprefix(ASK)
    if not number.isdecimal() or int(number) >= len(rule.clauses):
        return None
    return rule.clauses[int(number)]


def _notices(clause: Clause, anchor: Evidence) -> tuple[datetime, ...]:
    """When a device may say so: once, or twice for a question about doses that nobody answered."""
    for condition in clause.when:
        if isinstance(condition, Doses) and condition.are is Beside.NONE_RECORDED:
            first = anchor.at + timedelta(hours=condition.hours)
            return (first, first + ASK_AGAIN)
    return (anchor.news,)
