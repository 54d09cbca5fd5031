"""About the day: what may matter, asked once. What is left open stays unknown; what has an hour can be given one.

The night is asked about in the morning, before the day's spasms can colour the answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unknot.journal.document import body_document
from unknot.journal.entry import Asked, DiaryDay, Entry, Json, Level
from unknot.knowledge.vocabulary import asked_how
from unknot.web.page.context import PageContext
from unknot.web.page.entry_words import capital

NIGHT, MORNING_ENDS = "night", 12
PARTS = {
    "morning": (time(9), gettext_lazy("Morning")),
    "noon": (time(13), gettext_lazy("Noon")),
    "evening": (time(19), gettext_lazy("Evening")),
}
"""The hour that stands for a part of the day."""


def night_codes(ctx: PageContext) -> list[str]:
    """Those of the things asked about that belong to the night before."""
    return [code for code in ctx.settings.exposures if asked_how(code) == "night"]


def night_card(ctx: PageContext, begun: Entry[DiaryDay] | None) -> bool:
    """Whether Log asks about the night: in the morning, until it is answered."""
    answered = {one.code for one in begun.body.asked if one.level is not Level.UNKNOWN} if begun else set()
    return 4 <= ctx.now.local.hour < MORNING_ENDS and bool(set(night_codes(ctx)) - answered)


def codes(ctx: PageContext, step: str) -> Sequence[str]:
    """What a step asks about: the night, or everything."""
    return night_codes(ctx) if step == NIGHT else ctx.settings.exposures


def answers(ctx: PageContext, said: Mapping[str, str], step: str, begun: Entry[DiaryDay] | None) -> Json | None:
    """The answers of a day with those just given, as a change to it; None if one is none of the answers."""
    earlier = {one.code: one for one in begun.body.asked} if begun else {}
    now = {code: _answer(said, code) for code in codes(ctx, step)}
    if None in now.values():
        return None
    asked = tuple(now.get(code) or earlier.get(code) or Asked(code, Level.UNKNOWN) for code in ctx.settings.exposures)
    return body_document(DiaryDay(day=ctx.now.diary_day, asked=asked)).get("asked")


def _answer(said: Mapping[str, str], code: str) -> Asked | None:
    """One answer; open is unknown, unless the person said no to all the rest."""
    level, hour = said.get(f"about-{code}", ""), said.get(f"clock-{code}") or said.get(f"hour-{code}", "")
    if not level:
        return Asked(code, Level.NO if "rest" in said else Level.UNKNOWN)
    if level not in (Level.NO, Level.A_BIT, Level.YES):
        return None
    try:
        at = None if not hour or level == Level.NO else PARTS[hour][0] if hour in PARTS else time.fromisoformat(hour)
    except ValueError:
        return None
    return Asked(code, Level(level), at)


def question(ctx: PageContext, day: date, step: str, begun: Entry[DiaryDay] | None) -> dict[str, object]:
    """What the page shows, with what was answered before."""
    chosen = {one.code: one for one in begun.body.asked if one.level is not Level.UNKNOWN} if begun else {}
    today = day == ctx.now.diary_day
    words = _("About the night") if step == NIGHT else _("About today") if today else _("About that day")
    return {
        "question": words,
        "hint": _("What you leave open stays open: it counts neither as yes nor as no."),
        "exposures": [_row(ctx, code, chosen.get(code)) for code in codes(ctx, step)],
        "answers": [
            {"code": Level.NO.value, "words": _("No")},
            {"code": Level.A_BIT.value, "words": _("A bit")},
            {"code": Level.YES.value, "words": _("Yes")},
        ],
        "parts_of_day": [{"code": code, "words": words} for code, (_at, words) in PARTS.items()],
    }


def _row(ctx: PageContext, code: str, answer: Asked | None) -> dict[str, object]:
    at = answer.at if answer else None
    part = next((name for name, (hour, _words) in PARTS.items() if hour == at), None)
    return {
        "code": code,
        "words": capital(ctx.voice.coded("exposure", code)),
        "chosen": answer.level.value if answer else None,
        "has_hour": asked_how(code) == "hour",
        "part": part,
        "clock": f"{at:%H:%M}" if at and not part else "",
    }
