"""The commands of a short experiment on oneself: begin, toss, day, end, show."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import click

from unknot.cli.exits import Exit, Failure
from unknot.cli.home import DATE, Home, now, zone_of
from unknot.cli.translation import _, speaker
from unknot.journal.codes import codes
from unknot.journal.entry import Entry, Experiment, Via
from unknot.journal.journal import Journal
from unknot.journal.span import Moment, moment
from unknot.knowledge.trials import trials
from unknot.knowledge.vocabulary import medicine_in, says


@dataclass(frozen=True, slots=True)
class Opened:
    """A journal, and now on its clock."""

    id: UUID
    journal: Journal
    at: Moment


@click.group()
def experiment() -> None:
    """Try one habit by the toss of a coin: never a medicine, nor a part of a prescribed programme."""


@experiment.command()
@click.argument("habit", type=click.Choice(sorted(codes("habit"))))
@click.argument("words", nargs=-1, required=True)
@click.option("--days", type=click.IntRange(1, 3), default=1, show_default=True, help=_("Days in a row of one kind."))
@click.option("--from", "first", type=DATE, help=_("The first day (tomorrow)."))
@click.option("--asked", is_flag=True, help=_("You have asked your therapist or doctor, where that is needed."))
@click.pass_obj
def begin(home: Home, habit: str, words: tuple[str, ...], days: int, first: datetime | None, asked: bool) -> None:
    """Fix every coin and begin: unknot experiment begin warmth a warm bath at nine"""
    opened, said = _open(home), " ".join(words)
    starts = first.date() if first else opened.at.diary_day + timedelta(days=1)
    if medicine_in(said):
        raise Failure(Exit.REFUSED, _("An experiment never changes a medicine or its time. Ask your doctor instead."))
    if starts <= opened.at.diary_day:
        raise Failure(Exit.USAGE, _("The first day is tomorrow or later, so that no coin is about the past."))
    from unknot.actions import Actor, experiments

    trial = next(trial for trial in trials() if trial.habit == habit)
    if (reasons := experiments.asks_first(opened.journal, trial, opened.at.diary_day)) and not asked:
        why = ", ".join(says("circumstance", code, _) for code in reasons)
        raise Failure(Exit.REFUSED, _("Ask your therapist or doctor first: {why}. Then add --asked.").format(why=why))
    try:
        experiments.begin(
            opened.id, opened.journal, habit, said, block_days=days, starts=starts, key=home.key,
            by=Actor(via=Via.CLI), now=opened.at.instant, zone=opened.at.zone,
        )  # fmt: skip
    except experiments.AnotherRuns as error:
        raise Failure(Exit.REFUSED, _("An experiment is running already. End it first.")) from error
    click.echo(_("It begins on {day}. Toss its first coin then.").format(day=starts.isoformat()))


@experiment.command()
@click.pass_obj
def toss(home: Home) -> None:
    """Toss the coin of today's pair, and say what it says."""
    opened = _open(home)
    running = _running(opened)
    from unknot.actions import Actor, experiments

    by, at = Actor(via=Via.CLI), opened.at
    try:
        tossed = experiments.toss(opened.id, running, key=home.key, by=by, at=at, now=at.instant)
    except experiments.CoinElsewhere as error:
        raise Failure(
            Exit.REFUSED, _("The coins of this experiment were fixed on another computer. End it, and begin a new one.")
        ) from error
    if tossed is None:
        raise Failure(Exit.REFUSED, _("There is no coin to toss today."))
    click.echo(_today(_open(home), running))


@experiment.command()
@click.argument("done", type=click.Choice(["yes", "no"]))
@click.pass_obj
def day(home: Home, done: str) -> None:
    """Say whether you did it today. Either answer is fine."""
    opened = _open(home)
    running = _running(opened)
    from unknot.actions import Actor, experiments

    by, at = Actor(via=Via.CLI), opened.at
    experiments.answer_day(opened.id, opened.journal, running, done == "yes", by=by, at=at, now=at.instant)
    click.echo(_("Saved."))


@experiment.command()
@click.pass_obj
def end(home: Home) -> None:
    """End it from today on, for any reason. What you logged stays."""
    opened = _open(home)
    from unknot.actions import Actor, experiments

    by, at = Actor(via=Via.CLI), opened.at
    experiments.end(opened.id, _running(opened), by=by, on=at.diary_day, now=at.instant)
    click.echo(_("Ended. What you logged stays."))


@experiment.command()
@click.option("--json", "as_json", is_flag=True, help=_("Print every number."))
@click.pass_obj
def show(home: Home, as_json: bool) -> None:
    """Say what the coin says of today, and the score so far of every experiment."""
    opened = _open(home)
    from unknot.actions import experiments
    from unknot.analysis.patterns import as_json as plain
    from unknot.household.findings import analysis_cache
    from unknot.report.patterns import patterns_page
    from unknot.report.profile import Audience

    at = analysis_cache.worked_out_at(opened.id, opened.at.instant, opened.at.zone)
    found = analysis_cache.patterns(opened.id, opened.journal, Audience.OWNER, at, opened.at.zone)
    running = experiments.running(opened.journal)
    if as_json:
        click.echo(json.dumps(plain(found)["experiments"], ensure_ascii=False, indent=1))
        return
    translate, language = speaker(opened.journal.settings.language)
    if running:
        click.echo(f"{running.body.words}. {_today(opened, running)}")
    lines = patterns_page(found, opened.journal, _=translate, language=language).experiments
    for line in lines or (_("No experiment was begun."),):
        click.echo(line)


@experiment.command()
@click.pass_obj
def check(home: Home) -> None:
    """Prove that every coin so far was fixed before the first day."""
    opened = _open(home)
    running = _running(opened)
    from unknot.actions import experiments

    click.echo(_("Fixed before the first day: {line}").format(line=running.body.commitment))
    proofs = experiments.proofs(opened.journal, running)
    for proof in proofs:
        first = _("with it first") if proof.habit_first else _("as usual first")
        held = _("as fixed before") if proof.holds else _("NOT as fixed before")
        click.echo(f"{proof.pair}  {proof.opening}  {first}  {held}")
    if not all(proof.holds for proof in proofs):
        raise Failure(Exit.DAMAGED, _("A coin is not the one that was fixed before the first day."))


def _today(opened: Opened, running: Entry[Experiment]) -> str:
    from unknot.actions import experiments

    today = experiments.today(opened.journal, running, opened.at.diary_day)
    if today is None:
        return _("It begins on {day}.").format(day=running.body.starts.isoformat())
    if today.block is None:
        return _("A new coin is waiting: unknot experiment toss")
    words = _("Today: with it, day {n} of {all}.") if today.block.habit else _("Today: as usual, day {n} of {all}.")
    return words.format(n=today.number, all=running.body.block_days)


def _running(opened: Opened) -> Entry[Experiment]:
    from unknot.actions import experiments

    running = experiments.running(opened.journal)
    if running is None:
        raise Failure(Exit.REFUSED, _("No experiment is running."))
    return running


def _open(home: Home) -> Opened:
    id = home.open()
    from unknot.store import entries

    return Opened(id, entries.standing(id), moment(now(), zone_of(id)))
