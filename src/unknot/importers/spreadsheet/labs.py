"""Results written in a note: "bloods: K 3.6  Mg 0.81  creat 74". Without a unit they stay as written."""

from __future__ import annotations

import re
from decimal import Decimal

from unknot.dictation.phrasebook import language
from unknot.dictation.words import Language
from unknot.journal.entry import Measurement, MeasurementKind
from unknot.journal.quantity import Quantity
from unknot.knowledge.vocabulary import vocabulary

_PAIR = re.compile(
    r"([^\W\d_]+(?: [^\W\d_])?)\s*[:=]?\s*(\d+(?:[.,]\d+)?)(?:\s*((?>[^\s\d,;:=]+(?:/[^\s,;]+)?))(?!\s*[:=]?\s*\d))?"
)

_MARKS = re.compile(r"\b(?:blood tests?|bloods|labs?|results|blutwerte|labor)\b[:\s]*", re.IGNORECASE)


def labs(text: str, code: str) -> list[Measurement]:
    """The results in a text, after a word such as "bloods"."""
    start = _MARKS.search(text)
    if start is None:
        return []
    words = language(code)
    names = _names(words) | {"mg": "magnesium"}
    found = []
    for name, number, unit in _PAIR.findall(text[start.end() :]):
        known = names.get(name.lower())
        if known is None:
            continue
        value = _quantity(number, unit, words)
        written = number if not unit or unit.lower() in names else f"{number} {unit}"
        found.append(
            Measurement(
                kind=MeasurementKind.LAB,
                name=vocabulary("measurement")[known].words,
                code=known,
                value=value,
                text="" if value else written,
            )
        )
    return found


def _names(words: Language) -> dict[str, str]:
    """Everything a result is called, to its code."""
    return {
        " ".join(phrase): reading.value
        for several in words.phrases.values()
        for phrase, readings in several
        for reading in readings
        if reading.kind == "measurement"
    }


def _quantity(number: str, unit: str, words: Language) -> Quantity | None:
    known = words.results.get(" ".join(re.findall(r"\w+|/", unit.lower())))
    return Quantity(Decimal(number.replace(",", ".")), known) if known else None
