"""Whether a condition holds at a time, and on which entries it stands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeAlias, assert_never

from unknot.journal.entry import Dose, Entry, Episode, Exposure, Level, Person, Prescription, Side, Treatment
from unknot.journal.span import diary_day_span, moment
from unknot.knowledge.conditions import (
    Condition,
    Doses,
    Exposed,
    Felt,
    Measured,
    Newness,
    NightsWoken,
    NotDenied,
    Running,
    Spasms,
    Stands,
    StandsNot,
    Taking,
    Took,
    Treated,
    Under,
    Worsening,
)
from unknot.safety.facts import Evidence, Fact, Facts, evidence, recent
from unknot.safety.plan_comparison import compared_with_plan, took

Usual: TypeAlias = Callable[[str, datetime], bool]
"""Whether a sign is the person's usual at a time: they answered "not new for me" lately."""
Found: TypeAlias = tuple[Evidence, ...] | None


def evaluate(condition: Condition, look: Facts, at: datetime, usual: Usual) -> Found:
    """What the condition stands on at a time (nothing, for one about what is not there); None if it does not hold.

    What is not known does not hold: no data never fulfils a condition.
    """
    match condition:
        case Felt():
            return _felt(condition, look, at, usual)
        case Stands(any=codes, not_sure=not_sure):
            found = [look.standing[c] for c in codes if look.stands(c, not_sure=not_sure)]
            return tuple(evidence(e, e.body.code) for e in found) or None
        case StandsNot(any=codes):
            return None if any(look.stands(code, not_sure=False) for code in codes) else ()
        case NotDenied(any=codes):
            return None if any(look.denied(code) for code in codes) else ()
        case Taking():
            return _taking(condition, look, at)
        case Exposed():
            return _exposed(condition, look, at)
        case Treated():
            return _treated(condition, look, at)
        case Under(years=years):
            return _under(years, look, at)
        case Took():
            return took(condition, look, at)
        case Spasms():
            return _spasms(condition, look, at)
        case Running():
            return _running(condition, look, at)
        case Measured():
            return _measured(condition, look, at)
        case NightsWoken():
            return _nights(condition, look, at)
        case Doses():
            return compared_with_plan(condition, look, at)
        case Worsening(days=days):
            return _worsening(days, look, at)
        case _:
            assert_never(condition)


def possible(condition: Condition, look: Facts) -> bool:
    """Whether a condition can hold at any time at all: most rules need no closer look."""
    match condition:
        case Felt(any=codes):
            return not codes.isdisjoint(look.signs)
        case Stands() | StandsNot() | NotDenied():
            return evaluate(condition, look, look.now, lambda _code, _at: False) is not None
        case Spasms() | Running() | NightsWoken():
            return bool(look.spasms)
        case Measured(code=code):
            return code in look.measured
        case Under():
            return evaluate(condition, look, look.now, lambda _code, _at: False) is not None
        case Worsening():
            return look.worse_since is not None
        case _:
            return True


def counts(condition: Felt, fact: Fact, usual: Usual) -> bool:
    """Whether one sign is of the kind the condition looks for."""
    if condition.new is Newness.SAID and not (fact.new or fact.sudden):
        return False
    if fact.new is False or (not fact.new and usual(fact.code, fact.at)):
        return False
    if condition.still is True and fact.still is not True:
        return False
    if condition.still is False and fact.still is not None:
        return False
    if condition.sudden and not fact.sudden:
        return False
    if condition.bother and not (fact.high or (fact.bother or 0) >= condition.bother):
        return False
    return not condition.longer_than or fact.lasted > condition.longer_than


def _felt(condition: Felt, look: Facts, at: datetime, usual: Usual) -> Found:
    since = at - condition.within
    found = [
        Evidence(fact.at, fact.news, fact.entry, fact.code)
        for code in condition.any
        for fact in look.signs.get(code, ())
        if since < fact.at <= at and counts(condition, fact, usual)
    ]
    if len({e.code for e in found}) < condition.at_least or len({e.entry for e in found}) < condition.times:
        return None
    return tuple(found)


def _taking(condition: Taking, look: Facts, at: datetime) -> Found:
    today = moment(at, look.zone).diary_day
    plans = [
        diary_evidence(e, look)
        for e in look.journal.of(Prescription)
        if e.body.medicine.code in condition.any
        and e.body.first_day <= today
        and (e.body.ends is None or today <= e.body.ends)
    ]
    if plans:
        return tuple(plans)
    doses = [
        e
        for e in recent(look.journal.of(Dose), at - condition.within)
        if e.body.medicine.code in condition.any and e.happened_at.at <= at
    ]
    return (evidence(doses[0], doses[0].body.medicine.code),) if doses else None


def _exposed(condition: Exposed, look: Facts, at: datetime) -> Found:
    """Alcohol is a drink or, in some journals, a dose: both count."""
    since = at - condition.within
    found = [
        evidence(e, e.body.code)
        for e in recent(look.journal.of(Exposure), since)
        if e.body.code in condition.any and e.body.level in (Level.YES, Level.A_BIT) and e.happened_at.at <= at
    ]
    found += [
        evidence(e, e.body.medicine.code)
        for e in recent(look.journal.of(Dose), since)
        if e.body.medicine.code in condition.any and e.happened_at.at <= at
    ]
    return tuple(found) or None


