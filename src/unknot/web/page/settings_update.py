"""How the journal is kept: the one settings entry, made when first needed, changed field by field."""

from __future__ import annotations

from collections.abc import Mapping

from unknot.household.people.settings_sync import repeat
from unknot.journal.document import body_document
from unknot.journal.entry import Json, Settings, Tile
from unknot.web.page.context import PageContext


def change_settings(ctx: PageContext, changes: Mapping[str, Json]) -> None:
    """Change settings, named as their document names them; None puts a default back."""
    entry = ctx.journal.latest(Settings) or ctx.record(Settings(zone=ctx.zone))
    repeat(ctx.id, ctx.amend(entry, changes).body)


def tile_documents(tiles: tuple[Tile, ...]) -> Json:
    """Tiles as a document of settings holds them."""
    return body_document(Settings(tiles=tiles)).get("tiles")
