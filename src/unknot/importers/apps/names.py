"""What the names of other apps stand for: a symptom or habit that is a spasm, a word for how bad, none."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import cache

from unknot.dictation import understand
from unknot.importers.spreadsheet.cell import band_of, number_of, says_none
from unknot.importers.spreadsheet.medicines import code_of
from unknot.importers.spreadsheet.numbers import exposure_code
from unknot.importers.spreadsheet.speech import languages
from unknot.importers.words import said
from unknot.journal.entry import NAME, Band, Episode, Medicine, Symptom
from unknot.journal.span import moment
from unknot.knowledge.vocabulary import vocabulary

_THEN = moment(datetime(2001, 3, 7, 14, 30, tzinfo=UTC), "UTC")
_GENERIC = re.compile(
    r"(?:muscle|muscular|painful|severity|number of|no\.? of|count of|my|any|had|a|of)\b", re.IGNORECASE
)


@cache
def named(name: str) -> Episode | Symptom:
    """A spasm or a symptom by its name in another app: a name that holds a kind of spasm and no more is a spasm.

    What is done against spasms ("calf stretch") names none.
    """
    plain = re.sub(r"[_\-/]+", " ", name).strip()
    words = re.sub(r"\s+", " ", _GENERIC.sub(" ", plain)).strip()
    for text in dict.fromkeys((plain, words)):
        for code in languages("en", text):
            found = understand(text, now=_THEN, language=code)
            bodies = [draft.body for draft in found.drafts]
            if len(bodies) == 1 and not found.note:
                match bodies[0]:
                    case Episode() as spasm:
                        return Episode(kind=spasm.kind, sites=spasm.sites)
                    case Symptom() as symptom:
                        return Symptom(code=symptom.code)
    lowered = plain.lower()
    spelled = (t.code for t in vocabulary("symptom") if lowered in {s.lower() for s in t.spellings})
    code = next(spelled, "")
    if not code and re.search(r"\bspasticity\b|\bspastik\b", lowered):
        return Episode()
    return Symptom(code=code or "other")


@cache
def is_spasm(name: str) -> bool:
    """Whether a name stands for spasms, cramps, stiffness or twitching."""
    return isinstance(named(name), Episode)


def is_absent(word: str) -> bool:
    """Whether a rating says that there was none of it."""
    return says_none(word) or word.strip().lower() in said("cell", "no") or number_of(word) == 0


def level_of(word: str) -> Band | None:
    """A word for how bad as a band; a number is none."""
    found = band_of(word)
    return Band(found) if found else None


def medicine(name: str) -> Medicine:
    """A medicine as another app calls it, with our code if it is one that is known."""
    return Medicine(name=name.strip()[:NAME] or "?", code=code_of(name))


@cache
def exposure_spelled(words: str) -> str:
    """Our code of something that may matter, by any of its spellings; empty for any other."""
    plain = words.strip().lower()
    return next((t.code for t in vocabulary("exposure") if plain in {s.lower() for s in t.spellings}), "")


def exposure_named(words: str) -> str:
    """The code of something that may matter: ours by its spelling, else the person's own."""
    return exposure_spelled(words) or exposure_code(words)
