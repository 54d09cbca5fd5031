"""Units as people write them: UCUM is for machines."""

from __future__ import annotations

from unknot.journal.quantity import Quantity
from unknot.journal.quantity import plain as decimal
from unknot.report.wording import Voice

SIGNS = {
    "mm[Hg]": "mmHg", "Cel": "°C", "[iU]": "IU", "deg": "°", "ug": "µg", "ug/L": "µg/L", "umol/L": "µmol/L",
    "ug/d": "µg/day", "mg/d": "mg/day", "mL/min/{1.73_m2}": "mL/min/1.73 m²", "/min": "/min", "1": "",
}  # fmt: skip
"""Signs that are the same in every language."""


def unit_words(unit: str, voice: Voice) -> str:
    """µg/day, °C, mmHg; for counted things their name."""
    _ = voice._
    named = {
        "[arb'U]": _("units"),
        "[USP'U]": _("USP units"),
        "{tbl}": _("tablets"),
        "{score}": _("points"),
        "{spasms}": _("spasms"),
        "{drop}": _("drops"),
        "{puff}": _("puffs"),
        "{T-score}": _("T-score"),
    }
    return named.get(unit) or SIGNS.get(unit, unit)


def quantity_words(of: Quantity, voice: Voice) -> str:
    """An amount with its unit, the number as it was typed."""
    return " ".join(part for part in (decimal(of.value), unit_words(of.unit, voice)) if part)
