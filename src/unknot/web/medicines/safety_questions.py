"""After a medicine was added: what the prescriber should know, asked once; then what the short list says of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from unknot import actions
from unknot.journal.entry import AlertAnswer, Circumstance, Note, Prescription, Standing
from unknot.knowledge.cautions import Ask, asked_about
from unknot.knowledge.sources import Source, Verified
from unknot.knowledge.vocabulary import vocabulary
from unknot.safety.alert import NOT_CHECKED
from unknot.safety.cautions import INCOMPLETE, NOTHING, Caution, by_matter, cautions
from unknot.web.page.access import Access, allow
from unknot.web.page.context import PageContext, page_context
from unknot.web.page.entry_words import capital

NONE, NOT_SURE = "none", "not-sure"


@dataclass(frozen=True, slots=True)
class CautionMessage:
    """The gravest row of a matter that holds: what, why, what it stands on, how sure it is, whom to ask.

    `also` is what the other rows of the same matter say.
    """

    key: str
    say: str
    why: str
    about: str
    ask: str
    sources: tuple[Source, ...]
    certainty: str
    unchecked: str
    answered: bool
    also: tuple[str, ...]


# ---------------------------------------------------------------- what the prescriber should know


@allow(Access.READ)
@require_http_methods(["GET", "POST"])
def about_you(request: HttpRequest, id: UUID) -> HttpResponse:
    """One list to tick, with *none of these* and *not sure*; who is not sure says of which on the next page."""

    ctx = page_context(request)
    plan = ctx.entry(id, Prescription)
    codes = asked_about(plan.body.medicine.code)
    if not codes:
        return redirect("medicines-messages")
    known = _known(ctx)
    ticked = {code for code in request.POST.getlist("about") if code in codes}
    unsure = {code for code in request.POST.getlist("unsure") if code in codes} - ticked
    asks_which = "not-sure" in request.POST.getlist("also") and "which" not in request.POST
    if request.method == "POST" and not asks_which:
        if not ticked and not unsure and not {"also", "which"} & request.POST.keys():
            return _asked(request, ctx, plan.id, codes, known, error=_("Tick what is true, or “None of these”."))
        _keep(ctx, codes, known, ticked, unsure)
        return redirect("medicines-messages")
    if request.method == "POST":
        left = [code for code in codes if code not in ticked]
        context = {"left": _choices(left, known, Standing.NOT_SURE), "ticked": sorted(ticked), "plan": plan}
        return render(request, "medicines/not-sure.html", context)
    return _asked(request, ctx, plan.id, codes, known)


def _asked(
    request: HttpRequest,
    ctx: PageContext,
    id: UUID,
    codes: tuple[str, ...],
    known: Mapping[str, Standing],
    error: str = "",
) -> HttpResponse:

    context = {
        "choices": _choices(codes, known, Standing.YES),
        "error": error,
        "name": ctx.entry(id, Prescription).body.medicine.name,
        "none": known.keys() >= set(codes) and all(known[code] is Standing.NO for code in codes),
    }
    return render(request, "medicines/about-you.html", context, status=422 if error else 200)


def _choices(codes: Iterable[str], known: Mapping[str, Standing], chosen: Standing) -> list[dict[str, object]]:
    terms = vocabulary("circumstance").terms
    return [
        {"code": code, "words": capital(terms[code].says(_)), "chosen": known.get(code) is chosen} for code in codes
    ]


def _known(ctx: PageContext) -> dict[str, Standing]:
    """What was said before, the latest word of each."""
    return {e.body.code: e.body.standing for e in ctx.journal.of(Circumstance)}


def _keep(
    ctx: PageContext, codes: tuple[str, ...], known: Mapping[str, Standing], ticked: set[str], unsure: set[str]
) -> None:
    """Writes what is new: an answer that stands already is not said again."""
    for code in codes:
        said = Standing.YES if code in ticked else Standing.NOT_SURE if code in unsure else Standing.NO
        if known.get(code) is not said:
            ctx.record(Circumstance(code=code, standing=said))


# ---------------------------------------------------------------- what the short list says


@allow(Access.READ)
@require_GET
def messages(request: HttpRequest) -> HttpResponse:
    ctx = page_context(request)
    found = open_messages(ctx)
    context = {
        "fresh": [one for one in found if not one.answered],
        "read": [one for one in found if one.answered],
        "nothing": "" if found else _(NOTHING),
        "incomplete": _(INCOMPLETE),
    }
    return render(request, "medicines/messages.html", context)


@allow(Access.READ)
@require_POST
def message_answer(request: HttpRequest) -> HttpResponse:
    """Read, or put on my questions: it is told again only when a medicine or a standing fact changes."""
    ctx = page_context(request)
    cards = {card[0].key: card for card in by_matter(cautions(ctx.recent, now=ctx.who.now))}
    card, said = cards.get(request.POST.get("key", ""), ()), request.POST.get("answer", "")
    if not card or said not in {"done", "on-my-questions"}:
        raise Http404
    if said == "on-my-questions":
        ctx.record(Note(text=_("Is this right for me? {message}").format(message=_(card[0].rule.say)), question=True))
    for one in card:
        body = AlertAnswer(rule=one.rule.id, key=one.key, answer=said)
        actions.answer(ctx.id, body, by=ctx.by, happened_at=ctx.now, now=ctx.who.now)
    return redirect("medicines-messages")


def open_messages(ctx: PageContext) -> list[CautionMessage]:
    """Every matter of the list that holds now, one card each, the gravest first."""
    return [_message(card) for card in by_matter(cautions(ctx.recent, now=ctx.who.now))]


def _message(card: tuple[Caution, ...]) -> CautionMessage:
    one = card[0]
    rule = one.rule
    medicine, fact = vocabulary("medicine").terms, vocabulary("circumstance").terms
    medicines = dict.fromkeys(code for row in card for code in row.medicines)
    about = dict.fromkeys(code for row in card for code in row.about)
    names = [medicine[code].says(_) for code in medicines if code in medicine]
    facts = [fact[code].says(_) for code in about if code in fact]
    asks = {
        Ask.PHARMACIST: _("Ask a pharmacist."),
        Ask.PRESCRIBER: _("Ask your prescriber before the next change."),
        Ask.ANAESTHETIST: _("Tell the anaesthetist."),
    }
    certainty = {
        Verified.TRUE: _("Read in the source named here."),
        Verified.PARTIAL: _("Read in part; the exact words were not checked."),
        Verified.DESIGN: _("Our own reading of the source."),
        Verified.FALSE: _("General knowledge; no source was checked."),
    }
    return CautionMessage(
        key=one.key,
        say=_(rule.say),
        why=_(rule.why) if rule.why else "",
        about=capital(", ".join([*names, *facts])),
        ask=asks[rule.ask],
        sources=rule.source,
        certainty=certainty[rule.verified],
        unchecked=_(NOT_CHECKED) if one.unchecked else "",
        answered=all(row.answered for row in card),
        also=tuple(dict.fromkeys(_(row.rule.say) for row in card[1:] if row.rule.say != rule.say)),
    )
