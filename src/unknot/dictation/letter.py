"""A plan as a letter writes it: what was understood, what is still to be asked, and the words that were not.

Only what stands in the letter is taken over. "Three times a day" has no times, so they are asked for; a letter without
a first day has none. Nothing is worked out but the dates of steps that the letter counts in days or weeks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from decimal import Decimal

from unknot.dictation.letter_words import ENGLISH, GERMAN, LetterWords
from unknot.dictation.names import named
from unknot.journal.quantity import Quantity

LONGEST = 4000
MOST_STEPS = 30


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
    words: LetterWords

    def part(self, start: int, end: int) -> _Page:
        return _Page(self.text[start:end], self.today, self.words)

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        found = pattern.search(self.text)
        if found:
            self.blank(found.start(), found.end())
        return found

    def blank(self, start: int, end: int) -> None:
        self.text = self.text[:start] + " " * (end - start) + self.text[end:]


def read_letter(text: str, today: date) -> Letter:
    """What a pasted letter says of the first medicine it names, read in the language that leaves the least of it.

    `today` gives the year to a date without one.
    """
    read = [_read(_Page(text[:LONGEST], today, words)) for words in (ENGLISH, GERMAN)]
    return min(read, key=lambda letter: sum(map(len, letter.left)))


def _read(page: _Page) -> Letter:
    words = page.words
    name, code, after = _medicine(page)
    strength, form = _strength(page, after)
    who, why = page.take(words.who), page.take(words.reason)
    most, apart, needed = page.take(words.most), page.take(words.apart), page.take(words.needed)
    ends = _date(page.take(words.until), page)
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
        most_a_day=_whole(most, words),
        hours_between=_whole(apart, words),
        starts=starts,
        ends=ends,
        reason=why["why"].lower() if why else "",
        prescriber=who["who"] if who else "",
        left=_left(page),
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
    """The strength of a tablet: an amount right behind the name, with the form or a 1-0-1 behind it."""
    found = page.words.strength.search(page.text[after:]) if after else None
    if found is None:
        return None, ""
    page.blank(after + found.start(), after + found.end())
    return _quantity(found, page.words), page.words.one_form(found["form"] or "")


def _steps(page: _Page) -> tuple[tuple[LetterStep, ...], date | None]:
    """The steps in the order they are written, and the first day if there is one."""
    steps: list[LetterStep] = []
    first: date | None = None
    offset, at = 0, 0
    for cut in [*page.words.cut.finditer(page.text), None]:
        end = cut.start() if cut else len(page.text)
        clause = page.part(at, end)
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
    words = clause.words
    begins: date | int | None = _date(clause.take(words.begins), clause)
    counted = clause.take(words.week)
    if counted is not None and begins is None:
        said = counted.groupdict()
        begins = (int(said["n"] or said["nth"]) - 1) * _days(said["unit"] or said["unit2"])
    lasting = clause.take(words.lasts)
    days = int(_number(lasting["n"], words)) * _days(lasting["unit"]) if lasting else 0
    other = clause.take(words.other_day)
    every = 1 if other is None else int(other["n"] or 2)
    if (scheme := clause.take(words.scheme)) is not None:
        return LetterStep(_by_scheme(scheme), every), days, begins
    amounts = list(words.amount.finditer(clause.text))
    if not amounts:
        return None, days, begins
    doses = tuple(_dose(clause, start, end) for start, end in _parts(clause, amounts))
    return LetterStep(doses, every), days, begins


def _days(unit: str) -> int:
    return 7 if unit.lower().startswith("w") else 1


def _parts(clause: _Page, amounts: list[re.Match[str]]) -> list[tuple[int, int]]:
    """What belongs to each amount: what follows it; or what stands before it, where the times come first."""
    head, size = clause.text[: amounts[0].start()], len(clause.text)
    if clause.words.clock.search(head) or any(often.search(head) for often in clause.words.often.values()):
        ends = [amount.end() for amount in amounts[:-1]]
        return list(zip([0, *ends], [*ends, size], strict=True))
    starts = [amount.start() for amount in amounts]
    return list(zip(starts, [*starts[1:], size], strict=True))


def _by_scheme(found: re.Match[str]) -> tuple[LetterDose, ...]:
    """1-0-2: tablets in the morning, at noon, in the evening (and at night). Which clock times is asked for."""
    counts = [Decimal(part.replace(",", ".").replace("½", "0.5")) for part in re.split(r"\s*-\s*", found[0].strip())]
    taken = [count for count in counts if count]
    return tuple(LetterDose(Quantity(count, "{tbl}"), (), taken.count(count)) for count in dict.fromkeys(taken))


def _dose(clause: _Page, start: int, end: int) -> LetterDose:
    """An amount and what is said of it before the next one, or since the last."""
    part = clause.part(start, end)
    amount = part.take(clause.words.amount)
    assert amount is not None
    times: list[time] = []
    while (clock := part.take(clause.words.clock)) is not None:
        times.append(_time(clock))
    often = next((n for n, pattern in clause.words.often.items() if part.take(pattern) is not None), None)
    times_of_day = [name for name in clause.words.times_of_day if part.take(name) is not None]
    clause.text = clause.text[:start] + part.text + clause.text[end:]
    a_day = often if often is not None else len(times_of_day) or None
    return LetterDose(_quantity(amount, clause.words), tuple(dict.fromkeys(times)), None if times else a_day)


def _left(page: _Page) -> tuple[str, ...]:
    """The words that say something and were not understood, in pieces as they were written."""
    pieces = re.split(r"\s{2,}|[\n.;,:()]+", page.text)
    kept = [piece.strip() for piece in pieces]
    small = page.words.small
    return tuple(p for p in kept if any(w.casefold() not in small for w in re.findall(r"\w+", p)))[:20]


# ---------------------------------------------------------------- numbers, times and days


def _number(text: str, words: LetterWords) -> Decimal:
    word = text.lower().removesuffix(" a")
    return Decimal(words.numbers.get(word, word).replace(",", "."))


def _quantity(found: re.Match[str], words: LetterWords) -> Quantity:
    return Quantity(_number(found["n"], words), words.units[found["unit"].lower()])


def _whole(found: re.Match[str] | None, words: LetterWords) -> int | None:
    if found is None:
        return None
    n = _number(found["n"], words)
    return int(n) if n == int(n) and 1 <= n < 100 else None


def _time(found: re.Match[str]) -> time:
    said = found.groupdict()
    if said["word"]:
        return time(0) if said["word"].lower() in ("midnight", "mitternacht") else time(12)
    hour, minute = int(said["h"] or said["h2"]), int(said["m"] or 0)
    half = (said.get("half") or said.get("half2") or "").lower()
    if half and hour <= 12:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return time(hour, minute)


def _date(found: re.Match[str] | None, page: _Page) -> date | None:
    """The day; one without a year is the nearest to today."""
    if found is None:
        return None
    groups = found.groupdict()
    said = {part: next((groups[key] for key in keys if groups.get(key)), None) for part, keys in _PARTS_OF_DATE.items()}
    word = (said["name"] or "").lower()[:3]
    if not said["month"] and word not in page.words.months:
        return None
    month = int(said["month"]) if said["month"] else page.words.months[word]
    today = page.today
    years = [int(said["year"])] if said["year"] else [today.year - 1, today.year, today.year + 1]
    days = [made for y in years if (made := _made(y, month, int(said["day"] or 0))) is not None]
    return min(days, key=lambda one: abs(one - today), default=None)


_PARTS_OF_DATE = {"day": ("d", "d2", "d3"), "month": ("mo", "mo4"), "name": ("mo2", "mo3"), "year": ("y", "y2", "y3")}


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def day_of(step: LetterStep, first: date) -> date:
    """The first day of a step: as written, or so many days after the first one as the letter counts."""
    return step.starts or first + timedelta(days=step.after_days)
