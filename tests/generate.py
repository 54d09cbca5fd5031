"""Random entries and journals with a fixed seed: any kind, any field, whatever can be."""

from __future__ import annotations

import dataclasses
import random
import types
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from enum import EnumMeta
from typing import Any, Union, get_args, get_origin
from uuid import UUID

from unknot.journal.codec import field_hints
from unknot.journal.codes import codes
from unknot.journal.document import KINDS, body_document
from unknot.journal.entry import (
    Amendment,
    Body,
    Entry,
    Experiment,
    ImpossibleEntry,
    Precision,
    Provenance,
    Retraction,
    Role,
    Via,
)
from unknot.journal.ids import new_id
from unknot.journal.quantity import UNITS, ImpossibleQuantity, Quantity
from unknot.journal.span import Moment, moment

ZONES = ("Europe/Dublin", "America/St_Johns", "Asia/Kathmandu", "Pacific/Apia", "Australia/Lord_Howe", "UTC")
WORDS = (
    "calf",
    "left",
    "3 a.m.",
    "ينام",
    "夜中",
    "🙂",
    '"quoted"',
    "a\nb",
    "<b>",
    "=1+1",
    "µ",
    "it's",
    "{x}",
    "#no",
    "\u2028",
)
CODED = {
    "region": "site", "signs": "sign", "situations": "situation", "suspected": "exposure", "helped": "treatment",
    "impact": "impact", "exposures": "exposure", "treatments": "treatment",
    "suspects": "exposure", "answer": "alert-answer", "habit": "habit",
}  # fmt: skip
CODE_OF = {
    "Sensation": "sensation", "AfterEffect": "after-effect", "Medicine": "medicine", "Treatment": "treatment",
    "Exposure": "exposure", "Asked": "exposure", "Symptom": "symptom", "Measurement": "measurement",
    "Circumstance": "circumstance", "Habit": "treatment",
}  # fmt: skip
START = datetime(2025, 1, 1, tzinfo=UTC)


def random_body(rng: random.Random, kind: type[Body]) -> Body:
    """A body of one kind; fields that cannot stand together are drawn again."""
    while True:
        try:
            body: Body = _record(rng, kind)
        except (ImpossibleEntry, ImpossibleQuantity):
            continue
        return body


def random_entry(rng: random.Random, kind: type[Body] | None = None, body: Body | None = None) -> Entry[Body]:
    """An entry of a kind (any but an amendment or retraction), somewhere in 2025 to 2027."""
    chosen = kind or rng.choice([k for k in KINDS.values() if k not in (Amendment, Retraction)])
    at = random_moment(rng)
    recorded = moment(at.instant + timedelta(minutes=rng.choice((0, 0, 1, 90, 3000))), at.zone)
    return Entry(
        id=_id(rng, recorded.instant),
        happened_at=at,
        precision=rng.choice(list(Precision)),
        private=rng.random() < 0.1,
        provenance=Provenance(
            recorded_at=recorded, role=rng.choice(list(Role)), name=_text(rng, 20), via=rng.choice(list(Via))
        ),
        body=body or random_body(rng, chosen),
    )


