"""Saying what happened: `log`, in one's own words or in the notation."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from uuid import UUID

import click

from unknot.cli.exits import Exit, Failure
from unknot.cli.home import SYSTEM_ZONE, Home, now, zone_of
from unknot.cli.translation import _, counted
from unknot.dictation import Doubt, Draft, Own, Understood, own_of, understand
from unknot.dictation.shown import asked, shown
from unknot.journal.document import body_document, kind_of
from unknot.journal.entry import Provenance, Via
from unknot.journal.notation import read_notation
from unknot.journal.span import Moment, moment
from unknot.safety.alert import in_a_sentence
from unknot.safety.alerts import raised_by
from unknot.store import keys

RULES_READ = timedelta(days=36)
"""How far back the urgent rules read (decision 64)."""
KNOWN = timedelta(days=60)
"""How far back the person's own tablets are looked for."""


@click.command()
@click.argument("words", nargs=-1)
@click.option("--dry-run", is_flag=True, help=_("Only say what was understood; keep nothing."))
@click.option("--now", "said_at", metavar="ISO", help=_("When it was said, such as 2026-03-02T08:10 (now)."))
@click.option("--language", help=_("The language of the words: en or de (that of the journal)."))
@click.option("--json", "as_json", is_flag=True, help=_("Print what was understood as JSON."))
@click.pass_obj
def log(
    home: Home, words: tuple[str, ...], dry_run: bool, said_at: str | None, language: str | None, as_json: bool
) -> None:
    """Keep what happened, in your own words: left calf cramp, seven out of ten, five minutes

    A line of the notation is read as such: `2026-03-02 08:10 +4m  spasm 6/10 left-calf`. What was understood is always
    shown; words that were not are kept as a note. Without words, standard input is read.
    """
    text = " ".join(words) or sys.stdin.read()
    journal = None if dry_run and not keys.holds_data(home.path) else home.open(begin=not dry_run)
    zone = zone_of(journal) if journal else SYSTEM_ZONE
    at = _said_at(said_at, zone)
    own, spoken = _known(journal, at)
    found = _notation(text, zone, at) or understand(text, now=at, own=own, language=language or spoken)
    if not found.drafts:
        raise Failure(Exit.NOT_UNDERSTOOD, _("Nothing was said."))
    found = found if as_json or dry_run else _confirmed(found)
    kept = [] if dry_run or journal is None else [str(id) for id in _kept(journal, found)]
    if as_json:
        click.echo(json.dumps(_document(found, at, kept), ensure_ascii=False))
    else:
        _tell(found, at)
        if not dry_run:
            click.echo(counted("Kept {n} entry.", "Kept {n} entries.", len(kept)))
    if kept and journal is not None:
        _warn(journal, [UUID(id) for id in kept], zone)


def _warn(journal: UUID, kept: list[UUID], zone: str) -> None:
    """What the rules say of what was just kept; there is no page here to show it on."""
    from unknot.store import entries as store

    at = now()
    alert = raised_by(store.standing(journal, at - RULES_READ), kept, now=at, zone=zone)
    if alert is not None:
        click.echo(in_a_sentence(alert, _), err=True)
        click.echo(_("More of it, and the numbers to call: open Unknot, Get help now."), err=True)


def _said_at(text: str | None, zone: str) -> Moment:
    if text is None:
        return moment(now(), zone)
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise Failure(Exit.USAGE, _("--now is not a time such as 2026-03-02T08:10.")) from error
    return moment(at.astimezone(UTC) if at.tzinfo else at, zone)


def _known(journal: UUID | None, at: Moment) -> tuple[Own, str]:
    """What is the person's own, and the language of their journal."""
    if journal is None:
        return Own(), "en"
    from unknot.store import entries as store

    kept = store.standing(journal, at.instant - KNOWN, at.instant)
    return own_of(kept), kept.settings.language


def _notation(text: str, zone: str, at: Moment) -> Understood | None:
    """The text as notation, if every line of it is; a line without a date is of the moment it was said."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    dated = [line if _begins_with_date(line) else f"{at.local:%Y-%m-%d %H:%M}  {line}" for line in lines]

    def provenance(_when: Moment) -> Provenance:
        return Provenance(recorded_at=at, via=Via.CLI)

    read = read_notation("\n".join(dated), zone=zone, provenance=provenance, journal=UUID(int=0))
    if read.bad or not read.entries:
        return None
    return Understood(text, tuple(Draft(e.body, e.happened_at, e.precision) for e in read.entries))


def _begins_with_date(line: str) -> bool:
    return re.match(r"\d{4}-\d\d-\d\d|[{#]|zone ", line) is not None


def _confirmed(found: Understood) -> Understood:
    """On a terminal, an amount that may have been misheard is asked back at once."""
    drafts = list(found.drafts)
    open_questions = []
    for question in found.questions:
        sure = question.doubt is Doubt.AMOUNT and question.if_yes is not None and question.draft is not None
        if sure and sys.stdin.isatty() and click.confirm(asked(question, _), err=True):
            drafts[question.draft or 0] = question.if_yes or drafts[question.draft or 0]
        else:
            open_questions.append(question)
    return Understood(found.text, tuple(drafts), found.note, tuple(open_questions))


def _kept(journal: UUID, found: Understood) -> Iterable[UUID]:
    from unknot import actions

    by = actions.Actor(via=Via.CLI)
    for draft in found.drafts:
        saved = actions.record(
            journal, draft.body, by=by, happened_at=draft.happened_at, now=now(), precision=draft.precision
        )
        yield saved.entry.id


def _tell(found: Understood, at: Moment) -> None:
    for draft in shown(found, _, now=at):
        click.echo(draft.title)
        for line in draft.lines:
            click.echo(f"  {line.label}: {line.value}")
    if found.note and any(draft.slots for draft in found.drafts):
        click.echo(_("Not understood, kept as your words: {words}").format(words=found.note))
    for question in found.questions:
        click.echo(asked(question, _))


def _document(found: Understood, at: Moment, kept: list[str]) -> dict[str, object]:
    return {
        "kept": kept,
        "entries": [
            {
                "kind": kind_of(draft.body),
                "happened_at": draft.happened_at.at.isoformat(),
                "precision": draft.precision.value,
                "body": body_document(draft.body),
                "slots": {line.slot: line.value for line in lines.lines},
            }
            for draft, lines in zip(found.drafts, shown(found, _, now=at), strict=True)
        ],
        "note": found.note,
        "questions": [{"doubt": q.doubt.value, "said": q.said, "text": asked(q, _)} for q in found.questions],
    }
