"""The emergency card as a picture for the lock screen (PNG) and as pages for a wallet and a fridge (PDF/UA-1)."""

from __future__ import annotations

import json
import threading
from enum import StrEnum
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import typst

from unknot.knowledge.words import Translate
from unknot.pdf.glyphs import breakable, fitted, folder
from unknot.pdf.typeset import SIZES, Paper
from unknot.report.emergency_card import CardRow, CardSide, EmergencyCard

_ONE_AT_A_TIME = threading.Lock()
PIXELS_A_POINT = 3
"""The picture is 390 by 844 points: 1170 by 2532 pixels, the screen of many phones; others cut a little of its edge."""
CODE_POINTS = 216
"""How wide the code is in the picture: five pixels and more for each of its modules."""


class CardForm(StrEnum):
    LOCK = "lock"
    WALLET = "wallet"
    FRIDGE = "fridge"

    @property
    def media_type(self) -> str:
        return "image/png" if self is CardForm.LOCK else "application/pdf"


def card_file(card: EmergencyCard, form: CardForm, *, code: str, _: Translate, paper: Paper = "a4") -> bytes:
    """The card in a form; `code` is its QR code as an SVG picture. The same card gives the same bytes."""
    data = _printable(
        {
            "form": form.value,
            "paper": SIZES[paper],
            "sides": [_side(side) for side in card.sides],
            "alt": _("A code that says the same in plain text. It needs no network."),
            "scan": _("Point any phone's camera at the code: it says the same as this card, without a network."),
            "cut": _("Cut along the outer lines and fold in the middle."),
        }
    )
    data |= {"svg": code, "code-pt": CODE_POINTS}
    inputs = {"card": json.dumps(data)}
    with _ONE_AT_A_TIME:
        if form is CardForm.LOCK:
            made = _compiler().compile(format="png", ppi=72 * PIXELS_A_POINT, sys_inputs=inputs)
        else:
            made = _compiler().compile(format="pdf", sys_inputs=inputs, pdf_standards=["ua-1"], timestamp=_noon(card))
    if isinstance(made, list):  # a picture never has a second page that matters: what is too long is on the pages
        made = made[0]
    assert isinstance(made, bytes)
    return made


def _noon(card: EmergencyCard) -> int:
    return (card.made.toordinal() - 719163) * 86400 + 43200


def _side(side: CardSide) -> dict[str, Any]:
    return {
        "language": side.language,
        "title": side.title,
        "lead": side.lead,
        "who": side.who,
        "warnings": list(side.urgent),
        "rows": [_row(row) for row in side.plain_rows],
        "call": _row(side.call),
        "made": side.made,
        "unread": side.unread,
    }


def _row(row: CardRow) -> dict[str, Any]:
    return {"name": row.name, "words": list(row.words)}


def _printable(value: Any) -> Any:
    """Nothing in it that the typefaces cannot draw."""
    match value:
        case str():
            return breakable(fitted(value))
        case dict():
            return {name: _printable(one) for name, one in value.items()}
        case list():
            return [_printable(one) for one in value]
        case _:
            return value


@cache
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder()])
    home = Path(str(resources.files("unknot.pdf")))
    return typst.Compiler(home / "emergency-card.typ", root=home, font_paths=fonts)
