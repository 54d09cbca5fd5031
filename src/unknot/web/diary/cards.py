"""What Log shows of the diary: the question about the night, in the morning, and the check-in while it is open."""

from __future__ import annotations

from unknot.web.diary.checkin import asks_about_night, offers_checkin
from unknot.web.page.cards import Card, CardPlace
from unknot.web.page.context import PageContext


def cards(ctx: PageContext) -> list[Card]:
    night = Card(CardPlace.DAY, "diary/night_card.html", {"today": ctx.now.diary_day})
    checkin = Card(CardPlace.DAY, "diary/checkin_card.html")
    return [*([night] if asks_about_night(ctx) else []), *([checkin] if offers_checkin(ctx) else [])]
