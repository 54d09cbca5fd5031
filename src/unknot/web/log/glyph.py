"""A small drawing of where a tile is: the outline of a part of the body with the place filled in.

As in a mirror, your left is on the left. A place that has no drawing has its words alone.
"""

from __future__ import annotations

from dataclasses import dataclass

from unknot.journal.entry import Side, Site, Tile

WIDTH = 40
Spot = tuple[float, float, float, float]
"""Centre and radii of what is filled: x, y, across, down."""

ON_THE_LEFT: dict[str, tuple[str, Spot]] = {
    "leg": ("legs", (12.5, 20, 3.6, 15)),
    "whole-leg": ("legs", (12.5, 20, 3.6, 15)),
    "thigh": ("legs", (12.6, 10, 4, 7)),
    "thigh-front": ("legs", (12.6, 10, 4, 7)),
    "hamstring": ("legs", (12.6, 10, 4, 7)),
    "inner-thigh": ("legs", (14.6, 10, 2, 7)),
    "knee": ("legs", (12.5, 20, 3.8, 3.4)),
    "calf": ("legs", (12.6, 27, 3.8, 6.5)),
    "shin": ("legs", (12.6, 29, 2, 7)),
    "ankle": ("legs", (13, 37, 3, 2.6)),
    "foot": ("legs", (12.4, 41, 4.4, 2.8)),
    "heel": ("legs", (12.4, 41, 4.4, 2.8)),
    "sole": ("legs", (12.4, 41, 4.4, 2.8)),
    "big-toe": ("legs", (12, 42, 3.4, 2)),
    "toes": ("legs", (12, 42, 3.4, 2)),
    "arm": ("arms", (10.6, 18, 3, 12)),
    "whole-arm": ("arms", (10.6, 18, 3, 12)),
    "upper-arm": ("arms", (11.4, 12, 3, 6)),
    "forearm": ("arms", (9.4, 29, 2.8, 6)),
    "hand": ("arms", (8.4, 40, 3.8, 3.2)),
    "fingers": ("arms", (8.2, 41, 3, 2.4)),
    "hip": ("trunk", (11, 35, 4, 5)),
    "buttock": ("trunk", (14, 37, 5, 4.4)),
    "groin": ("trunk", (15, 39, 3.4, 3)),
    "shoulder": ("head", (9.5, 28, 5, 4)),
}
IN_THE_MIDDLE: dict[str, tuple[str, Spot]] = {
    "lower-back": ("back", (20, 31, 8.5, 4.6)),
    "upper-back": ("back", (20, 13, 8, 6)),
    "back": ("back", (20, 22, 6.5, 14)),
    "belly": ("trunk", (20, 27, 8, 7)),
    "chest": ("trunk", (20, 11, 8, 5.5)),
    "trunk": ("trunk", (20, 22, 8, 15)),
    "neck": ("head", (20, 22, 4, 3.4)),
    "jaw": ("head", (20, 16.5, 4.4, 2.8)),
    "face": ("head", (20, 11, 5, 6)),
}


@dataclass(frozen=True, slots=True)
class Glyph:
    """The outline and what is filled in it."""

    figure: str
    spots: tuple[Spot, ...]


def glyph(tile: Tile) -> Glyph | None:
    """The drawing of the first place of a tile; None if there is none."""
    if not tile.sites:
        return None
    first = tile.sites[0]
    if first.region in IN_THE_MIDDLE:
        figure, spot = IN_THE_MIDDLE[first.region]
        return Glyph(figure, (spot,))
    if first.region not in ON_THE_LEFT:
        return None
    figure, spot = ON_THE_LEFT[first.region]
    return Glyph(figure, _sides(first, spot))


def _sides(site: Site, left: Spot) -> tuple[Spot, ...]:
    """Nothing is filled where no side was said: it could be either."""
    x, y, across, down = left
    right = (WIDTH - x, y, across, down)
    match site.side:
        case Side.LEFT:
            return (left,)
        case Side.RIGHT:
            return (right,)
        case Side.BOTH:
            return (left, right)
        case None:
            return ()
