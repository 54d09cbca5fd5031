"""Files of an entry: checked by content, kept encrypted, given back as downloads only."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings as django_settings
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from unknot import actions
from unknot.actions import EmptyFile, WrongFile
from unknot.journal.entry import Attachment, Entry, Measurement, Visit
from unknot.report.results import files_of
from unknot.store import attachments
from unknot.store.attachments import DamagedAttachment, NoSuchAttachment, TooLarge
from unknot.store.file_types import TYPES, UNKNOWN
from unknot.web.page.access import Access, allow
from unknot.web.page.context import PageContext, page_context
from unknot.web.page.headers import as_file
from unknot.web.page.journal_reader import UNDATED


@dataclass(frozen=True, slots=True)
class File:
    """A file as a page lists it."""

    id: UUID
    name: str
    size: str
    url: str


def listed(ctx: PageContext, entry: Entry[Measurement] | Entry[Visit]) -> list[File]:
    return [
        File(e.id, e.body.name, size_words(e.body.size, ctx), reverse("file", args=[e.id]))
        for e in files_of(ctx.journal, entry)
    ]


def size_words(size: int, ctx: PageContext) -> str:
    """340 kB; 2.1 MB."""
    if size < 1_000_000:
        return _("{n} kB").format(n=ctx.voice.number(max(size / 1000, 1)))
    return _("{n} MB").format(n=ctx.voice.number(size / 1_000_000, 1))


@allow(Access.READ)
@require_POST
def add(request: HttpRequest, id: UUID) -> HttpResponse:
    """Keeps the chosen file; what cannot be kept is said on the page of its entry."""
    ctx = page_context(request, always=UNDATED)
    page = page_of(ctx, id)
    given = request.FILES.get("file")
    if not isinstance(given, UploadedFile):
        return redirect(f"{page}?file={_why_missing(request)}")
    try:
        actions.attach(
            ctx.id, id, given.read(), name=given.name or "", home=django_settings.HOME,
            key=django_settings.MASTER_KEY, by=ctx.by, happened_at=ctx.now, now=ctx.who.now,
        )  # fmt: skip
    except EmptyFile:
        return redirect(f"{page}?file=none")
    except WrongFile:
        return redirect(f"{page}?file=kind")
    except TooLarge:
        return redirect(f"{page}?file=large")
    return redirect(page)


def _why_missing(request: HttpRequest) -> str:
    """A file too large to be taken in never becomes one of the request's files."""
    length = request.headers.get("Content-Length", "")
    return "large" if length.isdecimal() and int(length) > actions.LARGEST_FILE else "none"


def problem(request: HttpRequest) -> str:
    """What was wrong with the last file, in words."""
    return {
        "none": _("Choose a file first."),
        "kind": _("This file was not kept: only PDF, pictures, MRI files (DICOM) and plain text can be."),
        "large": _("This file was not kept: it is larger than {n} MB.").format(n=actions.LARGEST_FILE // 1_000_000),
    }.get(request.GET.get("file", ""), "")


@allow(Access.READ)
@require_GET
def download(request: HttpRequest, id: UUID) -> HttpResponse:
    """The file itself, to be saved, never to be shown by the browser."""
    body = page_context(request, always=UNDATED).entry(id, Attachment).body
    try:
        content = attachments.fetch(django_settings.HOME, django_settings.MASTER_KEY, body.sha256)
    except (NoSuchAttachment, DamagedAttachment) as error:
        raise Http404 from error
    kind = body.media_type if body.media_type in TYPES else UNKNOWN
    answer = as_file(HttpResponse(content, content_type=kind), actions.file_name(body.name))
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@allow(Access.READ)
@require_POST
def remove(request: HttpRequest, id: UUID) -> HttpResponse:
    """Into the bin; the file itself goes when the bin is emptied."""
    ctx = page_context(request, always=UNDATED)
    about = ctx.entry(id, Attachment).body.about
    actions.retract(ctx.id, id, by=ctx.by, now=ctx.who.now)
    return redirect(page_of(ctx, about) if about else "results")


def page_of(ctx: PageContext, id: UUID) -> str:
    """The page of the entry that a file belongs to."""
    match ctx.entry(id).body:
        case Measurement():
            return reverse("result", args=[id])
        case Visit():
            return reverse("visit-detail", args=[id])
        case _:
            raise Http404
