"""The key numbers as tiles: the figure large, what it stands on beside it."""

from __future__ import annotations

from datetime import date

from unknot.analysis.figures import Figures, as_needed_doses, worst_episode
from unknot.journal.journal import Journal
from unknot.report.profile import Recorded, Tile
from unknot.report.wording import Voice, counted, joined, plain


def tiles(
    journal: Journal, figures: Figures, recorded: Recorded, first: date, last: date, voice: Voice
) -> tuple[Tile, ...]:
    """Summary numbers if enough days are recorded; else only what was counted, as minimums."""
    worst = _worst(journal, figures, first, last, voice)
    as_needed = _as_needed(journal, figures, first, last, voice)
    if not recorded.enough:
        return (_logged(figures, voice), worst, as_needed)
    return (
        _spasm_days(figures, recorded, voice), _spasms_a_day(figures, voice), _nights(figures, voice),
        _bother(figures, voice), worst, as_needed,
    )  # fmt: skip


def _logged(figures: Figures, voice: Voice) -> Tile:
    _ = voice._
    if not figures.spasms:
        return Tile(_("Spasms logged"), _("none"), _("which does not mean that there were none"))
    return Tile(_("Spasms logged"), _("at least {n}").format(n=figures.spasms), _("there may have been more"))


def _spasm_days(figures: Figures, recorded: Recorded, voice: Voice) -> Tile:
    _ = voice._
    return Tile(
        _("Spasms on"),
        _("{n} of {days} days").format(n=figures.spasm_days, days=recorded.vouched),
        _("recorded days; about {n} in 7").format(n=voice.number(figures.per_seven or 0, 1)),
    )


def _spasms_a_day(figures: Figures, voice: Voice) -> Tile:
    _ = voice._
    if figures.median is None:
        return Tile(_("Spasms a day"), "–", _("not known"))
    middle = ""
    if figures.lower is not None and figures.upper is not None:
        middle = _("middle half {low} to {high}").format(
            low=voice.number(figures.lower, 1), high=voice.number(figures.upper, 1)
        )
    return Tile(_("Spasms a day"), voice.number(figures.median, 1), middle or _("one day"))


def _nights(figures: Figures, voice: Voice) -> Tile:
    _ = voice._
    if not figures.nights_recorded:
        return Tile(_("Nights woken"), "–", _("no nights recorded"))
    note = counted(figures.nights_recorded, _("of 1 recorded night"), _("of {n} recorded nights"))
    return Tile(_("Nights woken"), str(figures.nights_woken), note)


def _bother(figures: Figures, voice: Voice) -> Tile:
    _ = voice._
    if figures.bother is None:
        return Tile(_("Bother, 0 to 10"), "–", _("not asked or not said"))
    note = joined(
        [
            counted(figures.bother_days, _("1 day"), _("mean of {n} days")),
            _("above 7 on {n}").format(n=figures.high_bother_days),
        ]
    )
    return Tile(_("Bother, 0 to 10"), voice.number(figures.bother, 1), note)


def _worst(journal: Journal, figures: Figures, first: date, last: date, voice: Voice) -> Tile:
    _ = voice._
    entry = worst_episode(journal, first, last)
    if entry is None:
        return Tile(_("Worst bother"), "–", _("no number given"))
    where = voice.site(entry.body.sites[0]) if entry.body.sites else ""
    return Tile(_("Worst bother"), str(figures.worst), joined([where, voice.short(entry.diary_day)]))


def _as_needed(journal: Journal, figures: Figures, first: date, last: date, voice: Voice) -> Tile:
    """The days with an as-needed dose, and of what."""
    _ = voice._
    n = figures.as_needed_days
    names = {plain(e.body.medicine.name, 20): None for e in as_needed_doses(journal, first, last)}
    return Tile(
        _("As-needed doses"),
        counted(n, _("1 day"), _("{n} days")) if n else _("none recorded"),
        _("at least, of {medicines}").format(medicines=joined(list(names)[:2])) if n else "",
    )
