"""A journal as text, one entry a line, both ways.

    zone Europe/Dublin
    2026-03-01            none
    2026-03-02 08:10 +4m  spasm 6/10 left-calf woke "walked it off"
    2026-03-02 22:00      dose baclofen 10mg

A line is a diary or clock date, a time if it is known, a duration, a word for the kind of entry, and its fields. A
time may end in `~hour`, `~day-part` or `~day` for its precision, in an offset where the clock is ambiguous, and
in `@Zone` away from home. Kinds that have no word are written as their JSON document. `#` starts a remark.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from unknot.journal import tokens
from unknot.journal.document import Unreadable, body_document, from_document, kind_of, to_document
from unknot.journal.entry import (
    Body,
    DiaryDay,
    Dose,
    Entry,
    Episode,
    EpisodeKind,
    Exposure,
    Json,
    Note,
    Precision,
    Provenance,
    Role,
    Symptom,
    Treatment,
    Word,
)
from unknot.journal.ids import import_id
from unknot.journal.scalars import write_moment
from unknot.journal.span import ImpossibleTime, Moment, UnknownZone, moment

NOON = time(12)
WORDS: dict[str, tuple[type[Body], dict[str, Json]]] = {
    **{kind.value: (Episode, {"kind": kind.value}) for kind in EpisodeKind},
    "none": (DiaryDay, {"word": Word.NONE_SO_FAR.value}),
    "everything": (DiaryDay, {"word": Word.EVERYTHING.value}),
    "maybe-more": (DiaryDay, {"word": Word.MAYBE_MORE.value}),
    "day": (DiaryDay, {}),
    "dose": (Dose, {}),
    "exposure": (Exposure, {}),
    "treatment": (Treatment, {}),
    "symptom": (Symptom, {}),
    "note": (Note, {}),
}
"""The word that starts each kind of line, and the fields that the word itself gives."""


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that is not an entry, and why, in plain words."""

    number: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Read:
    entries: tuple[Entry[Body], ...]
    bad: tuple[BadLine, ...]


class _Bad(ValueError):
    """Why a line cannot be read."""


_HEAD = re.compile(
    r"(?P<date>\d{4}-\d\d-\d\d)"
    r"(?:[ \t]+(?P<time>\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(?P<offset>[+\-]\d\d:\d\d)?(?:~(?P<precision>[a-z\-]+))?)?"
    r"(?:@(?P<zone>\S+))?(?:[ \t]+\+(?P<duration>\S+))?[ \t]+(?P<word>[a-z\-]+)(?P<rest>.*)"
)


def read_notation(text: str, *, zone: str, provenance: Callable[[Moment], Provenance], journal: UUID) -> Read:
    """The entries of a text, in its order, and the lines that are none.

    `provenance` says who recorded a line and when, from its moment; ids follow from the journal and the line, so
    that reading a text twice adds nothing.
    """
    entries: list[Entry[Body]] = []
    bad: list[BadLine] = []
    seen: Counter[str] = Counter()
    for number, line in enumerate(text.split("\n"), 1):
        stripped = " ".join(line.split()) if '"' not in line else line.strip()
        if not stripped or stripped.startswith("#"):
            continue
        if stripped.startswith("zone "):
            zone = stripped.removeprefix("zone ").strip()
            continue
        try:
            if stripped.startswith("{"):
                entries.append(from_document(json.loads(stripped)))
                continue
            id = import_id(journal, "notation", f"{zone} {stripped}", seen[stripped])
            seen[stripped] += 1
            entries.append(_read_line(stripped, zone, provenance, id))
        except (_Bad, Unreadable, tokens.BadToken, UnknownZone, ImpossibleTime, json.JSONDecodeError) as error:
            bad.append(BadLine(number, line[:500], str(error)))
    return Read(tuple(entries), tuple(bad))


def _read_line(line: str, zone: str, provenance: Callable[[Moment], Provenance], id: UUID) -> Entry[Body]:
    head = _HEAD.fullmatch(line)
    if head is None:
        raise _Bad("A line starts with a date (2026-03-02), a time if it is known (08:10), and a word.")
    if head["word"] not in WORDS:
        raise _Bad(f"{head['word'][:40]!r} is not one of {', '.join(WORDS)}.")
    kind, given = WORDS[head["word"]]
    when, precision = _when(head, zone)
    body, extra = tokens.read_fields(kind, head["rest"])
    body = {**given, **body}
    if head["duration"]:
        body["duration"] = tokens.read_duration(head["duration"])
    if kind is DiaryDay:
        body.setdefault("day", (when.diary_day if head["time"] else when.clock_date).isoformat())
        if not head["time"]:
            body.setdefault("timed", False)
    document: dict[str, Json] = {
        "v": 1,
        "kind": kind_of(kind),
        "id": str(id),
        "happened_at": write_moment(when),
        "precision": precision.value,
        "provenance": _provenance_document(provenance(when), extra.get("by")),
        "body": body,
    }
    if extra.get("private"):
        document["private"] = True
    return from_document(document)


