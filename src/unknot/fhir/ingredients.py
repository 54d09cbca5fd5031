"""Ingredients and conditions by the words of a product or a diagnosis: "OXAZEPAM TABLET 10MG", "Chronic kidney disease
stage 4". Whole words only, and nothing where the words may mean something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from unknot.knowledge.vocabulary import vocabulary

_PARTS = re.compile(r"\s*(?:[/+;,&]|\band\b|\bwith\b|\bund\b|\bmit\b|\bet\b)\s*")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+")
_SALTS = frozenset("potassium magnesium calcium sodium lithium zinc iron".split())
"""Minerals that are only the salt of a medicine when they stand behind its name: losartan potassium."""
_HOLDS = frozenset("product containing products contains only ingredient generic brand tab tablet oral".split())
_NOT_SO = re.compile(
    r"\b(?:family|history|risk|no|not|without|screening|screen|prophylaxis|fear|vaccination|suspected|possible|exposure"
    r"|gestational|mother|father|allergy|prevention)\b"
)
_GENERAL = ("other", "allergy")


def ingredients_of(said: str) -> tuple[str, ...]:
    """Our codes for the ingredients that the name of a product names, in its order; empty if there is none."""
    found: list[str] = []
    for part in _PARTS.split(said.lower()):
        words = tuple(_WORD.findall(part.replace("-", " ")))
        at, named = 0, False
        while at < len(words):
            code, length = _at(words, at)
            if code and not (named and words[at] in _SALTS) and not (_is_salt_behind(words, at)):
                found.append(code)
                named = True
                at += length
            else:
                at += 1
    return tuple(dict.fromkeys(found))


def ingredient_of(said: str) -> str:
    """The one ingredient of a product that matters most to the rules, or the first; empty if none is known."""
    found = ingredients_of(said)
    sedating = [
        code for code in found if vocabulary("medicine")[code].classes & {"opioid", "sedating", "benzodiazepine"}
    ]
    return (sedating or list(found) or [""])[0]


def condition_of(said: str) -> str:
    """Our code for a diagnosis in words, if they name exactly one that is known and say that it is so."""
    text = " ".join(_WORD.findall(said.lower().replace("-", " ")))
    if _NOT_SO.search(text):
        return ""
    found = {code: len(phrase) for phrase, code in _conditions() if re.search(rf"\b{re.escape(phrase)}\b", text)}
    longest = max(found.values(), default=0)
    best = [code for code, length in found.items() if length == longest]
    return best[0] if len(best) == 1 else ""


def _is_salt_behind(words: tuple[str, ...], at: int) -> bool:
    """Whether a mineral stands behind another word that is no word of a form: "esomeprazole magnesium"."""
    before = [word for word in words[:at] if not word.isdigit() and word not in _HOLDS]
    return words[at] in _SALTS and bool(before)


def _at(words: tuple[str, ...], at: int) -> tuple[str, int]:
    """The medicine that begins at a word, and how many words it is; of several the longest."""
    for phrase, code in _names().get(words[at], ()):
        if words[at : at + len(phrase)] == phrase:
            return code, len(phrase)
    return "", 0


@cache
def _names() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, code in _spelled("medicine"):
        words = tuple(_WORD.findall(phrase.replace("-", " ")))
        if words and len("".join(words)) > 3:
            found.setdefault(words[0], []).append((words, code))
    return {first: tuple(sorted(several, key=lambda one: -len(one[0]))) for first, several in found.items()}


@cache
def _conditions() -> tuple[tuple[str, str], ...]:
    return tuple(
        (" ".join(_WORD.findall(phrase.replace("-", " "))), code)
        for phrase, code in _spelled("circumstance")
        if len(phrase) > 2 and not code.startswith(_GENERAL)
    )


def _spelled(name: str) -> Iterator[tuple[str, str]]:
    for code, term in vocabulary(name).terms.items():
        yield from ((spelling.lower(), code) for spelling in term.spellings)
