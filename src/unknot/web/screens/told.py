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
    Level,
    Measurement,
    Note,
    Person,
    Phase,
    Prescription,
    Response,
    Retraction,
    Settings,
    Stage,
    Stock,
    Symptom,
    Tile,
    Toss,
    Treatment,
    Visit,
    Word,
)
from unknot.journal.quantity import Quantity
from unknot.journal.quantity import plain as plain_number
from unknot.report.plans import amount_words, medicine_words, whole_plan
from unknot.report.units import quantity_words
from unknot.report.wording import Voice, counted, plain


@dataclass(frozen=True, slots=True)
class Told:
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


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]


# ---------------------------------------------------------------- spasms


def place(episode: Episode | Tile, voice: Voice) -> str:
    """Where: the person's own word, or the places; the kind if neither was said."""
    if episode.label:
        return plain(episode.label)
    if episode.sites:
        return capital(", ".join(voice.site(site) for site in episode.sites))
    return capital(kind(episode.kind, voice))


def kind(of: EpisodeKind, voice: Voice) -> str:
    _ = voice._
    match of:
        case EpisodeKind.SPASM:
            return _("spasm")
        case EpisodeKind.CRAMP:
            return _("cramp")
        case EpisodeKind.STIFFNESS:
            return _("stiffness")
        case EpisodeKind.TWITCHING:
            return _("twitching")


def bother(episode: Episode | Symptom, voice: Voice) -> str:
    """How much it bothered, as it was said; nothing if it was not."""
    _ = voice._
    if episode.bother is not None:
        return _("bother {n}").format(n=episode.bother)
    if episode.bother_band is not None:
        words = {"low": _("bother low"), "medium": _("bother medium"), "high": _("bother high")}
        return words[episode.bother_band]
    return ""


def lasting(length: timedelta, voice: Voice) -> str:
    """A length of time in its largest whole unit or two: 40 s, 4 min, 2 h 30 min, 3 days."""
    _, seconds = voice._, int(length.total_seconds())
    if seconds < 60:
        return _("{n} s").format(n=seconds)
    minutes = round(seconds / 60)
    if minutes < 60:
        return _("{n} min").format(n=minutes)
    hours, minutes = divmod(minutes, 60)
    if hours < 48:
        return _("{n} h").format(n=hours) + (" " + _("{n} min").format(n=minutes) if minutes else "")
    return _("{n} days").format(n=round(hours / 24))


def headline(entry: Entry[Episode], voice: Voice) -> str:
    """Left calf, bother 7."""
    return ", ".join(part for part in (place(entry.body, voice), bother(entry.body, voice)) if part)


def _episode(body: Episode, voice: Voice) -> Told:
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
    what = ", ".join(part for part in (place(body, voice), bother(body, voice)) if part)
    return Told(what, tuple(capital(line) for line in lines if line))


def _after(code: str, lasted: timedelta | None, voice: Voice) -> str:
    words = voice.coded("after-effect", code)
    return f"{words} ({lasting(lasted, voice)})" if lasted else words


def _labelled(label: str, parts: list[str]) -> str:
    return f"{label}: {', '.join(parts)}" if parts else ""


# ---------------------------------------------------------------- all the rest


def quantity(of: Quantity | None) -> str:
    return f"{plain_number(of.value)} {of.unit}" if of else ""


def level(of: Level, voice: Voice) -> str:
    _ = voice._
    match of:
        case Level.NO:
            return _("no")
        case Level.A_BIT:
            return _("a bit")
        case Level.YES:
            return _("yes")
        case Level.UNKNOWN:
            return _("not known")


def _dose(body: Dose, voice: Voice) -> Told:
    _ = voice._
    words = {DoseStatus.TAKEN: _("taken"), DoseStatus.SKIPPED: _("not taken"), DoseStatus.EXTRA: _("extra, taken")}
    amount = body.amount or body.medicine.strength
    what = " ".join(part for part in (plain(body.medicine.name), amount_words(amount, voice) if amount else "") if part)
    planned = _("planned {time}").format(time=voice.time(body.planned_for.local.time())) if body.planned_for else ""
    return Told(f"{what}, {words[body.status]}", _lines(planned, body.reason, body.note))


def _treatment(body: Treatment, voice: Voice) -> Told:
    where = [*(voice.site(site) for site in body.sites), lasting(body.duration, voice) if body.duration else ""]
    agent = " ".join(part for part in (plain(body.agent), body.amount and quantity_words(body.amount, voice)) if part)
    what = ", ".join(part for part in (treatment_words(body, voice), relief_words(body.relief, voice)) if part)
    return Told(what, _lines(", ".join(part for part in where if part), agent, body.programme, body.note))


def treatment_words(body: Treatment, voice: Voice) -> str:
    """What was done, or that it was started, changed or stopped."""
    _, words = voice._, capital(voice.coded("treatment", body.code))
    match body.stage:
        case Stage.DONE:
            return words
        case Stage.STARTED:
            return _("{treatment} started").format(treatment=words)
        case Stage.CHANGED:
            return _("{treatment} changed").format(treatment=words)
        case Stage.STOPPED:
            return _("{treatment} stopped").format(treatment=words)


