"""The tiles as a form: one row each, and what the buttons beside them do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from unknot.journal.entry import EpisodeKind, ImpossibleEntry, Side, Site, Tile
from unknot.knowledge.vocabulary import vocabulary
from unknot.report.wording import Voice
from unknot.web.page.entry_words import capital

MOST = 12


@dataclass(frozen=True, slots=True)
class PlaceOption:
    value: str
    words: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class TileRow:
    """One tile as it is filled in; `others` are places beyond the first, which stay."""

    n: int
    label: str
    regions: tuple[PlaceOption, ...]
    sides: tuple[PlaceOption, ...]
    kinds: tuple[PlaceOption, ...]
    first: bool
    last: bool


def tile_rows(tiles: tuple[Tile, ...], voice: Voice) -> tuple[TileRow, ...]:
    """The rows of the tiles, and an empty one for another."""
    rows = [_row(n, tile, tiles, voice) for n, tile in enumerate(tiles)]
    return (*rows, _row(len(tiles), None, tiles, voice)) if len(tiles) < MOST else tuple(rows)


def _row(n: int, tile: Tile | None, tiles: tuple[Tile, ...], voice: Voice) -> TileRow:
    site = tile.sites[0] if tile and tile.sites else None
    regions = [("", _("Not said")), *((t.code, capital(voice.coded("site", t.code))) for t in vocabulary("site"))]
    sides = [("", _("No side")), ("left", _("Your left")), ("right", _("Your right")), ("both", _("Both"))]
    kinds = [("spasm", _("Spasm")), ("cramp", _("Cramp")), ("stiffness", _("Stiffness")), ("twitching", _("Twitching"))]
    return TileRow(
        n=n,
        label=tile.label if tile else "",
        regions=_options(regions, site.region if site else ""),
        sides=_options(sides, site.side.value if site and site.side else ""),
        kinds=_options(kinds, tile.kind.value if tile else "spasm"),
        first=n == 0,
        last=n >= len(tiles) - 1,
    )


def _options(choices: list[tuple[str, str]], chosen: str) -> tuple[PlaceOption, ...]:
    return tuple(PlaceOption(value, words, value == chosen) for value, words in choices)


def arranged(said: Mapping[str, str], before: tuple[Tile, ...]) -> tuple[tuple[Tile, ...], str]:
    """The tiles as the form has them, after the button that was pressed; and what is wrong, if something is.

    A row without a word is no tile.
    """
    tiles = list(before)
    for n in range(MOST):
        label = said.get(f"label-{n}", "").strip()
        old = before[n] if n < len(before) else None
        try:
            tile = _tile(said, n, label, old) if label else old
        except ImpossibleEntry as error:
            return before, _("{word}: {error}").format(word=label[:40], error=str(error))
        if tile is None:
            continue
        tiles[n : n + 1] = [tile]
    return tuple(_pressed(said, tiles)), ""


def _tile(said: Mapping[str, str], n: int, label: str, old: Tile | None) -> Tile:
    kind, region, side = (said.get(f"{name}-{n}", "") for name in ("kind", "region", "side"))
    further = old.sites[1:] if old else ()
    return Tile(
        label, EpisodeKind(kind) if kind in set(EpisodeKind) else EpisodeKind.SPASM, (*_site(region, side), *further)
    )


def _site(region: str, side: str) -> tuple[Site, ...]:
    term = vocabulary("site").terms.get(region)
    if term is None:
        return ()
    return (Site(region, Side(side) if term.sided and side in set(Side) else None),)


def _pressed(said: Mapping[str, str], tiles: list[Tile]) -> list[Tile]:
    """Up swaps a tile with the one before it; away takes it out. One tile always stays."""
    up, away = said.get("up", ""), said.get("away", "")
    if up.isdecimal() and 0 < int(up) < len(tiles):
        n = int(up)
        tiles[n - 1], tiles[n] = tiles[n], tiles[n - 1]
    if away.isdecimal() and int(away) < len(tiles) > 1:
        del tiles[int(away)]
    return tiles
