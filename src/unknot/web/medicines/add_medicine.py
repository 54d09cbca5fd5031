"""Adding a medicine: its name, confirmed from a list, and its plan in a form."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from unknot.dictation.names import alike, common, named
from unknot.journal.entry import NAME
from unknot.knowledge.vocabulary import Term, medicines_of, vocabulary
from unknot.web.medicines import running_plans
from unknot.web.medicines.medicine_form import PlanForm
from unknot.web.page.access import Access, allow
from unknot.web.page.context import PageContext, page_context
from unknot.web.page.entry_words import capital


@allow(Access.READ)
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """The name: a known one goes on at once, any other is looked up and confirmed. Any name may stay."""
    page_context(request)
    name = request.POST.get("name", "").strip()[:NAME]
    context: dict[str, Any] = {"name": name, "common": _buttons(common()), "all": _spelled()}
    if request.method != "POST":
        return render(request, "medicines/add.html", context)
    term = vocabulary("medicine").terms.get(request.POST.get("code", "")) or named(name)
    if term is not None:
        return plan_form_page(request, PlanForm(initial=_start(request, name or term.words, term)))
    if not name:
        context["error"] = _("A medicine needs a name.")
        return render(request, "medicines/add.html", context, status=422)
    if "as-typed" in request.POST:
        return plan_form_page(request, PlanForm(initial=_start(request, name, None)))
    return render(request, "medicines/which.html", context | {"alike": _buttons(alike(name))})


@allow(Access.READ)
@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    """The form of a new plan: kept when it is right, else back with its mistakes, or with one row more.

    A medicine that has a plan already is asked about before a second one is kept.
    """
    ctx = page_context(request)
    if request.method != "POST":
        return redirect("medicines-add")
    if (longer := one_row_more(request)) is not None:
        return plan_form_page(request, longer)
    form = PlanForm(request.POST)
    if not form.is_valid():
        return plan_form_page(request, form, status=422)
    new = form.prescription
    old = running_plans.running(ctx, new.medicine, new.first_day, new.ends)
    replaces = running_plans.answered(request, old) if old else []
    if replaces is None:
        return running_plans.ask(request, ctx, new, old)
    return redirect("medicines-about-you", running_plans.start(ctx, new, replaces, None))


def one_row_more(request: HttpRequest) -> PlanForm | None:
    """The same form with another time or another step, if that was asked for; nothing is checked or kept yet."""
    more = {"more-times": "rows", "more-steps": "steps"}
    wanted = next((field for button, field in more.items() if button in request.POST), None)
    if wanted is None:
        return None
    said = request.POST.copy()
    said[wanted] = str(getattr(PlanForm(request.POST), wanted) + 1)
    return PlanForm(initial=said.dict())


def plan_form_page(request: HttpRequest, form: PlanForm, *, status: int = 200, **more: object) -> HttpResponse:
    context = {"form": form, "note": note_for(str(form["code"].value() or ""), page_context(request)), "new": True}
    return render(request, "medicines/plan.html", context | more, status=status)


def note_for(code: str, ctx: PageContext) -> str:
    """The neutral line about what baclofen's leaflets describe, for who says the spasms are ordinary cramps."""
    from unknot.journal.entry import Circumstance, Standing

    latest = {e.body.code: e.body.standing for e in ctx.journal.of(Circumstance)}
    ordinary = any(latest.get(c) is Standing.YES for c in ("ordinary-cramps", "night-cramps"))
    if code != "baclofen" or not ordinary:
        return ""
    return _(
        "Baclofen leaflets describe use for spasticity from conditions of brain or spinal cord. Ask your prescriber "
        "what it is meant to do for you."
    )


def _start(request: HttpRequest, name: str, term: Term | None) -> dict[str, Any]:
    ctx = page_context(request)
    written = capital(name) if term is not None and name.casefold() == term.words.casefold() else name
    tablets = [s for s in term.strengths if s.form == "tablet"] if term else []
    return {
        "name": written,
        "code": term.code if term else "",
        "form": "tablet" if tablets else "",
        "kind": "planned",
        "starts": ctx.now.diary_day,
    }


def _buttons(terms: Iterable[Term]) -> list[dict[str, str]]:
    return [{"code": term.code, "words": capital(term.says(_)), "also": ", ".join(term.brands[:3])} for term in terms]


def _spelled() -> list[str]:
    """The names and brands that the browser may suggest while typing: of medicines for spasms first, then the rest."""
    first = medicines_of("antispasm")
    terms = sorted(vocabulary("medicine"), key=lambda term: (term.code not in first, term.words))
    return [capital(name) for term in terms for name in (term.words, *term.brands)]
