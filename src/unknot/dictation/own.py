"""What is the person's own: the names of their tiles, their medicines and the amounts they take."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from unknot.journal.entry import Dose, Medicine, Prescription, Settings, Tile
from unknot.journal.journal import Journal
from unknot.journal.quantity import Quantity
from unknot.knowledge.vocabulary import vocabulary

_LOOK_BACK = 200
"""The newest doses that show what the person takes."""
_TIMES_THE_LARGEST = 3
_MOST_TABLETS = Decimal(4)
_IN_MILLIGRAMS = {"ug": Decimal("0.001"), "mg": Decimal(1), "g": Decimal(1000)}


@dataclass(frozen=True, slots=True)
class Own:
    """The person's tiles, and their medicines with the amounts they are known to take."""

    tiles: tuple[Tile, ...] = ()
    amounts: Mapping[str, frozenset[Quantity]] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """What the person calls their spasms."""
        return tuple(tile.label for tile in self.tiles)

    def tile(self, label: str) -> Tile | None:
        """The tile of a name."""
        return next((tile for tile in self.tiles if tile.label == label), None)

    def is_unlike(self, medicine: str, amount: Quantity) -> bool:
        """Whether an amount does not look like what the person takes at other times.

        Nothing known of them: whether it is more than four tablets, or four of the largest that are made. Not a
        judgement of the dose: only whether it may have been heard wrong, or is more than usual.
        """
        if amount.unit == "{tbl}":
            tablets = [q.value for q in self.amounts.get(medicine, ()) if q.unit == "{tbl}"]
            return amount.value > max([_MOST_TABLETS, *tablets])
        known = [_milligrams(q) for q in self.amounts.get(medicine, ()) if q.unit in _IN_MILLIGRAMS]
        if amount.unit not in _IN_MILLIGRAMS:
            return False
        said = _milligrams(amount)
        if not known:
            made = largest(medicine)
            return made is not None and said > _MOST_TABLETS * made
        return said > _TIMES_THE_LARGEST * max(known) or all((said * 2) % value for value in known)


def largest(medicine: str) -> Decimal | None:
    """The largest tablet of a medicine that is known to be made, in milligrams."""
    term = vocabulary("medicine").terms.get(medicine)
    made = [s.amount for s in term.strengths if s.amount.unit in _IN_MILLIGRAMS] if term else []
    return max(map(_milligrams, made), default=None)


def _milligrams(amount: Quantity) -> Decimal:
    return amount.value * _IN_MILLIGRAMS[amount.unit]


def own_of(journal: Journal) -> Own:
    """What a journal shows to be the person's own."""
    settings = journal.of(Settings)
    amounts: dict[str, set[Quantity]] = {}
    for plan in journal.of(Prescription):
        taken = [dose.amount for step in plan.body.steps for dose in step.doses]
        _note(amounts, plan.body.medicine, taken)
    for dose in journal.of(Dose)[-_LOOK_BACK:]:
        _note(amounts, dose.body.medicine, [dose.body.amount] if dose.body.amount else [])
    tiles = settings[-1].body.tiles if settings else ()
    return Own(tiles, {name: frozenset(known) for name, known in amounts.items()})


def _note(amounts: dict[str, set[Quantity]], medicine: Medicine, taken: list[Quantity]) -> None:
    strength = [medicine.strength] if medicine.strength else []
    key = medicine.code or medicine.name.lower()
    amounts.setdefault(key, set()).update(q for q in (*strength, *taken) if q.value > Decimal(0))
