"""Commands for many journals at once: cohort export, make, run."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Iterable, Iterator
from importlib import resources, util
from pathlib import Path

import click

from unknot.cli.exits import Exit, Failure
from unknot.cli.home import Home, now, zone_of
from unknot.cli.progress import watched
from unknot.cli.translation import _, counted, speaker

NEEDED = ("dask", "distributed", "pyarrow")
MADE_UP_NAME = "truth.json"


@click.group()
def cohort() -> None:
    """Analyse many journals together: export them without names, make some up, run."""
    if not all(util.find_spec(name) for name in NEEDED):
        raise Failure(
            Exit.SYSTEM, _("This needs more than the app does: install it with `pip install 'unknot[cohort]'`.")
        )


@cohort.command()
@click.option("--out", required=True, type=click.Path(path_type=Path, file_okay=False), help=_("The folder to write."))
@click.option("--everyone", is_flag=True, help=_("Every journal of this home, not the one named or the only one."))
@click.option("--yes", is_flag=True, help=_("Do not ask."))
@click.pass_obj
def export(home: Home, out: Path, everyone: bool, yes: bool) -> None:
    """Write journals without names, words, zones or real dates, for a cohort.

    The file is not encrypted, and it is not anonymous: docs/cohort.md says what is left in it.
    """
    home.bring_up()
    from unknot import actions
    from unknot.cohort import files
    from unknot.cohort.deidentify import deidentified, shift_weeks
    from unknot.cohort.row import Row
    from unknot.journal.entry import Via
    from unknot.store import entries, journals

    chosen = journals.journals() if everyone else (home.open(),)
    question = counted(
        "Has the person agreed that {n} journal goes out without their name?",
        "Have all of these people agreed that {n} journals go out without their names?",
        len(chosen),
    )
    if not yes and not click.confirm(question, err=True):
        raise Failure(Exit.REFUSED, _("Nothing was written."))
    rows = 0

    def people() -> Iterator[tuple[str, Iterable[Row]]]:
        nonlocal rows
        for id in watched(chosen, len(chosen), _("Exporting")):
            found = deidentified(entries.standing(id), zone_of(id), shift_weeks(secrets.randbelow))
            rows += len(found)
            yield secrets.token_hex(16), found

    file = out / f"people-{secrets.token_hex(4)}.parquet"
    files.write(file, people())
    for id in chosen:
        actions.exported(id, entries.count(id), by=actions.Actor(via=Via.CLI), now=now())
    click.echo(counted("{n} row was written.", "{n} rows were written.", rows))
    click.echo(_("Wrote {file}. It is not encrypted.").format(file=file))


@cohort.command()
@click.argument("people", type=click.IntRange(1, 10_000_000))
@click.option("--out", required=True, type=click.Path(path_type=Path, file_okay=False), help=_("The folder to write."))
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True, help=_("The same seed, the same people."))
@click.option("--processes", type=click.IntRange(1), default=1, show_default=True)
@click.option("--days", type=(int, int), default=(60, 180), show_default=True, help=_("The shortest and longest log."))
@click.option("--block", type=click.IntRange(1, 10_000), default=200, show_default=True, help=_("People in a block."))
def make(people: int, out: Path, seed: int, processes: int, days: tuple[int, int], block: int) -> None:
    """Make up a cohort whose truth is known. The truth is written beside it."""
    from unknot.cohort import making

    plan = making.Making(people=people, seed=seed, shortest=days[0], longest=days[1], block=block)
    for _file in watched(making.make(plan, out, processes), making.count_of_files(plan), _("Making people up")):
        pass
    click.echo(counted("{n} made-up person.", "{n} made-up people.", people) + f" {out}")


@cohort.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option(
    "--out", required=True, type=click.Path(path_type=Path, file_okay=False), help=_("The folder for results.")
)
@click.option("--scheduler", help=_("The address of a Dask cluster that sees both folders, as tcp://host:8786."))
@click.option("--processes", type=click.IntRange(1), help=_("How many processes of this machine (by default all)."))
@click.option("--looks", type=click.Choice(["few", "every"]), default="few", show_default=True,
              help=_("few: up to six looks at each log. every: each day's, as in the app; far slower."))  # fmt: skip
@click.option("--language", default="en", show_default=True, help=_("The language of the summary page."))
@click.option("--json", "as_json", is_flag=True, help=_("Print what came of it as JSON."))
def run(
    folder: Path, out: Path, scheduler: str | None, processes: int | None, looks: str, language: str, as_json: bool
) -> None:
    """Analyse every person of a folder, and put the people together.

    Run it again with the same folders after it was broken off: what is done is not done again.
    """
    from unknot.cohort import run as running
    from unknot.cohort.cluster import see_that_it_fits
    from unknot.cohort.page import page, plots
    from unknot.cohort.summary import summarise
    from unknot.report.wording import Voice

    blocks = running.begin(folder, out, looks)
    if not running.is_gathered(out):
        with running.workers(scheduler, processes or os.cpu_count() or 1) as client:
            if scheduler is not None:
                see_that_it_fits(client, blocks, out)
            left = running.left(blocks, out)
            for _done in watched(running.analyse(client, left, out, looks), len(left), _("Analysing blocks")):
                pass
        running.gather(blocks, out)
    summary = summarise(out)
    translate, spoken = speaker(language)
    voice = Voice(translate, spoken)
    for name, drawing in plots(summary, voice).items():
        (out / f"{name}.svg").write_text(drawing, encoding="utf-8")
    colours = (resources.files("unknot") / "web" / "static" / "tokens.css").read_text(encoding="utf-8")
    made_up = (folder / MADE_UP_NAME).exists()
    (out / "summary.html").write_text(page(summary, voice, colours=colours, made_up=made_up), encoding="utf-8")
    if as_json:
        told = {"people": summary.people, "problems": summary.problems, "page": str(out / "summary.html")}
        click.echo(json.dumps(told))
        return
    click.echo(counted("{n} person was analysed.", "{n} people were analysed.", summary.people))
    if summary.problems:
        click.echo(counted("{n} person's data could not be read: problems.parquet says where.",
                           "{n} people's data could not be read: problems.parquet says where.",
                           summary.problems), err=True)  # fmt: skip
    click.echo(_("Open {page}").format(page=out / "summary.html"))
