"""The choices about reminders that are one press each: their words, and what a press keeps."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import Any

from django.utils.translation import gettext as _

from unknot.journal.document import body_document
from unknot.journal.entry import Json, Reminders, Settings
from unknot.web.page.context import PageContext

Choices = list[tuple[str, str]]
OFF = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice: its title, what it means, its answers in words, the chosen one, and what each of them keeps."""

    title: str
    hint: str
    answers: tuple[tuple[str, str, dict[str, Any]], ...]
    chosen: str
    long: bool = False

    @property
    def choices(self) -> Choices:
        return [(value, words) for value, words, _ in self.answers]

    @property
    def value(self) -> str:
        """The chosen one in words."""
        return dict(self.choices).get(self.chosen, "")

    def kept(self, said: str, before: Reminders) -> dict[str, Json] | None:
        """What an answer changes in the settings; None if it is none of the answers."""
        found = {value: changes for value, _, changes in self.answers}.get(said)
        if found is None:
            return None
        if "reminder" in found:  # the check-in's time stands among the settings themselves
            return found
        return {"reminders": body_document(Settings(reminders=replace(before, **found))).get("reminders")}


def choices(ctx: PageContext) -> dict[str, Choice]:
    """Every choice, by its name in the address."""
    kept = ctx.settings.reminders
    return {
        "check-in": _checkin(ctx),
        "doses": _doses(kept),
        "running-low": _yes_no(
            _("Running low"), _("Once, a week ahead, and again before a weekend."), "running_low", kept.running_low
        ),
        "visits": _yes_no(_("A visit"), _("At six in the evening before it."), "visits", kept.visits),
        "end": _yes_no(
            _("The end of a stretch of logging"), _("The morning after its last day."), "campaign", kept.campaign
        ),
        "quiet": _quiet(ctx, kept),
        "later": _later(kept),
        "pause": _pause(ctx, kept),
        "names": _names(kept),
        "carer": _carer(kept),
    }


def _checkin(ctx: PageContext) -> Choice:
    times = [time(hour, minute) for hour in range(18, 24) for minute in (0, 30)]
    chosen = ctx.settings.reminder
    return Choice(
        _("Check-in"),
        _("At most one a day, and none once it is done."),
        (
            (OFF, _("Off"), {"reminder": None}),
            *((at.isoformat(), ctx.voice.time(at), {"reminder": at.isoformat()}) for at in times),
        ),
        chosen.isoformat() if chosen else OFF,
    )


def _doses(kept: Reminders) -> Choice:
    again = [(n, _("Again every {n} minutes until I answer").format(n=n)) for n in (15, 30, 60)]
    return Choice(
        _("Medicines that are due"),
        _("One notice for all that is due at a time, from the plan you typed."),
        (
            (OFF, _("Off"), {"doses": False, "repeat_minutes": 0}),
            ("once", _("Once"), {"doses": True, "repeat_minutes": 0}),
            *((str(n), words, {"doses": True, "repeat_minutes": n}) for n, words in again),
        ),
        (str(kept.repeat_minutes) if kept.repeat_minutes else "once") if kept.doses else OFF,
    )


def _yes_no(title: str, hint: str, field: str, chosen: bool) -> Choice:
    return Choice(
        title, hint, ((OFF, _("Off"), {field: False}), ("on", _("On"), {field: True})), "on" if chosen else OFF
    )


def _quiet(ctx: PageContext, kept: Reminders) -> Choice:
    def hours(start: time, end: time) -> tuple[str, str, dict[str, Any]]:
        words = _("{start} to {end}").format(start=ctx.voice.time(start), end=ctx.voice.time(end))
        return f"{start:%H%M}-{end:%H%M}", words, {"quiet_from": start, "quiet_until": end}

    pairs = [(time(s), time(e)) for s, e in ((20, 8), (21, 7), (21, 8), (22, 6), (22, 7), (22, 8), (23, 7), (0, 7))]
    start, end = kept.quiet_from, kept.quiet_until
    if start is not None and end is not None and (start, end) not in pairs:
        pairs.append((start, end))
    return Choice(
        _("Quiet hours"),
        _("What falls into them comes at their end, if it still matters."),
        ((OFF, _("None"), {"quiet_from": None, "quiet_until": None}), *(hours(*pair) for pair in pairs)),
        f"{start:%H%M}-{end:%H%M}" if start is not None and end is not None else OFF,
    )


def _later(kept: Reminders) -> Choice:
    minutes = sorted({10, 30, 60, 120, kept.later_minutes})
    answers = tuple((str(n), _("{n} minutes").format(n=n), {"later_minutes": n}) for n in minutes)
    return Choice(
        _("“Later” means"), _("When a notice comes again after you press Later."), answers, str(kept.later_minutes)
    )


def _pause(ctx: PageContext, kept: Reminders) -> Choice:
    today = ctx.now.diary_day
    lengths = {1: _("Until tomorrow"), 3: _("Three days"), 7: _("A week"), 14: _("Two weeks"), 28: _("Four weeks")}
    answers: list[tuple[str, str, dict[str, Any]]] = [(OFF, _("Not paused"), {"paused_until": None})]
    until = kept.paused_until if kept.paused_until and kept.paused_until > today else None
    days = {today + timedelta(days=n): words for n, words in lengths.items()}
    if until and until not in days:
        days[until] = _("Until {day}").format(day=ctx.voice.day(until))
    answers += [(day.isoformat(), words, {"paused_until": day}) for day, words in sorted(days.items())]
    hint = _("Check-in, medicines and habits are quiet. What runs low and visits still come.")
    return Choice(_("Pause"), hint, tuple(answers), until.isoformat() if until else OFF)


def paused_words(ctx: PageContext) -> str:
    """Until when reminders are paused; nothing if they are not."""
    until: date | None = ctx.settings.reminders.paused_until
    if until is None or until <= ctx.now.diary_day:
        return ""
    return _("until {day}").format(day=ctx.voice.day(until))


def _names(kept: Reminders) -> Choice:
    return Choice(
        _("Names in notices"),
        _("Others may see a locked screen, a mailbox or a smart watch."),
        (
            (OFF, _("Name nothing"), {"names": False}),
            ("names", _("Name the medicine or the habit"), {"names": True}),
        ),
        "names" if kept.names else OFF,
    )


def _carer(kept: Reminders) -> Choice:
    delays = {
        30: _("After half an hour"),
        60: _("After an hour"),
        120: _("After two hours"),
        240: _("After four hours"),
    }
    if kept.carer_minutes and kept.carer_minutes not in delays:
        delays[kept.carer_minutes] = _("After {n} minutes").format(n=kept.carer_minutes)
    return Choice(
        _("Tell someone if a dose has no answer"),
        _("They learn only that a reminder was not answered. It needs their address, below."),
        (
            (OFF, _("Nobody"), {"carer_minutes": 0}),
            *((str(n), words, {"carer_minutes": n}) for n, words in sorted(delays.items())),
        ),
        str(kept.carer_minutes) if kept.carer_minutes else OFF,
    )
