"""Letters and labels read whole or not at all: tokens, terms, phrases, clauses, statements, plans."""

from unknot.dictation.letters.model import (
    Letter,
    LetterDose,
    LetterNeed,
    LetterPlan,
    LetterStep,
    LetterStop,
    LetterTooLong,
    Refusal,
    Why,
)
from unknot.dictation.letters.reading import LONGEST, read_letter

__all__ = [
    "LONGEST",
    "Letter",
    "LetterDose",
    "LetterNeed",
    "LetterPlan",
    "LetterStep",
    "LetterStop",
    "LetterTooLong",
    "Refusal",
    "Why",
    "read_letter",
]
