"""Names of medicines: the one that was meant, or those that it may be. A person always confirms; any name may stay."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from rapidfuzz import fuzz, process

from unknot.knowledge.vocabulary import Term, vocabulary

_ALIKE = 60.0
"""How alike (0-100) a name must be to be offered; it is offered, never taken."""


def named(name: str) -> Term | None:
    """The medicine with exactly this name, brand or known misspelling."""
    code = _spellings().get(_plain(name))
    return vocabulary("medicine").terms[code] if code else None


def alike(name: str, most: int = 6) -> tuple[Term, ...]:
    """The medicines whose names look like this one, the most alike first."""
    wanted = _plain(name)
    if not wanted:
        return ()
    begins = [code for spelling, code in _spellings().items() if spelling.startswith(wanted)]
    close = process.extract(wanted, _spellings().keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=4 * most)
    codes = dict.fromkeys([*begins, *(_spellings()[spelling] for spelling, _score, _at in close)])
    terms = vocabulary("medicine").terms
    return tuple(terms[code] for code in codes)[:most]


def common() -> tuple[Term, ...]:
    """The medicines that many people with spasms take."""
    return tuple(term for term in vocabulary("medicine") if term.common)


@cache
def _spellings() -> Mapping[str, str]:
    """Every spelling with its code; the words we show win over what others call it."""
    terms = list(vocabulary("medicine"))
    found = {_plain(term.words): term.code for term in terms}
    for term in terms:
        for spelling in term.spellings:
            found.setdefault(_plain(spelling), term.code)
    return found


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
