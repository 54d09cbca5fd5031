"""What the rules cannot say now, said: no trend was looked at, no dose is logged, no country was chosen."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from unknot.household.findings import analysis_cache
from unknot.journal.entry import Prescription
from unknot.knowledge.countries import countries
from unknot.report.wording import plain
from unknot.safety.alert import NO_DOSE_LOGGED, NOT_COMPARING
from unknot.safety.facts import facts
from unknot.safety.plan_comparison import Comparing, comparing
from unknot.web.page.context import PageContext


def unchecked(ctx: PageContext) -> Iterator[str]:
    """Each thing that would be needed and is not there, in a sentence. Silence of a rule is never "all is well"."""
    now = ctx.who.now
    if not analysis_cache.was_checked(ctx.id, now):
        yield _("More spasms than before: not looked at lately, so nothing is said of it. Open Patterns once.")
    look = facts(ctx.recent, now=now, zone=ctx.zone, worse_since=None, paused=not ctx.settings.compare_doses)
    for plan in ctx.recent.of(Prescription):
        if plan.body.ends is not None and plan.body.ends < ctx.now.diary_day:
            continue
        reasons = {Comparing.NOT_LOGGED: _(NO_DOSE_LOGGED), Comparing.PAUSED: _(NOT_COMPARING)}
        if reason := reasons.get(comparing(look, plan)):
            yield _("{medicine}: {reason}").format(medicine=plain(plan.body.medicine.name), reason=reason)
    if ctx.settings.country not in countries():
        yield _("No country was chosen, so no number of yours is shown.")
