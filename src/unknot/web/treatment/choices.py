"""Which treatments can be pressed, and which of them stand on the person's own tiles."""

from __future__ import annotations

from unknot.knowledge.vocabulary import vocabulary
from unknot.safety.cautions import may_prompt_drinking
from unknot.web.page.context import PageContext

MOST_TILES = 6
DRINKING = "drinking"

GROUPS = ("move", "water", "rest", "hands", "aids", "daily")
"""The groups under the tiles, as the vocabulary names them; what a clinician does has a page of its own."""


def own_tiles(ctx: PageContext) -> tuple[str, ...]:
    """The person's own few, or the common ones; their order never changes by itself.

    With a limit on drinking, or heart or kidney disease, drinking is not put forward: who drank finds it further down.
    """
    barred = set() if may_prompt_drinking(ctx.journal) else {DRINKING}
    common = tuple(term.code for term in vocabulary("treatment") if term.common and term.code not in barred)
    return (ctx.settings.treatments or common)[:MOST_TILES]


def offered() -> list[str]:
    """What can be pressed: every treatment that a person does or has done at home."""
    return [t.code for t in vocabulary("treatment") if t.classes & {*GROUPS}] + ["other"]
