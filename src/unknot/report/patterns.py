"""The Patterns page as one value, and its lines for the Spasm Profile: the same numbers everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from unknot.analysis.patterns import (
    Caution,
    ExperimentResult,
    ExperimentState,
    Group,
    HourRate,
    Patterns,
    PlaceCount,
    WearOff,
)
from unknot.analysis.patterns import Finding as Found
from unknot.journal.entry import Side, Site
from unknot.journal.journal import Journal
from unknot.knowledge.words import Translate
from unknot.report import pattern_words as words
from unknot.report.before_after import BeforeAfter, before_after
from unknot.report.chart.bars import Bar, bars
from unknot.report.chart.curve import curve
from unknot.report.charts import NARROW, PAPER, WIDE, Sheet, forest
from unknot.report.early import description, ranking
from unknot.report.profile import Block, Chart, Finding, Interval, Table, Verdict
from unknot.report.suspected import suspected
from unknot.report.wording import Voice, counted

FEWEST_DRAWN = 10
"""Recorded spasms from which their hours and weekdays are drawn: before that it would be a picture of chance."""

VERDICTS = {
    Group.MORE: Verdict.MORE,
    Group.FEWER: Verdict.FEWER,
    Group.NO_DIFFERENCE: Verdict.NO_DIFFERENCE,
    Group.TOO_EARLY: Verdict.TOO_EARLY,
}


@dataclass(frozen=True, slots=True)
class PatternLine:
    """One candidate on the page: its name, its sentence, what to know with it, its lag curve if it has one.

    `figure` and `basis` say the same as the sentence where the heading of its list has said the rest. `could_try` is
    whether a log cannot answer, but a short experiment could.
    """

    code: str
    name: str
    sentence: str
    figure: str
    basis: str
    remarks: tuple[str, ...]
    shape: Chart | None
    could_try: bool


@dataclass(frozen=True, slots=True)
class PatternGroup:
    """One of the four lists, with what is true of all in it."""

    kind: str
    title: str
    about: str
    lines: tuple[PatternLine, ...]


@dataclass(frozen=True, slots=True)
class PatternsPage:
    """A sentence first, then the lists, then the pictures. `about` says what an association is.

    `followed` is whether anything is recorded that spasms could be compared with.
    """

    title: str
    language: str
    lead: str
    stands_on: str
    about: str
    corrected: str
    corrected_on: date | None
    suspected: Block
    followed: bool
    groups: tuple[PatternGroup, ...]
    forest: Chart | None
    hours: Chart | None
    weekdays: Chart | None
    places: Table | None
    treatments: tuple[str, ...]
    changes: tuple[BeforeAfter, ...]
    doses: tuple[str, ...]
    since_dose: tuple[Chart, ...]
    experiments: tuple[str, ...]
    worsening: str
    description: str
    ranking: Block
    coin_plan: str

    @property
    def before_correction(self) -> date | None:
        """The last day on which the page said what it said before the latest correction."""
        return self.corrected_on - timedelta(days=1) if self.corrected_on else None


def patterns_page(patterns: Patterns, journal: Journal, *, _: Translate, language: str = "en") -> PatternsPage:
    """The page of what a journal shows; `journal` gives the person's own words and formats."""
    settings = journal.settings
    voice = Voice(_, language, settings.country, settings.clock, settings.own_words)
    titles = {
        Group.MORE: _("More spasms logged after"),
        Group.FEWER: _("Fewer spasms logged after"),
        Group.NO_DIFFERENCE: _("No doubling for a whole day seen"),
        Group.TOO_EARLY: _("Too early to say"),
    }
    shared = words.shared_cautions(patterns.findings)
    followed = bool(patterns.candidates or settings.exposures)
    groups = [_group(group, titles[group], patterns, shared, voice) for group in titles]
    return PatternsPage(
        title=_("Patterns"),
        language=language,
        lead=words.lead(patterns, voice, followed=followed),
        stands_on=_stands_on(patterns, voice),
        about=" ".join([words.adjusted(patterns, voice), *(words.caution(c, voice) for c in shared)]),
        corrected=_corrected(patterns.corrected_on, voice),
        corrected_on=patterns.corrected_on,
        suspected=suspected(patterns, journal, voice),
        followed=followed,
        groups=tuple(group for group in groups if group.lines),
        forest=forest(_drawn(patterns, voice), voice),
        hours=_hours(patterns.hours, voice),
        weekdays=_weekdays(patterns.weekdays, voice),
        places=_places(patterns.places, voice),
        treatments=tuple(words.change(found, voice) for found in patterns.changes),
        changes=before_after(patterns, journal, voice),
        doses=(
            *(words.wear_off(found, voice) for found in patterns.wear_off),
            *(words.as_needed(found, voice) for found in patterns.as_needed),
        ),
        since_dose=tuple(chart for found in patterns.wear_off if (chart := _since_dose(found, voice))),
        experiments=tuple(words.experiment(found, voice) for found in patterns.experiments),
        worsening=words.worsening(patterns.worsening, voice) if patterns.worsening else "",
        description=description(patterns, voice),
        ranking=ranking(patterns, voice),
        coin_plan=words.coin_plan(patterns.coin_plan, voice),
    )


