"""The emergency card: what it says now, how to take it along, and whom it says to call."""

from __future__ import annotations

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from unknot.fhir.links import qr, qr_picture
from unknot.household.sharing import emergency_cards, share_audit, shares
from unknot.household.sharing.models import Share
from unknot.household.sharing.shares import ShareRequest
from unknot.journal.document import body_document
from unknot.journal.entry import Person
from unknot.journal.span import moment
from unknot.pdf.emergency_card import CardForm, card_file
from unknot.web.emergency_card.card_form import AboutMeForm
from unknot.web.page.access import Access, allow
from unknot.web.page.context import PageContext, page_context
from unknot.web.page.countries import LETTER
from unknot.web.page.journal_reader import UNDATED

LINK_LASTS = timedelta(days=366)


def _context(request: HttpRequest) -> PageContext:
    return page_context(request, since=timedelta(0), always=UNDATED)


@allow(Access.OWNER)
@require_GET
def card(request: HttpRequest) -> HttpResponse:
    """The card of now, and whether the one that was taken out says something else."""
    ctx = _context(request)
    found = emergency_cards.card_of(ctx.journal, ctx.who.now)
    last = emergency_cards.last_taken(ctx.id)
    context = {
        "card": found,
        "code": mark_safe(qr(found.code_text)),  # noqa: S308 - drawn by us, from plain text
        "taken": ctx.voice.full(moment(last.made_at, ctx.zone).clock_date) if last else "",
        "changed": emergency_cards.changed_since_taken(ctx.journal, ctx.id, ctx.who.now),
        "says": bool(ctx.settings.country),
    }
    return render(request, "emergency_card/card.html", context)


@allow(Access.OWNER)
@require_POST
def take(request: HttpRequest, form: str) -> HttpResponse:
    """The card as a file. It is posted, as it writes down that a card went out."""
    if form not in set(CardForm):
        raise Http404
    ctx, wanted = _context(request), CardForm(form)
    found = emergency_cards.card_of(ctx.journal, ctx.who.now)
    paper = "letter" if ctx.settings.country in LETTER else "a4"
    made = card_file(found, wanted, code=qr_picture(found.code_text), _=_, paper=paper)  # type: ignore[arg-type]
    emergency_cards.note_taken(ctx.id, form, ctx.who.account_name, ctx.who.now)
    answer = HttpResponse(made, content_type=wanted.media_type)
    ending = "png" if wanted is CardForm.LOCK else "pdf"
    answer["Content-Disposition"] = f'attachment; filename="emergency-card-{form}.{ending}"'
    return answer


@allow(Access.OWNER)
@require_http_methods(["GET", "POST"])
def about_me(request: HttpRequest) -> HttpResponse:
    """Name, birth date and whom to call: kept in the journal, shown on the card and on the page for a doctor."""
    ctx = _context(request)
    form = AboutMeForm(ctx.journal.person, ctx.now.clock_date, request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        person = Person(name=said["name"], birth_date=said["born"], contacts=tuple(form.contacts()))
        document = body_document(person)
        last = ctx.journal.latest(Person)
        if last is None:
            ctx.record(person)
        else:
            ctx.amend(last, {field: document.get(field) for field in ("name", "birth_date", "contacts")})
        return redirect("card")
    status = 422 if request.method == "POST" else 200
    return render(request, "emergency_card/about_me.html", {"form": form}, status=status)


@allow(Access.FRESH)
@require_POST
def link(request: HttpRequest) -> HttpResponse:
    """A link to the card as it will be: whoever has it can open it, for a year, until it is stopped."""
    ctx = _context(request)
    wish = ShareRequest(kind=Share.Kind.CARD, name="", days=0, lasts=LINK_LASTS, notes=False)
    origin = request.build_absolute_uri("/")
    share, _key = shares.make(ctx.id, wish, origin=origin, language=ctx.voice.language, now=ctx.who.now)
    share.style = emergency_cards.style_hash()
    share.save(force_insert=True)
    share_audit.note_made(share, ctx.who.account_name, ctx.who.now)
    return redirect("share", share.pk)
