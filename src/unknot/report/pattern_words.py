"""What the log shows, in fixed sentences: associations in one person's own log, never a cause."""

from __future__ import annotations

from collections.abc import Sequence

from unknot.analysis.patterns import (
    AsNeeded,
    Caution,
    Change,
    CoinPlan,
    ExperimentResult,
    ExperimentState,
    Finding,
    Forecast,
    Group,
    Lag,
    Patterns,
    Ratio,
    Reaction,
    Tier,
    Trend,
    WearOff,
    WearOffState,
    Worsening,
)
from unknot.knowledge.vocabulary import vocabulary
from unknot.report.wording import Voice, ask_first, counted

LAGS = {
    Lag.HOURS_0_4: (0, 4), Lag.HOURS_0_8: (0, 8), Lag.HOURS_0_12: (0, 12), Lag.HOURS_4_12: (4, 12),
    Lag.HOURS_8_16: (8, 16), Lag.HOURS_12_24: (12, 24), Lag.HOURS_0_24: (0, 24), Lag.HOURS_4_24: (4, 24),
    Lag.HOURS_18_30: (18, 30), Lag.HOURS_24_36: (24, 36), Lag.HOURS_12_36: (12, 36), Lag.HOURS_24_48: (24, 48),
    Lag.HOURS_0_48: (0, 48),
}  # fmt: skip

HEADLINE = frozenset({Tier.LIKELY, Tier.STRONG})
"""What may be said first: one in four logs without any association shows some first hint within half a year."""
LONG = 120
"""Logged days after which "in the first months" is no longer said."""


def thing(finding: Finding, voice: Voice) -> str:
    """The exposure in the person's words."""
    return voice.coded("exposure", finding.code)


def times(ratio: Ratio, voice: Voice) -> str:
    """1.9 times (1.2 to 3)."""
    low, high = voice.number(ratio.low, 1), voice.number(ratio.high, 1)
    return voice._("{times} times ({low} to {high})").format(times=voice.number(ratio.value, 1), low=low, high=high)


def lag(found: Lag, voice: Voice) -> str:
    first, last = LAGS[found]
    if first == 0:
        return voice._("mostly in the first {n} hours").format(n=last)
    return voice._("mostly {first} to {last} hours later").format(first=first, last=last)


def standing(found: Finding, voice: Voice) -> str:
    """How far the evidence has come, as a person reads it: what once showed and today does not is said so."""
    _ = voice._
    if found.seen_until is not None:
        return _("was seen until {day}, not clearly since").format(day=voice.day(found.seen_until))
    match found.tier:
        case Tier.WATCHING:
            return ""
        case Tier.POSSIBLE:
            return _("a first hint; may be chance")
        case Tier.LIKELY:
            return _("seen in your log; still being checked")
        case Tier.STRONG:
            return _("keeps showing in your log")


def logged_days(n: int, voice: Voice) -> str:
    return counted(n, voice._("1 logged day"), voice._("{n} logged days"))


def sentence(finding: Finding, voice: Voice) -> str:
    """One finding in a sentence."""
    _ = voice._
    match finding.group:
        case Group.MORE | Group.FEWER if finding.ratio is not None:
            parts = [_difference(finding, finding.ratio, voice)]
            if finding.lag:
                parts.append(lag(finding.lag, voice))
            parts.append(logged_days(finding.known_days, voice))
            return "; ".join(parts) + "."
        case Group.NO_DIFFERENCE:
            return no_difference(finding, voice)
        case _:
            return early(finding.forecast, voice)


def brief(finding: Finding, voice: Voice) -> tuple[str, str]:
    """The figure of a finding, and what it stands on, for a list whose heading says the rest."""
    _, days = voice._, logged_days(finding.known_days, voice)
    match finding.group:
        case Group.MORE | Group.FEWER if finding.ratio is not None:
            when = [lag(finding.lag, voice)] if finding.lag else []
            return times(finding.ratio, voice), "; ".join([*when, days])
        case Group.NO_DIFFERENCE if ratio := finding.day_ratio or finding.ratio:
            low, high = voice.number(ratio.low, 1), voice.number(ratio.high, 1)
            return _("{low} to {high} times").format(low=low, high=high), days
        case Group.TOO_EARLY if not finding.forecast.log_can_answer:
            return _("not at the present rate"), days
        case Group.TOO_EARLY:
            return early(finding.forecast, voice), ""
        case _:
            return "", days


