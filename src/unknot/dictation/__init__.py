"""A sentence, typed or spoken, becomes entries: offline, the same every time, nothing guessed, nothing lost."""

from unknot.dictation.own import Own, own_of
from unknot.dictation.sentence import understand
from unknot.dictation.understood import Doubt, Draft, Question, Slot, Understood

__all__ = ["Doubt", "Draft", "Own", "Question", "Slot", "Understood", "own_of", "understand"]
