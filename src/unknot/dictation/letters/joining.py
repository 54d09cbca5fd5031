"""The statements about one medicine as its plan: steps one after the other, limits, an end.

Days that do not fit, or two plans of one medicine, give none.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import pairwise

from unknot.dictation.letters.clauses import PlanClause
from unknot.dictation.letters.days import UnreadLetter
from unknot.dictation.letters.doses import DayDoses
from unknot.dictation.letters.lexicon import UNLISTED
from unknot.dictation.letters.model import LetterNeed, LetterPlan, LetterStep, LetterStop, Why
from unknot.dictation.letters.phrase import COUNTED
from unknot.dictation.letters.product import Product
from unknot.dictation.letters.statements import Statement
from unknot.knowledge.vocabulary import vocabulary

MOST_STEPS = 20


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the next step may begin: a day, or so many days after the first; neither is not known."""

    day: date | None = None
    days: int | None = None

    def later(self, days: int) -> _Place:
        if self.day is not None:
            return _Place(self.day + timedelta(days=days))
        return _Place(days=None if self.days is None else self.days + days)

    @property
    def known(self) -> bool:
        return self.day is not None or self.days is not None


@dataclass(slots=True)
class Builder:
    """A plan while the letter is read."""

    name: str
    code: str
    product: Product
    clauses: list[PlanClause] = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    who: str = ""
    reason: str = ""
    refused: Why | None = None
    word: str = ""

    def refuse(self, why: Why, word: str = "") -> None:
        if self.refused is None:
            self.refused, self.word = why, word

    @property
    def has_doses(self) -> bool:
        return any(clause.says_a_dose for clause in self.clauses)

    def takes(self, statement: Statement, sentence: str, *, adjacent: bool) -> UnreadLetter | None:
        """Add what a sentence says; where it cannot belong here, the reason why not."""
        problem = self._problem(statement, adjacent=adjacent)
        if problem is not None:
            return problem
        self.product = _more(self.product, statement.product)
        mergeable = _merged(self.clauses[-1], statement.clauses[0]) if self.clauses and statement.clauses else None
        if mergeable is not None:
            self.clauses[-1] = mergeable
        elif list(statement.clauses) != self.clauses:
            self.clauses += statement.clauses
        self.sentences.append(sentence)
        self.who, self.reason = statement.who or self.who, statement.reason or self.reason
        return None

    def _problem(self, statement: Statement, *, adjacent: bool) -> UnreadLetter | None:
        own, other = self.product, statement.product
        if own.strength and other.strength and own.strength != other.strength:
            return UnreadLetter(Why.TWICE, str(other.strength))
        unit = own.unit or other.unit
        if statement.counts and unit != COUNTED:
            return UnreadLetter(Why.HOW_MUCH)
        bare = not statement.clauses and other.strength is not None and not other.form
        if bare and self.clauses and own.strength != other.strength:
            return UnreadLetter(Why.TWICE, str(other.strength))
        if not statement.clauses or not self.clauses or list(statement.clauses) == self.clauses:
            return None
        first = statement.clauses[0]
        if not first.says_a_dose and (first.limits or (first.verb == "stop" and (first.has_days or first.then))):
            return None
        if first.goes_on and first.verb != "stop":
            return None if adjacent or statement.code else UnreadLetter(Why.AFTER_UNREAD)
        if not statement.code and adjacent and _merged(self.clauses[-1], first) and len(statement.clauses) == 1:
            return None
        return UnreadLetter(Why.TWICE)


def _more(one: Product, other: Product) -> Product:
    return Product(one.strength or other.strength, one.form or other.form, one.release or other.release)


def _merged(one: PlanClause, other: PlanClause) -> PlanClause | None:
    """Two sentences of one day ("Take 1 in the morning. Take 2 at night."), or a plan and what is taken when needed."""
    if one.need is not None and other.need is None and other.day is None:
        return None
    plain = not (other.has_days or other.goes_on or other.before or other.limits)
    if not plain or one.day is None or one.need is not None:
        return None
    if other.need is not None and other.day is None and not one.has_days:
        return replace(one, need=other.need)
    if other.day is None or one.has_days:
        return None
    times = [(dose.at, dose.slot) for dose in (*one.day.doses, *other.day.doses)]
    if (None, "") in times or len(set(times)) < len(times) or one.day.every_days > 1 or other.day.every_days > 1:
        return None
    return replace(one, day=DayDoses((*one.day.doses, *other.day.doses)))