def random_journal(seed: int, size: int = 30) -> list[Entry[Body]]:
    """Raw entries: roots of every kind, amendments that may clash, retractions and their retractions."""
    rng = random.Random(seed)
    entries = [random_entry(rng) for _ in range(rng.randint(0, size))]
    for _ in range(len(entries) // 3):
        target = rng.choice(entries)
        about: Body
        if isinstance(target.body, Amendment | Retraction) or rng.random() < 0.3:
            about = Retraction(retracts=target.id, reason=_text(rng, 10))
        else:
            about = random_amendment(rng, target, entries)
        entries.append(random_entry(rng, type(about), about))
    rng.shuffle(entries)
    return entries


def random_amendment(rng: random.Random, root: Entry[Body], entries: list[Entry[Body]]) -> Amendment:
    """A change of up to three fields, that may or may not have seen an earlier one."""
    other = body_document(random_body(rng, type(root.body)))
    changes = {name: other[name] for name in rng.sample(sorted(other), min(len(other), rng.randint(1, 3)))}
    earlier = [e.id for e in entries if isinstance(e.body, Amendment) and e.body.amends == root.id]
    base = rng.choice([None, *earlier])
    return Amendment(amends=root.id, base=base, changes=changes or {"private": True})


def random_moment(rng: random.Random) -> Moment:
    at = START + timedelta(minutes=rng.randrange(730 * 24 * 60), seconds=rng.choice((0, 0, 13)))
    return moment(at, rng.choice(ZONES))


def _id(rng: random.Random, at: datetime) -> UUID:
    made = new_id(at).int >> 76 << 76
    return UUID(int=made | 2 << 62 | rng.getrandbits(62))


def _record(rng: random.Random, kind: Any) -> Any:
    hints = field_hints(kind)
    needed = {f.name for f in dataclasses.fields(kind) if f.default is f.default_factory is dataclasses.MISSING}
    wanted = [name for name in hints if name in needed or rng.random() < 0.5]
    return kind(**{name: _value(rng, hints[name], name, kind.__name__) for name in wanted})


def _value(rng: random.Random, hint: Any, name: str, owner: str) -> Any:
    options = [option for option in get_args(hint) if option is not type(None)] if _is_union(hint) else [hint]
    hint = rng.choice(options)
    if get_origin(hint) is tuple:
        items = [_value(rng, get_args(hint)[0], name, owner) for _ in range(rng.randint(0, 3))]
        return tuple(sorted(items, key=lambda step: step.starts)) if name == "steps" else tuple(items)
    if get_origin(hint) is not None and issubclass(get_origin(hint), Mapping):
        valued = get_args(hint)[1]
        return {f"own-{n}": _value(rng, valued, name, owner) for n in range(rng.randint(0, 2))}
    if isinstance(hint, EnumMeta):
        return rng.choice(list(hint))
    return _scalar(rng, hint, name, owner)


def _is_union(hint: Any) -> bool:
    return get_origin(hint) in (types.UnionType, Union)


def _scalar(rng: random.Random, hint: Any, name: str, owner: str) -> Any:
    if hint is str:
        return _word(rng, name, owner)
    if hint is int:
        return rng.randint(0, 11)
    if hint is float:
        return rng.choice((0.0, 0.8, 1.5, 3.0))
    if hint is bool:
        return rng.random() < 0.5
    if hint is date:
        return date(2025, 1, 1) + timedelta(days=rng.randrange(730))
    if hint is time:
        return time(rng.randrange(24), rng.choice((0, 15, 30)))
    if hint is timedelta:
        return timedelta(seconds=rng.choice((30, 90, 600, 5400, 86400)))
    if hint is Decimal:
        return Decimal(rng.choice(("1", "10", "2.5", "0.81", "1E+1")))
    if hint is UUID:
        return _id(rng, START)
    if hint is Moment:
        return random_moment(rng)
    if hint is Quantity:
        return Quantity(_scalar(rng, Decimal, name, owner), rng.choice(sorted(UNITS)))
    return _record(rng, hint)


def _word(rng: random.Random, name: str, owner: str) -> str:
    if name == "code" and owner in CODE_OF:
        return rng.choice(sorted(codes(CODE_OF[owner])))
    if name in CODED and not (name == "habit" and owner != Experiment.__name__):
        return rng.choice(sorted(codes(CODED[name])))
    if name in {"commitment", "sha256"}:
        return f"{rng.getrandbits(256):064x}"
    if name in {"country", "language", "zone", "size"}:
        return {"country": "IE", "language": "en", "zone": rng.choice(ZONES), "size": "large"}[name]
    if name == "instrument":
        return rng.choice(("psfs", "nrs-spasticity"))
    if name == "unit":
        return rng.choice(sorted(UNITS))
    return _text(rng, 30)


def _text(rng: random.Random, longest: int) -> str:
    return " ".join(rng.choice(WORDS) for _ in range(rng.randint(1, 4)))[:longest]
