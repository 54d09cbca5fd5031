"""Before and after a change, or since the last visit: two windows side by side, if both are recorded well enough."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from unknot.analysis.figures import Figures
from unknot.analysis.period import WINDOW, Period, period, plan_turn
from unknot.journal.coverage import Coverage
from unknot.journal.entry import Visit
from unknot.journal.journal import Journal
from unknot.report.changes import Change, changes
from unknot.report.profile import Comparison, Table
from unknot.report.wording import Voice, ask_first


def comparison(
    journal: Journal, covered: Coverage, first: date, last: date, zone: str, changed: Sequence[Change], voice: Voice,
    estimates: Mapping[date, str],
) -> Comparison:  # fmt: skip
    """Around the last marked change of the period; without one, the last change of a plan shortly before it; without
    that, since the last visit; else there is nothing to compare.

    Of `estimates`, those of medicines stand first among what the log shows; of any other change it is said here.
    """
    _ = voice._
    marked = [change for change in changed if change.marked and change.day > first]
    turn = plan_turn(journal, first)
    visits = [e.happened_at.clock_date for e in journal.of(Visit) if e.happened_at.clock_date <= last]
    if marked or turn is not None:
        start = marked[-1].day if marked else turn
        assert start is not None
        title = _("Before and after {day}").format(day=voice.day(start))
        about = marked[-1].words if marked else "; ".join(c.words for c in changes(journal, start, start, voice))
    elif visits:
        title, start, about = _("Since the visit on {day}").format(day=voice.day(visits[-1])), visits[-1], ""
    else:
        nothing = _("No change of plan and no earlier visit to compare with in this period.")
        return Comparison(_("Before and after"), (nothing,), None)
    before = period(journal, covered, start - timedelta(days=WINDOW), start - timedelta(days=1), zone)
    after = period(journal, covered, max(start, last - timedelta(days=WINDOW - 1)), last, zone)
    caution = _("Other things may have changed too.") + " " + ask_first(voice)
    about = f"{about}." if about else ""
    if not (before.enough and after.enough):
        return Comparison(title, tuple(s for s in (about, missing(before, after, voice), caution) if s), None)
    if before.felt or after.felt:
        caution += " " + _("Fewer spasms with more weakness is not simply better.")
    other = bool(marked) and not marked[-1].of_medicine
    said = (about, estimates.get(start, "") if other else "", caution)
    return Comparison(title, tuple(s for s in said if s), side_by_side(title, before, after, voice))


def missing(before: Period, after: Period, voice: Voice) -> str:
    """Which side has too few days, and how many more it needs."""
    _ = voice._
    parts = [_("Not enough recorded days to set side by side.")]
    if not before.enough:
        parts.append(
            _("Before: {n} of {days} recorded, {more} more needed.").format(
                n=before.recorded, days=before.length, more=before.needed - before.recorded
            )
        )
    if not after.enough:
        parts.append(
            _("After: {n} of {days} recorded, {more} more needed.").format(
                n=after.recorded, days=after.length, more=after.needed - after.recorded
            )
        )
    return " ".join(parts)


def side_by_side(title: str, before: Period, after: Period, voice: Voice) -> Table:
    """The same numbers for both windows, each with what it stands on."""
    _ = voice._
    head = (
        "",
        _("before: {period}").format(period=_short_period(before, voice)),
        _("after: {period}").format(period=_short_period(after, voice)),
        _("difference"),
    )
    one, two = before.figures, after.figures
    rows = [
        (
            _("Recorded days"),
            _("{n} of {days}").format(n=before.recorded, days=before.length),
            _("{n} of {days}").format(n=after.recorded, days=after.length),
            "",
        ),
        _row(_("Spasm days in 7"), one.per_seven, two.per_seven, voice),
        _row(_("Median a day"), one.median, two.median, voice, _middle(one, voice), _middle(two, voice)),
        (_("Nights woken"), _nights(one, voice), _nights(two, voice), ""),
        _row(
            _("Bother, 0 to 10"), one.bother, two.bother, voice,
            _("{n} days").format(n=one.bother_days), _("{n} days").format(n=two.bother_days),
        ),
    ]  # fmt: skip
    if before.felt or after.felt:
        felt = _("at least {n}")
        rows.append((_("Days with a side effect"), felt.format(n=before.felt), felt.format(n=after.felt), ""))
    return Table(title, head, tuple(rows))


def _short_period(window: Period, voice: Voice) -> str:
    return f"{voice.short(window.first)} – {voice.short(window.last)}"


def _row(
    name: str, before: float | None, after: float | None, voice: Voice, note: str = "", other: str = ""
) -> tuple[str, ...]:
    def cell(value: float | None, more: str) -> str:
        if value is None:
            return "–"
        return f"{voice.number(value, 1)} ({more})" if more else voice.number(value, 1)

    if before is None or after is None:
        return name, cell(before, note), cell(after, other), ""
    difference = round(round(after, 1) - round(before, 1), 1)
    sign = "+" if difference > 0 else "−" if difference < 0 else ""
    return name, cell(before, note), cell(after, other), f"{sign}{voice.number(abs(difference), 1)}"


def _middle(figures: Figures, voice: Voice) -> str:
    if figures.lower is None or figures.upper is None:
        return ""
    return f"{voice.number(figures.lower, 1)}–{voice.number(figures.upper, 1)}"


def _nights(figures: Figures, voice: Voice) -> str:
    _ = voice._
    return _("{n} of {nights}").format(n=figures.nights_woken, nights=figures.nights_recorded)
