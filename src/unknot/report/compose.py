"""Composing the Spasm Profile: one journal, one audience, one period, one value."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from unknot import __version__
from unknot.analysis.figures import key_figures
from unknot.analysis.period import WINDOW, plan_turn
from unknot.journal.coverage import coverage, days
from unknot.journal.entry import Role, Visit
from unknot.journal.journal import Journal
from unknot.journal.kinds import EVENTS
from unknot.journal.span import DAY_TURNS_AT, diary_day_span, moment
from unknot.knowledge.words import Translate
from unknot.report.changes import changes
from unknot.report.charts import forest
from unknot.report.entries import entries_table
from unknot.report.header import header, recorded
from unknot.report.profile import Audience, Finding, Message, SpasmProfile
from unknot.report.sections import Source, sections
from unknot.report.wording import Voice

DAYS = 28
MOST_DAYS = 92


class ImpossiblePeriod(ValueError):
    """A period that no page can show: it ends before it starts, or is longer than 92 days."""


def last_days(now: datetime, zone: str, n: int = DAYS) -> tuple[date, date]:
    """The `n` diary days that end yesterday: the period a page has if nobody chose one."""
    yesterday = moment(now, zone).diary_day - timedelta(days=1)
    return yesterday - timedelta(days=n - 1), yesterday


def turns(journal: Journal, first: date, last: date) -> list[date]:
    """The days whose time before them the page may show: the last visit, and the last change of a plan before it."""
    visits = [e.happened_at.clock_date for e in journal.of(Visit) if e.happened_at.clock_date <= last]
    turn = plan_turn(journal, first)
    return [*visits[-1:], *([turn] if turn else [])]


def read_from(first: date, turns: Iterable[date], zone: str) -> datetime:
    """The instant from which a page about the days from `first` needs the events of a journal.

    Everything that is no event (`EVENTS`) is needed whatever its date, and tells the `turns`.
    """
    start = min([first, *turns])
    return _around(start - timedelta(days=WINDOW), start, zone)[0]


def compose(
    journal: Journal,
    *,
    audience: Audience,
    first: date,
    last: date,
    zone: str,
    now: datetime,
    _: Translate,
    language: str = "en",
    found: Sequence[Finding] | None = None,
    found_in: str = "",
    said: Sequence[Message] = (),
    estimates: Mapping[date, str] | None = None,
) -> SpasmProfile:
    """The Spasm Profile of the diary days from `first` to `last`, both included, in the zone.

    `found` are the findings of the analysis (None: it was not asked) and `found_in` the window they stand on, in
    words; `said` are the safety messages given; `estimates` what the analysis says of the days of change. All must
    have been made from the same audience's journal. Raises `ImpossiblePeriod`.
    """
    if not 0 <= (last - first).days < MOST_DAYS:
        raise ImpossiblePeriod(f"A page shows from 1 to {MOST_DAYS} days.")
    seen = page_journal(journal, audience, first, last, zone)
    settings = seen.settings
    voice = Voice(_, language, settings.country, settings.clock, settings.own_words)
    covered = coverage(seen)
    counted = days(seen, first, last, zone, covered)
    figures = key_figures(seen, covered, counted, zone)
    made_of = Source(
        journal=seen,
        coverage=covered,
        days=counted,
        figures=figures,
        recorded=recorded(seen, counted, voice),
        changes=changes(seen, first, last, voice),
        first=first,
        last=last,
        zone=zone,
        now=now,
        voice=voice,
        found=found,
        found_in=found_in,
        said=said,
        estimates=estimates or {},
    )
    profile = SpasmProfile(
        title=_("Spasm Profile"),
        language=language,
        direction=voice.direction,
        mark=_("Made-up example") if _made_up(seen) else "",
        audience=audience,
        first=first,
        last=last,
        zone=zone,
        made=now,
        header=header(seen, first, last, voice),
        recorded=made_of.recorded,
        sections=sections(made_of),
        forest=forest(found or (), voice),
        footer=_footer(zone, voice),
        version=__version__,
        entries=entries_table(seen, first, last, voice),
        figures=figures,
        days=counted,
        code="",
    )
    return replace(profile, code=_code(profile))


def page_journal(whole: Journal, audience: Audience, first: date, last: date, zone: str) -> Journal:
    """What a page of these days stands on: as its audience sees it, without the events that cannot matter to it.

    What stands (plans, visits, facts, settings) and every word about a day stay, however old.
    """
    journal = whole if audience is Audience.OWNER else whole.public()
    around = turns(journal, first, last)
    periods = [(first - timedelta(days=WINDOW), last), *((day - timedelta(days=WINDOW), day) for day in around)]
    kept = {id(entry) for start, end in periods for entry in journal.between(*_around(start, end, zone))}
    entries = tuple(e for e in journal.entries if type(e.body) not in EVENTS or id(e) in kept)
    return replace(journal, entries=entries)


def _around(first: date, last: date, zone: str) -> tuple[datetime, datetime]:
    """The instants of a period with two days on each side: nights, travel, doses late or early."""
    two = timedelta(days=2)
    return diary_day_span(first - two, zone).start, diary_day_span(last + two, zone).end


def _made_up(journal: Journal) -> bool:
    return any(entry.provenance.role is Role.EXAMPLE for entry in journal.entries)


def _footer(zone: str, voice: Voice) -> tuple[str, ...]:
    _ = voice._
    return (
        _(
            "A private diary to record muscle spasms and what you tried, and to print what you recorded for your "
            "clinician. It does not diagnose, treat, calculate doses or monitor you, and it may miss warnings. "
            "In an emergency call your local number."
        ),
        _(
            "A day runs from {hour} to {hour} and counts as recorded if at least 20 hours of it were vouched for; no "
            "record is unknown, not zero. A run without a pause counts once. Nights run noon to noon. Bother: the "
            "average of a day, said at its end. Times in {zone}."
        ).format(hour=voice.time(DAY_TURNS_AT), zone=zone),
    )


def _code(profile: SpasmProfile) -> str:
    """A short fingerprint of what the page says: two prints with one code say the same."""
    said = replace(profile, made=datetime(1970, 1, 1, tzinfo=UTC))
    digest = hashlib.sha256(repr((__version__, said)).encode()).hexdigest()
    return "-".join(digest[i : i + 4] for i in (0, 4, 8))
