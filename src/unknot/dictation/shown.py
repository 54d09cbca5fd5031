"""What was understood, in plain words, line by line, so that it can be checked and corrected at a glance."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from unknot.dictation.understood import Doubt, Draft, Question, Slot, Understood
from unknot.journal.entry import (
    DayCount,
    DiaryDay,
    Dose,
    Episode,
    Exposure,
    Measurement,
    Note,
    Precision,
    Symptom,
    Treatment,
)
from unknot.journal.span import Moment
from unknot.knowledge.vocabulary import says
from unknot.knowledge.words import Translate


@dataclass(frozen=True, slots=True)
class Line:
    """One slot: what it is, and what was understood."""

    slot: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One draft: what kind of thing it is, and its lines; when it was is always the last."""

    title: str
    lines: tuple[Line, ...]


_TITLES: dict[type, str] = {
    Episode: "A spasm",
    Dose: "A medicine",
    Treatment: "A treatment",
    Exposure: "Something that may matter",
    DiaryDay: "A word about the day",
    DayCount: "How many in the day",
    Symptom: "Something felt",
    Measurement: "A result",
    Note: "A note",
}
_LABELS = {
    "kind": "What",
    "label": "What you call it",
    "code": "What",
    "word": "What",
    "site": "Where",
    "bother": "How much it bothered",
    "band": "How much it bothered",
    "pain": "Pain",
    "duration": "How long",
    "run": "How many in a row",
    "count": "How many",
    "running": "Still going",
    "woke": "Woke you",
    "asleep": "While asleep",
    "useful": "Useful",
    "feel": "What it felt like",
    "sign": "What could be seen",
    "after": "What was left afterwards",
    "during": "What was going on",
    "suspected": "Your suspicion",
    "helped": "What helped",
    "impact": "What it stopped",
    "medicine": "Medicine",
    "amount": "Amount",
    "status": "Taken",
    "planned": "Planned for",
    "stage": "Stage",
    "level": "How much",
    "relief": "Helped",
    "value": "How much",
    "new": "New",
    "day": "Day",
    "sleep": "Sleep",
    "worst": "Worst part of the day",
    "at": "When",
}
_VOCABULARIES = {
    "feel": "sensation",
    "sign": "sign",
    "during": "situation",
    "suspected": "exposure",
    "helped": "treatment",
    "impact": "impact",
    "medicine": "medicine",
}
_CODES = {Treatment: "treatment", Exposure: "exposure", Symptom: "symptom", Measurement: "measurement"}
_WORDS = {
    "yes": "yes",
    "no": "no",
    "a-bit": "a bit",
    "low": "low",
    "medium": "medium",
    "high": "high",
    "spasm": "spasm",
    "cramp": "cramp",
    "stiffness": "stiffness",
    "twitching": "twitching",
    "skipped": "skipped",
    "extra": "extra",
    "started": "started",
    "stopped": "stopped",
    "changed": "changed",
    "none-so-far": "none so far",
    "everything": "that is everything",
    "maybe-more": "there may be more",
    "broken": "broken",
    "whole": "not broken",
    "night": "night",
    "morning": "morning",
    "midday": "midday",
    "afternoon": "afternoon",
    "evening": "evening",
    "left": "left",
    "right": "right",
    "both": "both",
}
"""Every value that is not a code of a vocabulary; the words are msgids."""
_ASKED = {
    Doubt.BOTHER: "You said {said}. How much is that, from 0 to 10?",
    Doubt.TIME: "You said {said}. When was that?",
    Doubt.DURATION: "You said {said}. How long did it last?",
    Doubt.AMOUNT: "You said {said}. Is that what you took?",
    Doubt.MEDICINE: "You said {said}. Which medicine was that?",
    Doubt.TAKEN: "You said {said}. Did you take it?",
}


def shown(understood: Understood, _: Translate, *, now: Moment) -> tuple[Shown, ...]:
    """Each draft as a title and lines of label and value."""
    return tuple(_shown(draft, now, _) for draft in understood.drafts)


