"""What Log shows of the diary: the question about the night, in the morning, the check-in while it is open, and a
question about what was logged with a time to come."""

from __future__ import annotations

from unknot.web.diary.checkin import asks_about_night, offers_checkin
from unknot.web.diary.to_come import to_come
from unknot.web.page.cards import Card, CardPlace
from unknot.web.page.context import PageContext


def cards(ctx: PageContext) -> list[Card]:
    night = Card(CardPlace.DAY, "diary/night_card.html", {"today": ctx.now.diary_day})
    checkin = Card(CardPlace.DAY, "diary/checkin_card.html")
    ahead = to_come(ctx, ctx.journal)
    coming = [Card(CardPlace.NEEDED, "diary/to_come_card.html", {"coming": ahead})] if ahead else []
    return [*coming, *([night] if asks_about_night(ctx) else []), *([checkin] if offers_checkin(ctx) else [])]
