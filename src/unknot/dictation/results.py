"""Results as they are told: blood pressure, temperature, weight, hours slept, lab values."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from unknot.dictation.frames import Frame
from unknot.dictation.pieces import Piece
from unknot.dictation.telling import FrameDrafts, Telling, quantity
from unknot.dictation.understood import Slot
from unknot.journal.entry import Measurement, MeasurementKind
from unknot.journal.quantity import Quantity, plain
from unknot.knowledge.vocabulary import vocabulary

_VITALS = {
    "pressure": (("systolic", "n", "mm[Hg]"), ("diastolic", "n2", "mm[Hg]")),
    "fever": (("temperature", "n", "Cel"),),
    "pulse": (("pulse", "n", "/min"),),
    "weight": (("weight", "n", "kg"),),
    "slept": (("sleep-hours", "n", "h"),),
}
"""Results whose name says their unit: the template, and for each result its code, its hole, its unit."""
_WARM = (Decimal(30), Decimal(45))
_LONGEST_UNIT = 5


@dataclass(frozen=True, slots=True)
class _Result:
    code: str
    kind: MeasurementKind
    value: Quantity | None
    text: str
    words: Piece


def measurement(telling: Telling, frame: Frame, told: FrameDrafts) -> None:
    """The drafts of a result; two for a blood pressure."""
    head = frame.head
    assert head is not None
    found = _vitals(head) if head.kind in _VITALS else _lab(telling, head)
    times = telling.whens(frame, told) if found else []
    for result in found:
        slots = [telling.slot(told, "code", result.code, result.words)]
        if result.value is not None:
            slots.append(Slot("value", quantity(result.value), telling.said(result.words)))
        body = Measurement(
            kind=result.kind,
            name=vocabulary("measurement")[result.code].words,
            code=result.code,
            value=result.value,
            text=result.text,
        )
        telling.each(told, frame, times, body, slots)


def _vitals(head: Piece) -> list[_Result]:
    if head.kind == "fever" and not _WARM[0] < Decimal(head.hole("n")) < _WARM[1]:
        return []
    kind = MeasurementKind.SCORE if head.kind == "slept" else MeasurementKind.VITAL
    return [
        _Result(code, kind, Quantity(Decimal(head.hole(hole)), unit), "", head)
        for code, hole, unit in _VITALS[head.kind]
    ]


def _lab(telling: Telling, head: Piece) -> list[_Result]:
    """A lab value; without its unit it stays as the words it was said in."""
    norms = [token.norm for token in telling.sentence.tokens]
    at = head.last + 1
    while at < len(norms) and norms[at] in telling.words.sets["is"]:
        at += 1
    if at >= len(norms) or not telling.sentence.tokens[at].is_number or norms[at].count(".") > 1:
        return []
    value = Decimal(norms[at].replace(",", ""))
    for size in range(_LONGEST_UNIT, 0, -1):
        written = norms[at + 1 : at + 1 + size]
        unit = telling.words.results.get(" ".join(written))
        if unit and unit != "h":
            words = replace(head, last=at + len(written))
            return [_Result(head.value, MeasurementKind.LAB, Quantity(value, unit), "", words)]
    return [_Result(head.value, MeasurementKind.LAB, None, plain(value), replace(head, last=at))]
