"""A plan as a letter writes it: what was understood, what is still to be asked, and the words that were not.

Only what stands in the letter is taken over. "Three times a day" has no times, so they are asked for; a letter without
a first day has none. Nothing is worked out but the dates of steps that the letter counts in days or weeks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from decimal import Decimal

from unknot.dictation.names import named
from unknot.journal.quantity import Quantity

LONGEST = 4000
MOST_STEPS = 30

_NUMBERS = {"half": "0.5", "a": "1", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6"}
_UNITS = {
    "mg": "mg", "milligram": "mg", "milligrams": "mg", "mcg": "ug", "µg": "ug", "microgram": "ug",
    "micrograms": "ug", "g": "g", "ml": "mL", "tablet": "{tbl}", "tablets": "{tbl}", "tab": "{tbl}", "tabs": "{tbl}",
    "capsule": "{tbl}", "capsules": "{tbl}", "drop": "{drop}", "drops": "{drop}", "puff": "{puff}", "puffs": "{puff}",
}  # fmt: skip
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_N = r"(?P<n>\d+(?:[.,]\d+)?|half(?: a)?|one|two|three|four|five|six)"
_UNIT = rf"(?P<unit>{'|'.join(sorted(_UNITS, key=len, reverse=True))})\b"
_AMOUNT = re.compile(rf"\b{_N}\s*{_UNIT}", re.I)
_FORM = r"(?P<form>tablets?|capsules?|oral (?:solution|suspension)|liquid|syrup|patch(?:es)?)\b"
_STRENGTH = re.compile(rf"^\W*{_N}\s*(?P<unit>mg|mcg|µg|micrograms?|milligrams?|g)\b\s*{_FORM}", re.I)
_CLOCK = re.compile(
    r"\b(?P<h>[01]?\d|2[0-3])[:.](?P<m>[0-5]\d)\s*(?P<half>[ap]\.?m\b\.?)?"
    r"|\b(?P<h2>1[0-2]|[1-9])\s*(?P<half2>[ap]\.?m\b\.?)|\b(?P<word>noon|midday|midnight)\b",
    re.I,
)
_OFTEN = {
    1: r"once (?:a|each|per|every) day|once daily|\bo\.?d\.?\b|daily|(?:every|each|at|in the) (?:night|morning|evening)"
    r"|at bedtime|\bnocte\b|\bmane\b",
    2: r"twice (?:a|each|per) day|twice daily|(?:2|two) times (?:a|each|per) day|\bb\.?(?:i\.?)?d\.?\b",
    3: r"(?:3|three) times (?:a|each|per) day|(?:3|three) times daily|\bt\.?d\.?s\.?\b|\bt\.?i\.?d\.?\b",
    4: r"(?:4|four) times (?:a|each|per) day|(?:4|four) times daily|\bq\.?d\.?s\.?\b|\bq\.?i\.?d\.?\b",
}
_TIMES_A_DAY = {n: re.compile(words, re.I) for n, words in reversed(_OFTEN.items())}
_OTHER_DAY = re.compile(r"\b(?:every other day|(?:on )?alternate days|every (?P<n>\d{1,2}) days)\b", re.I)
_NEEDED = re.compile(r"\b(?:as|when|if|only if) (?:needed|required|necessary)\b|\bp\.?r\.?n\b\.?", re.I)
_A_DAY = r"(?:(?:in|per|a|every|each|within)(?: any)? (?:24[ -]?(?:hours|hrs|h)|day))"
_MOST = re.compile(
    rf"\b(?:no more than|not more than|max(?:imum|\.)?(?: of)?|up to|at most)\s*{_N}"
    rf"(?P<what>\s*(?:doses?|tablets?|capsules?|times))?\s*{_A_DAY}",
    re.I,
)
_APART = re.compile(
    rf"\b(?:at least|leave|wait|minimum(?: of)?)\s*(?:at least\s*)?{_N}\s*(?:hours|hrs|hour|h)\b"
    rf"(?:\s*(?:apart|between(?: doses)?))?",
    re.I,
)
_DATE = (
    r"(?:(?P<y>\d{4})-(?P<mo>\d\d)-(?P<d>\d\d)"
    r"|(?P<d2>\d{1,2})(?:st|nd|rd|th)?(?: of)? (?P<mo2>[a-z]{3,9})\.?,?(?: (?P<y2>\d{4}))?"
    r"|(?P<mo3>[a-z]{3,9})\.? (?P<d3>\d{1,2})(?:st|nd|rd|th)?\b,?(?: (?P<y3>\d{4}))?)"
)
_FROM = re.compile(rf"\b(?:from|starting(?: on)?|start(?: on)?|beginning(?: on)?|on)\s+{_DATE}", re.I)
_UNTIL = re.compile(rf"\b(?:until|till|to|ending(?: on)?|stop(?: on)?)\s+{_DATE}", re.I)
_FOR = re.compile(
    r"\bfor (?:the )?(?:first )?(?P<n>\d{1,3}|one|two|three|four|five|six|a) (?P<unit>days?|weeks?)\b", re.I
)
_WEEK = re.compile(r"\b(?P<unit>week|day)s?\s*(?P<n>\d{1,3})(?:\s*(?:-|–|to|and)\s*(?P<last>\d{1,3}))?\s*:?", re.I)
_REASON = re.compile(
    r"\bfor (?:the |your |relief of )?"
    r"(?P<why>(?:muscle |leg |night |nerve )?(?:spasms?|spasticity|stiffness|cramps?|pain))\b",
    re.I,
)
_WHO = re.compile(r"\b(?P<who>(?:Dr|Doctor|Prof|Professor|Nurse)\.? [A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)")
_CUT = re.compile(r"[\n;]+|\.(?=\s|$)|,?\s*\b(?:and then|then|after that|followed by)\b|(?=\b(?:week|days?) \d)", re.I)
_SMALL = frozenset(
    """a an and are as at be by can continue day dear each for from give has have her his i if in increase increased is
    it mouth of on oral orally please should start started starting take taken taking tablet tablets the them then
    this to was we were will with you your reduce reduced decrease capsule capsules up down dose doses per please
    prescribed prescription treatment plan medicine medication commence increasing reducing mg""".split()
)


@dataclass(frozen=True, slots=True)
class LetterDose:
    """An amount with its times, as far as they are written.

    `a_day` is how often a day, where the letter says so and gives no times: the times are asked for.
    """

    amount: Quantity
    times: tuple[time, ...] = ()
    a_day: int | None = None


@dataclass(frozen=True, slots=True)
class LetterStep:
    """One step: its amounts, and when it begins: on a day, or days after the first step as the letter counts them."""

    doses: tuple[LetterDose, ...]
    every_days: int = 1
    starts: date | None = None
    after_days: int = 0

    @property
    def timeless(self) -> bool:
        """Whether it says neither times nor how often."""
        return all(not dose.times and dose.a_day is None for dose in self.doses)


@dataclass(frozen=True, slots=True)
class Letter:
    """What a letter says of one medicine; `left` are the words that were not understood."""

    name: str = ""
    code: str = ""
    strength: Quantity | None = None
    form: str = ""
    steps: tuple[LetterStep, ...] = ()
    as_needed: bool = False
    need_amount: Quantity | None = None
    most_a_day: int | None = None
    hours_between: int | None = None
    starts: date | None = None
    ends: date | None = None
    reason: str = ""
    prescriber: str = ""
    left: tuple[str, ...] = ()


@dataclass(slots=True)
class _Page:
    """The letter while it is read: what was used is blanked, so that nothing is read twice."""

    text: str
    today: date
    used: list[tuple[int, int]] = field(default_factory=list)

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        found = pattern.search(self.text)
        if found:
            self.blank(found.start(), found.end())
        return found

    def blank(self, start: int, end: int) -> None:
        self.text = self.text[:start] + " " * (end - start) + self.text[end:]


def read_letter(text: str, today: date) -> Letter:
    """What a pasted letter says of the first medicine it names. `today` gives the year to a date without one."""
    page = _Page(text[:LONGEST], today)
    name, code, after = _medicine(page)
    strength, form = _strength(page, after)
    who, why = page.take(_WHO), page.take(_REASON)
    most, apart, needed = page.take(_MOST), page.take(_APART), page.take(_NEEDED)
    ends = _date(page.take(_UNTIL), today)
    steps, starts = _steps(page)
    as_needed = needed is not None or most is not None
    loose = steps if as_needed and all(step.timeless for step in steps) else ()
    return Letter(
        name=name,
        code=code,
        strength=strength,
        form=form,
        steps=() if loose else steps,
        as_needed=as_needed,
        need_amount=loose[0].doses[0].amount if loose else None,
        most_a_day=_whole(most),
        hours_between=_whole(apart),
        starts=starts,
        ends=ends,
        reason=why["why"].lower() if why else "",
        prescriber=who["who"] if who else "",
        left=_left(page.text),
    )


# ---------------------------------------------------------------- its parts


def _medicine(page: _Page) -> tuple[str, str, int]:
    """The first medicine that is named (up to three words), and where the text goes on after it."""
    words = list(re.finditer(r"[^\W\d_][\w'-]*", page.text))
    for n in range(len(words)):
        for size in (3, 2, 1):
            span = words[n : n + size]
            written = page.text[span[0].start() : span[-1].end()]
            if len(span) == size and len(written) > 2 and (term := named(written)) is not None:
                page.blank(span[0].start(), span[-1].end())
                return written, term.code, span[-1].end()
    return "", "", 0


def _strength(page: _Page, after: int) -> tuple[Quantity | None, str]:
    """The strength of a tablet: an amount right behind the name, with the form behind it."""
    found = _STRENGTH.search(page.text[after:]) if after else None
    if found is None:
        return None, ""
    page.blank(after + found.start(), after + found.end())
    form = (
        re.sub(r"(?<=[a-z])(?:e?s)$", "", found["form"].lower()) if "patch" in found["form"].lower() else found["form"]
    )
    return _quantity(found), form.lower().removesuffix("s")


def _steps(page: _Page) -> tuple[tuple[LetterStep, ...], date | None]:
    """The steps in the order they are written, and the first day if there is one."""
    steps: list[LetterStep] = []
    first: date | None = None
    offset, at = 0, 0
    for cut in [*_CUT.finditer(page.text), None]:
        end = cut.start() if cut else len(page.text)
        clause = _Page(page.text[at:end], page.today)
        step, lasts, counted = _step(clause)
        page.text = page.text[:at] + clause.text + page.text[end:]
        at = max(at, cut.start()) if cut else end
        if step is None:
            first = first or counted if isinstance(counted, date) else first
            continue
        if isinstance(counted, int):
            offset = counted
        starts = counted if isinstance(counted, date) else None
        steps.append(replace(step, starts=starts, after_days=offset))
        offset += lasts
    found = first or next((step.starts for step in steps[:1] if step.starts), None)
    return tuple(steps[:MOST_STEPS]), found


def _step(clause: _Page) -> tuple[LetterStep | None, int, date | int | None]:
    """A clause: its step if it names an amount, how many days it lasts, and when it begins (a day, or days after)."""
    begins: date | int | None = _date(clause.take(_FROM), clause.today)
    counted = clause.take(_WEEK)
    if counted is not None and begins is None:
        begins = (int(counted["n"]) - 1) * (7 if counted["unit"].lower() == "week" else 1)
    lasting = clause.take(_FOR)
    days = _number(lasting["n"]) * (7 if lasting["unit"].lower().startswith("week") else 1) if lasting else 0
    starts = [found.start() for found in _AMOUNT.finditer(clause.text)]
    if not starts:
        return None, int(days), begins
    other = clause.take(_OTHER_DAY)
    doses = tuple(_dose(clause, start, end) for start, end in zip(starts, [*starts[1:], len(clause.text)], strict=True))
    return LetterStep(doses, 1 if other is None else int(other["n"] or 2)), int(days), begins


def _dose(clause: _Page, start: int, end: int) -> LetterDose:
    """An amount and what is said of it before the next one."""
    part = _Page(clause.text[start:end], clause.today)
    amount = part.take(_AMOUNT)
    assert amount is not None
    times: list[time] = []
    while (clock := part.take(_CLOCK)) is not None:
        times.append(_time(clock))
    often = next((n for n, pattern in _TIMES_A_DAY.items() if part.take(pattern) is not None), None)
    clause.text = clause.text[:start] + part.text + clause.text[end:]
    return LetterDose(_quantity(amount), tuple(dict.fromkeys(times)), None if times else often)


def _left(text: str) -> tuple[str, ...]:
    """The words that say something and were not understood, in pieces as they were written."""
    pieces = re.split(r"\s{2,}|[\n.;,:()]+", text)
    kept = [piece.strip() for piece in pieces]
    return tuple(p for p in kept if any(w.casefold() not in _SMALL for w in re.findall(r"\w+", p)))[:20]


# ---------------------------------------------------------------- numbers, times and days


def _number(text: str) -> Decimal:
    word = text.lower().removesuffix(" a")
    return Decimal(_NUMBERS.get(word, word).replace(",", "."))


def _quantity(found: re.Match[str]) -> Quantity:
    return Quantity(_number(found["n"]), _UNITS[found["unit"].lower()])


def _whole(found: re.Match[str] | None) -> int | None:
    if found is None:
        return None
    n = _number(found["n"])
    return int(n) if n == int(n) and 1 <= n < 100 else None


def _time(found: re.Match[str]) -> time:
    if found["word"]:
        return time(0) if found["word"].lower() == "midnight" else time(12)
    hour, minute = int(found["h"] or found["h2"]), int(found["m"] or 0)
    half = (found["half"] or found["half2"] or "").lower()
    if half and hour <= 12:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return time(hour, minute)


def _date(found: re.Match[str] | None, today: date) -> date | None:
    """The day; one without a year is the nearest to today."""
    if found is None:
        return None
    day = int(found["d"] or found["d2"] or found["d3"])
    word = (found["mo2"] or found["mo3"] or "").lower()[:3]
    if not found["mo"] and word not in _MONTHS:
        return None
    month = int(found["mo"]) if found["mo"] else _MONTHS.index(word) + 1
    year = found["y"] or found["y2"] or found["y3"]
    years = [int(year)] if year else [today.year - 1, today.year, today.year + 1]
    days = [made for y in years if (made := _made(y, month, day)) is not None]
    return min(days, key=lambda one: abs(one - today), default=None)


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def day_of(step: LetterStep, first: date) -> date:
    """The first day of a step: as written, or so many days after the first one as the letter counts."""
    return step.starts or first + timedelta(days=step.after_days)
