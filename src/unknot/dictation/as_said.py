"""The whole of what was said stays with what came of it: no word is lost, whatever was understood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from unknot.dictation.understood import Draft
from unknot.journal.entry import TEXT, DayCount, DiaryDay, Dose, Episode, Exposure, Note, Symptom, Treatment
from unknot.journal.span import Moment

Noted = Episode | Dose | Symptom | Exposure | Treatment | DiaryDay | DayCount
"""The kinds of entry that hold words of their own."""


def as_said(text: str, drafts: Sequence[Draft], left: bool, now: Moment) -> tuple[Draft, ...]:
    """The drafts, one of which holds the whole text: the latest, as that is when it was said.

    A result has no room for words. Where no draft has any, and words were `left` that nothing was read from, the text
    becomes a note beside them.
    """
    roomy = [n for n, draft in enumerate(drafts) if isinstance(draft.body, Noted)]
    if not roomy:
        return (*drafts, *notes(text, now)) if left else tuple(drafts)
    if len(text) > TEXT:
        return (*drafts, *notes(text, now))
    latest = max(roomy, key=lambda n: (drafts[n].happened_at.instant, -n))
    return tuple(_holding(text, draft) if n == latest else draft for n, draft in enumerate(drafts))


def notes(text: str, now: Moment) -> tuple[Draft, ...]:
    """A text as a note; one longer than a note may be as several."""
    return tuple(Draft(Note(text=text[at : at + TEXT]), now) for at in range(0, len(text), TEXT))


def _holding(text: str, draft: Draft) -> Draft:
    assert isinstance(draft.body, Noted)
    return replace(draft, body=replace(draft.body, note=text))
