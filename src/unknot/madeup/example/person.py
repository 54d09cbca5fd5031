"""The made-up person: where it hurts, what is taken, what is asked in the evening, when spasms come."""

from __future__ import annotations

import math
from decimal import Decimal

from unknot.journal.entry import EpisodeKind, Medicine, Side, Site, Tile
from unknot.journal.quantity import Quantity

ZONE = "Europe/Dublin"
LEFT_CALF, RIGHT_CALF = Site("calf", Side.LEFT), Site("calf", Side.RIGHT)
BOTH_LEGS, LOWER_BACK = Site("leg", Side.BOTH), Site("lower-back")
TILES = (
    Tile("Left calf", EpisodeKind.CRAMP, (LEFT_CALF,)),
    Tile("Right calf", EpisodeKind.CRAMP, (RIGHT_CALF,)),
    Tile("Both legs", EpisodeKind.SPASM, (BOTH_LEGS,)),
    Tile("Lower back", EpisodeKind.SPASM, (LOWER_BACK,)),
)
ASKED = ("poor-sleep", "stress", "exercise", "long-sitting", "little-to-drink", "cold", "constipation", "alcohol")
OFTEN = {"poor-sleep": 0.3, "stress": 0.3, "exercise": 0.35, "long-sitting": 0.4, "little-to-drink": 0.25, "cold": 0.2}
BACLOFEN = Medicine(name="Baclofen", code="baclofen", strength=Quantity(Decimal(10), "mg"), form="tablet")
MAGNESIUM = Medicine(name="Magnesium", code="magnesium")
HOURLY = tuple(
    0.5 + 1.8 * math.exp(-(((h - 3) / 2.0) ** 2)) + 1.0 * math.exp(-(((h - 21.5) / 2.5) ** 2)) for h in range(24)
)
"""How the spasms of this made-up person spread over the clock: most near 3 a.m., some in the evening."""
