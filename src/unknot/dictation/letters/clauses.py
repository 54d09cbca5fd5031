"""The phrases about one medicine as clauses: a step and its days, a limit, an end. Each phrase has a place in one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import cast

from unknot.dictation.letters.days import UnreadLetter
from unknot.dictation.letters.doses import DOSING, DayDoses, day_of, needed_of
from unknot.dictation.letters.model import LetterNeed, Why
from unknot.dictation.letters.phrase import MASSES, Kind, Most, Phrase
from unknot.journal.quantity import Quantity

_FRAMES = (Kind.BEGIN, Kind.AFTER, Kind.WEEK)
_CHANGES = ("increase", "reduce", "change")


@dataclass(slots=True)
class PlanClause:
    """One clause. `begin` is a day, or None for "from now on" and where there is none (`framed` tells which)."""

    verb: str = ""
    before: DayDoses | None = None
    day: DayDoses | None = None
    need: LetterNeed | None = None
    framed: bool = False
    begin: date | None = None
    after: tuple[int, bool] | None = None
    week: tuple[int, int | None] | None = None
    until: date | None = None
    lasting: int | None = None
    then: bool = False
    to: bool = False
    limits: list[str] = field(default_factory=list)
    reason: str = ""
    who: str = ""

    @property
    def says_a_dose(self) -> bool:
        return self.day is not None or self.need is not None

    @property
    def has_days(self) -> bool:
        return self.framed or self.until is not None or self.lasting is not None

    @property
    def goes_on(self) -> bool:
        """Whether it says by itself that it follows a step."""
        changes = self.verb in _CHANGES and self.to
        return self.then or changes or self.after is not None or self.week is not None or self.begin is not None


# ---------------------------------------------------------------- clauses


def clauses_of(found: Sequence[Phrase], unit: str) -> list[PlanClause]:
    """The clauses of the phrases about one medicine, in their order."""
    parts = _parts(_said_again(found))
    made: list[PlanClause] = []
    then = False
    for part in parts:
        if all(p.kind is Kind.SEPARATOR for p in part):
            continue
        if all(p.kind in (Kind.SEPARATOR, Kind.THEN) for p in part):
            then = True
            continue
        made.append(_clause(part, unit, then))
        then = False
    _dated(found, made)
    if then and not (found and found[-1].kind is Kind.THEN and any(c.then for c in made)):
        raise UnreadLetter(Why.SHAPE, found[-1].text)
    return made


def _dated(found: Sequence[Phrase], made: list[PlanClause]) -> None:
    """ "On 5 January" is the first day of a step only where something changes then; else it may be that one day."""
    changes = any(c.to or c.then or c.verb in (*_CHANGES, "start", "stop") for c in made)
    dated = sum(clause.begin is not None for clause in made)
    loose = next((p for p in found if p.kind is Kind.BEGIN and p.loose), None)
    if loose is not None and not changes and dated < 2:
        raise UnreadLetter(Why.DATES, loose.text)


def _said_again(found: Sequence[Phrase]) -> list[Phrase]:
    """Without the brackets that say an amount again in another unit; two that differ in one unit are no plan."""
    done: list[Phrase] = []
    for phrase in found:
        if phrase.kind is Kind.SAME:
            before = done[-1] if done else None
            if before is None or before.kind is not Kind.AMOUNT:
                raise UnreadLetter(Why.SHAPE, phrase.text)
            one, other = cast(Quantity, before.value), cast(Quantity, phrase.value)
            if (one.unit == other.unit and one.value != other.value) or {one.unit, other.unit} <= MASSES:
                raise UnreadLetter(Why.UNITS, f"{before.text} ({phrase.text})")
            continue
        done.append(phrase)
    return done


def _parts(found: list[Phrase]) -> list[list[Phrase]]:
    """The phrases cut where a new step begins."""
    parts: list[list[Phrase]] = [[]]
    for at, phrase in enumerate(found):
        here = parts[-1]
        if phrase.kind is Kind.THEN or _starts(found, at, here):
            parts.append([phrase] if phrase.kind is not Kind.THEN else [])
            if phrase.kind is Kind.THEN:
                parts[-1].append(phrase)
            continue
        here.append(phrase)
    return parts


def _starts(found: list[Phrase], at: int, here: list[Phrase]) -> bool:
    """Whether a phrase begins a new clause: a frame, a verb or a role behind a mark, a dose behind a whole step."""
    phrase = found[at]
    before = found[at - 1] if at else None
    doses = any(p.kind in DOSING or p.kind is Kind.SCHEME for p in here)
    if not doses or before is None:
        return False
    behind = before.kind is Kind.SEPARATOR
    if phrase.kind in _FRAMES:
        return _frame_starts(found, at, here, behind)
    if phrase.kind is Kind.LASTING and behind and any(p.kind in (*_FRAMES, Kind.LASTING) for p in here):
        return True
    if phrase.kind is Kind.VERB:
        return behind and not _ends_with(found, at)
    if phrase.kind is Kind.NEEDED:
        return False
    if phrase.kind is Kind.TO:
        return behind
    framed = any(p.kind in (*_FRAMES, Kind.LASTING, Kind.UNTIL) for p in _after_doses(here))
    return phrase.kind in DOSING and behind and framed


def _frame_starts(found: list[Phrase], at: int, here: list[Phrase], behind: bool) -> bool:
    """A frame begins a clause if a step stands before it and a dose behind it. Without a mark between: not read."""
    after = next((p for p in found[at + 1 :] if p.kind is not Kind.UNTIL), None)
    colon = after is not None and after.kind is Kind.SEPARATOR and after.text == ":"
    opens = after is not None and (after.kind in DOSING or after.kind in (Kind.TO, Kind.VERB, Kind.NEEDED) or colon)
    if after is not None and after.kind is Kind.VERB and _ends_with(found, found.index(after)):
        opens = False
    if opens and not behind:
        if found[at].kind is Kind.WEEK or (after is not None and after.kind is Kind.VERB):
            return True
        raise UnreadLetter(Why.SHAPE, found[at].text)
    if not opens and behind and after is not None and after.kind is Kind.SEPARATOR:
        raise UnreadLetter(Why.SHAPE, found[at].text)
    return opens


def _ends_with(found: list[Phrase], at: int) -> bool:
    """Whether a verb ends its clause, as in German: nothing of a dose follows it before the next mark."""
    for phrase in found[at + 1 :]:
        if phrase.kind in (Kind.SEPARATOR, Kind.THEN):
            return True
        if phrase.kind in DOSING or phrase.kind in (Kind.TO, Kind.FROM, Kind.BEGIN, Kind.AFTER):
            return False
    return cast(str, found[at].value) != "stop"


def _after_doses(here: list[Phrase]) -> list[Phrase]:
    last = max(n for n, p in enumerate(here) if p.kind in DOSING)
    return here[last + 1 :]


def _clause(part: Sequence[Phrase], unit: str, then: bool) -> PlanClause:
    clause = PlanClause(then=then)
    doses: list[Phrase] = []
    gone_from: list[Phrase] | None = None
    limits, apart = [], []
    needed = False
    closed = False
    for phrase in part:
        match phrase.kind:
            case Kind.SEPARATOR | Kind.ASIDE:
                if phrase.text == ":" and not doses and gone_from is None:
                    clause.verb = ""  # "Reduce baclofen: 15 mg from ...": a title, and the steps are written out
                continue
            case Kind.THEN:
                clause.then = True
            case Kind.VERB:
                _verb(clause, phrase)
            case Kind.BEGIN | Kind.AFTER | Kind.WEEK | Kind.UNTIL | Kind.LASTING:
                _frame(clause, phrase)
            case Kind.FROM:
                if doses or gone_from is not None:
                    raise UnreadLetter(Why.SHAPE, phrase.text)
                gone_from = []
            case Kind.TO:
                if clause.to or (doses and gone_from is None):
                    raise UnreadLetter(Why.RANGE if doses else Why.SHAPE, phrase.text)
                clause.to = True
                gone_from, doses, closed = (doses, [], False) if gone_from is not None else (None, doses, closed)
            case Kind.NEEDED:
                needed = True
            case Kind.LIMIT:
                limits.append(phrase)
            case Kind.APART:
                apart.append(phrase)
            case Kind.REASON:
                clause.reason = _once(clause.reason, phrase)
            case Kind.WHO:
                clause.who = _once(clause.who, phrase)
            case _:
                if phrase.kind not in DOSING:
                    raise UnreadLetter(Why.SHAPE, phrase.text)
                if closed:
                    raise UnreadLetter(Why.SHAPE, phrase.text)
                doses.append(phrase)
                continue
        closed = bool(doses) and phrase.kind in (*_FRAMES, Kind.UNTIL, Kind.LASTING) and not _only_often(doses)
    if gone_from is not None and not clause.to:
        raise UnreadLetter(Why.SHAPE, "from")
    _fill(clause, doses, gone_from, needed, limits, apart, unit)
    return clause


def _only_often(doses: list[Phrase]) -> bool:
    """Whether the amount is still to come."""
    return not any(p.kind in (Kind.AMOUNT, Kind.COUNT, Kind.SCHEME) for p in doses)


def _once(before: str, phrase: Phrase) -> str:
    if before and before != phrase.value:
        raise UnreadLetter(Why.SHAPE, phrase.text)
    return cast(str, phrase.value)


def _verb(clause: PlanClause, phrase: Phrase) -> None:
    """The verb; "start taking" and "continue to take" are one."""
    verb = cast(str, phrase.value)
    if clause.verb and verb != clause.verb and "take" not in (verb, clause.verb):
        raise UnreadLetter(Why.SHAPE, phrase.text)
    clause.verb = verb if verb != "take" or not clause.verb else clause.verb


def _frame(clause: PlanClause, phrase: Phrase) -> None:
    """The days of a clause: at most one beginning and one end."""
    if phrase.kind in _FRAMES:
        if clause.framed:
            raise UnreadLetter(Why.DATES, phrase.text)
        clause.framed = True
    elif clause.until is not None or clause.lasting is not None:
        raise UnreadLetter(Why.DATES, phrase.text)
    match phrase.kind:
        case Kind.BEGIN:
            clause.begin = cast("date | None", phrase.value)
        case Kind.AFTER:
            clause.after = cast("tuple[int, bool]", phrase.value)
        case Kind.WEEK:
            clause.week = cast("tuple[int, int | None]", phrase.value)
        case Kind.UNTIL:
            clause.until = cast(date, phrase.value)
        case _:
            clause.lasting = cast(int, phrase.value)


def _fill(
    clause: PlanClause,
    doses: list[Phrase],
    gone_from: list[Phrase] | None,
    needed: bool,
    limits: list[Phrase],
    apart: list[Phrase],
    unit: str,
) -> None:
    """The doses of a clause: planned, or when needed; limits stay the letter's own words."""
    if clause.verb in ("increase", "reduce") and any(p.kind in (Kind.EVERY, Kind.WEEKDAY) for p in doses):
        raise UnreadLetter(Why.GROWS, _words(doses))
    if clause.verb in _CHANGES and doses and not clause.to and clause.verb != "change":
        raise UnreadLetter(Why.GROWS, _words(doses))
    if clause.verb == "stop":
        if doses or needed or limits or gone_from is not None:
            raise UnreadLetter(Why.SHAPE, _words(doses or limits))
        return
    loosely = [p for p in limits if p.loose]
    if loosely and clause.verb in _CHANGES:
        raise UnreadLetter(Why.GROWS, _words(loosely))
    if needed or (loosely and not any(p.kind in DOSING - {Kind.AMOUNT, Kind.COUNT} for p in doses)):
        if gone_from is not None or clause.framed or clause.lasting or clause.until:
            raise UnreadLetter(Why.SHAPE, _words(doses))
        clause.need = needed_of(doses, limits, apart, unit)
        kept = [p for p in limits if _kept(cast(Most, p.value), clause.need)]
        clause.limits = [p.text for p in kept]
        return
    if loosely:
        raise UnreadLetter(Why.RANGE, _words(loosely))
    clause.limits = [p.text for p in (*limits, *apart)]
    if gone_from is not None:
        bare = all(p.kind is Kind.AMOUNT for p in gone_from)
        clause.before = None if bare and gone_from else day_of(gone_from, unit)
    if doses:
        clause.day = day_of(doses, unit)


def _kept(most: Most, need: LetterNeed) -> bool:
    """Whether a limit stays in its own words: where it is no number of doses a day."""
    one = most.amount is not None and most.amount.value == need.most_a_day and need.amount.value == 1
    return not (most.a_day and (most.amount is None or one))


def _words(found: Sequence[Phrase]) -> str:
    return " ".join(phrase.text for phrase in found)