def relief_words(relief: Level | None, voice: Voice) -> str:
    """The relief that was felt, as it was said; nothing if it was not."""
    _ = voice._
    match relief:
        case Level.NO:
            return _("no relief")
        case Level.A_BIT:
            return _("a little relief")
        case Level.YES:
            return _("a lot of relief")
        case Level.UNKNOWN | None:
            return ""


def word(body: DiaryDay, voice: Voice) -> str:
    """What the person vouched for, in their words."""
    _ = voice._
    match body.word:
        case None:
            return _("Check-in")
        case Word.NONE_SO_FAR:
            return _("None so far")
        case Word.EVERYTHING:
            return _("That is everything")
        case Word.MAYBE_MORE:
            return _("There may be more")


def habit_words(habit: Habit, voice: Voice) -> str:
    """The plan in the person's words, or what it is."""
    return habit.words or capital(voice.coded("treatment", habit.code))


def _diary_day(body: DiaryDay, voice: Voice) -> Told:
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
    return Told(
        word(body, voice),
        _lines(
            _("average bother {n}").format(n=body.bother) if body.bother is not None else "",
            parts[body.worst] if body.worst else "",
            sleep[body.sleep_broken],
            ", ".join(asked),
            _("planned and not done: {n}").format(n=len(body.left_out)) if body.left_out else "",
            body.note,
        ),
    )


def _symptom(body: Symptom, voice: Voice) -> Told:
    _ = voice._
    new = {None: "", True: _("new"), False: _("usual for me")}
    what = ", ".join(p for p in (capital(voice.coded("symptom", body.code)), bother(body, voice)) if p)
    medicine = (
        _("maybe from {medicine}").format(medicine=plain(body.suspected_medicine)) if body.suspected_medicine else ""
    )
    return Told(what, _lines(new[body.new], medicine, body.note))


def _circumstance(body: Circumstance, voice: Voice) -> Told:
    _ = voice._
    said = {"yes": "", "no": _("no"), "not-sure": _("not sure")}[body.standing]
    return Told(capital(voice.coded("circumstance", body.code)), _lines(said, body.detail))


def _visit(body: Visit, voice: Voice) -> Told:
    _ = voice._
    questions = counted(len(body.questions), _("1 question"), _("{n} questions")) if body.questions else ""
    return Told(_("Visit") + (f": {plain(body.whom)}" if body.whom else ""), _lines(questions, body.decided))


def told(entry: Entry[Body], voice: Voice) -> Told:
    """Any entry, as the diary tells it."""
    _ = voice._
    match entry.body:
        case Episode() as body:
            return _episode(body, voice)
        case Dose() as body:
            return _dose(body, voice)
        case Prescription() as body:
            what = _("Plan: {medicine}").format(medicine=medicine_words(body.medicine, voice))
            return Told(what, _lines(*whole_plan(body, voice), body.reason, body.note))
        case Treatment() as body:
            return _treatment(body, voice)
        case Exposure() as body:
            return Told(f"{capital(voice.coded('exposure', body.code))}: {level(body.level, voice)}", _lines(body.note))
        case DiaryDay() as body:
            return _diary_day(body, voice)
        case Symptom() as body:
            return _symptom(body, voice)
        case Measurement() as body:
            value = quantity_words(body.value, voice) if body.value else ""
            return Told(plain(body.name), _lines(value, body.text, body.by))
        case Response() as body:
            return Told(_("Questionnaire"), _lines(body.instrument))
        case Visit() as body:
            return _visit(body, voice)
        case Circumstance() as body:
            return _circumstance(body, voice)
        case Campaign() as body:
            period = voice.period(body.starts, body.ends)
            return Told(_("Days before a visit"), _lines(period, body.purpose))
        case Experiment() as body:
            return Told(_("Experiment"), _lines(body.words))
        case Toss() as body:
            return Told(_("The coin of an experiment"))
        case ExperimentDay() as body:
            return Told(_("Experiment: done") if body.done else _("Experiment: not done"))
        case Habit() as body:
            return Told(_("Habit"), _lines(body.words or voice.coded("treatment", body.code)))
        case Goal() as body:
            return Told(_("Goal"), _lines(body.words))
        case Stock() as body:
            left = amount_words(body.left, voice)
            return Told(_("{medicine}: {left} left").format(medicine=medicine_words(body.medicine, voice), left=left))
        case AlertAnswer() as body:
            return Told(_("Answer to a message"), _lines(voice.coded("alert-answer", body.answer), body.text))
        case Attachment() as body:
            return Told(_("File"), _lines(body.name))
        case Person():
            return Told(_("About me"))
        case Settings():
            return Told(_("Settings"))
        case Note() as body:
            return Told(_("Question") if body.question else _("Note"), _lines(body.text))
        case Amendment() | Retraction():
            return Told(_("Correction"))
        case _ as never:
            assert_never(never)


def _lines(*parts: str) -> tuple[str, ...]:
    return tuple(capital(plain(part, 400)) for part in parts if part)
