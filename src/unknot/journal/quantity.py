"""A number with its unit, in UCUM."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

UNITS = frozenset(
    """mg g ug mL L mmol/L umol/L g/L mg/dL ng/mL ug/L U/L mL/min mL/min/{1.73_m2} mm[Hg] Cel kg cm % h min s d
    /min /d {tbl} {score} {spasms} {drop} {puff} [iU] [arb'U] [USP'U] 1 deg mg/d ug/d {T-score} mEq/L""".split()
)
"""The UCUM codes an entry may use. A closed list: what is not in it is a typing error or needs a line here."""


class ImpossibleQuantity(ValueError):
    """A quantity that cannot be: not a number, or with a unit that is not in the list."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount: an exact decimal and a UCUM unit."""

    value: Decimal
    unit: str

    def __post_init__(self) -> None:
        if not self.value.is_finite() or abs(self.value) >= Decimal("1e12"):
            raise ImpossibleQuantity("That is not a usable number.")
        if self.unit not in UNITS:
            raise ImpossibleQuantity(f"{self.unit[:40]!r} is not one of the known units.")

    def __str__(self) -> str:
        return f"{plain(self.value)} {self.unit}"


def plain(value: Decimal) -> str:
    """The decimal as people write it: 10, 2.5, never 1E+1."""
    return format(value.normalize(), "f") if value else "0"
