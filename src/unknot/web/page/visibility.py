"""What a viewer sees of a journal: all of it, what a grant reaches, or what was logged here today."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, date, datetime
from typing import Any

from django.conf import settings as django_settings

from unknot.household.people.scopes import Scope
from unknot.journal.entry import (
    AlertAnswer,
    Body,
    Circumstance,
    Dose,
    Entry,
    Goal,
    Note,
    Person,
    Prescription,
    Settings,
    Stock,
    Symptom,
    Visit,
)
from unknot.journal.journal import Journal
from unknot.journal.span import Span, diary_day_span, moment, union
from unknot.web.page.access import Viewer

STANDS = Settings | Person | Prescription | Circumstance | Goal
"""What holds whatever its date: a grant for some days shows it too."""

OWN_WORDS = Note | Goal
OF_MEDICINES = Prescription | Dose | Stock | AlertAnswer
"""What needs a scope besides that of the diary; an answer to a message can name a medicine."""

EARLIEST, LATEST = datetime(1900, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)


def visible_part(journal: Journal, who: Viewer) -> Journal:
    """A journal as a viewer may see it: all of it, what a grant reaches, or what was logged here today."""
    if who.is_owner:
        return journal
    if not who.may_read:
        return device_part(journal, who)
    mine = tuple(e for e in journal.withdrawn if who.wrote(e))  # to put back what they took back themselves
    return granted_days(_of_scopes(replace(journal.public(), withdrawn=mine), who), who)


def profile_part(journal: Journal, who: Viewer) -> Journal:
    """The journal that the Spasm Profile is made of: for others than the owner what a doctor with a link would see."""
    return journal if who.is_owner else granted_days(journal.public(), who)


def dose_part(journal: Journal, who: Viewer) -> Journal:
    """The plans and doses that Log asks someone about who logs, on the days of their grant.

    A plan marked private is not asked about. A dose marked private stays, unnamed, so that nobody gives it twice.
    """
    today = moment(who.now, journal.settings.zone or django_settings.HOME_ZONE).diary_day
    if not who.may_log or not _reaches(today, who):
        return Journal()
    return replace(
        journal,
        entries=tuple(
            e
            for e in journal.entries
            if isinstance(e.body, Settings | AlertAnswer | Dose) or (isinstance(e.body, Prescription) and not e.private)
        ),
        withdrawn=(),
    )


# ---------------------------------------------------------------- the parts of a grant


def granted_days(journal: Journal, who: Viewer) -> Journal:
    """The part of a journal that lies in the days of a grant; the time outside is unknown. What stands stays."""
    zone = journal.settings.zone or django_settings.HOME_ZONE
    gaps = list(journal.gaps)
    if who.since is not None:
        gaps.append(Span(EARLIEST, diary_day_span(who.since, zone).start))
    if who.until is not None:
        gaps.append(Span(diary_day_span(who.until, zone).end, LATEST))
    if len(gaps) == len(journal.gaps):
        return journal
    return replace(
        journal,
        entries=tuple(e for e in journal.entries if isinstance(e.body, STANDS) or _reaches(e.diary_day, who)),
        withdrawn=tuple(e for e in journal.withdrawn if _reaches(e.diary_day, who)),
        gaps=union(gaps),
    )


def _reaches(day: date, who: Viewer) -> bool:
    return (who.since or date.min) <= day <= (who.until or date.max)


def _of_scopes(journal: Journal, who: Viewer) -> Journal:
    """Without the own words, and without the medicines, where the grant leaves them out; what they wrote stays."""
    words, medicines = Scope.NOTES in who.scopes, Scope.MEDICINES in who.scopes
    if words and medicines:
        return journal

    def shown(entry: Entry[Body]) -> bool:
        left_out = (not words and isinstance(entry.body, OWN_WORDS)) or (
            not medicines and isinstance(entry.body, OF_MEDICINES)
        )
        return who.wrote(entry) or not left_out

    def cut(entry: Entry[Body]) -> Entry[Body]:
        if who.wrote(entry):
            return entry
        changes = (_WORDLESS if not words else {}) | (_NO_MEDICINE if not medicines else {})
        return _blanked(entry, changes.get(type(entry.body), ()) + (("note",) if not words else ()))

    return replace(
        journal,
        entries=tuple(cut(e) for e in journal.entries if shown(e)),
        problems=(),
        changes={},
        originals={},
    )


_WORDLESS: dict[type[Body], tuple[str, ...]] = {Visit: ("questions", "decided")}
_NO_MEDICINE: dict[type[Body], tuple[str, ...]] = {Symptom: ("suspected_medicine",)}
"""The fields of a kind that are own words, or that name a medicine, besides its `note`."""


def _blanked(entry: Entry[Body], names: tuple[str, ...]) -> Entry[Body]:
    body: Any = entry.body
    said = {f.name: f.default for f in fields(body) if f.name in names and getattr(body, f.name) != f.default}
    return replace(entry, body=replace(body, **said)) if said else entry


# ---------------------------------------------------------------- a locked device


def device_part(journal: Journal, who: Viewer) -> Journal:
    """What a locked device sees: the tiles, and what it itself recorded this diary day."""
    return Journal(
        entries=tuple(e for e in journal.entries if isinstance(e.body, Settings) or _made_here(e, who)),
        withdrawn=tuple(e for e in journal.withdrawn if _made_here(e, who)),
        changes=journal.changes,
    )


def _made_here(entry: Entry[Body], who: Viewer) -> bool:
    recorded = entry.provenance.recorded_at
    today = moment(who.now, recorded.zone).diary_day
    here = entry.provenance.device == who.device_name if who.account is None else who.wrote(entry)
    return here and recorded.diary_day == today
