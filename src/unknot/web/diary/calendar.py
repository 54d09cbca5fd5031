"""A month as boxes: how many spasms, how bad, how sure, with marks for doses and side effects."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from babel.dates import format_date, format_skeleton, get_day_names

from unknot.analysis.side_effects import felt_days
from unknot.journal.coverage import Coverage, Day, DayState, days
from unknot.journal.entry import Band, DayCount, DiaryDay, Dose, DoseStatus, Episode
from unknot.journal.journal import Journal
from unknot.report.wording import Voice
from unknot.web.diary.day_words import spoken
from unknot.web.page.context import PageContext

WEEK = 7
AT_LEAST = timedelta(days=13)
"""In the first days of a month the weeks before stand above it: two weeks are always seen."""

BANDS = {Band.LOW: "low", Band.MEDIUM: "medium", Band.HIGH: "high"}
LOW_TO, MEDIUM_TO = 3, 6
"""The last bother on the scale of 0 to 10 that is drawn as low, and as medium."""


@dataclass(frozen=True, slots=True)
class Box:
    """A day of the calendar.

    `state` is number, none, least (an open edge) or empty (dashes), "" before the journal began; `fill` is low, medium
    or high by the worst bother, "" where it was not said. `dose` is taken, missed or "".
    """

    day: date
    label: str
    state: str
    figure: str
    fill: str
    dose: str
    side_effect: bool
    words: str
    chosen: bool
    today: bool


@dataclass(frozen=True, slots=True)
class Month:
    """Weeks of boxes; None stands where a day belongs to another month or is still to come."""

    title: str
    first: date
    last: date
    weekdays: tuple[tuple[str, str], ...]
    """The short and the whole name of each weekday, in the reader's order."""
    weeks: tuple[tuple[Box | None, ...], ...]

    @property
    def boxes(self) -> tuple[Box, ...]:
        return tuple(box for week in self.weeks for box in week if box)


def month_of(day: date) -> tuple[date, date]:
    """The first and the last day of the month of a day."""
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])


def shown_days(day: date, today: date) -> tuple[date, date]:
    """What the calendar shows around a day: its month; early in the month of today also the weeks before."""
    first, last = month_of(day)
    return (min(first, today - AT_LEAST), today) if first <= today <= last else (first, last)


def month(ctx: PageContext, chosen: date, begins: date | None, covered: Coverage) -> Month:
    """The month of the chosen day; the journal `begins` on a day, before which there is nothing to record."""
    today, voice = ctx.now.diary_day, ctx.voice
    first, last = shown_days(chosen, today)
    effects = felt_days(ctx.journal, first, last)
    found = days(ctx.journal, first, last, ctx.zone, covered)
    boxes: list[Box | None] = [
        _box(day, ctx, began=begins is None or day.day >= begins, effect=day.day in effects, chosen=chosen)
        for day in found
    ]
    lead = (first.weekday() - voice.locale.first_week_day) % WEEK
    boxes = [*_nothing(lead), *boxes, *_nothing(-(lead + len(boxes)) % WEEK)]
    return Month(
        title=month_title(chosen, today, voice),
        first=first,
        last=last,
        weekdays=_weekdays(voice),
        weeks=tuple(tuple(boxes[n : n + WEEK]) for n in range(0, len(boxes), WEEK)),
    )


def _nothing(n: int) -> list[Box | None]:
    return [None for _ in range(n)]


def month_title(day: date, today: date, voice: Voice) -> str:
    """November; November 2025 in another year than this."""
    if day.year == today.year:
        return format_date(day, "LLLL", voice.locale)
    return format_skeleton("yMMMM", day, locale=voice.locale)


def _weekdays(voice: Voice) -> tuple[tuple[str, str], ...]:
    names, whole = (get_day_names(width, "stand-alone", voice.locale) for width in ("short", "wide"))
    order = [(voice.locale.first_week_day + n) % WEEK for n in range(WEEK)]
    return tuple((names[n], whole[n]) for n in order)