def profile_findings(patterns: Patterns, voice: Voice) -> tuple[Finding, ...]:
    """The findings as the Spasm Profile lists them."""
    found = [_finding(found, voice) for found in patterns.findings]
    return (*found, *(_by_coin(result, voice) for result in patterns.experiments))


def _drawn(patterns: Patterns, voice: Voice) -> list[Finding]:
    """What the forest plot shows: each difference, and for the others what is not ruled out."""
    lines = [(found, _finding(found, voice)) for found in patterns.findings]
    wide = [
        replace(line, ratio=Interval(found.day_ratio.value, found.day_ratio.low, found.day_ratio.high))
        if line.verdict is Verdict.NO_DIFFERENCE and found.day_ratio
        else line
        for found, line in lines
    ]
    coins = [_by_coin(result, voice) for result in patterns.experiments]
    return sorted([*wide, *coins], key=lambda line: list(Verdict).index(line.verdict))


def _by_coin(result: ExperimentResult, voice: Voice) -> Finding:
    """A short experiment: its interval once the coin has an answer, else only how far it is."""
    name, pairs = voice.coded("habit", result.habit), words.pairs(result, voice)
    match result.state:
        case ExperimentState.FEWER | ExperimentState.MORE if result.ratio:
            verdict = Verdict.FEWER if result.state is ExperimentState.FEWER else Verdict.MORE
            ratio = Interval(result.ratio.value, result.ratio.low, result.ratio.high)
            return Finding(verdict, name, words.times(result.ratio, voice), pairs, ratio=ratio, by_coin=True)
        case ExperimentState.NO_ANSWER:
            return Finding(Verdict.TOO_EARLY, name, voice._("ended without an answer"), pairs, by_coin=True)
        case _:
            return Finding(Verdict.TOO_EARLY, name, voice._("no answer yet"), pairs, by_coin=True)


def window(patterns: Patterns, voice: Voice) -> str:
    """What the findings stand on, for the heading of their block."""
    return words.logged_days(patterns.logged_days, voice) if patterns.looks else ""


def _finding(found: Found, voice: Voice) -> Finding:
    _ = voice._
    verdict, name = VERDICTS[found.group], words.thing(found, voice)
    if found.group in (Group.MORE, Group.FEWER) and found.ratio:
        ratio = Interval(found.ratio.value, found.ratio.low, found.ratio.high)
        detail = [words.lag(found.lag, voice) if found.lag else "", words.standing(found, voice)]
        said = "; ".join(part for part in detail if part)
        return Finding(verdict, name, words.times(found.ratio, voice), said, found.suspected, ratio)
    if found.group is Group.NO_DIFFERENCE:
        return Finding(verdict, name, words.not_ruled_out(found, voice), "", found.suspected)
    return Finding(Verdict.TOO_EARLY, name, words.early(found.forecast, voice).rstrip("."), "", found.suspected)


def _group(group: Group, title: str, patterns: Patterns, shared: Sequence[Caution], voice: Voice) -> PatternGroup:
    """`shared` cautions are said once for all, not again with each."""
    _, found = voice._, patterns.group(group)
    match group:
        case Group.NO_DIFFERENCE:
            about = _("The range beside each is not ruled out for the day after; a short difference would not show.")
        case Group.TOO_EARLY if not all(f.forecast.log_can_answer for f in found):
            about = _("What your log cannot answer at the present rate, a short experiment could.")
        case _:
            about = ""
    return PatternGroup(group.value, title, about, tuple(_line(f, shared, voice) for f in found))


def _line(found: Found, shared: Sequence[Caution], voice: Voice) -> PatternLine:
    name = words.thing(found, voice)
    figure, basis = words.brief(found, voice)
    return PatternLine(
        code=found.code,
        name=name[:1].upper() + name[1:],
        sentence=words.sentence(found, voice),
        figure=figure,
        basis=basis,
        remarks=words.remarks(found, voice, leave_out=shared),
        shape=_shape(found, name, voice),
        could_try=found.group is Group.TOO_EARLY and not found.forecast.log_can_answer,
    )


def _shape(found: Found, name: str, voice: Voice) -> Chart | None:
    """The lag curve of a finding with a difference."""
    _ = voice._
    if found.group not in (Group.MORE, Group.FEWER) or found.lag is None or not found.curve:
        return None
    title, sentence = _("When after {thing}").format(thing=name), words.lag(found.lag, voice)
    marks = [(hour, _("{n} h").format(n=hour)) for hour in (0, 12, 24, 36, 48) if hour <= len(found.curve)]

    def draw(sheet: Sheet) -> str:
        return curve(
            found.curve, title, sentence, marks=marks, ink=sheet.ink, name=f"lag-{found.code}-{sheet.name}",
            width=min(sheet.width, 340), height=6 * sheet.size, size=sheet.size,
        )  # fmt: skip

    rows = tuple(
        (_("{first} to {last} h").format(first=h, last=h + 6), voice.number(100 * max(found.curve[h : h + 6]), 0))
        for h in range(0, len(found.curve), 6)
    )
    table = Table(title, (_("Hours after"), _("% of the highest")), rows)
    return Chart(title, "", sentence, draw(NARROW), draw(WIDE), draw(PAPER), table)


