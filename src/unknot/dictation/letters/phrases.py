"""Terms as the phrases of a plan: an amount, how often, from which day, at most. Every term belongs to one of them.

A term that no phrase takes ends the reading: the sentence is refused with that word.
"""

from __future__ import annotations

from unknot.dictation.letters.amounts import amount, form, medicine, scheme
from unknot.dictation.letters.day_times import clock, slot
from unknot.dictation.letters.days import Calendar, UnreadLetter
from unknot.dictation.letters.frames import after, begin, lasting, until, week
from unknot.dictation.letters.frequency import every, often
from unknot.dictation.letters.limits import apart, limit, needed
from unknot.dictation.letters.model import Why
from unknot.dictation.letters.phrase import VERBS, Kind, Phrase
from unknot.dictation.letters.reader import Reader, Rule, one, reason_words, unread
from unknot.dictation.letters.terms import LetterTerm

_SEPARATORS = frozenset({",", ";", ":"})


def phrases(terms: list[LetterTerm], text: str, calendar: Calendar, *, german: bool) -> list[Phrase]:
    """The phrases of a sentence; `UnreadLetter` if a term is left that none of them takes."""
    reader = Reader(terms, text, calendar, german, [])
    at = 0
    while at < len(terms):
        at = _next(reader, at)
    return reader.done


def _next(of: Reader, at: int) -> int:
    if of.sign(at, "("):
        return _bracket(of, at)
    for rule in _RULES:
        found = rule(of, at)
        if found is not None:
            phrases_, end = found
            of.done += phrases_
            return end
    raise unread(of, at)


def _bracket(of: Reader, at: int) -> int:
    """What stands in brackets: a name, a reason, a remark; or an amount that says the one before it again."""
    end = next((n for n in range(at + 1, min(at + 9, len(of.terms))) if of.sign(n, ")")), None)
    if end is None:
        raise UnreadLetter(Why.SHAPE, of.terms[at].text)
    inner = phrases(of.terms[at + 1 : end], of.text, of.calendar, german=of.german)
    amounts = [phrase for phrase in inner if phrase.kind is Kind.AMOUNT]
    if len(inner) == len(amounts) == 1:
        of.done.append(Phrase(Kind.SAME, amounts[0].value, amounts[0].text))
    elif all(p.kind in (Kind.MEDICINE, Kind.REASON, Kind.ASIDE, Kind.RELEASE) for p in inner):
        of.done += inner
    else:
        raise UnreadLetter(Why.SHAPE, of.words(at, end + 1))
    return end + 1


def _role(of: Reader, at: int) -> Rule:
    """From 20 mg, to 10 mg; "by 5 mg" is a rule that grows."""
    after = at + 1
    dose = of.number(after, bare=True) is not None or of.is_(after, "often", "once", "article")
    if dose and of.is_(at, "from", "von"):
        return one(of, Kind.FROM, None, at, after)
    if dose and of.is_(at, "to"):
        return one(of, Kind.TO, None, at, after)
    measured = (found := of.number(after, bare=True)) is not None and of.is_(found[1], "unit", "form")
    if of.is_(at, "by") and (measured or not of.is_(at, "at")):
        raise UnreadLetter(Why.GROWS, of.words(at, min(at + 3, len(of.terms))))
    if of.is_(at, "at") and measured:
        return [Phrase(Kind.ASIDE, None, of.words(at, after))], after
    return None


def _verb(of: Reader, at: int) -> Rule:
    if of.is_(at, "then"):
        return one(of, Kind.THEN, None, at, at + 1)
    for verb in VERBS:
        if of.is_(at, verb):
            return one(of, Kind.VERB, verb, at, at + 1)
    return None


def _reason(of: Reader, at: int) -> Rule:
    """For muscle spasms; the reason alone where a label ends with it."""
    lead = of.is_(at, "for", "reason_lead")
    end = reason_words(of, at + lead)
    if end is None or (not lead and end != len(of.terms)):
        return None
    return [Phrase(Kind.REASON, of.words(at + lead, end), of.words(at, end))], end


def _who(of: Reader, at: int) -> Rule:
    if not of.is_(at, "who"):
        return None
    end = at + 1
    while end < min(at + 4, len(of.terms)) and of.terms[end].text[:1].isupper() and not of.terms[end].kinds:
        end += 1
    return one(of, Kind.WHO, of.words(at, end), at, end) if end > at + 1 else None


def _aside(of: Reader, at: int) -> Rule:
    if of.is_(at, "hint", "onwards"):
        return [Phrase(Kind.ASIDE, None, of.words(at, at + 1))], at + 1
    if of.is_(at, "supply"):
        start = at + 1 + of.sign(at + 1, ":")
        found = of.whole(start, bare=True)
        if found:
            end = found[1] + of.is_(found[1], "form")
            return [Phrase(Kind.ASIDE, None, of.words(at, end))], end
    return None


def _separator(of: Reader, at: int) -> Rule:
    dash = of.sign(at, "-") and not of.terms[at].tight
    slash = of.sign(at, "/") and bool(of.done) and of.done[-1].kind is Kind.AT
    if of.is_(at, "and") or of.terms[at].text in _SEPARATORS or dash or slash:
        return one(of, Kind.SEPARATOR, of.terms[at].norm, at, at + 1)
    return None


_RULES = (
    medicine, scheme, limit, apart, needed, week, begin, until, after, lasting, often, every, _role,
    clock, amount, form, slot, _aside, _reason, _verb, _who, _separator,
)  # fmt: skip
"""The first that takes a term has it: the longer and the surer ones stand before the others."""
