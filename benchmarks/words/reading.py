"""What the product read, in the shapes of the truth: the only file that knows the product's results."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from uuid import UUID
from zoneinfo import ZoneInfo

from unknot.dictation import Draft, Own, Understood, understand
from unknot.journal.entry import (
    Body,
    Circumstance,
    DiaryDay,
    Dose,
    Entry,
    Episode,
    Exposure,
    Level,
    Measurement,
    Medicine,
    Note,
    PlannedDose,
    PlanStep,
    Precision,
    Prescription,
    Provenance,
    Symptom,
    Treatment,
    Word,
)
from unknot.journal.ids import import_id
from unknot.journal.journal import settle
from unknot.journal.quantity import Quantity, plain
from unknot.journal.span import moment
from unknot.safety.alerts import alerts

ZONE = "Europe/London"
OWN = Own(amounts={"baclofen": frozenset({Quantity(Decimal(10), "mg")})})
_HOME = UUID("0192f0c1-0000-7000-8000-000000000001")


@dataclass(frozen=True, slots=True)
class Found:
    """One event as it was read."""

    kind: str
    slots: dict[str, str]


def read(text: str, now: datetime, language: str) -> Understood:
    """The product's reading of a sentence."""
    return understand(text, now=moment(now, ZONE), own=OWN, language=language)


def found(understood: Understood, now: datetime) -> list[Found]:
    """The events of a reading. Notes are words, and no events."""
    return [one for draft in understood.drafts if (one := _found(draft, now)) is not None]


def _found(draft: Draft, now: datetime) -> Found | None:
    body = draft.body
    time_slot = {} if _unsaid(draft, now) else {"time": _stamp(draft, now)}
    match body:
        case Note():
            return None
        case Episode():
            return Found("episode", {**_episode(body), **time_slot})
        case Dose():
            amount = {} if body.amount is None else {"amount": _amount(body.amount)}
            medicine = body.medicine.code or body.medicine.name
            return Found("dose", {"medicine": medicine, "status": body.status.value, **amount, **time_slot})
        case Symptom():
            return Found("symptom", {"code": body.code})
        case Exposure() if body.level in {Level.NO, Level.UNKNOWN}:
            return None
        case Exposure():
            return Found("exposure", {"code": body.code})
        case Treatment():
            return Found("treatment", {"code": body.code, **_length(body.duration)})
        case Measurement():
            value = {} if body.value is None else {"value": f"{float(body.value.value):g}"}
            return Found("measurement", {"code": body.code or body.name, **value})
        case DiaryDay() if body.word is Word.NONE_SO_FAR or body.word is Word.EVERYTHING:
            return Found("none", {"day": str((body.day - _today(now)).days)})
        case DiaryDay():
            return None
        case _ if hasattr(body, "count"):
            day = getattr(body, "day", draft.happened_at.diary_day)
            return Found("count", {"number": str(body.count), "day": str((day - _today(now)).days)})
        case _:
            return Found(type(body).__name__.lower(), {})


def _today(now: datetime):  # type: ignore[no-untyped-def]
    return moment(now, ZONE).diary_day


def _unsaid(draft: Draft, now: datetime) -> bool:
    """Whether the time is simply the one at which it was said."""
    return draft.happened_at.local.replace(second=0) == now and draft.precision is Precision.MINUTE


def _stamp(draft: Draft, now: datetime) -> str:
    at = draft.happened_at.local
    days = (at.date() - now.date()).days
    if draft.precision in {Precision.DAY_PART, Precision.DAY}:
        return f"{days} ~{draft.precision.value}"
    return f"{days} {at:%H:%M}"


def _episode(body: Episode) -> dict[str, str]:
    slots = {"kind": body.kind.value}
    placed = sorted((site.region, site.side.value if site.side else "") for site in body.sites)
    if placed:
        slots["place"] = ",".join(region for region, _ in placed)
    if any(side for _, side in placed):
        slots["side"] = ",".join(side for _, side in placed)
    if body.bother is not None:
        slots["bother"] = str(body.bother)
    if body.bother_band is not None:
        slots["band"] = body.bother_band.value
    if body.pain is not None:
        slots["pain"] = str(body.pain)
    if body.woke:
        slots["woke"] = "yes"
    return {**slots, **_length(body.duration)}


def _length(duration: timedelta | None) -> dict[str, str]:
    return {} if duration is None else {"length": str(int(duration.total_seconds()))}


def _amount(amount: Quantity) -> str:
    return f"{plain(amount.value)}{amount.unit}"


def tiers(understood: Understood, now: datetime, about: Iterable[str] = (), plan: Iterable[str] = ()) -> list[str]:
    """The messages that a person would see after saying it, most urgent first; `ask` for a question."""
    entries = [_entry(_circumstance(text), now - timedelta(days=60), f"about {n}") for n, text in enumerate(about)]
    entries += [
        _entry(_plan(text), datetime.fromisoformat("2026-02-01T07:00"), f"plan {n}") for n, text in enumerate(plan)
    ]
    for number, draft in enumerate(understood.drafts):
        when = draft.happened_at
        id = import_id(_HOME, "said", str(number), 0)
        recorded = Provenance(recorded_at=moment(now, ZONE))
        entries.append(Entry(id=id, happened_at=when, provenance=recorded, body=draft.body, precision=draft.precision))
    open_now = alerts(settle(entries), now=now.replace(tzinfo=ZoneInfo(ZONE)), zone=ZONE)
    return ["ask" if one.asks else one.tier.value for one in open_now]


def _entry(body: Body, at: datetime, name: str) -> Entry[Body]:
    when = moment(at, ZONE)
    return Entry(id=import_id(_HOME, name, "", 0), happened_at=when, provenance=Provenance(recorded_at=when), body=body)


def _circumstance(text: str) -> Circumstance:
    return Circumstance(code=text.split(":")[0])


def _plan(text: str) -> Prescription:
    """`baclofen 10 mg at 08:00 20:00 from 2026-02-01`"""
    said = re.fullmatch(r"(\S+) ([\d.]+) (\S+) at ([\d: ]+) from (\S+)", text)
    if said is None:
        raise ValueError(text)
    amount = Quantity(Decimal(said[2]), said[3])
    starts = datetime.fromisoformat(said[5]).date()
    doses = tuple(PlannedDose(time.fromisoformat(at), amount) for at in said[4].split())
    return Prescription(
        medicine=Medicine(name=said[1], code=said[1]), steps=(PlanStep(starts=starts, doses=doses),), starts=starts
    )


def texts(understood: Understood) -> str:
    """Every text that the result keeps: notes, labels, the words of slots, questions. Not the sentence that went in."""
    pieces: list[str] = [understood.note]
    for draft in understood.drafts:
        pieces += _strings(draft.body)
        pieces += [slot.words for slot in draft.slots]
    for question in understood.questions:
        pieces.append(question.said)
        if question.if_yes is not None:
            pieces += [slot.words for slot in question.if_yes.slots] + list(_strings(question.if_yes.body))
    for name in ("kept", "said"):
        pieces += _strings(getattr(understood, name, ""))
    return " ".join(pieces)


def _strings(value: object) -> list[str]:
    match value:
        case str():
            return [value]
        case Enum():
            return []
        case tuple():
            return [text for one in value for text in _strings(one)]
        case _ if is_dataclass(value):
            return [text for field in fields(value) for text in _strings(getattr(value, field.name))]
        case _:
            return []