def _difference(finding: Finding, ratio: Ratio, voice: Voice) -> str:
    """A first hint is called one before anything else is said."""
    _ = voice._
    words = _("After {thing} you logged about {times} times as many spasms, likely {low} to {high} times")
    if finding.tier is Tier.POSSIBLE:
        words = _(
            "A first hint, which may be chance: after {thing} you logged about {times} times as many spasms, "
            "likely {low} to {high} times"
        )
    elif finding.seen_until is not None:
        words = _(
            "Seen until {day}, not clearly since: after {thing} you logged about {times} times as many spasms, "
            "likely {low} to {high} times"
        ).replace("{day}", voice.day(finding.seen_until))
    return words.format(
        thing=thing(finding, voice),
        times=voice.number(ratio.value, 1),
        low=voice.number(ratio.low, 1),
        high=voice.number(ratio.high, 1),
    )


def no_difference(finding: Finding, voice: Voice) -> str:
    """What was not seen, what is not ruled out, and what that stands on."""
    return f"{not_ruled_out(finding, voice)}; {logged_days(finding.known_days, voice)}."


def not_ruled_out(finding: Finding, voice: Voice) -> str:
    """What was not seen: only what lasts. A doubling for some hours could still be hidden."""
    _, ratio = voice._, finding.day_ratio or finding.ratio
    said = _("No doubling that lasts the whole day was seen; a short one would not show")
    if ratio is None:
        return said
    low, high = voice.number(ratio.low, 1), voice.number(ratio.high, 1)
    range_words = _("over the day after, {low} to {high} times is not ruled out").format(low=low, high=high)
    return f"{said}; {range_words}"


def early(forecast: Forecast, voice: Voice) -> str:
    """How much longer it may take, or that a log cannot tell."""
    _ = voice._
    if forecast.too_early:
        return _("Not enough yet.")
    if forecast.days is None:
        return _("Your log cannot answer this at the present rate. A short experiment could.")
    return _("Not enough yet: about {n} to {twice} more logged days.").format(n=forecast.days, twice=2 * forecast.days)


def shared_cautions(findings: Sequence[Finding]) -> tuple[Caution, ...]:
    """The cautions that every finding has, if there is more than one finding."""
    if len(findings) < 2:
        return ()
    return tuple(caution for caution in Caution if all(caution in finding.cautions for finding in findings))


def remarks(finding: Finding, voice: Voice, leave_out: Sequence[Caution] = ()) -> tuple[str, ...]:
    """What to know before reading too much into a finding."""
    _ = voice._
    said = [standing(finding, voice)]
    if finding.suspected:
        said.append(_("You named this beforehand."))
    if finding.reaction is Reaction.LIKELY:
        said.append(
            _("You logged more spasms just before it too. It may be an answer to spasms, not the other way round.")
        )
    if finding.goes_with:
        others = ", ".join(voice.coded("exposure", code) for code in finding.goes_with)
        said.append(_("In your log it often goes together with: {things}.").format(things=others))
    said += [caution(found, voice) for found in finding.cautions if found not in leave_out]
    return tuple(text for text in said if text)


def caution(found: Caution, voice: Voice) -> str:
    _ = voice._
    match found:
        case Caution.ANSWERED_AFTERWARDS:
            return _(
                "What is asked in the evening is answered after the spasms of that day, and that can colour the answer."
            )
        case Caution.ONLY_BEFORE_THE_ANSWER:
            return _(
                "In the hours after you answered it is not clear. It may be an answer to the spasms of that day, or be "
                "remembered because of them."
            )
        case Caution.CAN_BE_AN_ANSWER:
            return _("This can also be something one does or feels because of spasms.")
        case Caution.FIRST_SIGN:
            return _(
                "Is it the first sign? Spasms follow at once, so it may be how a spell begins, not what sets it off."
            )
        case Caution.SAME_WEEKS:
            return _(
                "It comes in the same weeks as more or fewer spasms. Within those weeks there is no clear difference: "
                "something else may come in these weeks too."
            )
        case Caution.CONFOUNDED_BY_NEED:
            return _("It is taken because of spasms, so the two cannot be told apart here.")
        case Caution.TREND_DECIDES:
            return _("With and without a slow change of the whole log the answers differ.")
        case Caution.FEW_DAYS:
            return _("It rests on few days.")
        case Caution.APPROXIMATE:
            return _("This is approximate.")