def _when(head: re.Match[str], home: str) -> tuple[Moment, Precision]:
    zone = head["zone"] or home
    try:
        day = date.fromisoformat(head["date"])
        clock = time.fromisoformat(head["time"]) if head["time"] else NOON
        precision = Precision(head["precision"]) if head["precision"] else Precision.MINUTE
    except ValueError as error:
        raise _Bad("There is no such date, time or precision.") from error
    if not head["time"]:
        precision = Precision.DAY
    if head["offset"]:
        return Moment(datetime.fromisoformat(f"{day}T{clock}{head['offset']}"), zone), precision
    return moment(datetime.combine(day, clock), zone), precision


def _provenance_document(provenance: Provenance, by: str | None) -> dict[str, Json]:
    document: dict[str, Json] = {
        "recorded_at": write_moment(provenance.recorded_at),
        "role": provenance.role.value,
        "via": provenance.via.value,
        "name": provenance.name,
        "device": provenance.device,
    }
    if by is not None:
        role, _, name = by.partition("/")
        document.update(role=role, name=name)
    return document


# ---------------------------------------------------------------- writing


def write_notation(entries: Iterable[Entry[Body]], *, zone: str) -> str:
    """The entries as text, one a line, in the order given. Reading it back gives the same times and bodies."""
    return "\n".join([f"zone {zone}", *(_write_line(entry, zone) for entry in entries)]) + "\n"


def _write_line(entry: Entry[Body], home: str) -> str:
    word, given = _word(entry.body)
    if word is None:
        return json.dumps(to_document(entry), ensure_ascii=False, separators=(",", ":"))
    fields: dict[str, Any] = {k: v for k, v in body_document(entry.body).items() if k not in given}
    duration = fields.pop("duration", None)
    when = _write_when(entry, home)
    if isinstance(entry.body, DiaryDay):
        fields = _day_fields(entry.body, entry.happened_at, fields, timed=":" in when.partition("@")[0])
    parts = [when]
    if duration is not None:
        parts.append(f"+{tokens.write_duration(duration)}")
    parts += [word, *tokens.write_fields(type(entry.body), fields)]
    if entry.provenance.role is not Role.OWNER:
        parts.append(tokens.pair("by", f"{entry.provenance.role.value}/{entry.provenance.name}"))
    if entry.private:
        parts.append("private")
    return "  ".join(parts[:1]) + "  " + " ".join(parts[1:])


def _day_fields(day: DiaryDay, when: Moment, fields: dict[str, Any], *, timed: bool) -> dict[str, Any]:
    """The fields of a day less what its date and time already say."""
    told = when.diary_day if timed else when.clock_date
    left = {name: value for name, value in fields.items() if name not in {"day", "timed"}}
    if day.day != told:
        left["day"] = day.day.isoformat()
    if day.timed != timed:
        left["timed"] = day.timed
    return left


def _word(body: Body) -> tuple[str | None, dict[str, Json]]:
    document = body_document(body)
    for word, (kind, given) in WORDS.items():
        if type(body) is kind and all(document.get(k, _DEFAULTS.get(k)) == v for k, v in given.items()):
            return word, given
    return None, {}


_DEFAULTS: dict[str, Json] = {"kind": EpisodeKind.SPASM.value}


def _write_when(entry: Entry[Body], home: str) -> str:
    when, local = entry.happened_at, entry.happened_at.local
    away = "" if when.zone == home else f"@{when.zone}"
    if entry.precision is Precision.DAY and local.time() == NOON and _clock_tells(when):
        return f"{local.date()}{away}"
    clock = local.time().isoformat("minutes" if not local.second and not local.microsecond else "auto")
    offset = "" if _clock_tells(when) else when.at.isoformat()[-6:]
    precision = "" if entry.precision is Precision.MINUTE else f"~{entry.precision.value}"
    return f"{local.date()} {clock}{offset}{precision}{away}"


def _clock_tells(when: Moment) -> bool:
    """Whether the wall clock and the zone alone give the instant and its offset back."""
    try:
        again = moment(when.local, when.zone)
    except UnknownZone:
        return False
    return again.at == when.at and again.at.utcoffset() == when.at.utcoffset()
