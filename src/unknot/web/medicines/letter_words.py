"""What was read in a letter, in plain words: step by step, the limits, and why a sentence is no plan."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from babel.dates import get_day_names
from django.utils.translation import gettext as _

from unknot.dictation.letters import LetterDose, LetterNeed, LetterPlan, LetterStep, Why
from unknot.journal.entry import Medicine
from unknot.journal.quantity import Quantity
from unknot.journal.quantity import plain as decimal
from unknot.report.plans import amount_words, listed
from unknot.report.wording import Voice


def slot_words(slot: str) -> str:
    """In the morning, at night: a part of the day that a letter names."""
    return {
        "morning": _("in the morning"),
        "noon": _("at midday"),
        "afternoon": _("in the afternoon"),
        "evening": _("in the evening"),
        "night": _("at night"),
        "bedtime": _("at bedtime"),
    }[slot]


def medicine_of(plan: LetterPlan) -> Medicine:
    return Medicine(name=plan.name[:80], code=plan.code, strength=plan.strength, form=plan.form[:80])


def step_lines(plan: LetterPlan, voice: Voice) -> list[str]:
    """The steps as the letter has them, before any day or time was asked for."""
    return [f"{_when(n, step, voice)}{_step(step, plan.form, voice)}" for n, step in enumerate(plan.steps)]


def bound_lines(plan: LetterPlan, voice: Voice) -> list[str]:
    """When needed, the limits and the end."""
    lines = [need_words(plan.need, plan.form, voice)] if plan.need else []
    lines += [_("Limit, in the letter's words: “{words}”").format(words=words) for words in plan.limits]
    if plan.ends is not None:
        said = _("Stop on {day}") if plan.stop_day else _("Last day: {day}")
        lines.append(said.format(day=voice.full(plan.ends)))
    elif plan.ends_after is not None:
        lines.append(_("For {n} days in all, then it ends").format(n=plan.ends_after))
    return lines


def need_words(need: LetterNeed, form: str, voice: Voice) -> str:
    parts = [_amount(need.amount, form, voice), *(slot_words(slot) for slot in need.slots)]
    if need.most_a_day:
        parts.append(_("no more than {n} times in 24 hours").format(n=need.most_a_day))
    if need.hours_between:
        parts.append(_("at least {n} hours apart").format(n=need.hours_between))
    return _("Only when needed: {limits}").format(limits=", ".join(parts))


def _when(n: int, step: LetterStep, voice: Voice) -> str:
    if step.starts is not None:
        return _("From {day}: ").format(day=voice.full(step.starts))
    if not n:
        return ""
    if step.after_days is None:
        return _("Later, from a day the letter does not give: ")
    return _("After {n} days: ").format(n=step.after_days)


def _step(step: LetterStep, form: str, voice: Voice) -> str:
    groups = [
        (amount, list(doses)) for amount, doses in groupby(sorted(step.doses, key=_order), key=lambda dose: dose.amount)
    ]
    words = "; ".join(
        _("{amount}, {times}").format(amount=_amount(amount, form, voice), times=_times(doses, voice))
        for amount, doses in groups
    )
    if step.weekday is not None:
        day = get_day_names("wide", locale=voice.locale)[step.weekday]
        return _("{doses}, once a week, on a {weekday}").format(doses=words, weekday=day)
    if step.every_days == 2:
        return _("{doses}, every other day").format(doses=words)
    if step.every_days > 1:
        return _("{doses}, every {n} days").format(doses=words, n=step.every_days)
    return words


_SLOTS = ("morning", "noon", "afternoon", "evening", "night", "bedtime")


def _order(dose: LetterDose) -> tuple[object, ...]:
    return (str(dose.at or ""), _SLOTS.index(dose.slot) if dose.slot else 0)


def _times(doses: Sequence[LetterDose], voice: Voice) -> str:
    clocks = [voice.time(dose.at) for dose in doses if dose.at is not None]
    slots = [slot_words(dose.slot) for dose in doses if dose.slot]
    if clocks:
        return _("at {times}").format(times=listed(clocks, voice))
    if slots:
        return listed(slots, voice)
    n = len(doses)
    words = {1: _("once a day"), 2: _("twice a day"), 3: _("three times a day"), 4: _("four times a day")}
    return words.get(n) or _("{n} times a day").format(n=n)


def _amount(amount: Quantity, form: str, voice: Voice) -> str:
    """With the letter's own noun for what is counted: 1 capsule."""
    if amount.unit == "{tbl}" and "capsule" in form:
        words = _("{n} capsule") if amount.value <= 1 else _("{n} capsules")
        return words.format(n=decimal(amount.value))
    return amount_words(amount, voice)


# ---------------------------------------------------------------- why not


def why_words(why: Why, word: str) -> str:
    """Why no plan is taken from a sentence, in a short sentence."""
    if why is Why.WORD and word:
        return _("“{word}” was not understood.").format(word=word)
    named = {
        Why.WORD: _("It was not understood as a whole."),
        Why.SHAPE: _("It was not understood as a whole."),
        Why.PAST: _("It seems to speak of the past."),
        Why.POSSIBLE: _("It says what may be or what someone may think about, not what to take."),
        Why.PERSON: _("It seems to be about someone else."),
        Why.ALLERGY: _("It seems to be about an allergy or a side effect."),
        Why.STOPPED: _("It seems to say that it was stopped."),
        Why.NEGATION: _("It says “{word}”.").format(word=word) if word else _("It says no to something."),
        Why.QUESTION: _("It is a question."),
        Why.GROWS: _(
            "It changes step by step, and the amounts would have to be worked out. Unknot works out no amount."
        ),
        Why.DIVIDED: _("It says how much in a whole day, not how much at a time and how often."),
        Why.DIRECTED: _("It does not say how much or how often."),
        Why.CHOICE: _("It leaves a choice."),
        Why.RANGE: _("It gives a range. Ask how much it is for you."),
        Why.HOW_OFTEN: _("It does not say how often a day."),
        Why.HOW_MUCH: _("It does not say how much at a time."),
        Why.NO_MEDICINE: _("No medicine is named with it."),
        Why.WHICH_MEDICINE: _("It is not clear which medicine it belongs to."),
        Why.TWICE: _("The letter says two things about this medicine. Which one holds?"),
        Why.UNITS: _("It mixes units, or has one that does not fit this medicine."),
        Why.TIMES: _("The times do not fit, or could be in the morning or in the evening."),
        Why.WEEKDAYS: _("It names several weekdays. A plan here can hold one weekday or every so many days."),
        Why.DATE_ORDER: _("“{word}” can be two days. It is asked above.").format(word=word),
        Why.DATE: _("“{word}” is no clear day.").format(word=word) if word else _("A day in it is not clear."),
        Why.DATES: _("The days in it do not follow each other."),
        Why.AFTER_UNREAD: _("It goes on from a sentence that was not read."),
        Why.UNDER_HEADING: _("It stands under a heading that is not one of a plan of now."),
        Why.NEIGHBOUR: _("The sentence next to it may take it back: “{word}”.").format(word=word),
        Why.LONG: _("It is too long."),
    }
    return named[why]