def lead(patterns: Patterns, voice: Voice, *, followed: bool = True) -> str:
    """The first thing that the page says; `followed` is whether anything is recorded to compare spasms with."""
    _ = voice._
    different = [f for f in patterns.findings if f.group in (Group.MORE, Group.FEWER) and f.ratio is not None]
    ready = [f for f in different if f.tier in HEADLINE and f.seen_until is None]
    if ready:
        return sentence(ready[0], voice)
    if not followed:
        return _("Nothing to compare your spasms with yet.")
    if patterns.looks == 0:
        return _("Nothing to compare yet. The first look comes after 14 days of logging.")
    if patterns.logged_days >= LONG:
        return _("Nothing stands out in {days}.").format(days=logged_days(patterns.logged_days, voice))
    return _("Nothing stands out so far. That is the usual answer in the first months.")


def adjusted(patterns: Patterns, voice: Voice) -> str:
    """What an association is, and what was taken into account."""
    _ = voice._
    words = {
        "time-of-day": _("time of day"), "weekday": _("weekday"), "slow-change": _("slow change"),
        "medicines": _("medicine"),
    }  # fmt: skip
    known = [words[name] for name in patterns.adjusted_for if name in words]
    others = max(patterns.candidates - 1, 0)
    return _(
        "These are associations in your own log, adjusted for {things} and {n} other things you log. "
        "An association is not a cause."
    ).format(things=", ".join(known), n=others)


def _what(code: str, voice: Voice) -> str:
    """The treatment or medicine that changed."""
    known = code in vocabulary("treatment").terms
    return voice.coded("treatment" if known else "medicine", code)


def changed_thing(found: Change, voice: Voice) -> str:
    """What changed, in the reader's words."""
    return _what(found.what, voice)


def change(found: Change, voice: Voice) -> str:
    """Before and after, side by side; only what is missing where there is too little."""
    _ = voice._
    head = _("{what}, {day}").format(what=_what(found.what, voice), day=voice.day(found.on))
    if not found.comparable:
        counts = _("{before} and {after} recorded days").format(
            before=found.before.recorded, after=found.after.recorded
        )
        return _("{head}: not enough to set side by side. {counts}; 14 on each side are needed.").format(
            head=head, counts=counts
        )
    said = [
        _("before {before} and after {after} spasms a recorded day").format(
            before=voice.number(found.before.per_day or 0, 1), after=voice.number(found.after.per_day or 0, 1)
        )
    ]
    names = {Trend.NONE: _("without a trend"), Trend.LINEAR: _("with a trend"), Trend.SMOOTH: _("with a slow change")}
    said += [f"{names[trend]} {times(ratio, voice)}" for trend, ratio in found.ratios]
    figures = "; ".join(said)
    return _("{head}: {figures}. Other things may have changed too.").format(head=head, figures=figures) + _asking(
        voice
    )


def _asking(voice: Voice) -> str:
    return " " + ask_first(voice)


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def as_needed(found: AsNeeded, voice: Voice) -> str:
    _ = voice._
    name = _upper(voice.coded("medicine", found.medicine))
    doses = counted(found.doses, _("1 dose"), _("{n} doses"))
    figure = times(found.ratio, voice) if found.ratio else _("too few to compare")
    said = _(
        "{medicine}, as needed: spasms in the hours after against the hours before, {figure}; {doses}. "
        "It is taken because of spasms, so this says little about what it does."
    )
    return said.format(medicine=name, figure=figure, doses=doses) + _asking(voice)