def asked(question: Question, _: Translate) -> str:
    """A question in plain words. It repeats what was said and shows no limit."""
    return _(_ASKED[question.doubt]).format(said=question.said)


def _shown(draft: Draft, now: Moment, _: Translate) -> Shown:
    lines: list[Line] = []
    for slot in draft.slots:
        if slot.name not in ("at", "day"):
            _add(lines, Line(slot.name, _(_LABELS[slot.name]), _value(slot, draft, now, _)))
    if isinstance(draft.body, Note):
        lines.append(Line("text", _("Words"), draft.body.text))
    when = draft.body.day.isoformat() if isinstance(draft.body, DiaryDay | DayCount) else _when(draft, now, _)
    lines.append(Line("at", _("When"), when))
    return Shown(_(_TITLES[type(draft.body)]), tuple(lines))


def _add(lines: list[Line], line: Line) -> None:
    """Several values of one slot on one line."""
    if lines and lines[-1].slot == line.slot:
        lines[-1] = Line(line.slot, line.label, f"{lines[-1].value}, {line.value}")
    else:
        lines.append(line)


def _value(slot: Slot, draft: Draft, now: Moment, _: Translate) -> str:
    match slot.name:
        case "site":
            return _site(slot.value, _)
        case "bother" | "pain":
            return _("{n} out of 10").format(n=slot.value)
        case "after":
            code, _slash, lasted = slot.value.partition("/")
            return f"{says('after-effect', code, _)} {lasted}".rstrip()
        case "planned":
            return _clock(datetime.fromisoformat(slot.value), now, _)
        case "code":
            return says(_CODES[type(draft.body)], slot.value, _)
        case "amount" | "value":
            return _amount(slot.value, _)
        case name if name in _VOCABULARIES:
            return says(_VOCABULARIES[name], slot.value, _)
        case _:
            return _(_WORDS[slot.value]) if slot.value in _WORDS else slot.value


def _site(value: str, _: Translate) -> str:
    side, dash, region = value.partition("-")
    if dash and side in ("left", "right", "both"):
        return f"{_(_WORDS[side])} {says('site', region, _)}"
    return says("site", value, _)


def _amount(value: str, _: Translate) -> str:
    number = value.rstrip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ{}[]/'%_")
    unit = value[len(number) :]
    words: dict[str, Callable[[], str]] = {
        "{tbl}": lambda: _("tablets"),
        "{puff}": lambda: _("puffs"),
        "{drop}": lambda: _("drops"),
        "Cel": lambda: "°C",
        "mm[Hg]": lambda: "mmHg",
        "[arb'U]": lambda: _("units"),
    }
    return f"{number} {words[unit]() if unit in words else unit}".rstrip()


def _when(draft: Draft, now: Moment, _: Translate) -> str:
    if draft.happened_at == now and draft.precision is Precision.MINUTE:
        return _("now")
    day = _day(draft.happened_at.local, now, _)
    match draft.precision:
        case Precision.DAY:
            return day
        case Precision.DAY_PART:
            return f"{day}, {_(_part(draft.happened_at.local))}"
        case Precision.HOUR:
            return _("{day} about {time}").format(day=day, time=f"{draft.happened_at.local:%H:%M}")
        case _:
            return _clock(draft.happened_at.local, now, _)


def _clock(at: datetime, now: Moment, _: Translate) -> str:
    return f"{_day(at, now, _)} {at:%H:%M}"


def _day(at: datetime, now: Moment, _: Translate) -> str:
    if at.date() == now.clock_date:
        return _("today")
    if at.date() == now.clock_date - timedelta(days=1):
        return _("yesterday")
    return at.date().isoformat()


def _part(at: datetime) -> str:
    starts = ((4, "night"), (11, "morning"), (13, "midday"), (17, "afternoon"), (22, "evening"))
    return next((name for hour, name in starts if at.hour < hour), "night")
