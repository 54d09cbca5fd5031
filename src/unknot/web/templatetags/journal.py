"""How templates say times, days and entries in the reader's own way."""

from __future__ import annotations

from datetime import date, datetime, time

from django import template

from unknot.journal.span import Moment
from unknot.report.wording import Voice

register = template.Library()


@register.filter
def clock(at: Moment | datetime | time, voice: Voice) -> str:
    """08:10, or 8:10 am for who keeps a 12-hour clock."""
    match at:
        case Moment():
            return voice.time(at.local.time())
        case datetime():
            return voice.time(at.time())
        case time():
            return voice.time(at)


@register.filter
def whole_day(of: date | datetime, voice: Voice) -> str:
    """16 March 2026."""
    return voice.full(of.date() if isinstance(of, datetime) else of)


@register.filter
def day(of: date, voice: Voice) -> str:
    """16 March."""
    return voice.day(of)
