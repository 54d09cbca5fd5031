"""What Patterns said at each look, kept word for word with the version of the method: it can be shown again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from unknot.analysis.patterns import Patterns, as_json
from unknot.journal.document import Unreadable, record_document, record_from
from unknot.journal.entry import Json
from unknot.journal.span import Moment, diary_day_span, moment
from unknot.report.patterns import PatternGroup, PatternsPage
from unknot.store import cache

LOOKS_BACK = 60
"""How many looks before a day are searched for one that stood on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingsRecord:
    """What was said at the look of a day: the words as they stood, and `findings`, the numbers behind them, as JSON."""

    look: date
    made_at: Moment
    method: str
    candidates: int
    lead: str
    about: str
    stands_on: str
    groups: tuple[PatternGroup, ...] = ()
    findings: str = "[]"


def findings_record(found: Patterns, page: PatternsPage, now: datetime) -> FindingsRecord | None:
    """What a page says of its last look, without its drawings; None before the first look."""
    if found.last_look is None:
        return None
    groups = [replace(g, lines=tuple(replace(line, shape=None) for line in g.lines)) for g in page.groups]
    return FindingsRecord(
        look=found.last_look,
        made_at=moment(now, found.zone),
        method=found.method,
        candidates=found.candidates,
        lead=page.lead,
        about=page.about,
        stands_on=page.stands_on,
        groups=tuple(groups),
        findings=json.dumps(_numbers(found)),
    )


def _numbers(found: Patterns) -> list[Json]:
    plain = as_json(found)["findings"]
    assert isinstance(plain, list)
    return [{k: v for k, v in one.items() if k != "curve"} for one in plain if isinstance(one, dict)]


def keep_record(id: UUID, found: Patterns, page: PatternsPage, now: datetime) -> None:
    """Keep what is said at this look. What was said before a correction, or by another method, stays beside it."""
    new = findings_record(found, page, now)
    if new is None:
        return
    name = f"{cache.SHOWN}{new.look.isoformat()}"
    before = cache.get(id, name)
    stood = list(_read(before.document)) if before else []
    if stood and (stood[-1].method, stood[-1].findings) == (new.method, new.findings):
        return
    cache.put(id, name, json.dumps([record_document(one) for one in (*stood, new)]), now)


def record_of_day(id: UUID, day: date, zone: str) -> FindingsRecord | None:
    """What stood on the page on a diary day, as it was said then; None if nothing of it was kept."""
    over = diary_day_span(day, zone).end
    for document in cache.shown_until(id, day, LOOKS_BACK):
        stood = [one for one in _read(document) if one.made_at.instant < over]
        if stood:
            return stood[-1]
    return None


def _read(document: str) -> Iterator[FindingsRecord]:
    for one in json.loads(document):
        try:
            yield record_from(FindingsRecord, one)
        except Unreadable:  # of a shape that no version reads any more
            continue
