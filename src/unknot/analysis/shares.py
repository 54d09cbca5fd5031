"""Parts of a whole in whole percents that add up to 100."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole; the percents of one list add up to 100."""

    name: str
    n: int
    percent: int


def shares(counts: Sequence[tuple[str, int]], most: int, other: str) -> tuple[Share, ...]:
    """The `most` largest parts and the rest as `other`, in whole percents that add up to 100 (largest remainders)."""
    ordered = sorted(counts, key=lambda part: (-part[1], part[0]))
    head, rest = ordered[:most], sum(n for _, n in ordered[most:])
    parts = [*head, (other, rest)] if rest else head
    total = sum(n for _, n in parts)
    if not total:
        return ()
    floors = [100 * n // total for _, n in parts]
    by_remainder = sorted(range(len(parts)), key=lambda i: (-(100 * parts[i][1] % total), i))
    for i in by_remainder[: 100 - sum(floors)]:
        floors[i] += 1
    return tuple(Share(name, n, percent) for (name, n), percent in zip(parts, floors, strict=True))
