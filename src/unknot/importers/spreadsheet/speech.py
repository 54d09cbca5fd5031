"""Cells that are read as speech, in whichever language they are. No dose comes of words."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache, lru_cache

from unknot.dictation import Doubt, Draft, Question, Understood, When, understand, when_of
from unknot.dictation.clocks import Unclear
from unknot.dictation.phrasebook import language
from unknot.dictation.words import LANGUAGES, split
from unknot.importers.spreadsheet.cell import plain
from unknot.importers.words import phrases, said
from unknot.journal.entry import DiaryDay, Dose, Episode, EpisodeKind, Note, Precision, Side, Site
from unknot.journal.span import Moment, moment
from unknot.knowledge.vocabulary import vocabulary

KIND = {"en": "cramp", "de": "Krampf"}
_THEN = moment(datetime(2001, 3, 7, 23, 59, tzinfo=UTC), "UTC")
_AT = When(moment(datetime(2001, 3, 7, 14, 30, tzinfo=UTC), "UTC"), Precision.MINUTE)


@dataclass(frozen=True, slots=True)
class Heard:
    """What words say: drafts without doses, what is unclear, and whether every word of them was read.

    `doses` is whether a medicine is named in them of which no dose was made; `own` whether they tell of a spasm
    without being told that they are about one.
    """

    drafts: tuple[Draft, ...]
    questions: tuple[Question, ...]
    left: str
    doses: bool = False
    own: bool = True

    @property
    def is_nothing(self) -> bool:
        return not self.drafts


def languages(first: str, text: str) -> tuple[str, ...]:
    """The languages that a text is tried in, that of most of its words first; one that knows none of them is not.

    Words that two languages have belong to the journal's own: "bad" is no bath in a notebook in English.
    """
    base = first.split("-")[0].lower()
    codes = tuple(dict.fromkeys(code for code in (base, *LANGUAGES) if code in LANGUAGES))
    words = [word for word in split(text) if len(word) > 1 or not word.isalpha()]
    known = {code: sum(word in _known(code) for word in words) for code in codes}
    most = max(known.values())
    return tuple(code for code in codes if known[code] == most)[:1] if most else codes[:1]


@cache
def _known(code: str) -> frozenset[str]:
    """Every word that a language knows."""
    words = language(code)
    found = {word for several in words.phrases.values() for phrase, _readings in several for word in phrase}
    tables = (words.units, words.amounts, words.weekdays, words.months, words.numbers, words.medicines)
    found |= {word for table in tables for phrase in table for word in phrase.split()}
    return frozenset(found | {word for words_ in words.sets.values() for phrase in words_ for word in phrase.split()})


def heard(text: str, *, now: Moment, at: When, first: str, spasm: bool = False) -> Heard:
    """What a cell of words says, at the time of its row. `spasm`: the row is a spasm, and the words are about it."""
    code = languages(first, text)[0]
    found = _in(text, code, now, at, spasm=spasm)
    if not spasm:
        return found
    alone = _in(text, code, now, at, spasm=False)
    return replace(found, own=any(isinstance(draft.body, Episode) for draft in alone.drafts))


def _in(text: str, code: str, now: Moment, at: When, *, spasm: bool) -> Heard:
    sentence = f"{KIND[code]}. {text}" if spasm else text
    timeless = _timeless(sentence, code)
    if timeless is not None:
        drafts = tuple(replace(draft, happened_at=at.at, precision=at.precision) for draft in timeless.drafts)
        return replace(timeless, drafts=drafts)
    return _heard(understand(sentence, now=now, at=at, language=code))


@lru_cache(maxsize=4096)
def _timeless(sentence: str, code: str) -> Heard | None:
    """What a sentence says, if it names no time: the same on every day; None if it does."""
    found = understand(sentence, now=_THEN, at=_AT, language=code)
    if any(question.doubt is Doubt.TIME for question in found.questions):
        return None
    for draft in found.drafts:
        if isinstance(draft.body, DiaryDay):
            if draft.body.day != _AT.at.diary_day:
                return None
        elif draft.happened_at not in (_AT.at, _THEN) or (
            draft.precision is not _AT.precision and not isinstance(draft.body, Note)
        ):
            return None
    return _heard(found)


def _heard(found: Understood) -> Heard:
    drafts = tuple(d for d in found.drafts if not isinstance(d.body, Dose | Note))
    doses = any(isinstance(d.body, Dose) for d in found.drafts)
    if not drafts:
        return Heard((), found.questions, found.text, doses)
    return Heard(drafts, found.questions, found.note, doses)


# ---------------------------------------------------------------- places


@lru_cache(maxsize=4096)
def places(cell: str, first: str = "en") -> tuple[Site, ...] | None:
    """The places on the body that a cell names and nothing else; None if it says anything more or less."""
    text = _sides_in_full(re.sub(r"[/+&;|]", " and ", cell) if not _is_side(cell) else cell)
    for code in languages(first, text):
        if code == "de":
            text = text.replace(" and ", " und ")
        found = understand(f"{KIND[code]} {text}", now=_THEN, at=_AT, language=code)
        bodies = [draft.body for draft in found.drafts]
        if not found.note and not found.questions and len(bodies) == 1 and isinstance(bodies[0], Episode):
            plain_spasm = replace(bodies[0], sites=(), note="")
            if bodies[0].sites and plain_spasm == Episode(kind=EpisodeKind.CRAMP):
                return bodies[0].sites
    return _by_word(cell)


def _by_word(cell: str) -> tuple[Site, ...] | None:
    """Places in a language that dictation does not know: "mollet gauche", "pierna izquierda y pie"."""
    sites = []
    for part in re.split(r"\s*[,;+&/]\s*|\s(?:et|y)\s", plain(cell)):
        words = part.split()
        sides = {side for word in words if (side := side_of(word)) and len(word) > 1}
        name = " ".join(word for word in words if not side_of(word) and word not in _ARTICLES)
        code = phrases("site").get(name, "")
        if not code or len(sides) > 1:
            return None
        sided = bool(sides) and vocabulary("site")[code].sided
        sites.append(Site(code, Side(sides.pop()) if sided else None))
    return tuple(sites) or None


_ARTICLES = frozenset("le la les l el los las du de des mon ma mes mi mis à au en".split())


def _sides_in_full(cell: str) -> str:
    """ "Wade li" as "Wade links", "re." as "rechts", "bds" as "beidseits"."""
    for short, side in (("li", "links"), ("re", "rechts"), ("bds", "beidseits")):
        cell = re.sub(rf"(?<![^\W\d_]){short}\b\.?(?![^\W\d_])", side, cell, flags=re.IGNORECASE)
    for short, side in (("rt", "right"), ("lt", "left")):
        cell = re.sub(rf"(?<![^\W\d_]){short}\b\.?(?![^\W\d_])", side, cell, flags=re.IGNORECASE)
    return cell


def _is_side(cell: str) -> bool:
    return side_of(cell) != ""


def side_of(cell: str) -> str:
    """`left`, `right` or `both`; empty for anything else."""
    word = plain(cell)
    return next((side for side in ("both", "left", "right") if word in said("cell", side)), "")


def spoken_time(cell: str, *, day: datetime, zone: str, clock24: bool, first: str) -> When | None:
    """A time in words that no clock form has: "half 2", "halb vier"; None if there is none."""
    for code in (*languages(first, cell), *LANGUAGES):
        try:
            found = when_of(cell, day=day.date(), zone=zone, clock24=clock24, language=code)
        except Unclear:
            continue
        if found is not None:
            return found
    return None
