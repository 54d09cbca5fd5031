"""A letter read whole: every sentence is a plan's, an end's, refused with its reason, or about something else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from unknot.dictation.letters.days import Calendar, UnreadLetter, numeric
from unknot.dictation.letters.joining import Builder, plan_of
from unknot.dictation.letters.letter_tokens import Sort
from unknot.dictation.letters.model import Letter, LetterPlan, LetterStop, LetterTooLong, Refusal, Why
from unknot.dictation.letters.sentences import LetterSentence, sentences
from unknot.dictation.letters.statements import Looked, Statement, looked_at, statements

LONGEST = 20_000
"""Letters of a text that is read at once."""
MOST_PLANS = 30
_POINTS_BACK = frozenset(
    """this that it these those above dose medicine medication treatment tablets plan they them das dies diese dieses es
    dosis medikament plan sie""".split()
)
_TAKES_BACK = ("stopped", "past", "negation", "allergy", "person")
_SHORT = 5
"""Words of a line such as "Stopped in March": it is about what stands before it without saying so."""
_POINTS_ON = frozenset("following below follows folgende folgendes folgenden nachstehend".split())
_SOMEONE = frozenset("he she they his her their er sie ihr ihre sein seine".split())


@dataclass(slots=True)
class _Reading:
    """What was read so far. `current` is the plan that a sentence without a name goes on with."""

    calendar: Calendar
    plans: dict[str, Builder] = field(default_factory=dict)
    current: Builder | None = None
    last: Builder | None = None
    """The plan that was read last, while nothing but its own sentences followed."""
    adjacent: bool = False
    waiting: list[tuple[Statement, str]] = field(default_factory=list)
    broken: bool = False
    """A sentence without a name was refused before any medicine was named: what waits may be the rest of it."""
    refused: list[Refusal] = field(default_factory=list)
    other: list[str] = field(default_factory=list)
    orders: list[str] = field(default_factory=list)
    heading: bool = False
    """Under a heading that is not one of a plan."""
    filled: bool = False
    person: bool = False
    """The sentence before spoke of someone else."""


def read_letter(text: str, today: date, order: str = "") -> Letter:
    """What a pasted letter says, sentence by sentence.

    `today` gives the year to a date without one. `order` says how to read 03/05/2026: "day" or "month" first; without
    it such a date is asked about. A text longer than `LONGEST` is `LetterTooLong`.
    """
    if len(text) > LONGEST:
        raise LetterTooLong
    found = sentences(text)
    of = _Reading(Calendar(_written_on(found, order) or today, order))
    for sentence in found:
        if sentence.tokens:
            _read(of, sentence)
    return _letter(of)


def _written_on(found: Sequence[LetterSentence], order: str) -> date | None:
    """The day of the letter, where a line says nothing else."""
    for sentence in found:
        dates = [t for t in sentence.tokens if t.sort in (Sort.ISO, Sort.DOTTED, Sort.SLASHED)]
        rest = [t.norm for t in sentence.tokens if t not in dates]
        if len(dates) == 1 and set(rest) <= {"date", "datum", ":", "dated", "den", "vom", ","}:
            try:
                return numeric(dates[0].norm, Calendar(date(2000, 1, 1), order))
            except UnreadLetter:
                return None
    return None


def _read(of: _Reading, sentence: LetterSentence) -> None:
    looks = looked_at(sentence)
    if sentence.after_gap and of.filled:
        of.heading = of.filled = False
    if _is_heading(sentence, looks):
        of.heading = not any(look.is_heading for look in looks)
        if of.heading and any(look.blocked("stopped", "negation") for look in looks):
            _take_back(of, sentence)
        of.filled, of.adjacent, of.last = False, False, None
        of.other.append(sentence.text)
        return
    of.filled = True
    if not any(look.about for look in looks):
        _beside(of, sentence, looks)
        return
    try:
        if of.heading:
            raise UnreadLetter(Why.UNDER_HEADING)
        if of.person and _SOMEONE & {t.norm for t in sentence.tokens}:
            raise UnreadLetter(Why.PERSON)
        for statement in statements(sentence, looks, of.calendar):
            _take(of, statement, sentence.text)
    except UnreadLetter as unread:
        _refuse(of, sentence, looks, unread)
    of.person = any(look.blocked("person") for look in looks)


def _is_heading(sentence: LetterSentence, looks: Sequence[Looked]) -> bool:
    """A line that ends with a colon, or a short one of nothing but heading words or words that take a plan back."""
    if any("salutation" in t.kinds for look in looks for t in look.terms):
        return False
    if sentence.opens and any(look.blocked(*_TAKES_BACK) for look in looks):
        return True
    if any("medicine" in t.kinds for look in looks for t in look.terms):
        return False
    if sentence.opens:
        return True
    short = len(sentence.tokens) <= 4 and not sentence.mark and not any(t.sort is Sort.NUMBER for t in sentence.tokens)
    back = any(look.blocked("past", "allergy", "stopped", "person") for look in looks)
    return short and (any(look.is_heading for look in looks) or (back and not any(look.about for look in looks)))


def _beside(of: _Reading, sentence: LetterSentence, looks: Sequence[Looked]) -> None:
    """A sentence about something else; one that seems to take back the plan before it does so."""
    of.other.append(sentence.text)
    words = {t.norm for t in sentence.tokens}
    harmless = any(look.terms and "harmless" in look.terms[0].kinds for look in looks)
    blocked = any(look.blocked(*_TAKES_BACK) for look in looks) and not harmless
    if blocked:
        _take_back(of, sentence)
    if words & _POINTS_ON and any(look.blocked() for look in looks):
        of.heading, of.filled = True, False
    of.person = any(look.blocked("person") for look in looks) and not harmless
    only_who = all("who" in t.kinds or not t.kinds for t in looks[0].terms) and any(
        "who" in t.kinds for t in looks[0].terms
    )
    if only_who and of.adjacent and of.current is not None and not of.current.who and len(sentence.tokens) <= 5:
        of.current.who = sentence.text


def _take_back(of: _Reading, sentence: LetterSentence) -> None:
    """Refuse the plan before a sentence that seems to be about it: a short line, or one that says "this"."""
    points = _POINTS_BACK & {t.norm for t in sentence.tokens}
    if of.last is not None and (points or len(sentence.tokens) <= _SHORT):
        of.last.refuse(Why.NEIGHBOUR, sentence.text)


def _take(of: _Reading, statement: Statement, sentence: str) -> None:
    """Give a statement to the plan of its medicine, or to the one before."""
    if not statement.code:
        _go_on(of, statement, sentence)
        return
    builder = of.plans.get(statement.code)
    if builder is None:
        if len(of.plans) >= MOST_PLANS:
            raise UnreadLetter(Why.LONG)
        if statement.counts and not statement.product.unit:
            raise UnreadLetter(Why.HOW_MUCH)
        builder = Builder(statement.name, statement.code, statement.product)
        of.plans[statement.code] = builder
    problem = builder.takes(statement, sentence, adjacent=of.current is builder and of.adjacent)
    of.current, of.adjacent, of.last = builder, True, builder
    if problem is not None:
        builder.refuse(problem.why, problem.word)
        builder.sentences.append(sentence)


def _go_on(of: _Reading, statement: Statement, sentence: str) -> None:
    if of.current is None:
        if of.plans or any(refusal.code for refusal in of.refused):
            raise UnreadLetter(Why.AFTER_UNREAD)
        of.waiting.append((statement, sentence))
        return
    several = len(of.plans) > 1 or any(r.code and r.code != of.current.code for r in of.refused)
    first = statement.clauses[0] if statement.clauses else None
    waiting = [builder for builder in of.plans.values() if not builder.clauses]
    if several and (len(waiting) > 1 or (of.current.has_doses and not (first is not None and first.then))):
        raise UnreadLetter(Why.WHICH_MEDICINE)
    problem = of.current.takes(statement, sentence, adjacent=of.adjacent)
    if problem is None:
        of.adjacent = True
        return
    if problem.why is Why.TWICE:
        of.current.refuse(Why.TWICE, sentence)
        of.current.sentences.append(sentence)
        return
    raise problem


def _refuse(of: _Reading, sentence: LetterSentence, looks: Sequence[Looked], unread: UnreadLetter) -> None:
    """Keep the words of a sentence that was not read; the plan it may go on about is told so, and takes no more."""
    named = list(
        dict.fromkeys((t.kinds["medicine"], t.text) for look in looks for t in look.terms if "medicine" in t.kinds)
    )
    if unread.why is Why.DATE_ORDER:
        of.orders.append(unread.word)
    code, name = named[0] if len({code for code, _ in named}) == 1 else ("", "")
    of.refused.append(Refusal(sentence.text, unread.why, unread.word, name, code))
    for code, _name in named:
        if code in of.plans:
            of.plans[code].unread.append(sentence.text)
    if not named and of.current is not None and of.adjacent:
        of.current.unread.append(sentence.text)
    if named:
        of.last = None
    elif any(look.blocked(*_TAKES_BACK) for look in looks):
        _take_back(of, sentence)
    of.broken = of.broken or (not named and of.current is None)
    of.current, of.adjacent = None, False


# ---------------------------------------------------------------- the letter


def _letter(of: _Reading) -> Letter:
    _give_what_waits(of)
    plans: list[LetterPlan] = []
    stops: list[LetterStop] = []
    for builder in of.plans.values():
        _late_unread(of, builder)
        try:
            if builder.refused is not None:
                raise UnreadLetter(builder.refused, builder.word)
            made = plan_of(builder)
        except UnreadLetter as unread:
            text = " ".join(dict.fromkeys(builder.sentences))
            of.refused.append(Refusal(text, unread.why, unread.word, builder.name, builder.code))
            continue
        if isinstance(made, LetterPlan):
            plans.append(made)
        else:
            stops.append(made)
    return Letter(tuple(plans), tuple(stops), tuple(of.refused), tuple(of.other), tuple(dict.fromkeys(of.orders)))


def _late_unread(of: _Reading, builder: Builder) -> None:
    """Sentences that were refused before the plan was begun, and name its medicine."""
    for refusal in of.refused:
        if refusal.code == builder.code and refusal.sentence not in builder.unread:
            builder.unread.append(refusal.sentence)


def _give_what_waits(of: _Reading) -> None:
    """Doses that stand before the name ("Take one at 8 am. Baclofen 10 mg tablets."), where there is one name only."""
    given = False
    for statement, sentence in of.waiting:
        alone = list(of.plans.values())
        if of.broken:
            of.refused.append(Refusal(sentence, Why.AFTER_UNREAD))
            continue
        if len(alone) != 1 or (alone[0].has_doses and not given) or any(refusal.code for refusal in of.refused):
            of.refused.append(Refusal(sentence, Why.NO_MEDICINE if not alone else Why.WHICH_MEDICINE))
            continue
        problem = alone[0].takes(statement, sentence, adjacent=True)
        if problem is not None:
            alone[0].unread.append(sentence)
            of.refused.append(replace(Refusal(sentence, problem.why, problem.word), code=alone[0].code))
        given = given or problem is None
