"""What the log shows today, worked out once a day and read by Patterns and the Profile alike."""

from __future__ import annotations

from django.utils.translation import gettext as _

from unknot.household.findings import analysis_cache
from unknot.report.profile import Audience
from unknot.web.page.context import PageContext
from unknot.web.page.journal_reader import analysed_journal_for


def findings_for(ctx: PageContext) -> analysis_cache.ShownFindings:
    """What the log shows today, to the owner or to who may see its public part."""
    return analysis_cache.cached_findings(
        ctx.id,
        lambda: analysed_journal_for(ctx.who),
        audience=Audience.OWNER if ctx.who.is_owner else Audience.SHARED,
        now=ctx.who.now,
        zone=ctx.zone,
        language=ctx.voice.language,
        _=_,
    )
