"""A sentence, typed or spoken, becomes entries: offline, the same every time, nothing guessed, nothing lost."""

from unknot.dictation.clocks import Unclear
from unknot.dictation.own import Own, own_of
from unknot.dictation.times import When
from unknot.dictation.understanding import understand, when_of
from unknot.dictation.understood import Doubt, Draft, Question, Slot, Understood

__all__ = [
    "Doubt",
    "Draft",
    "Own",
    "Question",
    "Slot",
    "Unclear",
    "Understood",
    "When",
    "own_of",
    "understand",
    "when_of",
]