# ---------------------------------------------------------------- from clauses to a plan


def plan_of(builder: Builder) -> LetterPlan | LetterStop:
    """The plan that was read; `UnreadLetter` if its days do not follow each other or its units differ."""
    if not builder.has_doses and any(clause.verb == "stop" for clause in builder.clauses):
        return _stop(builder)
    if not builder.has_doses:
        raise UnreadLetter(Why.HOW_OFTEN)
    steps, ends, ends_after, stop_day = _steps(builder.clauses, unfinished=bool(builder.unread))
    needs = [clause.need for clause in builder.clauses if clause.need is not None]
    if len(needs) > 1:
        raise UnreadLetter(Why.TWICE)
    _in_one_unit(builder.code, steps, needs)
    return LetterPlan(
        name=builder.name,
        code=_listed(builder.code),
        strength=builder.product.strength,
        form=builder.product.words,
        steps=tuple(steps),
        need=needs[0] if needs else None,
        limits=tuple(dict.fromkeys(limit for clause in builder.clauses for limit in clause.limits)),
        ends=ends,
        ends_after=ends_after,
        stop_day=stop_day,
        reason=builder.reason,
        prescriber=builder.who,
        sentences=tuple(dict.fromkeys(builder.sentences)),
        unread=tuple(dict.fromkeys(builder.unread)),
    )


def _stop(builder: Builder) -> LetterStop:
    stop = builder.clauses[0]
    if len(builder.clauses) > 1 or stop.lasting or stop.until or stop.after or stop.week:
        raise UnreadLetter(Why.DATES)
    return LetterStop(builder.name, _listed(builder.code), stop.begin, " ".join(builder.sentences))


def _listed(code: str) -> str:
    return "" if code.startswith(UNLISTED) else code


def _in_one_unit(code: str, steps: list[LetterStep], needs: list[LetterNeed]) -> None:
    """One unit for all amounts; micrograms of a medicine that is made in milligrams are asked about."""
    units = {dose.amount.unit for step in steps for dose in step.doses} | {need.amount.unit for need in needs}
    if len(units) > 1:
        raise UnreadLetter(Why.UNITS, ", ".join(sorted(units)))
    term = vocabulary("medicine").terms.get(code)
    made_in = {strength.amount.unit for strength in term.strengths} if term else set()
    if units == {"ug"} and made_in and "ug" not in made_in:
        raise UnreadLetter(Why.UNITS, "µg")


def _steps(clauses: list[PlanClause], *, unfinished: bool) -> tuple[list[LetterStep], date | None, int | None, bool]:
    """The steps with their days, and the last day: a date (perhaps one to stop on), or days after the first."""
    steps: list[LetterStep] = []
    here = _Place(days=0)
    after: _Place | None = _Place(days=0)
    """Where the last step ended, if the letter says how long it was."""
    ends: date | None = None
    ends_after: int | None = None
    stopped = False
    for clause in clauses:
        if stopped:
            raise UnreadLetter(Why.DATES)
        if clause.verb == "stop":
            ends, ends_after = _end(clause, here, after)
            stopped = True
            continue
        if clause.day is None:
            continue
        if clause.before is not None:
            if steps:
                raise UnreadLetter(Why.SHAPE)
            if clause.begin is not None:
                steps.append(_step(clause.before, _Place(days=0)))
                after = None
        here = _place(clause, here, after, first=not steps)
        if len(steps) >= MOST_STEPS:
            raise UnreadLetter(Why.LONG)
        steps.append(_step(clause.day, here))
        after = _after(clause, here)
    last = next((clause for clause in reversed(clauses) if clause.day is not None), None)
    if last is not None and not stopped and not unfinished:
        ends, ends_after = _last_day(last, after)
    _in_order(steps, ends)
    return steps, ends, ends_after, stopped and ends is not None and clauses[-1].begin is not None


