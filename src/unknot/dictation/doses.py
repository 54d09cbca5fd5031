"""Medicines as they are told: taken, late, missed, extra."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from unknot.dictation.clocks import Unclear, span_of
from unknot.dictation.evidence import DoseEvidence, taken
from unknot.dictation.frames import Frame
from unknot.dictation.pieces import Piece
from unknot.dictation.telling import Doubtful, FrameDrafts, Telling, quantity
from unknot.dictation.times import When, whens
from unknot.dictation.understood import Doubt, Slot
from unknot.dictation.words import Reading
from unknot.journal.entry import Dose, DoseStatus, Medicine
from unknot.journal.quantity import Quantity, plain
from unknot.journal.span import Moment, moment
from unknot.knowledge.vocabulary import vocabulary

_LEAST_BARE_MILLIGRAMS = Decimal(5)
_STATUS = {"missed": DoseStatus.SKIPPED, "extra": DoseStatus.EXTRA}
_UNITS = {"{tbl}": "tablets", "{puff}": "puffs", "{drop}": "drops"}
_MOST_BARE = Decimal(60)
"""What a bare number before a name may count, at most, in tablets: to be asked about, never to be dropped."""


def dose(telling: Telling, frame: Frame, told: FrameDrafts) -> None:
    """The drafts of a dose, where it is plain that it was taken or left out. Else it is asked, or stays words."""
    head = frame.head
    assert head is not None
    if head.kind == "tablets":
        if frame.has("taken", "missed", "amount"):
            telling.doubt(told, Doubt.MEDICINE, head)
        return
    status_piece = frame.one(*_STATUS) or _none_of(telling, frame)
    status = _STATUS[status_piece.kind] if status_piece else DoseStatus.TAKEN
    if status is DoseStatus.SKIPPED and frame.has("sofar"):
        return  # "not taken yet" is not missed
    evidence = taken(telling, frame) if status is not DoseStatus.SKIPPED else DoseEvidence.PLAIN
    if evidence is DoseEvidence.NONE:
        return
    slots = [telling.slot(told, "medicine", head.value, head)]
    amount, strength, amount_slots = _amount(telling, frame, told)
    if status_piece is not None:
        slots.append(telling.slot(told, "status", status.value, status_piece))
    told.used += frame.of("taken")
    frame, planned_piece = _planned(telling, frame, status)
    planned = _planned_at(telling, planned_piece)
    times = telling.whens(frame, told, after=planned)
    if status is DoseStatus.SKIPPED and not times:
        times = _skipped_part(telling, frame, told)
    planned = _planned_for(telling, frame, told, times, planned)
    if planned is not None:
        slots.append(Slot("planned", planned.at.isoformat(timespec="minutes"), ""))
        told.used += [planned_piece] if planned_piece else []
    medicine = Medicine(name=vocabulary("medicine")[head.value].words, code=head.value, strength=strength)
    body = Dose(medicine=medicine, amount=amount, status=status, planned_for=planned, note=telling.note(frame))
    if evidence is DoseEvidence.UNSURE:
        when = times[0] if times else None
        told.doubts.append(Doubtful(Doubt.TAKEN, telling.note(frame), body, when))
        return
    odd = amount is not None and status is not DoseStatus.SKIPPED and telling.own.is_unlike(head.value, amount)
    if odd and amount is not None:
        told.doubts.append(
            Doubtful(Doubt.AMOUNT, f"{plain(amount.value)} {_UNITS.get(amount.unit, amount.unit)}", body)
        )
        body = replace(body, amount=None)
    else:
        slots += amount_slots
    telling.each(told, frame, times, body, slots)


def _none_of(telling: Telling, frame: Frame) -> Piece | None:
    """The "none of" right before a medicine, which says that it was left out: "heute kein Baclofen genommen"."""
    head, tokens = frame.head, telling.sentence.tokens
    before = head.first - 1 if head is not None else -1
    if head is None or before < 0 or tokens[before].norm not in telling.words.sets["noneof"] or not frame.has("taken"):
        return None
    return replace(head.read_as("medicine", "skipped"), readings=(Reading("missed", "yes"),), first=before, last=before)


# ---------------------------------------------------------------- how much


def _amount(telling: Telling, frame: Frame, told: FrameDrafts) -> tuple[Quantity | None, Quantity | None, list[Slot]]:
    """The amount, and the strength of a tablet if both were said: "two 10 mg"."""
    several = frame.one("strength")
    if several is not None:
        tablets = Quantity(Decimal(several.hole("n")), "{tbl}")
        strength = Quantity(Decimal(several.hole("n2")), telling.words.amounts[several.hole("amount")])
        if tablets.value > 0 and strength.value > 0:
            return tablets, strength, [telling.slot(told, "amount", quantity(tablets), several)]
    piece = frame.one("amount")
    if piece is None:
        amount, spot = _bare_amount(telling, frame)
        return amount, None, [telling.slot(told, "amount", quantity(amount), spot)] if amount and spot else []
    amount = Quantity(Decimal(piece.hole("n")), telling.words.amounts[piece.hole("amount")])
    if amount.value <= 0:
        return None, None, []
    return amount, None, [telling.slot(told, "amount", quantity(amount), piece)]


def _bare_amount(telling: Telling, frame: Frame) -> tuple[Quantity | None, Piece | None]:
    """ "two paracetamol" are tablets; "baclofen 10" is in milligrams, where nothing else is likely."""
    head = frame.head
    assert head is not None
    tokens, sets = telling.sentence.tokens, telling.words.sets
    if tokens[head.first].is_number and _is_decimal(tokens[head.first].norm):  # "took two", of what was named before
        return Quantity(Decimal(tokens[head.first].norm), "{tbl}"), head
    before = tokens[head.first - 1] if head.first else None
    after = tokens[head.last + 1] if head.last + 1 < len(tokens) else None
    if before is not None and (before.is_number or before.norm in sets["one"]):
        value = Decimal(before.norm) if _is_decimal(before.norm) else Decimal(1)
        if Decimal(0) < value <= _MOST_BARE and not _belongs_elsewhere(telling, head.first - 1):
            return Quantity(value, "{tbl}"), replace(head, first=head.first - 1, last=head.first - 1)
        return None, None
    if after is None or not _is_decimal(after.norm) or _belongs_elsewhere(telling, head.last + 1):
        return None, None
    value = Decimal(after.norm)
    own = {q.value for q in telling.own.amounts.get(head.value, ()) if q.unit == "mg"}
    if value in own or (head.value in sets["milligrams"] and value >= _LEAST_BARE_MILLIGRAMS):
        return Quantity(value, "mg"), replace(head, first=head.last + 1, last=head.last + 1)
    return None, None


def _is_decimal(norm: str) -> bool:
    return norm.isascii() and norm.replace(".", "", 1).isdigit()


def _belongs_elsewhere(telling: Telling, token: int) -> bool:
    return any(p.first <= token <= p.last and p.kind != "bare" for p in telling.sentence.pieces)


# ---------------------------------------------------------------- when it was planned


def _planned(telling: Telling, frame: Frame, status: DoseStatus) -> tuple[Frame, Piece | None]:
    """ "the eight o'clock baclofen at nine": the clock right before the name is the planned one."""
    head = frame.head
    clocks = frame.of("clock", "half-past", "half-to", "past", "before")
    if head is None or status is DoseStatus.SKIPPED or not clocks:
        return frame, None
    first, sets = clocks[0], telling.words.sets
    before = telling.sentence.tokens[first.first - 1].norm if first.first else ""
    if first.last + 1 != head.first or before not in {*sets["the"], *sets["mine"]}:
        return frame, None
    rest = [piece for piece in frame.members if piece is not first]
    return Frame(frame.what, head, frame.first, frame.last, rest), first


def _planned_at(telling: Telling, piece: Piece | None) -> Moment | None:
    if piece is None:
        return None
    try:
        return whens([piece], telling.now, telling.sentence.tokens, telling.words)[0].at
    except Unclear:
        return None


def _planned_for(
    telling: Telling, frame: Frame, told: FrameDrafts, times: Sequence[When], planned: Moment | None
) -> Moment | None:
    late = frame.one("late")
    if planned is not None or late is None:
        return planned
    told.used.append(late)
    taken_at = times[0].at if times else telling.known.at if telling.known else telling.now
    return moment(taken_at.instant - span_of(late, telling.words), telling.now.zone)


def _skipped_part(telling: Telling, frame: Frame, told: FrameDrafts) -> list[When]:
    """ "forgot the afternoon one": today's, if it is past."""
    part = frame.one("barepart")
    if part is None:
        return []
    day = telling.base or telling.now.clock_date
    try:
        found = whens([part], telling.now, telling.sentence.tokens, telling.words, base=day)
    except Unclear:
        return []
    told.used.append(part)
    return found
