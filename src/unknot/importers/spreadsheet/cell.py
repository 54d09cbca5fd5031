"""What a reader of cells gives when a cell is not what its column holds."""

from __future__ import annotations

import re
from dataclasses import dataclass

from unknot.importers.words import phrases, said


@dataclass(frozen=True, slots=True)
class Unread:
    """A cell that its reader could not read whole: what a person should know of it. The cell is kept as words."""

    why: str


def plain(cell: str) -> str:
    """A cell as words are compared: small letters, single spaces, no stop at its end."""
    return re.sub(r"\s+", " ", cell.strip().lower()).rstrip(" .!")


def is_blank(cell: str) -> bool:
    """Whether a cell only marks that nothing was written: "-", "n/a"."""
    return plain(cell) in said("cell", "blank") or cell.strip() in said("cell", "blank")


def says_none(cell: str) -> bool:
    """Whether a cell says that there was nothing: "none", "keine", "0"."""
    return plain(cell) in said("cell", "none") or bool(re.fullmatch(r"0+(?:[.,]0+)?(?:\s*/\s*\d+)?", cell.strip()))


def yes_or_no(cell: str) -> bool | None:
    """Yes or no; None if a cell is neither."""
    word = plain(cell)
    if word in said("cell", "no") or word in said("cell", "none"):
        return False
    return True if word in said("cell", "yes") else None


def band_of(cell: str) -> str:
    """`low`, `medium` or `high` for a word of how bad something was; empty for any other."""
    found = phrases("cell").get(plain(cell), "")
    return (
        found if found in ("low", "medium", "high") else next((b for b in _BANDS if plain(cell) in said("cell", b)), "")
    )


_BANDS = ("low", "medium", "high")


def number_of(cell: str) -> float | None:
    """A number as people and spreadsheets write it: "7,5", "8,432", "1.234,5", "-0.25"; None if it is none."""
    text = re.sub(r"[\s'’\u00a0\u202f]", "", cell)
    if re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?", text):
        text = text.replace(",", "")
    elif re.fullmatch(r"[+-]?\d{1,3}(\.\d{3})+,\d+", text):
        text = text.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"[+-]?\d+,\d+", text):
        text = text.replace(",", ".")
    if not re.fullmatch(r"[+-]?(\d{1,15}(\.\d{0,15})?|\.\d{1,15})(e[+-]?\d{1,2})?", text, re.IGNORECASE):
        return None
    return float(text)
