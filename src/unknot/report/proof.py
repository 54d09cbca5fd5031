"""What a page says of itself, so that it can be checked later: its figures, and the digests of the entries behind them.

The digests give nothing away: each is of a whole entry with its random id. With the journal at hand they say which
entries a page stood on, which changed since and which are gone.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from unknot.journal.document import to_document
from unknot.journal.entry import Body, Entry, Settings
from unknot.journal.journal import Journal
from unknot.report.compose import page_journal
from unknot.report.profile import Audience, Block, Chart, Comparison, Section, SpasmProfile, Table, Tiles

FORMAT = "unknot-page-1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """A page as it can be made again: what it shows, for whom, when it was made, its figures, what it stands on.

    `found_at` is when the analysis was worked out that it quotes (None: it quotes none); `worse_since` what the safety
    messages were told of the trend. `figures` are the texts of the page by their place; `entries` digests in order.
    """

    format: str = FORMAT
    code: str
    version: str
    audience: Audience
    first: date
    last: date
    zone: str
    language: str
    made: datetime
    found_at: datetime | None = None
    worse_since: date | None = None
    figures: Mapping[str, str]
    entries: tuple[str, ...]


def manifest(
    profile: SpasmProfile, journal: Journal, *, found_at: datetime | None = None, worse_since: date | None = None
) -> Manifest:
    """The manifest of a page and of the journal that it was made from."""
    return Manifest(
        code=profile.code,
        version=profile.version,
        audience=profile.audience,
        first=profile.first,
        last=profile.last,
        zone=profile.zone,
        language=profile.language,
        made=profile.made,
        found_at=found_at,
        worse_since=worse_since,
        figures=page_figures(profile),
        entries=tuple(sorted(page_entries(journal, profile.audience, profile.first, profile.last, profile.zone))),
    )


def page_entries(journal: Journal, audience: Audience, first: date, last: date, zone: str) -> dict[str, Entry[Body]]:
    """The entries that a page of these days stands on, by their digests. Settings only say how it looks."""
    seen = page_journal(journal, audience, first, last, zone)
    return {entry_digest(entry): entry for entry in seen.entries if not isinstance(entry.body, Settings)}


def entry_digest(entry: Entry[Body]) -> str:
    """16 hexadecimal digits of an entry as it stands, with its id and its corrections."""
    document = json.dumps(to_document(entry), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(document.encode()).hexdigest()[:16]


# ---------------------------------------------------------------- figures


def page_figures(profile: SpasmProfile) -> dict[str, str]:
    """Every figure and line of the page by its place on it."""
    found: dict[str, str] = {"name": profile.header.name, "period": profile.header.period}
    found |= {f"about {n}": words for n, words in enumerate((*profile.header.about, *profile.header.facts), 1)}
    found |= {f"recorded {n}": words for n, words in enumerate(profile.recorded.parts, 1)}
    for section in profile.sections:
        for place, words in _section_figures(section):
            found[_free(f"{section.key}: {place}", found)] = words
    return {place: words for place, words in found.items() if words}


def _free(place: str, taken: Mapping[str, str]) -> str:
    n, name = 2, place
    while name in taken:
        n, name = n + 1, f"{place} ({n})"
    return name


def _section_figures(section: Section) -> Iterator[tuple[str, str]]:
    match section.content:
        case Block(lines=lines):
            yield from ((line.name, "; ".join(part for part in (line.text, line.note) if part)) for line in lines)
        case Tiles(tiles=tiles):
            yield from ((tile.label, " ".join(part for part in (tile.figure, tile.note) if part)) for tile in tiles)
        case Chart(table=table, sentence=sentence):
            yield "sentence", sentence
            yield from _cells(table)
        case Comparison(sentences=sentences, table=table):
            yield from (("sentence", words) for words in sentences)
            if table is not None:
                yield from _cells(table)


def _cells(table: Table) -> Iterator[tuple[str, str]]:
    yield from ((row[0], ", ".join(cell for cell in row[1:] if cell)) for row in table.rows if row)


# ---------------------------------------------------------------- compared


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure that does not come out as the page has it; `again` is empty if there is none such now."""

    place: str
    printed: str
    again: str


def figure_changes(printed: Mapping[str, str], again: Mapping[str, str]) -> tuple[FigureChange, ...]:
    """The figures that differ between two pages, in the order of the first."""
    places = [*printed, *(place for place in again if place not in printed)]
    return tuple(
        FigureChange(place, printed.get(place, ""), again.get(place, ""))
        for place in places
        if printed.get(place) != again.get(place)
    )


@dataclass(frozen=True, slots=True)
class EntriesSince:
    """What happened to the entries behind a page: `added`, `changed` (as they stand now), and how many are `gone`."""

    added: tuple[Entry[Body], ...]
    changed: tuple[Entry[Body], ...]
    gone: int

    @property
    def none(self) -> bool:
        return not (self.added or self.changed or self.gone)


def entries_since(printed: Manifest, then: Journal, now: Journal) -> EntriesSince:
    """What changed between the journal as it was when a page was made and as it stands now.

    An entry counts as gone if it was withdrawn, erased or made private, or if the journal of then lacks it.
    """
    days = (printed.audience, printed.first, printed.last, printed.zone)
    before, after = page_entries(then, *days), page_entries(now, *days)
    stood = {before[digest].id for digest in printed.entries if digest in before}
    fresh = [entry for digest, entry in after.items() if digest not in set(printed.entries)]
    standing = {entry.id for entry in after.values()}
    lost = sum(digest not in before for digest in printed.entries)
    return EntriesSince(
        added=tuple(entry for entry in fresh if entry.id not in stood),
        changed=tuple(entry for entry in fresh if entry.id in stood),
        gone=len(_gone(stood, standing)) + lost,
    )


def _gone(stood: set[UUID], standing: set[UUID]) -> set[UUID]:
    return stood - standing
