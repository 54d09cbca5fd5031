"""Whether a message was told before: the same matter once more within weeks is said in a line, not as an alarm.

Only where the rule's file says so, only the same-day tier, and only after the person settled the earlier message. A
different matter is always told in full, and so is an emergency.
"""

from __future__ import annotations

from datetime import datetime

from unknot.knowledge.rules import Clause, Rule, Tier, matters
from unknot.safety.answers import keyed
from unknot.safety.facts import Facts

SETTLED = frozenset({"done", "called", "not-new", "on-my-questions"})
"""Answers that say the message was read and acted on, or is about something usual."""


def settled_before(rule: Rule, clause: Clause, since: datetime, look: Facts) -> datetime | None:
    """When the person last settled a message of this matter, if that is lately enough to say this one in a line."""
    if clause.tier is not Tier.SAME_DAY or clause.asks or not rule.again:
        return None
    settled = [
        entry.happened_at.at
        for code in matters()[rule.matter]
        for key, entry in keyed(look.answers.get(code, ()))
        if key.level == Tier.SAME_DAY and entry.body.answer in SETTLED
        # An answer to the same rule settles what came before it; one to another rule of the matter settles both.
        if since - rule.again <= entry.happened_at.at and (code != rule.code or entry.happened_at.at < since)
    ]
    return max(settled, default=None)
