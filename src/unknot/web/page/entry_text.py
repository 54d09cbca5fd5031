"""An entry in words: one line that says what it is, and the details that follow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import assert_never

from django.urls import reverse

from unknot.journal.entry import (
    AlertAnswer,
    Amendment,
    Attachment,
    Body,
    Campaign,
    Circumstance,
    DayCount,
    DiaryDay,
    Dose,
    DoseStatus,
    Entry,
    Episode,
    EpisodeKind,
    Experiment,
    ExperimentDay,
    Exposure,
    Goal,
    Habit,
    Measurement,
    Note,
    Person,
    Phase,
    Prescription,
    Response,
    Retraction,
    Settings,
    Stock,
    Symptom,
    Toss,
    Treatment,
    Visit,
)
from unknot.report.plans import amount_words, medicine_words, whole_plan
from unknot.report.units import quantity_words
from unknot.report.wording import Voice, counted, plain
from unknot.web.page.entry_words import (
    bother,
    capital,
    headline,
    kind,
    lasting,
    level,
    relief_words,
    treatment_words,
    word,
)


@dataclass(frozen=True, slots=True)
class EntryText:
    """What an entry is, and more about it."""

    what: str
    more: tuple[str, ...] = ()


def change_url(entry: Entry[Body]) -> str:
    """Where the details of an entry are changed; '' for the kinds that have no such page."""
    match entry.body:
        case Episode():
            return reverse("detail", args=[entry.id])
        case Treatment():
            return reverse("treatment", args=[entry.id])
        case Symptom():
            return reverse("side-effect-of", args=[entry.id])
        case Measurement():
            return reverse("result", args=[entry.id])
        case Visit():
            return reverse("visit-detail", args=[entry.id])
        case _:
            return ""


def _episode(body: Episode, voice: Voice) -> EntryText:
    _ = voice._
    said = [
        kind(body.kind, voice) if body.kind is not EpisodeKind.SPASM else "",
        _("still going") if body.running else "",
        lasting(body.duration, voice) if body.duration else "",
        _("{n} in a row").format(n=body.run) if body.run else "",
        _("pain {n}").format(n=body.pain) if body.pain is not None else "",
        _("woke me") if body.woke else "",
        _("useful") if body.useful else "",
    ]
    felt = {phase: [voice.coded("sensation", s.code) for s in body.sensations if s.phase is phase] for phase in Phase}
    lines = [
        ", ".join(part for part in said if part),
        _labelled(_("before"), felt[Phase.BEFORE]),
        _labelled(_("during"), felt[Phase.DURING] + [voice.coded("sign", sign) for sign in body.signs]),
        _labelled(_("after"), felt[Phase.AFTER] + [_after(a.code, a.lasted, voice) for a in body.after]),
        _labelled(_("while"), [voice.coded("situation", code) for code in body.situations]),
        _labelled(_("maybe because of"), [voice.coded("exposure", code) for code in body.suspected]),
        _labelled(_("what I did"), [voice.coded("treatment", code) for code in body.helped]),
        _labelled(_("stopped"), [voice.coded("impact", code) for code in body.impact]),
        plain(body.note, 400),
    ]
    return EntryText(headline(body, voice), tuple(capital(line) for line in lines if line))


def _after(code: str, lasted: timedelta | None, voice: Voice) -> str:
    words = voice.coded("after-effect", code)
    return f"{words} ({lasting(lasted, voice)})" if lasted else words


def _labelled(label: str, parts: list[str]) -> str:
    return f"{label}: {', '.join(parts)}" if parts else ""


def _dose(body: Dose, voice: Voice) -> EntryText:
    _ = voice._
    words = {DoseStatus.TAKEN: _("taken"), DoseStatus.SKIPPED: _("not taken"), DoseStatus.EXTRA: _("extra, taken")}
    amount = body.amount or body.medicine.strength
    what = " ".join(part for part in (plain(body.medicine.name), amount_words(amount, voice) if amount else "") if part)
    planned = _("planned {time}").format(time=voice.time(body.planned_for.local.time())) if body.planned_for else ""
    return EntryText(f"{what}, {words[body.status]}", _lines(planned, body.reason, body.note))


def _treatment(body: Treatment, voice: Voice) -> EntryText:
    where = [*(voice.site(site) for site in body.sites), lasting(body.duration, voice) if body.duration else ""]
    agent = " ".join(part for part in (plain(body.agent), body.amount and quantity_words(body.amount, voice)) if part)
    what = ", ".join(part for part in (treatment_words(body, voice), relief_words(body.relief, voice)) if part)
    return EntryText(what, _lines(", ".join(part for part in where if part), agent, body.programme, body.note))


def _diary_day(body: DiaryDay, voice: Voice) -> EntryText:
    _ = voice._
    parts = {
        "night": _("worst at night"),
        "morning": _("worst in the morning"),
        "midday": _("worst at midday"),
        "afternoon": _("worst in the afternoon"),
        "evening": _("worst in the evening"),
    }
    sleep = {None: "", True: _("sleep broken by spasms"), False: _("sleep not broken by spasms")}
    asked = [f"{voice.coded('exposure', one.code)}: {level(one.level, voice)}" for one in body.asked]
    return EntryText(
        word(body, voice),
        _lines(
            _("evening answer {n}").format(n=body.bother) if body.bother is not None else "",
            parts[body.worst] if body.worst else "",
            sleep[body.sleep_broken],
            ", ".join(asked),
            _("planned and not done: {n}").format(n=len(body.left_out)) if body.left_out else "",
            body.note,
        ),
    )


def _day_count(body: DayCount, voice: Voice) -> EntryText:
    """How many a day had: a number of the day, and nothing of its hours."""
    _ = voice._
    n = counted(body.count, _("1 spasm on this day"), _("{n} spasms on this day"))
    much = _("bother {n}/10").format(n=body.bother) if body.bother is not None else ""
    pain = _("pain {n}/10").format(n=body.pain) if body.pain is not None else ""
    where = ", ".join(voice.site(site) for site in body.sites)
    return EntryText(n, _lines(", ".join(part for part in (where, much, pain) if part), body.note))


def _symptom(body: Symptom, voice: Voice) -> EntryText:
    _ = voice._
    new = {None: "", True: _("new"), False: _("usual for me")}
    what = ", ".join(p for p in (capital(voice.coded("symptom", body.code)), bother(body, voice)) if p)
    medicine = (
        _("maybe from {medicine}").format(medicine=plain(body.suspected_medicine)) if body.suspected_medicine else ""
    )
    return EntryText(what, _lines(new[body.new], medicine, body.note))


def _visit(body: Visit, voice: Voice) -> EntryText:
    _ = voice._
    questions = counted(len(body.questions), _("1 question"), _("{n} questions")) if body.questions else ""
    return EntryText(_("Visit") + (f": {plain(body.whom)}" if body.whom else ""), _lines(questions, body.decided))


def entry_text(entry: Entry[Body], voice: Voice) -> EntryText:
    """Any entry, as the diary tells it."""
    _ = voice._
    match entry.body:
        case Episode() as body:
            return _episode(body, voice)
        case Dose() as body:
            return _dose(body, voice)
        case Treatment() as body:
            return _treatment(body, voice)
        case Exposure() as body:
            graded = voice.number(body.value, 2) if body.value is not None else level(body.level, voice)
            return EntryText(f"{capital(voice.coded('exposure', body.code))}: {graded}", _lines(body.note))
        case DiaryDay() as body:
            return _diary_day(body, voice)
        case DayCount() as body:
            return _day_count(body, voice)
        case Symptom() as body:
            return _symptom(body, voice)
        case Measurement() as body:
            value = quantity_words(body.value, voice) if body.value else ""
            return EntryText(plain(body.name), _lines(value, body.text, body.by))
        case Response() as body:
            return EntryText(_("Questionnaire"), _lines(body.instrument))
        case Visit() as body:
            return _visit(body, voice)
        case AlertAnswer() as body:
            return EntryText(_("Answer to a message"), _lines(voice.coded("alert-answer", body.answer), body.text))
        case Attachment() as body:
            return EntryText(_("File"), _lines(body.name))
        case Note() as body:
            return EntryText(_("Question") if body.question else _("Note"), _lines(body.text))
        case Amendment() | Retraction():
            return EntryText(_("Correction"))
        case standing:
            return _standing(standing, voice)


StandingFact = (
    Person
    | Settings
    | Circumstance
    | Prescription
    | Stock
    | Goal
    | Habit
    | Campaign
    | Experiment
    | Toss
    | ExperimentDay
)
"""The kinds that say what is so or planned, rather than what happened at a time."""


def _standing(body: StandingFact, voice: Voice) -> EntryText:
    _ = voice._
    match body:
        case Person():
            return EntryText(_("About me"))
        case Settings():
            return EntryText(_("Settings"))
        case Circumstance():
            said = {"yes": "", "no": _("no"), "not-sure": _("not sure")}[body.standing]
            return EntryText(capital(voice.coded("circumstance", body.code)), _lines(said, body.detail))
        case Prescription():
            what = _("Plan: {medicine}").format(medicine=medicine_words(body.medicine, voice))
            return EntryText(what, _lines(*whole_plan(body, voice), body.reason, body.note))
        case Stock():
            left = amount_words(body.left, voice)
            return EntryText(
                _("{medicine}: {left} left").format(medicine=medicine_words(body.medicine, voice), left=left)
            )
        case Goal():
            return EntryText(_("Goal"), _lines(body.words))
        case Habit():
            return EntryText(_("Habit"), _lines(body.words or voice.coded("treatment", body.code)))
        case Campaign():
            return EntryText(_("Days before a visit"), _lines(voice.period(body.starts, body.ends), body.purpose))
        case Experiment():
            return EntryText(_("Experiment"), _lines(body.words))
        case Toss():
            return EntryText(_("The coin of an experiment"))
        case ExperimentDay():
            return EntryText(_("Experiment: done") if body.done else _("Experiment: not done"))
        case _ as never:
            assert_never(never)


def _lines(*parts: str) -> tuple[str, ...]:
    return tuple(capital(plain(part, 400)) for part in parts if part)