def _stands_on(patterns: Patterns, voice: Voice) -> str:
    _ = voice._
    if not patterns.looks or patterns.last_look is None:
        return _("So far: {days}.").format(days=words.logged_days(patterns.logged_days, voice))
    looks = counted(patterns.looks, _("1 look"), _("{n} looks"))
    return _("{days}, {spasms} spasms in them; {looks}, the last on {day}.").format(
        days=words.logged_days(patterns.logged_days, voice),
        spasms=patterns.spasms,
        looks=looks,
        day=voice.day(patterns.last_look),
    )


def _corrected(day: date | None, voice: Voice) -> str:
    if day is None:
        return ""
    return voice._("Older entries were corrected on {day}. All looks were worked out again.").format(day=voice.day(day))


def _rates(
    title: str, sentence: str, rates: Sequence[HourRate], names: Sequence[str], labels: Sequence[str], scale: float,
    name: str, unit: str, voice: Voice,
) -> Chart | None:  # fmt: skip
    """Rates by hour or weekday as a chart, `scale` vouched hours to one unit of the axis."""
    _ = voice._
    if sum(rate.spasms for rate in rates) < FEWEST_DRAWN:
        return None
    drawn = [
        Bar(None if r.rate is None else r.rate * scale, (r.low or 0) * scale, (r.high or 0) * scale, label=label)
        for r, label in zip(rates, labels, strict=True)
    ]

    def draw(sheet: Sheet) -> str:
        return bars(
            drawn, title, sentence, ink=sheet.ink, name=f"{name}-{sheet.name}", width=sheet.width,
            height=13 * sheet.size, size=sheet.size,
        )  # fmt: skip

    def row(rate: HourRate, words_: str) -> tuple[str, ...]:
        if rate.rate is None:
            return words_, str(rate.spasms), voice.number(rate.hours), _("too little recorded"), ""
        interval = f"{voice.number((rate.low or 0) * scale, 2)}–{voice.number((rate.high or 0) * scale, 2)}"
        return words_, str(rate.spasms), voice.number(rate.hours), voice.number(rate.rate * scale, 2), interval

    head = ("", _("spasms"), _("recorded hours"), unit, _("95 % interval"))
    table = Table(title, head, tuple(row(r, n) for r, n in zip(rates, names, strict=True)))
    return Chart(title, unit, sentence, draw(NARROW), draw(WIDE), draw(PAPER), table)


def _hours(rates: Sequence[HourRate], voice: Voice) -> Chart | None:
    _ = voice._
    if not rates:
        return None
    names = [voice.time(time(rate.index % 24)) for rate in rates]
    labels = [name if rate.index % 4 == 0 else "" for name, rate in zip(names, rates, strict=True)]
    sentence = _busiest(rates, names, voice)
    return _rates(
        _("Hour by hour"), sentence, rates, names, labels, 24.0, "by-hour", _("spasms a day at this rate"), voice
    )


def _weekdays(rates: Sequence[HourRate], voice: Voice) -> Chart | None:
    if not rates:
        return None
    _, locale = voice._, voice.locale
    names = [locale.days["format"]["wide"][rate.index] for rate in rates]
    short = [locale.days["format"]["abbreviated"][rate.index] for rate in rates]
    sentence = _busiest(rates, names, voice)
    return _rates(_("By weekday"), sentence, rates, names, short, 24.0, "by-weekday", _("spasms a day"), voice)


def _busiest(rates: Sequence[HourRate], names: Sequence[str], voice: Voice) -> str:
    known = [(rate.rate, name) for rate, name in zip(rates, names, strict=True) if rate.rate is not None]
    if not known:
        return voice._("Too little recorded time to draw this.")
    return voice._("Most spasms for the time recorded: {when}.").format(when=max(known)[1])


def _since_dose(found: WearOff, voice: Voice) -> Chart | None:
    """Plain rates by hours since the last dose; the clock is not yet taken into account, and it says so."""
    _ = voice._
    if not found.by_hour:
        return None
    names = [_("{first} to {last} h").format(first=rate.index, last=rate.index + 1) for rate in found.by_hour]
    labels = [str(rate.index) for rate in found.by_hour]
    title = _("Hours since the last {medicine}").format(medicine=voice.coded("medicine", found.medicine))
    sentence = _("Plain rates, not adjusted for the time of day.")
    unit = _("spasms a day at this rate")
    return _rates(title, sentence, found.by_hour, names, labels, 24.0, f"since-{found.medicine}", unit, voice)


def _places(places: Sequence[PlaceCount], voice: Voice) -> Table | None:
    _ = voice._
    if not places:
        return None
    rows = [(voice.site(Site(p.region, Side(p.side) if p.side else None)), str(p.spasms)) for p in places]
    return Table(_("Where"), (_("Place"), _("spasms")), tuple(rows))
