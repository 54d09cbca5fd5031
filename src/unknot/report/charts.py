"""The charts of the page: each drawn for phone, desktop and paper, with a sentence and its table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time

from unknot.analysis.figures import Spread
from unknot.analysis.hours import HOURS_A_BIN, Bin
from unknot.journal.coverage import Day, DayState
from unknot.journal.plan import DoseCount
from unknot.report.changes import Change
from unknot.report.chart import strip as strip_chart
from unknot.report.chart.bars import Bar, bars
from unknot.report.chart.forest import forest_plot
from unknot.report.chart.svg import PAPER_INK, SCREEN_INK, Ink
from unknot.report.dose_lines import DoseLine
from unknot.report.profile import Chart, Finding, Table, Verdict
from unknot.report.wording import Voice, counted, joined, plain


@dataclass(frozen=True, slots=True)
class Sheet:
    """A surface to draw on: its ink, width and letter size in user units, and the ending of its ids."""

    ink: Ink
    width: float
    size: float
    name: str


NARROW = Sheet(SCREEN_INK, 340, 13, "narrow")
WIDE = Sheet(SCREEN_INK, 760, 14, "wide")
PAPER = Sheet(PAPER_INK, 515, 9, "paper")
"""515 points is the width between the margins of A4; Letter is wider, so letters never fall below 9 points."""
LATIN_ENDS = "\u0250"
"""The first character after the Latin letters: drawings name only what is written in those."""


def _drawn(title: str, hint: str, sentence: str, table: Table, draw: Callable[[Sheet], str]) -> Chart:
    return Chart(title, hint, sentence, draw(NARROW), draw(WIDE), draw(PAPER), table)


def through_day(bins: Sequence[Bin], days: int, voice: Voice) -> Chart:
    """The days in each two hours of the clock; lower on paper when the strip of so many days needs the space."""
    _ = voice._
    title, sentence = _("Through the day"), _busiest(bins, voice)
    edges = [voice.hour(hour) for hour in range(0, 25, 4)]
    drawn = [_day_bar(one) for one in bins]
    rows = min(4, -(-days // 23))

    def draw(sheet: Sheet) -> str:
        lines = 11 - rows if sheet is PAPER else 15
        return bars(
            drawn, title, sentence, ink=sheet.ink, name=f"hours-{sheet.name}", width=sheet.width,
            height=lines * sheet.size, size=sheet.size, edges=edges,
        )  # fmt: skip

    head = (
        _("Hours"), _("spasms"), _("recorded days"), _("average a day"), _("95 % interval"),
        _("median day (middle half)"), _("average bother"),
    )  # fmt: skip
    table = Table(title, head, tuple(_bin_row(one, voice) for one in bins))
    hint = _("spasms in 2 hours. Line: the median day; shade: the middle half of the days; bar: the average")
    return _drawn(title, hint, sentence, table, draw)


def _day_bar(one: Bin) -> Bar:
    """The median day in the band of the middle half of the days; the average as a bar."""
    if not one.known or one.by_day.median is None:
        return Bar(None)
    middle = one.by_day.median
    low, high = (middle if end is None else end for end in (one.by_day.lower, one.by_day.upper))
    return Bar(middle, low, high, one.rate)


def hours_words(one: Bin, voice: Voice) -> str:
    """00:00–02:00."""
    return f"{voice.time(time(one.from_hour))}–{voice.time(time((one.from_hour + HOURS_A_BIN) % 24))}"


def _busiest(bins: Sequence[Bin], voice: Voice) -> str:
    """When most are logged, how many, and between how many the middle half of the days lie there."""
    _ = voice._
    known = [one for one in bins if one.known]
    if not known:
        return _("Too little recorded time to draw the day.")
    if not any(one.spasms for one in known):
        return _("No spasms in the recorded time.")
    most = max(known, key=lambda one: one.rate)
    when, rate = hours_words(most, voice), voice.number(most.rate, 2)
    if most.by_day.lower is None or most.by_day.upper is None:
        return _("Most spasms for the time recorded: {hours}, about {rate} a day.").format(hours=when, rate=rate)
    return _(
        "Most spasms for the time recorded: {hours}, about {rate} a day; {low} to {high} on the middle half of days."
    ).format(
        hours=when, rate=rate, low=voice.number(most.by_day.lower, 1), high=voice.number(most.by_day.upper, 1)
    )  # fmt: skip


def _bin_row(one: Bin, voice: Voice) -> tuple[str, ...]:
    _ = voice._
    bother = "–" if one.bother is None else voice.number(one.bother, 1)
    if not one.known:
        shown = (_("too little recorded"), "", "")
    else:
        interval = f"{voice.number(one.low, 2)}–{voice.number(one.high, 2)}"
        shown = (voice.number(one.rate, 2), interval, spread_words(one.by_day, voice))
    return hours_words(one, voice), str(one.spasms), voice.number(one.days, 1), *shown, bother


def spread_words(spread: Spread, voice: Voice) -> str:
    """1 (0–2): the median and the middle half; a dash where there is nothing to take them of."""
    if spread.median is None:
        return "–"
    middle = voice.number(spread.median, 1)
    if spread.lower is None or spread.upper is None:
        return middle
    return f"{middle} ({voice.number(spread.lower, 1)}–{voice.number(spread.upper, 1)})"


def day_by_day(
    days: Sequence[Day],
    changes: Sequence[Change],
    voice: Voice,
    felt: Mapping[date, str] | None = None,
    doses: Mapping[date, DoseCount] | None = None,
    plans: Sequence[DoseLine] = (),
) -> Chart:
    """The strip, with the changes drawn in, the days underlined on which a side effect was `felt`, a mark at those
    on which planned doses were not taken or are not known, and the doses of the `plans` as lines below the days."""
    _ = voice._
    title, sentence = _("Day by day"), _strip_sentence(days, voice)
    signed = signs(changes)
    marks = {day: mark for day, count in (doses or {}).items() if (mark := _dose_mark(count)) is not None}
    most = 31 if max(day.spasms for day in days) < 100 else 23
    legend = _strip_legend(days, felt or {}, marks, voice)

    def draw(sheet: Sheet) -> str:
        rows = -(-len(days) // most)
        per_row = 7 if sheet is NARROW else max(7, -(-len(days) // rows))
        flat = sheet is PAPER and rows > 2
        lines = plans if not flat else ()
        grid = strip_chart.Grid(sheet.width, per_row, sheet.size, bool(signed), flat, len(lines))
        return strip_chart.strip(
            days, signed, title, sentence, grid=grid, ink=sheet.ink, name=f"days-{sheet.name}",
            under=frozenset(felt or ()), doses=marks, plans=lines, legend=legend,
        )  # fmt: skip

    hint = _("spasms of each day; below them the doses of the plan, as typed") if plans else _("spasms of each day")
    table = _strip_table(title, days, changes, felt or {}, doses or {}, voice)
    return replace(_drawn(title, hint, sentence, table, draw), key=key_words(signed, voice))


def _strip_legend(
    days: Sequence[Day], felt: Mapping[date, str], marks: Mapping[date, strip_chart.Doses], voice: Voice
) -> list[tuple[strip_chart.Sign, str]]:
    """The signs that this strip has, each with its word."""
    _, sign = voice._, strip_chart.Sign
    inside = {day.day for day in days}
    there = {
        sign.COUNT: any(day.count for day in days),
        sign.NONE: any(day.count == 0 for day in days),
        sign.PARTLY: any(day.state is DayState.PARTLY for day in days),
        sign.NO_RECORD: any(day.state is DayState.NO_RECORD for day in days),
        sign.RECALLED: any(day.recalled for day in days),
        sign.FELT: bool(inside & felt.keys()),
        sign.NOT_TAKEN: any(marks[day] is strip_chart.Doses.NOT_TAKEN for day in inside & marks.keys()),
        sign.NOT_KNOWN: any(marks[day] is strip_chart.Doses.NOT_KNOWN for day in inside & marks.keys()),
    }
    words = {
        sign.COUNT: _("spasms"),
        sign.NONE: _("none"),
        sign.PARTLY: _("at least"),
        sign.NO_RECORD: _("no record"),
        sign.RECALLED: _("from memory"),
        sign.FELT: _("side effect"),
        sign.NOT_TAKEN: _("dose not taken"),
        sign.NOT_KNOWN: _("dose not known"),
    }
    return [(one, words[one]) for one, shown in there.items() if shown]


def _strip_table(
    title: str,
    days: Sequence[Day],
    changes: Sequence[Change],
    felt: Mapping[date, str],
    doses: Mapping[date, DoseCount],
    voice: Voice,
) -> Table:
    """A row for each day; what was felt and the planned doses have a column only if there are any."""
    _ = voice._
    on = {change.day: change.words for change in changes}
    head: list[str] = [_("Day"), _("spasms"), _("record"), _("what changed"), *([_("side effects")] if felt else [])]
    head += [_("planned doses")] if doses else []

    def row(day: Day) -> tuple[str, ...]:
        said = voice.full(day.day), count_words(day, voice), _state(day, voice), on.get(day.day, "")
        more = [felt.get(day.day, "")] if felt else []
        return (*said, *more, *([_dose_words(doses.get(day.day), voice)] if doses else []))

    return Table(title, tuple(head), tuple(row(day) for day in days))


def _dose_mark(count: DoseCount) -> strip_chart.Doses | None:
    if count.skipped:
        return strip_chart.Doses.NOT_TAKEN
    return strip_chart.Doses.NOT_KNOWN if count.unknown else None


def _dose_words(count: DoseCount | None, voice: Voice) -> str:
    """2 of 3 taken, 1 not known."""
    _ = voice._
    if count is None:
        return ""
    parts = [
        _("{taken} of {planned} taken").format(taken=count.taken, planned=count.planned),
        _("{n} not taken").format(n=count.skipped) if count.skipped else "",
        _("{n} not known").format(n=count.unknown) if count.unknown else "",
    ]
    return joined(parts)


def signs(changes: Sequence[Change]) -> list[strip_chart.Change]:
    """One change in Latin letters is named in the strip; others get letters, which the key below explains."""
    if len(changes) == 1 and max(changes[0].words) < LATIN_ENDS:
        return [strip_chart.Change(changes[0].day, plain(changes[0].words, 48))]
    return [strip_chart.Change(change.day, change.words, _letter(n)) for n, change in enumerate(changes)]


def key_words(signed: Sequence[strip_chart.Change], voice: Voice) -> tuple[str, ...]:
    """A 16 Mar: what changed."""
    return tuple(f"{change.sign} {voice.short(change.day)}: {change.words}" for change in signed if change.sign)


def _letter(n: int) -> str:
    return chr(65 + n) if n < 26 else f"{chr(64 + n // 26)}{chr(65 + n % 26)}"


def _strip_sentence(days: Sequence[Day], voice: Voice) -> str:
    _ = voice._
    counts = [day.count for day in days if day.count is not None]
    if not counts:
        return _("No day is recorded in full.")
    return _("Of {all} days, {n} are recorded: {some} with spasms, {none} without.").format(
        all=len(days), n=len(counts), some=sum(c > 0 for c in counts), none=counts.count(0)
    )


def count_words(day: Day, voice: Voice) -> str:
    """The number of a day as a table says it: at least, or not known, where that is all there is."""
    _ = voice._
    match day.state:
        case DayState.VOUCHED:
            return str(day.spasms)
        case DayState.PARTLY:
            return _("at least {n}").format(n=day.spasms) if day.spasms else _("not known")
        case DayState.NO_RECORD:
            return _("not known")


def _state(day: Day, voice: Voice) -> str:
    _ = voice._
    match day.state:
        case DayState.VOUCHED:
            return _("recorded from memory") if day.recalled else _("recorded")
        case DayState.PARTLY:
            return _("partly recorded")
        case DayState.NO_RECORD:
            return _("no record")


def forest(found: Sequence[Finding], voice: Voice) -> Chart | None:
    """The ratios of the findings that have one, with their intervals; None if none has."""
    _ = voice._
    drawn = [(finding.name, finding.ratio) for finding in found if finding.ratio is not None]
    if not drawn:
        return None
    title = _("How many times as many spasms were logged")
    strong = sum(finding.verdict in (Verdict.MORE, Verdict.FEWER) for finding in found)
    sentence = counted(strong, _("1 thing with a difference so far."), _("{n} things with a difference so far."))

    def draw(sheet: Sheet) -> str:
        return forest_plot(
            drawn, title, sentence, ink=sheet.ink, name=f"forest-{sheet.name}", width=sheet.width, size=sheet.size
        )

    rows = tuple(
        (name, voice.number(ratio.value, 2), f"{voice.number(ratio.low, 2)}–{voice.number(ratio.high, 2)}")
        for name, ratio in drawn
    )
    table = Table(title, (_("after"), _("times"), _("95 % interval")), rows)
    return _drawn(title, _("1 is no difference"), sentence, table, draw)
