"""A sentence as statements: for each medicine it names what is said of it. Read whole, or refused with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import cast

from unknot.dictation.letters.clauses import PlanClause, clauses_of
from unknot.dictation.letters.days import Calendar, UnreadLetter
from unknot.dictation.letters.doses import DOSING
from unknot.dictation.letters.lexicon import LANGUAGES, REASONS, Lexicon, lexicon
from unknot.dictation.letters.model import Why
from unknot.dictation.letters.phrase import COUNTED, MASSES, Kind, Phrase, Scheme
from unknot.dictation.letters.phrases import phrases
from unknot.dictation.letters.product import Product, product_of
from unknot.dictation.letters.sentences import LetterSentence
from unknot.dictation.letters.terms import LetterTerm, terms
from unknot.journal.quantity import Quantity

LONGEST = 160
"""Terms of a sentence that is read; a longer one is no plan."""
_ABOUT = frozenset(
    "medicine often prn max upto hourly increase reduce change stop scheme start continue divided weekly".split()
)
_HEADING = frozenset("header fill take start for continue now prn".split())
_FRAMES = frozenset({Kind.BEGIN, Kind.AFTER, Kind.WEEK, Kind.UNTIL, Kind.LASTING, Kind.NEEDED, Kind.LIMIT})
_MARKS = frozenset({",", ";", ":", "-"})
_LEADS = frozenset({Kind.VERB, Kind.BEGIN, Kind.AFTER, Kind.WEEK, Kind.LASTING, Kind.ASIDE, Kind.UNTIL, Kind.THEN})


@dataclass(frozen=True, slots=True)
class Statement:
    """What a sentence says of one medicine; without a name it is about the one before."""

    name: str
    code: str
    product: Product
    clauses: tuple[PlanClause, ...]
    who: str = ""
    reason: str = ""
    counts: bool = False
    """Whether a number stands without its unit: tablets, if the medicine comes in tablets."""

    @property
    def is_product(self) -> bool:
        return not self.clauses


@dataclass(frozen=True, slots=True)
class Looked:
    """A sentence in one language: its terms, and whether it is about medicines at all."""

    language: str
    terms: tuple[LetterTerm, ...]

    @property
    def unknown(self) -> int:
        return sum(not term.kinds and term.number is None for term in self.terms)

    @property
    def about(self) -> bool:
        """Whether it speaks of a plan: a medicine, an amount, how often, or a change of it."""
        found = self.terms
        harmless = bool(found) and "harmless" in found[0].kinds
        strong = any({"medicine", "often", "prn"} & set(t.kinds) or t.sort == "scheme" for t in found)
        strong = strong or any(
            a.number is not None and set(b.kinds) & {"unit", "form", "slot", "times", "half", "day"}
            for a, b in pairwise(found)
        )
        return strong or (not harmless and any(_ABOUT & set(t.kinds) for t in found))

    def blocked(self, *kinds: str) -> LetterTerm | None:
        return next((t for t in self.terms if set(t.kinds) & set(kinds or REASONS)), None)

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading under which plans may stand."""
        named = [t for t in self.terms if t.text not in (":", "-")]
        heads = any("header" in t.kinds or "take" in t.kinds for t in named)
        return heads and all(set(t.kinds) & _HEADING for t in named)


def looked_at(sentence: LetterSentence) -> tuple[Looked, ...]:
    """The sentence in each language, the one that knows the most of its words first."""
    found = [_looked(sentence, lexicon(language)) for language in LANGUAGES]
    return tuple(sorted(found, key=lambda one: one.unknown))


def _looked(sentence: LetterSentence, words: Lexicon) -> Looked:
    return Looked(words.language, tuple(terms(list(sentence.tokens), sentence.letter, words)))


def statements(sentence: LetterSentence, looks: Sequence[Looked], calendar: Calendar) -> tuple[Statement, ...]:
    """What the sentence says, if it is wholly understood in one language; `UnreadLetter` with the reason if in none.

    Understood in two languages and not alike, it is not read.
    """
    read: list[tuple[Statement, ...]] = []
    failed: list[UnreadLetter] = []
    for look in looks:
        try:
            read.append(_statements(sentence, look, calendar))
        except UnreadLetter as unread:
            failed.append(unread)
    if not read:
        raise failed[0]
    if any(one != read[0] for one in read):
        raise UnreadLetter(Why.SHAPE)
    return read[0]


