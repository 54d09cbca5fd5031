"""LetterTime needed, no more than, so many hours apart: what bounds a dose and is none."""

from __future__ import annotations

from unknot.dictation.letters.days import UnreadLetter
from unknot.dictation.letters.frequency import times
from unknot.dictation.letters.model import Why
from unknot.dictation.letters.phrase import COUNTED, Kind, Most, Phrase
from unknot.dictation.letters.reader import Reader, Rule, one, reason_words, unread
from unknot.journal.quantity import Quantity


def needed(of: Reader, at: int) -> Rule:
    if not of.is_(at, "prn"):
        return None
    done: Rule = one(of, Kind.NEEDED, None, at, at + 1)
    assert done is not None
    reason = reason_words(of, at + 1)
    if reason is not None:
        done[0].append(Phrase(Kind.REASON, of.words(at + 1, reason), of.words(at + 1, reason)))
        return done[0], reason
    return done


def limit(of: Reader, at: int) -> Rule:
    """No more than 3 in 24 hours; max 80 mg a day; up to three times a day."""
    upto = of.is_(at, "upto") and not of.is_(at, "max")
    if not upto and not of.is_(at, "max"):
        return None
    start = at + 1 + of.sign(at + 1, ":")
    if (often := of.kind(start, "often")) is not None:
        return one(of, Kind.LIMIT, Most(int(often), None, True), at, start + 1)
    how_often = times(of, start)
    if how_often is not None and of.is_(how_often[1], "day", "day24"):
        return one(of, Kind.LIMIT, Most(how_often[0], None, True), at, how_often[1] + 1)
    found = of.number(start, bare=True)
    if found is None:
        raise unread(of, at)
    value, end = found
    unit = of.kind(end, "unit") or (COUNTED if of.is_(end, "form") else "")
    end += bool(unit)
    doses = not unit and of.is_(end, "doses")
    end += doses
    a_day = of.is_(end, "day", "day24")
    if upto and not a_day:
        raise UnreadLetter(Why.RANGE, of.words(at, end))
    end += a_day
    end += a_day and of.is_(end, "day24")
    count = int(value) if not unit and value == int(value) and value < 100 else None
    return one(of, Kind.LIMIT, Most(count, Quantity(value, unit) if unit else None, a_day), at, end, loose=upto)


def apart(of: Reader, at: int) -> Rule:
    """At least 4 hours apart."""
    least = of.is_(at, "atleast")
    found = of.whole(at + 1 if least else at)
    if found is None or not of.is_(found[1], "hours"):
        return None
    apart = of.is_(found[1] + 1, "apart")
    if not least and not apart:
        return None
    return one(of, Kind.APART, found[0], at, found[1] + 1 + apart)
