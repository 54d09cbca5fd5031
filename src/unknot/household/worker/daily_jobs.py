"""What is done once a day or once a night, and when it is due again."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from uuid import UUID

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import translation
from django.utils.translation import gettext

from unknot import actions
from unknot.household.findings import analysis_cache
from unknot.household.people import owner_link
from unknot.household.people.enrolment import CODE_LASTS
from unknot.household.people.models import EnrolmentCode, Notice, OwnerLink
from unknot.household.worker.schedule import next_time
from unknot.journal.span import DAY_TURNS_AT
from unknot.report.profile import Audience
from unknot.store import backup, ballast, entries, stay_erased
from unknot.store.sweeping import sweep

NOTICES_KEPT = timedelta(days=60)
BIN_AT, BACKUP_AT, TIDY_AT = time(4, 20), time(3, 10), time(3, 40)


def look(journal: UUID, now: datetime) -> datetime:
    """Looks at the log when the diary day turns, so that evidence does not depend on who opens the page, and when."""
    kept = entries.standing(journal, since=now).settings
    zone = kept.zone or settings.HOME_ZONE
    audiences = (Audience.OWNER, Audience.SHARED) if analysis_cache.shared(journal) else (Audience.OWNER,)
    with translation.override(kept.language):
        for audience in audiences:
            analysis_cache.cached_findings(
                journal,
                lambda: entries.standing(journal),
                audience=audience,
                now=now,
                zone=zone,
                language=translation.get_language() or "en",
                _=gettext,
            )
    return next_time(DAY_TURNS_AT, zone, now)


def empty_bin(journal: UUID, now: datetime) -> datetime:
    """What was in the bin for thirty days goes for good, with the files that only it named."""
    if actions.empty_bin(journal, now):
        stay_erased.keep(settings.HOME / backup.FOLDER, settings.MASTER_KEY)
    sweep(settings.HOME, settings.MASTER_KEY, now)
    zone = entries.standing(journal, since=now).settings.zone or settings.HOME_ZONE
    return next_time(BIN_AT, zone, now)


def back_up(_home: UUID, now: datetime) -> datetime:
    """A backup in the home's own folder. On PostgreSQL it is the administrator's, and a demo has nothing to keep."""
    if connection.vendor == "sqlite" and not settings.MADE_UP:
        backup.automatic_backup(settings.HOME, settings.MASTER_KEY, now)
        stay_erased.keep(settings.HOME / backup.FOLDER, settings.MASTER_KEY)
    return next_time(BACKUP_AT, settings.HOME_ZONE, now)


def tidy(_home: UUID, now: datetime) -> datetime:
    """Links, codes and sessions that have run out go, and what is known of old notices."""
    OwnerLink.objects.filter(made_at__lt=now - owner_link.LASTS - timedelta(days=1)).delete()
    EnrolmentCode.objects.filter(made_at__lt=now - CODE_LASTS - timedelta(days=1)).delete()
    Notice.objects.filter(due_at__lt=now - NOTICES_KEPT).delete()
    call_command("clearsessions", verbosity=0)
    if not settings.MADE_UP:
        ballast.keep(settings.HOME)
    return next_time(TIDY_AT, settings.HOME_ZONE, now.astimezone(UTC))
