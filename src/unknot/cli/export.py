"""The command that takes a journal out: export."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from uuid import UUID

import click

from unknot.cli.home import Home, now, zone_of
from unknot.cli.progress import watched
from unknot.cli.translation import _, speaker
from unknot.importers import own
from unknot.importers.everything import write as write_zip
from unknot.importers.spreadsheet_out import write_csv
from unknot.journal.entry import Attachment, Body, Entry, Via
from unknot.journal.notation import write_notation

FORMS = ("jsonl", "csv", "notation", "fhir", "zip")


@click.command()
@click.option("--format", "form", type=click.Choice(FORMS), default="jsonl", show_default=True)
@click.option("--out", required=True, type=click.Path(path_type=Path, dir_okay=False), help=_("The file to write."))
@click.option("--ips", is_flag=True, help=_("FHIR: an International Patient Summary of what the journal knows."))
@click.option("--whole", is_flag=True, help=_("FHIR: everything, private entries too, so that it can come back."))
@click.option("--json", "as_json", is_flag=True, help=_("Print what came of it as JSON."))
@click.pass_obj
def export(home: Home, form: str, out: Path, ips: bool, whole: bool, as_json: bool) -> None:
    """Take the journal out. The file is not encrypted: keep it where only you can read it.

    zip holds everything in every format, with attached files and pages on paper; jsonl holds everything as lines.
    Both can be imported again. csv and notation hold the entries as they stand. fhir is made to be handed over: the
    last 28 days without private entries, with the Spasm Profile on paper and your story.
    """
    if (ips or whole) and (form != "fhir" or (ips and whole)):
        raise click.UsageError(_("--ips or --whole goes with --format fhir, one of them."))
    journal = home.open()
    from unknot import actions
    from unknot.store import entries as store
    from unknot.store.files import whole_file

    count = store.count(journal)
    with whole_file(out) as file:
        file.writelines(_pieces(home, journal, form, count, ips=ips, whole=whole))
    actions.exported(journal, count, by=actions.Actor(via=Via.CLI), now=now())
    if as_json:
        click.echo(json.dumps({"file": str(out), "format": form, "entries": count}))
    else:
        click.echo(_("Wrote {file}. It is not encrypted.").format(file=out))


def _pieces(home: Home, journal: UUID, form: str, count: int, *, ips: bool, whole: bool) -> Iterable[bytes]:
    from unknot.store import entries as store

    match form:
        case "jsonl":
            lines: Iterable[str] = _lines(home, journal, count)
        case "csv":
            lines = write_csv(watched(store.standing(journal).entries, count, _("Exporting")))
        case "notation":
            lines = [write_notation(store.standing(journal).entries, zone=zone_of(journal))]
        case "fhir":
            lines = _fhir(journal, ips=ips, whole=whole)
        case _:
            return _zip(home, journal)
    return (line.encode() for line in lines)


def _lines(home: Home, journal: UUID, count: int) -> Iterable[str]:
    from unknot.store import attachments
    from unknot.store import entries as store

    kept: list[str] = []

    def noted(entries: Iterable[Entry[Body]]) -> Iterable[Entry[Body]]:
        for entry in entries:
            if isinstance(entry.body, Attachment):
                kept.append(entry.body.sha256)
            yield entry

    return own.write_lines(
        noted(watched(store.raw(journal), count, _("Exporting"))),
        blanked=store.blanked(journal),
        gaps=store.gaps(journal),
        files=((sha256, attachments.fetch(home.path, home.key, sha256)) for sha256 in kept),
    )


def _fhir(journal: UUID, *, ips: bool, whole: bool) -> Iterable[str]:
    from unknot.fhir.bundle import write_export
    from unknot.household.findings import export_profile
    from unknot.store import entries as store

    at = now()
    translate, language = speaker(store.standing(journal, at, at).settings.language)
    if whole:
        raw = tuple(store.raw(journal))
        return write_export(store.standing(journal), raw, id=journal, now=at, _=translate)
    if ips:
        bundle = export_profile.summary(journal, now=at, _=translate)
    else:
        bundle = export_profile.shared_bundle(journal, zone=zone_of(journal), now=at, language=language, _=translate)
    return [json.dumps(bundle, ensure_ascii=False, indent=1), "\n"]


def _zip(home: Home, journal: UUID) -> Iterable[bytes]:
    from unknot.household.findings import export_profile
    from unknot.store import entries as store

    at, zone = now(), zone_of(journal)
    translate, language = speaker(store.standing(journal, at, at).settings.language)
    parts = export_profile.everything(
        journal, home=home.path, key=home.key, zone=zone, now=at, language=language, _=translate
    )
    return write_zip(parts, at)
