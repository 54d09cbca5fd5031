"""A journal in, what it shows out: the one door of this room."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta

from threadpoolctl import ThreadpoolController

from unknot.analysis import rhythm
from unknot.analysis.asneeded import as_needed
from unknot.analysis.associations.book import kept, resume
from unknot.analysis.associations.claims import Standing
from unknot.analysis.associations.findings import findings
from unknot.analysis.associations.method import METHOD, Method
from unknot.analysis.associations.replay import look_days, next_look, replay
from unknot.analysis.change import changes
from unknot.analysis.columns import Columns, columns
from unknot.analysis.daily import daily_counts
from unknot.analysis.experiment import results
from unknot.analysis.experiment_plan import coin_plan
from unknot.analysis.patterns import Finding, Patterns
from unknot.analysis.wearoff import wear_off
from unknot.analysis.worsening import worsening
from unknot.journal.coverage import coverage
from unknot.journal.entry import Amendment, Body, DiaryDay, Entry, Episode, Exposure, Json, Retraction
from unknot.journal.journal import Journal
from unknot.journal.span import moment

_BLAS = ThreadpoolController()
ADJUSTED_FOR = ("time-of-day", "weekday", "slow-change")


def analyse(
    journal: Journal,
    *,
    as_of: datetime,
    zone: str,
    severe_from: int | None = None,
    known: Mapping[str, Json] | None = None,
    method: Method = METHOD,
    looks: Callable[[int], Sequence[int]] | None = None,
) -> Patterns:
    """What a journal shows at `as_of`, by what had been recorded by then.

    `zone` says when it is 04:00. `severe_from` counts only spasms of that bother or more, or called high. `known` is
    the `book` of an earlier answer: looks in it that still hold are not made again. `looks` gives the
    days to look at of so many, where fewer looks than the method's own are wanted: evidence at fewer looks is
    evidence all the same.
    """
    # The matrices are small: a second thread for them costs more than it brings, many times more on a busy machine.
    with _BLAS.limit(limits=1, user_api="blas"):
        return _analyse(journal, as_of, zone, severe_from, known or {}, method, looks)


def _analyse(
    journal: Journal,
    as_of: datetime,
    zone: str,
    severe_from: int | None,
    known: Mapping[str, Json],
    method: Method,
    chosen: Callable[[int], Sequence[int]] | None,
) -> Patterns:
    then = journal.as_recorded(as_of)
    log = columns(then, as_of=as_of, zone=zone, severe_from=severe_from)
    outcome = "spasms" if severe_from is None else f"spasms-{severe_from}+"
    if log is None:
        return _nothing_yet(then, as_of, zone, outcome, method)
    before = resume(known, log, zone, method)
    days = _whole_days(log, as_of, zone)
    looks = list(replay(log, zone, method, chosen(days) if chosen else list(look_days(days, method)), after=before))
    last = looks[-1] if looks else before
    standing = last.standing if last else None
    found: tuple[Finding, ...] = findings(log, last.seen, last.standing, method) if last else ()
    return Patterns(
        method=method.version,
        as_of=as_of,
        zone=zone,
        first_day=log.first_day,
        last_look=_date(log, standing),
        next_look=log.first_day + timedelta(days=next_look(days, method)),
        looks=_count(standing, days, method, chosen),
        logged_days=int((log.observed.reshape(-1, 24).sum(axis=1) >= 20).sum()),
        logged_hours=float(log.observed.sum()),
        spasms=int(log.spasms[log.observed].sum()),
        candidates=standing.candidates if standing else len(log.codes),
        alpha=method.strong_alpha,
        adjusted_for=_adjusted_for(log),
        findings=found,
        hours=rhythm.by_hour(log),
        weekdays=rhythm.by_weekday(log),
        places=rhythm.by_place(then),
        changes=tuple(changes(then, log, coverage(then), zone)),
        as_needed=tuple(seen_around for dose in log.doses if (seen_around := as_needed(log, dose))),
        wear_off=tuple(told for dose in log.doses if (told := wear_off(log, dose, method))),
        worsening=worsening(log),
        experiments=results(then, log, log.first_day + timedelta(days=days)),
        coin_plan=coin_plan(daily_counts(log)),
        corrected_on=_corrected_on(then, log, standing),
        outcome=outcome,
        book=kept(looks, known, log, zone, method) if looks else dict(known),
    )


def _nothing_yet(journal: Journal, as_of: datetime, zone: str, outcome: str, method: Method) -> Patterns:
    return Patterns(
        method=method.version,
        as_of=as_of,
        zone=zone,
        first_day=None,
        last_look=None,
        next_look=None,
        looks=0,
        logged_days=0,
        logged_hours=0.0,
        spasms=0,
        candidates=0,
        alpha=method.strong_alpha,
        adjusted_for=ADJUSTED_FOR,
        places=rhythm.by_place(journal),
        experiments=results(journal, None, as_of.date()),
        outcome=outcome,
    )


def _whole_days(log: Columns, as_of: datetime, zone: str) -> int:
    """The diary days that are over. Counted on the calendar: where the clock is put back, hours would give one more."""
    return max(0, (moment(as_of, zone).diary_day - log.first_day).days)


def _count(standing: Standing | None, days: int, method: Method, chosen: Callable[[int], Sequence[int]] | None) -> int:
    if standing is None:
        return 0
    return len(chosen(days)) if chosen else sum(1 for _ in look_days(standing.day, method))


def _date(log: Columns, standing: Standing | None) -> date | None:
    return log.first_day + timedelta(days=standing.day) if standing else None


def _adjusted_for(log: Columns) -> tuple[str, ...]:
    medicine = ("medicines",) if any(dose.planned.any() for dose in log.doses) else ()
    others = ("other-entries",) if len(log.codes) > 1 else ()
    return (*ADJUSTED_FOR, *medicine, *others)


def _corrected_on(journal: Journal, log: Columns, standing: Standing | None) -> date | None:
    """The last day on which something was changed that an earlier look had already counted."""
    if standing is None:
        return None
    roots: dict[object, Entry[Body]] = {e.id: e for e in (*journal.entries, *journal.withdrawn)}
    days = [
        change.provenance.recorded_at.diary_day
        for root, changes in journal.changes.items()
        for change in changes
        if isinstance(change.body, Amendment | Retraction)
        and (entry := roots.get(root)) is not None
        and isinstance(entry.body, Episode | Exposure | DiaryDay)
        and entry.diary_day < change.provenance.recorded_at.diary_day
    ]
    return max((day for day in days if day >= log.first_day), default=None)