def wear_off(found: WearOff, voice: Voice) -> str:
    """Hours since the last dose: first whether it can be told at all. Nothing is to be changed because of it."""
    return _wear_off(found, voice) + _asking(voice)


def _wear_off(found: WearOff, voice: Voice) -> str:
    _ = voice._
    name = voice.coded("medicine", found.medicine)
    start = _upper(name)
    match found.state:
        case WearOffState.TOO_REGULAR:
            return _("{medicine}: your doses are too regular to tell it from the time of day.").format(medicine=start)
        case WearOffState.TOO_EARLY:
            return _("{medicine}: cannot tell yet. {more}").format(medicine=start, more=early(found.forecast, voice))
        case WearOffState.NOT_SEEN:
            return _("{medicine}: no difference by hours since the last dose seen so far.").format(medicine=start)
        case WearOffState.SEEN if found.late_against_early is not None:
            ratio = found.late_against_early
            return _(
                "In the 5th and 6th hour after {medicine} you logged about {times} times as many spasms as in the "
                "2nd and 3rd, likely {low} to {high} times; {days}."
            ).format(
                medicine=name,
                times=voice.number(ratio.value, 1),
                low=voice.number(ratio.low, 1),
                high=voice.number(ratio.high, 1),
                days=logged_days(ratio.days, voice),
            )
        case _:
            return _("{medicine}: more spasms were logged late after a dose than early.").format(medicine=start)


def worsening(found: Worsening, voice: Voice) -> str:
    """The daily check for more spasms than before; nothing is said while it has not been raised."""
    _ = voice._
    if not found.raised or found.per_day_before is None or found.per_day_now is None:
        return ""
    trend = _("Since about {day} you logged more spasms than before: {now} a recorded day, earlier about {before}.")
    said = [
        trend.format(
            day=voice.day(found.since) if found.since else "",
            now=voice.number(found.per_day_now, 1),
            before=voice.number(found.per_day_before, 1),
        )
    ]
    if found.times is not None and found.times_low is not None and found.times_high is not None:
        said.append(
            _("That is {times} times as many, and {low} to {high} times fits the log as well.").format(
                times=voice.number(found.times, 1),
                low=voice.number(found.times_low, 1),
                high=voice.number(found.times_high, 1),
            )
        )
    said.append(_("If you have not spoken with your team about it, this is a reason to."))
    return " ".join(said)


def coin_plan(found: CoinPlan | None, voice: Voice) -> str:
    """How long an experiment would have to be, before it starts; nothing while the log does not say."""
    _ = voice._
    if found is None:
        return ""
    if found.pairs is None:
        return _("With so few spasms a day even a halving would hardly show within the longest experiment.")
    days = counted(found.block_days, _("1 day"), _("{n} days in a row"))
    return _(
        "By your log: {pairs} pairs of {days} each, {total} days in all, would show a halving to about four in five "
        "people. What changes less takes longer."
    ).format(pairs=found.pairs, days=days, total=found.days)


def experiment(found: ExperimentResult, voice: Voice) -> str:
    """The plain result of the coin."""
    _ = voice._
    name, complete = _upper(voice.coded("habit", found.habit)), pairs(found, voice)
    match found.state:
        case ExperimentState.RUNNING:
            return _("{habit}: still running, {pairs} complete. No answer yet.").format(habit=name, pairs=complete)
        case ExperimentState.FEWER:
            words = _("{habit}: fewer spasms were logged on the days with it, by the coin; {pairs}.")
        case ExperimentState.MORE:
            words = _("{habit}: more spasms were logged on the days with it, by the coin; {pairs}.")
        case ExperimentState.NO_ANSWER:
            words = _("{habit}: ended without an answer; {pairs}. A large difference would have shown.")
    said = words.format(habit=name, pairs=complete)
    return f"{said} {times(found.ratio, voice)}." if found.ratio else said


def pairs(found: ExperimentResult, voice: Voice) -> str:
    """How many pairs are complete."""
    return counted(found.pairs, voice._("1 pair"), voice._("{n} pairs"))
