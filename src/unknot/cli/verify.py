"""The command that checks a page that was handed out: verify."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from unknot.cli.exits import Exit, Failure
from unknot.cli.home import Home
from unknot.cli.translation import _, counted

if TYPE_CHECKING:
    from unknot.household.findings.page_check import PageCheck, SignedFile
    from unknot.journal.entry import Body, Entry

MOST_NAMED = 20


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known of a page: it is whole; and, where the journal is here, what came of making it again."""

    page: SignedFile
    ours: bool | None
    check: PageCheck | None


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--key", default="", help=_("The key that must have signed it, as the person's Unknot shows it."))
@click.option("--json", "as_json", is_flag=True, help=_("Print what was found as JSON."))
@click.pass_obj
def verify(home: Home, file: Path, key: str, as_json: bool) -> None:
    """Say whether a page (PDF) or a bundle (JSON) is as it was signed.

    Where its journal is at hand every figure is made again from the entries as they were then, and the entries that
    changed since are named. Without the journal, in a clinic, it says whether the page is whole and by which key.
    """
    verdict = _verdict(home, file)
    if key and key.strip().lower() != verdict.page.fingerprint:
        raise Failure(
            Exit.DAMAGED,
            _("The page is whole, but another key signed it: {key}.").format(key=verdict.page.fingerprint),
        )
    if as_json:
        click.echo(json.dumps(_document(verdict)))
    else:
        for line in _lines(verdict):
            click.echo(line)
    if verdict.check is not None and verdict.check.different:
        raise Failure(Exit.DAMAGED, _("Some figures of the page do not come out of the journal as it was then."))


def _verdict(home: Home, file: Path) -> Verdict:
    from unknot.fhir.seal import Altered, NotSealed
    from unknot.store import keys

    home.connect()
    from unknot.household.findings import page_check, signing  # its tables are known only now

    try:
        page = page_check.signed_file(file.read_bytes())
    except NotSealed as error:
        raise Failure(Exit.NOT_UNDERSTOOD, _(str(error))) from error
    except Altered as error:
        raise Failure(Exit.DAMAGED, _("This page was altered. {why}").format(why=_(str(error)))) from error
    if not keys.holds_data(home.path):
        return Verdict(page, None, None)
    journal = home.open()
    if signing.fingerprint() != page.fingerprint:
        return Verdict(page, False, None)
    return Verdict(page, True, page_check.check_page(journal, page.manifest))


def _lines(verdict: Verdict) -> list[str]:
    page, check = verdict.page, verdict.check
    lines = [
        _("The page is whole: nothing in it was changed since it was signed."),
        _("Page code {code}, days {first} to {last}, signed with key {key}.").format(
            code=page.manifest.code, first=page.manifest.first, last=page.manifest.last, key=page.fingerprint
        ),
    ]
    if verdict.ours is False:
        return [*lines, _("That is not the key of this home: the page comes from another one.")]
    if check is None:
        return [*lines, _("The journal is not here: compare the key with the one that the person's Unknot shows.")]
    if not check.different:
        lines.append(counted("{n} figure comes out the same.", "{n} figures come out the same.", check.figures))
    lines += [f"  {one.place}: {one.printed or '-'} -> {one.again or '-'}" for one in check.different[:MOST_NAMED]]
    if check.since.none:
        return [*lines, _("No entry behind it changed since.")]
    return [*lines, _("Since then, behind the page:"), *_since(check)]


def _since(check: PageCheck) -> list[str]:
    since = check.since
    lines = [f"  {_('changed')}: {_named(entry)}" for entry in since.changed[:MOST_NAMED]]
    lines += [f"  {_('added')}: {_named(entry)}" for entry in since.added[:MOST_NAMED]]
    more = len(since.changed) + len(since.added) - len(lines)
    if more:
        lines.append("  " + counted("and {n} more", "and {n} more", more))
    if since.gone:
        lines.append("  " + counted("{n} entry is no longer there", "{n} entries are no longer there", since.gone))
    return lines


def _named(entry: Entry[Body]) -> str:
    from unknot.journal.document import kind_of

    return f"{entry.happened_at.local:%Y-%m-%d %H:%M} {kind_of(entry.body)}"


def _document(verdict: Verdict) -> dict[str, object]:
    page, check = verdict.page, verdict.check
    found: dict[str, object] = {
        "whole": True,
        "code": page.manifest.code,
        "first": page.manifest.first.isoformat(),
        "last": page.manifest.last.isoformat(),
        "key": page.fingerprint,
        "ours": verdict.ours,
    }
    if check is not None:
        found |= {
            "figures": check.figures,
            "different": [one.place for one in check.different],
            "changed": [str(entry.id) for entry in check.since.changed],
            "added": [str(entry.id) for entry in check.since.added],
            "gone": check.since.gone,
        }
    return found