def _statements(sentence: LetterSentence, look: Looked, calendar: Calendar) -> tuple[Statement, ...]:
    if sentence.mark == "?":
        raise UnreadLetter(Why.QUESTION, "?")
    if len(look.terms) > LONGEST:
        raise UnreadLetter(Why.LONG)
    inner = _without_heading(list(look.terms))
    try:
        found = phrases(inner, sentence.letter, calendar, german=look.language == "de")
        if found and found[-1].kind is Kind.SEPARATOR and found[-1].text not in _MARKS:
            raise UnreadLetter(Why.SHAPE, found[-1].text)  # it ends with "and": something is missing
        return tuple(_statement(part) for part in _by_medicine(found))
    except UnreadLetter as unread:
        blocked = look.blocked()
        if blocked is not None and unread.why in (Why.WORD, Why.SHAPE):
            why = next(REASONS[kind] for kind in blocked.kinds if kind in REASONS)
            raise UnreadLetter(why, blocked.text) from None
        raise


def _without_heading(found: list[LetterTerm]) -> list[LetterTerm]:
    """Without "Medication:" at the beginning of the line."""
    colon = next((n for n, term in enumerate(found[:6]) if term.text == ":"), None)
    if colon and all("header" in term.kinds and "medicine" not in term.kinds for term in found[:colon]):
        return found[colon + 1 :]
    return found


# ---------------------------------------------------------------- one medicine, or several


def _by_medicine(found: list[Phrase]) -> list[list[Phrase]]:
    """The phrases by medicine. The days and limits of one of several would be whose: then it is not read."""
    places = [n for n, p in enumerate(found) if p.kind is Kind.MEDICINE]
    codes = [found[n].value for n in places]
    cuts = [_cut(found, places[n - 1], places[n]) for n in range(1, len(places)) if codes[n] != codes[n - 1]]
    if not cuts:
        return [found]
    if len(set(codes)) != len(cuts) + 1:
        raise UnreadLetter(Why.WHICH_MEDICINE, found[places[-1]].text)
    parts = [found[a:b] for a, b in zip([0, *cuts], [*cuts, len(found)], strict=True)]
    framed = [{p.kind for p in part} & _FRAMES for part in parts]
    apart = all(found[cut - 1].text == ";" for cut in cuts)
    if not apart and any(one != framed[0] for one in framed):
        raise UnreadLetter(Why.WHICH_MEDICINE)
    for part in parts:
        if not any(p.kind in DOSING or p.kind is Kind.NEEDED or p.value == "stop" for p in part):
            raise UnreadLetter(Why.HOW_MUCH, next(p.text for p in part if p.kind is Kind.MEDICINE))
    return parts


def _cut(found: list[Phrase], before: int, at: int) -> int:
    """Where the part of the next medicine begins: behind the last mark before it, or at its verb."""
    start = at
    while start - 1 > before and found[start - 1].kind in _LEADS:
        start -= 1
    if found[start - 1].kind is Kind.SEPARATOR or found[start].kind in (Kind.VERB, Kind.THEN):
        return start
    raise UnreadLetter(Why.WHICH_MEDICINE, found[at].text)


def _statement(part: list[Phrase]) -> Statement:
    names = [p for p in part if p.kind is Kind.MEDICINE]
    product, rest = product_of(part)
    alone = [p for p in rest if p.kind not in (Kind.SEPARATOR, Kind.ASIDE)]
    if names and len(alone) == 1 and alone[0].kind is Kind.AMOUNT and product.strength is None:
        amount = cast(Quantity, alone[0].value)
        if amount.unit in MASSES:  # "Baclofen 10 mg" and nothing more: which tablets they are
            return Statement(names[0].text, str(names[0].value), Product(amount, product.form, product.release), ())
    unit = product.unit or (COUNTED if not names else "")
    clauses = tuple(clauses_of(rest, unit))
    who = next((clause.who for clause in clauses if clause.who), "")
    reason = next((clause.reason for clause in clauses if clause.reason), "")
    said = tuple(c for c in clauses if c.says_a_dose or c.limits or c.verb == "stop" or c.has_days or c.then)
    if not said and any(c.verb or c.reason for c in clauses) and not names:
        raise UnreadLetter(Why.HOW_MUCH)
    if not said and any(c.verb for c in clauses):
        raise UnreadLetter(Why.HOW_MUCH, names[0].text)
    empty = next((c for c in said if not (c.says_a_dose or c.limits or c.verb == "stop")), None)
    if empty is not None:
        raise UnreadLetter(Why.HOW_MUCH, " ".join(p.text for p in part))
    reason = reason.lower() if reason.isupper() else reason
    name, code = (names[0].text, str(names[0].value)) if names else ("", "")
    return Statement(name, code, product, said, who, reason, not product.unit and _counts(rest))


def _counts(rest: list[Phrase]) -> bool:
    """Whether a number has no unit in the sentence itself."""
    if any(p.kind is Kind.AMOUNT and cast(Quantity, p.value).unit not in MASSES for p in rest):
        return False
    bare = any(p.kind is Kind.SCHEME and not cast(Scheme, p.value).unit for p in rest)
    return bare or any(p.kind is Kind.COUNT for p in rest)