def _box(day: Day, ctx: PageContext, *, began: bool, effect: bool, chosen: date) -> Box:
    state = box_state(day)
    fill = fill_of(worst(ctx.journal, day.day)) if day.spasms else ""
    dose = _dose(ctx.journal, day.day)
    parts = [
        spoken(day, ctx.voice) if began or state != "empty" else "",
        day_detail(day, ctx),
        {"taken": ctx.voice._("dose taken"), "missed": ctx.voice._("dose not taken"), "": ""}[dose],
        ctx.voice._("side effect") if effect else "",
    ]
    return Box(
        day=day.day,
        label=str(day.day.day),
        state=state if began or state != "empty" else "",
        figure=str(day.spasms) if day.spasms else "",
        fill=fill,
        dose=dose,
        side_effect=effect,
        words=", ".join(part for part in parts if part),
        chosen=day.day == chosen,
        today=day.day == ctx.now.diary_day,
    )


def box_state(day: Day) -> str:
    match day.state:
        case DayState.NO_RECORD:
            return "empty"
        case DayState.PARTLY:
            return "least"
        case DayState.VOUCHED:
            return "number" if day.spasms else "none"


def worst(journal: Journal, day: date) -> int | Band | None:
    """The worst bother said of a spasm of this day: a number before a word; None if none was said."""
    bodies = [e.body for e in journal.on(day) if isinstance(e.body, Episode | DayCount)]
    numbers = [body.bother for body in bodies if body.bother is not None]
    if numbers:
        return max(numbers)
    said = {body.bother_band for body in bodies if body.bother_band is not None}
    return next((band for band in (Band.HIGH, Band.MEDIUM, Band.LOW) if band in said), None)


def fill_of(bother: int | Band | None) -> str:
    """low, medium or high; "" where nothing was said."""
    if bother is None or isinstance(bother, Band):
        return BANDS[bother] if bother else ""
    return "low" if bother <= LOW_TO else "medium" if bother <= MEDIUM_TO else "high"


def day_detail(day: Day, ctx: PageContext) -> str:
    """What else a day says: its worst spasm, what was answered in the evening, and whether it rests on memory."""
    _, bad = ctx.voice._, worst(ctx.journal, day.day)
    here = ctx.journal.on(day.day)
    checked = [e.body.bother for e in here if isinstance(e.body, DiaryDay) and e.body.bother is not None]
    parts = [
        _("worst bother {n}").format(n=_bother(bad, ctx.voice)) if bad is not None else "",
        _("evening answer {n}").format(n=checked[-1]) if checked else "",
        _("from memory") if day.recalled else "",
    ]
    return ", ".join(part for part in parts if part)


def _bother(bother: int | Band, voice: Voice) -> str:
    _ = voice._
    words = {Band.LOW: _("low"), Band.MEDIUM: _("medium"), Band.HIGH: _("high")}
    return words[bother] if isinstance(bother, Band) else str(bother)


def _dose(journal: Journal, day: date) -> str:
    """Whether a dose of this day was marked as not taken, or one as taken; "" if none was recorded."""
    said = {e.body.status for e in journal.on(day) if isinstance(e.body, Dose)}
    if DoseStatus.SKIPPED in said:
        return "missed"
    return "taken" if said else ""


def key_words(month: Month, voice: Voice) -> list[tuple[str, str]]:
    """The signs that this month has, each with its words: no key for what is not there."""
    _, boxes = voice._, month.boxes
    states: Collection[str] = {box.state for box in boxes}
    there = [
        ("number", _("spasms"), bool({"number", "least"} & set(states) and any(box.figure for box in boxes))),
        ("none", _("none"), "none" in states),
        ("least", _("at least"), "least" in states),
        ("empty", _("no record"), "empty" in states),
        ("high", _("fuller colour: it bothered more"), any(box.fill for box in boxes)),
        ("taken", _("dose taken"), any(box.dose == "taken" for box in boxes)),
        ("missed", _("dose not taken"), any(box.dose == "missed" for box in boxes)),
        ("effect", _("side effect"), any(box.side_effect for box in boxes)),
    ]
    return [(sign, words) for sign, words, shown in there if shown]
