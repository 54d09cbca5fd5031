"""What was done to a journal's doors and contents: the owner reads it, and can save it."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_GET, require_POST

from unknot import actions
from unknot.household.reminders import access_notices
from unknot.household.sharing.models import Share
from unknot.importers.spreadsheet_out import defused
from unknot.journal.span import moment
from unknot.store import audit
from unknot.store.audit import AuditLine
from unknot.web.page.access import Access, allow
from unknot.web.page.context import PageContext, page_context

SHOWN = 50

WORDS = {
    "signed-in": gettext_noop("signed in"),
    "locked": gettext_noop("locked the journal"),
    "locked-everywhere": gettext_noop("locked it everywhere"),
    "owner-link-made": gettext_noop("an owner's link was made"),
    "owner-link-used": gettext_noop("an owner's link was used"),
    "passkey-added": gettext_noop("added a passkey"),
    "passkey-removed": gettext_noop("removed a passkey"),
    "passphrase-set": gettext_noop("set a passphrase"),
    "device-enrolled": gettext_noop("let a device log"),
    "device-code-made": gettext_noop("made a code for a device"),
    "device-stopped": gettext_noop("stopped a device"),
    "device-forgotten": gettext_noop("a device forgot the journal"),
    "token-made": gettext_noop("made a token"),
    "token-stopped": gettext_noop("stopped a token"),
    "link-made": gettext_noop("made a link"),
    "link-first-opened": gettext_noop("a link was opened for the first time"),
    "link-opened": gettext_noop("a link was opened"),
    "link-passcode-wrong": gettext_noop("a wrong passcode was tried"),
    "link-passcode-used-up": gettext_noop("the last try for a passcode was wrong: the link is over"),
    "link-stopped": gettext_noop("stopped a link"),
    "reply-came": gettext_noop("sent a reply to you"),
    "reply-fetched": gettext_noop("fetched a reply from a clinic"),
    "reply-step-taken": gettext_noop("took a step of a reply into the journal"),
    "reply-step-refused": gettext_noop("refused a step of a reply"),
    "note-came": gettext_noop("wrote a note to you"),
    "person-invited": gettext_noop("invited someone"),
    "person-joined": gettext_noop("joined by an invitation"),
    "grant-changed": gettext_noop("changed what someone may do"),
    "person-left": gettext_noop("left the journal"),
    "person-stopped": gettext_noop("stopped someone's part"),
    "invitation-stopped": gettext_noop("stopped an invitation"),
    "access-reviewed": gettext_noop("looked over who has access"),
    "access-review-later": gettext_noop("put off a look over who has access"),
    "everything-stopped": gettext_noop("stopped everything"),
    "channel-made": gettext_noop("added a way to be reminded"),
    "channel-stopped": gettext_noop("stopped a way to be reminded"),
    "tag-page-made": gettext_noop("made a page for a tag"),
    "tag-page-stopped": gettext_noop("stopped a page for a tag"),
    "card-taken": gettext_noop("took an emergency card"),
    "imported": gettext_noop("entries were brought in"),
    "import-undone": gettext_noop("an import was taken back"),
    "exported": gettext_noop("a copy was taken"),
    "erased": gettext_noop("entries were erased"),
    "bin-emptied": gettext_noop("the bin was emptied"),
}
"""What was done, in words. A deed that is not here is shown by its own name."""


@dataclass(frozen=True, slots=True)
class AuditText:
    number: int
    when: str
    who: str
    what: str
    through: str


def audit_text(line: AuditLine, ctx: PageContext, links: dict[UUID, str]) -> AuditText:
    at = moment(line.at, ctx.zone)
    when = f"{ctx.voice.day(at.clock_date)}, {ctx.voice.time(at.local.time())}"
    what = _(WORDS[line.deed]) if line.deed in WORDS else line.deed
    if line.entries:
        what = _("{what} ({n} entries)").format(what=what, n=line.entries)
    return AuditText(line.number, when, line.who, what, links.get(line.share, "") if line.share else "")


def _told(lines: list[AuditLine], ctx: PageContext) -> list[AuditText]:
    ids = {line.share for line in lines if line.share}
    links = {share.pk: share.name or _("a link") for share in Share.objects.filter(journal=ctx.id, pk__in=ids)}
    return [audit_text(line, ctx, links) for line in lines]


def news(ctx: PageContext) -> list[AuditText]:
    """What the owner has not yet been shown of the things they are told without asking, newest first."""
    return _told(access_notices.unseen(ctx.id), ctx)


@allow(Access.OWNER)
@require_POST
def seen(request: HttpRequest) -> HttpResponse:
    """All that is there now was seen."""
    ctx = page_context(request)
    access_notices.mark_seen(ctx.id, ctx.who.now)
    return redirect("who")


@allow(Access.OWNER)
@require_GET
def history(request: HttpRequest, before: int | None = None) -> HttpResponse:
    """The last things that were done, or those before a line; the first page says whether the chain holds."""
    ctx = page_context(request)
    lines = audit.latest(ctx.id, SHOWN + 1, before)
    context: dict[str, object] = {
        "lines": _told(lines[:SHOWN], ctx),
        "older": lines[SHOWN - 1].number if len(lines) > SHOWN else None,
        "first": before is None,
    }
    if before is None:
        context["total"] = lines[0].number if lines else 0
        context["broken"] = len(audit.broken(ctx.id))
    return render(request, "access_list/history.html", context)


@allow(Access.FRESH)
@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """All lines with their digests, as a table. That it was taken is a line itself."""
    ctx = page_context(request)
    actions.exported(ctx.id, 0, by=ctx.by, now=ctx.who.now)
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(["number", "at", "who", "what", "role", "via", "entries", "link", "before", "digest"])
    for line in audit.lines(ctx.id):
        said = [line.at.isoformat(), defused(line.who), line.deed, line.role, line.via, line.entries]
        rows.writerow([line.number, *said, line.share or "", line.before, line.digest])
    answer = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="unknot-what-was-done.csv"'
    return answer