def _treated(condition: Treated, look: Facts, at: datetime) -> Found:
    found = [
        evidence(e, e.body.code)
        for e in recent(look.journal.of(Treatment), at - condition.within)
        if e.body.code in condition.any and e.happened_at.at <= at
    ]
    return tuple(found) or None


def _under(years: int, look: Facts, at: datetime) -> Found:
    person = look.journal.latest(Person)
    born = person.body.birth_date if person else None
    if person is None or born is None:
        return None
    today = moment(at, look.zone).diary_day
    age = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    # Nothing happened at that time: it is about the person, and makes no message by itself.
    return (Evidence(datetime.min.replace(tzinfo=at.tzinfo), at, person.id, "age"),) if age < years else None


def diary_evidence(plan: Entry[Prescription], look: Facts) -> Evidence:
    """A plan as evidence, from the day it starts."""
    start = diary_day_span(plan.body.starts, look.zone).start
    return Evidence(start, start, plan.id, plan.body.medicine.code)


def matches(condition: Spasms, entry: Entry[Episode]) -> bool:
    """Whether one spasm is of the kind the condition looks for."""
    spasm = entry.body
    if condition.pain and (spasm.pain or 0) < condition.pain:
        return False
    if condition.impact and condition.impact.isdisjoint(spasm.impact):
        return False
    if condition.signs and (spasm.running or condition.signs.isdisjoint(spasm.signs)):
        return False
    if condition.after and condition.after.isdisjoint(_left(spasm)):
        return False
    return spasm.kind in condition.kinds and _is_there(condition, spasm)


def _left(spasm: Episode) -> set[str]:
    """What may still be there: an after-effect with a length is over."""
    return {effect.code for effect in spasm.after if effect.lasted is None}


def _is_there(condition: Spasms, spasm: Episode) -> bool:
    if not condition.sites and not condition.one_sided:
        return True
    sites = [s for s in spasm.sites if not condition.sites or s.region in condition.sites]
    if condition.sites and not sites:
        return False
    return not condition.one_sided or not all(site.side is Side.BOTH for site in sites)


def matching(condition: Spasms, look: Facts) -> tuple[Entry[Episode], ...]:
    """The spasms of that kind, in order; worked out once for each condition."""
    return look.once(condition, lambda: tuple(e for e in look.spasms if matches(condition, e)))


def woken(look: Facts) -> tuple[Entry[Episode], ...]:
    """The spasms that woke the person, in order."""
    return look.once("woken", lambda: tuple(e for e in look.spasms if e.body.woke))


def _spasms(condition: Spasms, look: Facts, at: datetime) -> Found:
    found = [e for e in recent(matching(condition, look), at - condition.within) if e.happened_at.at <= at]
    if len(found) < condition.times or len({e.diary_day for e in found}) < condition.days:
        return None
    return tuple(evidence(e, "spasm") for e in found)


def _running(condition: Running, look: Facts, at: datetime) -> Found:
    found = [
        evidence(e, "running")
        for e in recent(look.spasms, at - condition.at_most)
        if e.body.running and e.body.kind in condition.kinds and at - e.happened_at.at >= condition.for_at_least
    ]
    return tuple(found) or None


def _measured(condition: Measured, look: Facts, at: datetime) -> Found:
    usual = [e for e in look.measured.get(condition.above_usual, ()) if e.happened_at.at <= at]
    if condition.above_usual and not usual:
        return None
    if condition.unless_usual in look.measured:
        return None
    base = usual[-1].body.value if usual else None
    found = []
    for entry in recent(look.measured.get(condition.code, ()), at - condition.within):
        value = entry.body.value
        if value is None or value.unit != condition.limit.unit or entry.happened_at.at > at:
            continue
        if base is not None and base.unit != value.unit:
            continue
        over = value.value - (base.value if base is not None else 0)
        if over < condition.limit.value if condition.below else over >= condition.limit.value:
            found.append(evidence(entry, condition.code))
    return tuple(found) or None


def _nights(condition: NightsWoken, look: Facts, at: datetime) -> Found:
    found = [e for e in recent(woken(look), at - timedelta(days=condition.days)) if e.happened_at.at <= at]
    if len(found) < condition.at_least:
        return None
    nights = look.once("nights", lambda: {e.id: e.happened_at.night for e in woken(look)})
    if len({nights[e.id] for e in found}) < condition.at_least:
        return None
    return look.once(("woken", found[0].id, found[-1].id), lambda: tuple(evidence(e, "woken") for e in found))


def _worsening(days: int, look: Facts, at: datetime) -> Found:
    if look.worse_since is None or (moment(at, look.zone).diary_day - look.worse_since).days < days:
        return None
    start = diary_day_span(look.worse_since, look.zone).start
    first = recent(look.spasms, start)[:1]
    return tuple(evidence(e, "worse") for e in first) or None