def _step(day: DayDoses, place: _Place) -> LetterStep:
    if day.weekday is not None and (place.day is None and place.days != 0):
        raise UnreadLetter(Why.WEEKDAYS)
    if day.weekday is not None and place.day is not None and place.day.weekday() != day.weekday:
        raise UnreadLetter(Why.WEEKDAYS)
    return LetterStep(day.doses, day.every_days, day.weekday, place.day, place.days if place.day is None else None)


def _place(clause: PlanClause, here: _Place, after: _Place | None, *, first: bool) -> _Place:
    """The first day of a step. What the letter counts must fit what it dates."""
    if first and clause.after is not None:
        raise UnreadLetter(Why.DATES)
    if clause.week is not None:
        return _by_week(clause.week[0], after, first=first)
    if clause.framed and not first and clause.begin is None and clause.after is None:
        raise UnreadLetter(Why.DATES)
    if clause.begin is not None:
        if not first and after is not None and after != _Place(clause.begin):
            raise UnreadLetter(Why.DATES)
        return _Place(clause.begin)
    if first:
        return _Place(days=0)
    if clause.after is not None:
        if after is not None:
            raise UnreadLetter(Why.DATES)
        days, more = clause.after
        counted_from_here = more or here == _Place(days=0) or (here.days is not None and days <= here.days)
        return here.later(days) if counted_from_here or here.day is not None else _Place()
    return after if after is not None else _Place()


def _by_week(first_day: int, after: _Place | None, *, first: bool) -> _Place:
    if first and first_day == 0:
        return _Place(days=0)
    if first or after is None or after != _Place(days=first_day):
        raise UnreadLetter(Why.DATES)
    return _Place(days=first_day)


def _after(clause: PlanClause, here: _Place) -> _Place | None:
    """The day after a step, if the letter says how long it lasts."""
    if clause.week is not None and clause.week[1] is not None:
        return _Place(days=clause.week[1])
    if clause.lasting is not None:
        return here.later(clause.lasting)
    return _Place(clause.until + timedelta(days=1)) if clause.until is not None else None


def _end(clause: PlanClause, here: _Place, after: _Place | None) -> tuple[date | None, int | None]:
    """The last day of a plan that is stopped: on a day, after so long, or when the last step is over."""
    if clause.begin is not None:
        return clause.begin, None
    place = here.later(clause.after[0]) if clause.after is not None else after
    if place is None or not place.known or clause.lasting is not None or clause.until is not None or clause.week:
        raise UnreadLetter(Why.DATES)
    return (place.day - timedelta(days=1), None) if place.day is not None else (None, place.days)


def _last_day(last: PlanClause, after: _Place | None) -> tuple[date | None, int | None]:
    if last.until is not None:
        return last.until, None
    if after is None or not after.known:
        if last.lasting is not None:
            raise UnreadLetter(Why.DATES)
        return None, None
    single_week = last.week is not None and last.lasting is None and last.week[1] == last.week[0] + 7
    if single_week or (last.week is not None and last.week[1] == last.week[0] + 1):
        return None, None  # "Week 3: 10 mg" ends a row of weeks; it does not say that nothing is taken in week 4
    return (after.day - timedelta(days=1), None) if after.day is not None else (None, after.days)


def _in_order(steps: list[LetterStep], ends: date | None) -> None:
    days = [step.starts for step in steps if step.starts is not None]
    counted = [step.after_days for step in steps if step.after_days is not None]
    if any(a >= b for a, b in pairwise(days)) or any(a >= b for a, b in pairwise(counted)):
        raise UnreadLetter(Why.DATES)
    if ends is not None and days and ends < days[-1]:
        raise UnreadLetter(Why.DATES)
    dated = [n for n, step in enumerate(steps) if step.starts is not None]
    if dated and any(step.after_days not in (None, 0) for step in steps[: dated[-1]]):
        raise UnreadLetter(Why.DATES)
