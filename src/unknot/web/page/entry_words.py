"""The words for the parts of an entry: where, how much, how long, what was done, what was vouched for."""

from __future__ import annotations

from datetime import timedelta

from unknot.journal.entry import (
    DiaryDay,
    Episode,
    EpisodeKind,
    Habit,
    Level,
    Stage,
    Symptom,
    Tile,
    Treatment,
    Word,
)
from unknot.report.wording import Voice, plain


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def place(episode: Episode | Tile, voice: Voice) -> str:
    """Where: the person's own word, or the places; the kind if neither was said.

    *Spasm*, as the night button writes it, is no word for a place: a place that was said later stands for it.
    """
    if episode.label and not (episode.sites and episode.label in {"Spasm", voice._("Spasm")}):
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


def headline(episode: Episode, voice: Voice) -> str:
    """Left calf, bother 7."""
    return ", ".join(part for part in (place(episode, voice), bother(episode, voice)) if part)


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
