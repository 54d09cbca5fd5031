"""The picture of the body: the same places as the list, as buttons beside a drawing of front and back.

Both views are as in a mirror: your left is on the left, so nobody has to turn anything round in their head.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from unknot.journal.entry import Side
from unknot.journal.ids import new_id
from unknot.knowledge.vocabulary import vocabulary
from unknot.web.page.access import Access, allow
from unknot.web.page.context import PageContext, page_context
from unknot.web.page.entry_words import capital

FRONT = {"jaw": 1, "neck": 1, "shoulder": 2, "arm": 3, "belly": 3, "hip": 4, "hand": 5, "thigh": 6, "foot": 8}
BACK = {"neck": 1, "shoulder": 2, "upper-back": 2, "lower-back": 3, "hip": 4, "thigh": 6, "calf": 7, "foot": 8}
"""Which row of the drawing a place is beside."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One button: what it writes, its words, and where it stands."""

    place: str
    words: str
    row: int
    where: str


@allow(Access.LOG)
@require_GET
def picture(request: HttpRequest) -> HttpResponse:
    ctx = page_context(request)
    views = [(_("Front"), "front", _spots(FRONT, ctx)), (_("Back"), "back", _spots(BACK, ctx))]
    return render(request, "log/picture.html", {"views": views, "fresh_id": new_id(ctx.who.now)})


def _spots(rows: dict[str, int], ctx: PageContext) -> list[Spot]:
    """In the order they are seen: from above, and from left to right."""
    terms, spots = vocabulary("site").terms, []
    for code, row in rows.items():
        words = ctx.voice.coded("site", code)
        if not terms[code].sided:
            spots.append(Spot(code, capital(words), row, "centre"))
            continue
        for side, said in ((Side.LEFT, _("left {place}")), (Side.RIGHT, _("right {place}"))):
            spots.append(Spot(f"{code}.{side.value}", capital(said.format(place=words)), row, side.value))
    return spots
