"""What a heading says of its column: the role, the unit, the scale, what it is about."""

from __future__ import annotations

import re
from functools import cache

from unknot.importers.spreadsheet.medicines import UNITS, code_of
from unknot.importers.spreadsheet.numbers import exposure_code
from unknot.importers.spreadsheet.roles import Column, Role
from unknot.importers.words import numbers, phrases, said
from unknot.journal.codes import codes
from unknot.knowledge.vocabulary import vocabulary

_SCALE = re.compile(r"(?:(?<!\d)[01]\s*(?:-|–|to|bis|à|a)\s*|/\s*|out of\s*)(\d{1,4})(?!\d)")
_BRACKETS = re.compile(r"[(\[{]([^)\]}]*)[)\]}]")
_IN = re.compile(r"(?:^|\s)(?:in|en|/)\s+([^\W\d]+)$")
_MEASURES = ("duration", "bother", "pain", "count", "where", "side", "woke", "medicine", "cause", "helped", "weekday")
_LATER = ("words", "time", "treatment", "what", "date")


def guess(heading: str) -> Column:
    """The column of a heading; one that nobody knows holds words that are kept as they are."""
    text = re.sub(r"[\s_]+", " ", heading.strip().lower()).rstrip("?:. ")
    aside = " ".join(_BRACKETS.findall(text))
    plain = re.sub(r"\s+", " ", _BRACKETS.sub(" ", text)).strip(" ?:.-*") or aside
    unit, most = _unit(text, aside), _most(text)
    bare = _IN.sub("", plain).strip() if _IN.search(plain) else plain
    bare = re.sub(r"\s*[/,-]?\s*\d{1,4}$|\s*%$", "", bare).strip() or bare
    for name in dict.fromkeys((text, plain, bare)):
        if found := _whole(name, heading, unit, most):
            return found
    if number := numbers().get(bare) or numbers().get(_without_unit(bare)):
        asleep = "m" if "minute" in bare else "s" if "second" in bare else unit
        return Column(heading, Role.NUMBER, asleep, about=number.code)
    if (code := exposure_code(bare)) in codes("exposure") or (code := _spelled("exposure", bare)):
        return Column(heading, Role.EXPOSURE, unit, most, about=code)
    if (code := code_of(bare)) and _only_medicine(bare):
        return Column(heading, Role.MEDICINE, UNITS.get(unit, ""), about=code)
    if code := _spelled("treatment", bare):
        return Column(heading, Role.TREATMENT, unit, about=code)
    role = _part(plain)
    if role:
        return Column(heading, Role(role), unit, most)
    if _about_spasms(plain):
        return Column(heading, Role.WHAT, unit, most, about=kind_of(plain))
    return Column(heading, Role.LABELLED, unit, most)


def is_known(heading: str) -> bool:
    """Whether a heading says what its column holds."""
    return guess(heading).role is not Role.LABELLED or heading.strip().lower() in said("whole", "labelled")


def _whole(name: str, heading: str, unit: str, most: int) -> Column | None:
    role: str = phrases("whole").get(name, "")
    if not role:
        return None
    if role == Role.DURATION and not unit:
        unit = next((u for u in ("s", "m", "h") if name in said("unit", u)), "")
    if role == Role.AMOUNT and not unit and name == "mg":
        unit = "mg"
    about = kind_of(name) if role in ("what", "count") else _spelled("treatment", name) if role == "treatment" else ""
    if role == Role.BOTHER and name in ("/10", "0-10"):
        most = 10
    return Column(heading, Role(role), unit, most, about=about)


def _part(plain: str) -> str:
    """The role of a word inside a heading: of measures the longest, else what else it says."""
    if _holds(plain, said("part", "bowel")):
        return ""
    found: list[tuple[int, int, str]] = []
    for tier, roles in enumerate((_LATER, _MEASURES)):
        for role in roles:
            longest = max((len(p) for p in said("part", role) if _stands_in(plain, p)), default=0)
            if longest:
                found.append((tier, longest, role))
    return max(found)[2] if found else ""


def _about_spasms(plain: str) -> bool:
    return _holds(plain, said("part", "subject"))


def _holds(text: str, words: frozenset[str]) -> bool:
    return any(_stands_in(text, word) for word in words)


@cache
def _stands_in(text: str, phrase: str) -> bool:
    """Whether a phrase stands in a text; at the beginning of a word is enough for a long one ("aggravating")."""
    end = r"" if len(phrase) > 5 else r"(?![^\W\d_])"
    return re.search(rf"(?<![^\W\d_]){re.escape(phrase)}{end}", text) is not None


def _unit(text: str, aside: str) -> str:
    """The unit in a heading: of a length s, m, h or d; of an amount as it is written."""
    place = aside or (m[1] if (m := _IN.search(text)) else "")
    for word in (place.strip(), *re.findall(r"[^\W\d_]+", place), *text.split()[-1:]):
        if word in UNITS:
            return str(word)
        for unit in ("s", "m", "h"):
            if word in said("unit", unit) and (len(word) > 1 or place):
                return unit
    return ""


def _most(text: str) -> int:
    found = _SCALE.findall(text)
    return int(found[-1]) if found and int(found[-1]) >= 3 else 100 if "%" in text else 10


def _without_unit(name: str) -> str:
    units = said("unit", "m") | said("unit", "h") | {"bpm", "ms", "celsius", "hpa", "%", "km/h", "mm", "°c", "c"}
    words = name.split()
    return " ".join(words[:-1]) if len(words) > 1 and words[-1] in units else name


def _only_medicine(name: str) -> bool:
    """Whether a heading is the name of a medicine, with its dose at most."""
    words = re.findall(r"[^\W\d_]+", name)
    return all(code_of(word) or word in UNITS or word in ("dose", "dosis", "taken", "total", "daily") for word in words)


@cache
def _spelled(name: str, words: str) -> str:
    return next((term.code for term in vocabulary(name) if words in {s.lower() for s in term.spellings}), "")


def kind_of(words: str) -> str:
    """The kind of spasm that a heading names: cramp, stiffness, twitching; spasm for any other."""
    for kind, stems in (
        ("cramp", ("cramp", "krampf", "krämpf", "crampe", "calambre", "charley")),
        ("stiffness", ("stiff", "steif")),
        ("twitching", ("twitch", "zuck")),
    ):
        if any(stem in words for stem in stems):
            return kind
    return "spasm"
