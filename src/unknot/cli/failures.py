"""How a command fails: one sentence on stderr and a fixed exit code for each kind of failure (docs/cli.md)."""

from __future__ import annotations

import errno
from types import TracebackType

from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

from unknot.cli.exits import Exit, Failure
from unknot.cli.translation import _
from unknot.cohort.refusals import NotACohort, OtherRun, UnfitCluster
from unknot.importers.imported import NotThisFormat, TooLargeToRead
from unknot.knowledge.data import Malformed
from unknot.store.attachments import DamagedAttachment, NoSuchAttachment
from unknot.store.backend.base import NotEncrypted, OldSQLite
from unknot.store.backup import BadBackup, HomeNotEmpty, OtherDatabase, OtherKey, ShrunkenDatabase
from unknot.store.homes import BadDatabaseURL
from unknot.store.keys import KeyProblem
from unknot.store.lock import HomeInUse
from unknot.store.opening import EmptiedDatabase, NewerDatabase
from unknot.store.recovery import BadWords
from unknot.store.refusals import DamagedList, DifferentEntry, DumpFailed, NoPostgresTools, SeveralJournals
from unknot.store.stream import DamagedStream

KINDS: tuple[tuple[Exit, tuple[type[Exception], ...]], ...] = (
    (Exit.VERSION, (OldSQLite, NewerDatabase)),
    (Exit.KEY, (KeyProblem, NotEncrypted)),
    (Exit.IN_USE, (HomeInUse,)),
    (Exit.NOT_UNDERSTOOD, (NotThisFormat, TooLargeToRead, Malformed, NotACohort)),
    (Exit.REFUSED, (DifferentEntry, HomeNotEmpty, OtherDatabase, SeveralJournals, BadDatabaseURL, OtherRun)),
    (
        Exit.DAMAGED,
        (BadBackup, EmptiedDatabase, ShrunkenDatabase, DamagedList, DamagedStream, DamagedAttachment, NoSuchAttachment),
    ),
    (Exit.SYSTEM, (DumpFailed, NoPostgresTools, UnfitCluster)),
    (Exit.RECOVERY, (BadWords, OtherKey)),
)


def explained(error: BaseException) -> tuple[Exit, str]:
    """The exit code and the sentence of an error. A bug is told by its place alone: its text may be private."""
    if isinstance(error, Failure):
        return error.exit, str(error)
    if isinstance(error, KeyboardInterrupt):
        return Exit.INTERRUPTED, _("Stopped.")
    for kind, errors in KINDS:
        if isinstance(error, errors):
            return kind, str(error)
    if _is_full(error):
        return Exit.NO_ROOM, _("There is no room left on the disk: nothing was changed, and reading still works.")
    if isinstance(error, DatabaseError):
        return Exit.SYSTEM, _("The database cannot be reached or read: run `unknot doctor`.")
    if isinstance(error, OSError):
        return Exit.SYSTEM, f"{error.strerror or _('The system refused')}: {error.filename or ''}".rstrip(": ") + "."
    if isinstance(error, ImproperlyConfigured):
        return Exit.SYSTEM, _("The settings are not usable: run `unknot doctor`.")
    return Exit.BUG, _("Something in Unknot is broken ({error} at {place}). Nothing of yours was changed.").format(
        error=type(error).__name__, place=_place(error.__traceback__)
    )


def _is_full(error: BaseException) -> bool:
    if isinstance(error, OSError):
        return error.errno in {errno.ENOSPC, errno.EDQUOT}
    return isinstance(error, DatabaseError) and ("is full" in str(error) or "No space" in str(error))


def _place(traceback: TracebackType | None) -> str:
    place = "?"
    while traceback is not None:
        code = traceback.tb_frame.f_code
        if "unknot" in code.co_filename:
            place = f"{code.co_filename.rpartition('unknot')[2].lstrip('/')}:{traceback.tb_lineno}"
        traceback = traceback.tb_next
    return place
