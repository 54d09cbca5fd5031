"""The entries behind the page, as a table for page 2."""

from __future__ import annotations

from datetime import date
from typing import assert_never

from unknot.journal.entry import (
    AlertAnswer,
    Amendment,
    Attachment,
    Band,
    Body,
    Campaign,
    Circumstance,
    DayCount,
    DiaryDay,
    Dose,
    DoseStatus,
    Entry,
    Episode,
    Experiment,
    ExperimentDay,
    Exposure,
    Goal,
    Habit,
    Measurement,
    Note,
    Person,
    Precision,
    Prescription,
    Response,
    Retraction,
    Role,
    Settings,
    Stock,
    Symptom,
    Toss,
    Treatment,
    Visit,
    Word,
)
from unknot.journal.journal import Journal
from unknot.report.medicines import name_of
from unknot.report.plans import amount_words
from unknot.report.profile import Table
from unknot.report.wording import Voice, joined, plain


def entries_table(journal: Journal, first: date, last: date, voice: Voice) -> Table:
    """What was logged in the period, one row each, in order."""
    _ = voice._
    head = (_("Day"), _("Time"), _("What"), _("Details"), _("By"))
    rows = [
        row for entry in journal.entries if first <= entry.diary_day <= last and (row := _row(entry, voice)) is not None
    ]
    return Table(_("Entries"), head, tuple(rows))


def _row(entry: Entry[Body], voice: Voice) -> tuple[str, ...] | None:
    what = _what(entry.body, voice)
    if what is None:
        return None
    timed = entry.precision in (Precision.MINUTE, Precision.HOUR)
    at = voice.time(entry.happened_at.local.time()) if timed else ""
    return voice.short(entry.happened_at.clock_date if timed else entry.diary_day), at, *what, _by(entry, voice)


def _by(entry: Entry[Body], voice: Voice) -> str:
    _ = voice._
    who = {
        Role.OWNER: _("self"),
        Role.CARER: _("carer"),
        Role.CLINICIAN: _("clinician"),
        Role.EXAMPLE: _("made up"),
    }[entry.provenance.role]
    return _("{who}, from memory").format(who=who) if entry.recalled else who


def _what(body: Body, voice: Voice) -> tuple[str, str] | None:
    _ = voice._
    match body:
        case Episode():
            return _kind(body, voice), _episode(body, voice)
        case Dose():
            status = {
                DoseStatus.TAKEN: _("taken"),
                DoseStatus.SKIPPED: _("missed"),
                DoseStatus.EXTRA: _("extra"),
            }[body.status]
            much = amount_words(body.amount, voice) if body.amount else ""
            return _("dose"), joined(
                [name_of(body.medicine, voice), much, status, _("as needed") if body.as_needed else ""]
            )
        case DayCount():
            return _("count of the day"), joined([str(body.count), _bother(body.bother, body.bother_band, voice)])
        case DiaryDay():
            return _("end of day"), _day(body, voice)
        case Symptom():
            return voice.coded("symptom", body.code), joined(
                [_bother(body.bother, body.bother_band, voice), plain(body.note, 80)]
            )
        case Treatment():
            return voice.coded("treatment", body.code), joined([plain(body.agent, 40), plain(body.note, 80)])
        case (
            Exposure()
            | Prescription()
            | Measurement()
            | Response()
            | Visit()
            | Circumstance()
            | Campaign()
            | Experiment()
            | Toss()
            | ExperimentDay()
            | Habit()
            | Goal()
            | Stock()
            | AlertAnswer()
            | Attachment()
            | Person()
            | Settings()
            | Note()
            | Amendment()
            | Retraction()
        ):
            return None
        case _ as never:
            assert_never(never)


def _kind(body: Episode, voice: Voice) -> str:
    _ = voice._
    names = {"spasm": _("spasm"), "cramp": _("cramp"), "stiffness": _("stiffness"), "twitching": _("twitching")}
    return names[body.kind.value]


def _episode(body: Episode, voice: Voice) -> str:
    _ = voice._
    minutes = body.duration.total_seconds() / 60 if body.duration else None
    return joined(
        [
            *(voice.site(site) for site in body.sites[:4]),
            "" if body.sites else plain(body.label, 40),
            _bother(body.bother, body.bother_band, voice),
            _("{n} min").format(n=voice.number(minutes, 1)) if minutes else "",
            _("woke") if body.woke else "",
            *(voice.coded("impact", code) for code in body.impact[:3]),
            plain(body.note, 80),
        ]
    )


def _bother(number: int | None, band: Band | None, voice: Voice) -> str:
    _ = voice._
    if number is not None:
        return _("bother {n}").format(n=number)
    words = {Band.LOW: _("bother low"), Band.MEDIUM: _("bother medium"), Band.HIGH: _("bother high")}
    return words[band] if band else ""


def _day(body: DiaryDay, voice: Voice) -> str:
    _ = voice._
    words = {
        Word.NONE_SO_FAR: _("none so far"),
        Word.EVERYTHING: _("that is everything"),
        Word.MAYBE_MORE: _("there may be more"),
    }
    sleep = {True: _("sleep broken"), False: _("sleep not broken")}
    return joined(
        [
            words[body.word] if body.word else "",
            _("evening answer {n}").format(n=body.bother) if body.bother is not None else "",
            sleep[body.sleep_broken] if body.sleep_broken is not None else "",
            plain(body.note, 80),
        ]
    )
