"""Pasting a letter: what was read beside its words, what it does not say, and a yes to each step before it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from unknot.dictation.letters import LONGEST, Letter, LetterPlan, LetterStop, LetterTooLong, Refusal, read_letter
from unknot.dictation.letters.days import Calendar, UnreadLetter, numeric
from unknot.journal.entry import Medicine, Prescription
from unknot.journal.ids import new_id
from unknot.journal.plan import same_medicine
from unknot.report.plans import medicine_words, step_words, whole_plan
from unknot.web.medicines import running_plans
from unknot.web.medicines.add_medicine import note_for, plan_form_page
from unknot.web.medicines.letter_form import LetterForm, of_letter
from unknot.web.medicines.letter_words import bound_lines, medicine_of, need_words, step_lines, why_words
from unknot.web.medicines.medicine_form import PlanForm
from unknot.web.medicines.medicine_list import present
from unknot.web.page.access import Access, allow
from unknot.web.page.context import PageContext, page_context
from unknot.web.page.form_ids import form_uuid

_MOST_KEPT = 40


@dataclass(frozen=True, slots=True)
class PlanCard:
    """A plan of the letter as the page shows it. `number` is its place among the plans that were read."""

    number: int
    name: str
    steps: list[str]
    bounds: list[str]
    sentences: tuple[str, ...]
    unread: tuple[str, ...]
    unlisted: bool
    kept: bool


@dataclass(frozen=True, slots=True)
class StopCard:
    """A medicine that the letter ends, with its plan of now, if there is one."""

    name: str
    sentence: str
    plan: object | None


@dataclass(frozen=True, slots=True)
class RefusalCard:
    """A sentence that gives no plan, its words cut at the one that was not understood."""

    before: str
    word: str
    after: str
    why: str
    name: str


@allow(Access.READ)
@require_http_methods(["GET", "POST"])
def letter(request: HttpRequest) -> HttpResponse:
    """The words of a letter, and then what was read of them. Nothing is kept."""
    ctx = page_context(request)
    text = request.POST.get("letter", "")
    if request.method != "POST" or "again" in request.POST:
        return _paste(request, text)
    if not text.strip():
        return _paste(request, text, _("Paste the words of the letter here first."))
    found = _read(request, ctx, text)
    if found is None:
        return _paste(request, text, _too_long(text))
    kept = request.POST.getlist("kept")[:_MOST_KEPT]
    context = {
        **_carried(request, text),
        "plans": [_plan_card(n, plan, ctx, kept) for n, plan in enumerate(found.plans)],
        "stops": [_stop_card(stop, ctx) for stop in found.stops],
        "refused": [_refusal_card(refusal) for refusal in found.refused],
        "other": found.other,
        "orders": _orders(found, ctx),
        "kept": kept,
    }
    return render(request, "medicines/letter_read.html", context)


@allow(Access.READ)
@require_http_methods(["GET", "POST"])
def letter_plan(request: HttpRequest) -> HttpResponse:
    """One plan of the letter: the open parts are asked, then it is read back with its days; kept with every yes."""
    ctx = page_context(request)
    text = request.POST.get("letter", "")
    found = _read(request, ctx, text) if request.method == "POST" else None
    plan = _chosen(request, found)
    if plan is None:
        return redirect("medicines-letter") if not text else _paste(request, text)
    if "by-hand" in request.POST:
        return plan_form_page(request, PlanForm(initial=of_letter(plan, ctx.now.diary_day)))
    id = form_uuid(request.POST.get("id", ""))
    old = running_plans.running(ctx, medicine_of(plan), plan.starts or ctx.now.diary_day, plan.ends, id)
    data = request.POST if "asked" in request.POST else None
    form = LetterForm(plan, old, ctx.now.diary_day, ctx.voice, data)
    if not form.fields:
        form = LetterForm(plan, old, ctx.now.diary_day, ctx.voice, {})
    context = {
        **_carried(request, text),
        "card": _plan_card(int(request.POST["plan"]), plan, ctx, []),
        "form": form,
        "id": id or new_id(ctx.who.now),
        "note": note_for(plan.code, ctx),
        "kept": request.POST.getlist("kept")[:_MOST_KEPT],
    }
    if not form.is_valid():
        return render(request, "medicines/letter_asks.html", context, status=422 if data is not None else 200)
    return _read_back(request, ctx, form, context)


def _read_back(request: HttpRequest, ctx: PageContext, form: LetterForm, context: dict[str, Any]) -> HttpResponse:
    """The plan with its days; kept once each line has its yes and nothing changed since it was shown."""
    plan = form.prescription
    lines = _lines(plan, form, ctx)
    seen = sha256("\n".join([*lines, *form.data.get("running", "")]).encode()).hexdigest()
    agreed = [n for n in range(len(lines)) if f"yes-{n}" in request.POST]
    same = request.POST.get("seen") == seen
    if "keep" in request.POST and same and len(agreed) == len(lines):
        id = running_plans.start(ctx, plan, list(form.replaces), form_uuid(str(context["id"])))
        return _next(request, ctx, id, context)
    answers = {name: form.data[name] for name in form.fields if name in form.data}
    wrong = "keep" in request.POST
    context |= {
        "lines": [{"n": n, "words": line, "yes": same and n in agreed} for n, line in enumerate(lines)],
        "answers": answers,
        "seen": seen,
        "error": _("Each line needs its yes. If one is not right, go back or type the plan yourself.") if wrong else "",
        "ends": [_ended(entry.body, plan, ctx) for entry in form.replaces],
        "beside": form.old if form.running and not form.replaces else [],
    }
    return render(request, "medicines/letter_plan.html", context, status=422 if wrong else 200)


def _lines(plan: Prescription, form: LetterForm, ctx: PageContext) -> list[str]:
    """Every line that wants a yes: each step with its first day, the limits, the last day."""
    voice = ctx.voice
    lines = [
        _("From {day}: {plan}").format(
            day=f"{voice.weekday(step.starts)} {step.starts.year}", plan=step_words(step, voice)
        )
        for step in plan.steps
    ]
    if form.plan.need is not None:
        lines.append(need_words(form.plan.need, form.plan.form, voice))
        if not plan.steps:
            lines.append(_("From {day}").format(day=voice.full(plan.first_day)))
    lines += [_("Limit, in the letter's words: “{words}”").format(words=words) for words in form.plan.limits]
    lines.append(_("Last day: {day}").format(day=voice.full(plan.ends)) if plan.ends else _("No last day"))
    return lines


def _ended(old: Prescription, new: Prescription, ctx: PageContext) -> dict[str, object]:
    return {"lines": whole_plan(old, ctx.voice), "bin": old.first_day >= new.first_day}


def _next(request: HttpRequest, ctx: PageContext, id: object, context: dict[str, Any]) -> HttpResponse:
    """On to the questions about the medicine; where the letter holds more, first back to it."""
    found = _read(request, ctx, context["letter"])
    number = context["card"].number
    kept = [*context["kept"], str(number)]
    if found is None or len(found.plans) + len(found.stops) == 1:
        return redirect("medicines-about-you", id)
    open_ = [_plan_card(n, plan, ctx, kept) for n, plan in enumerate(found.plans) if str(n) not in kept]
    more = {"letter": context["letter"], "order": context["order"], "kept": kept, "id": id}
    return render(
        request, "medicines/letter_kept.html", more | {"card": context["card"], "open": open_, "stops": found.stops}
    )


# ---------------------------------------------------------------- the letter


def _read(request: HttpRequest, ctx: PageContext, text: str) -> Letter | None:
    order = request.POST.get("order", "")
    try:
        return read_letter(text, ctx.now.diary_day, order if order in ("day", "month") else "")
    except LetterTooLong:
        return None


def _carried(request: HttpRequest, text: str) -> dict[str, Any]:
    """What each page hands to the next: the letter itself, and how its dates are read."""
    return {"letter": text, "order": request.POST.get("order", "")}


def _paste(request: HttpRequest, text: str, error: str = "") -> HttpResponse:
    context = {"text": text, "error": error}
    return render(request, "medicines/letter.html", context, status=422 if error else 200)


def _too_long(text: str) -> str:
    return _(
        "This text has {n} characters, and up to {most} are read at once. Nothing is lost: leave only the part "
        "about medicines and try again."
    ).format(n=len(text), most=LONGEST)


def _chosen(request: HttpRequest, found: Letter | None) -> LetterPlan | None:
    number = request.POST.get("plan", "")
    if found is None or not (number.isascii() and number.isdigit() and len(number) < 4):
        return None
    return found.plans[int(number)] if int(number) < len(found.plans) else None


def _plan_card(number: int, plan: LetterPlan, ctx: PageContext, kept: list[str]) -> PlanCard:
    return PlanCard(
        number=number,
        name=medicine_words(medicine_of(plan), ctx.voice),
        steps=step_lines(plan, ctx.voice),
        bounds=bound_lines(plan, ctx.voice),
        sentences=plan.sentences,
        unread=plan.unread,
        unlisted=not plan.code,
        kept=str(number) in kept,
    )


def _stop_card(stop: LetterStop, ctx: PageContext) -> StopCard:
    medicine = Medicine(name=stop.name[:80], code=stop.code)
    plan = next((entry for entry in present(ctx) if same_medicine(entry.body.medicine, medicine)), None)
    return StopCard(stop.name, stop.sentence, plan.id if plan else None)


def _refusal_card(refusal: Refusal) -> RefusalCard:
    at = refusal.sentence.casefold().find(refusal.word.casefold()) if refusal.word else -1
    whole = len(refusal.sentence) == len(refusal.sentence.casefold())
    end = at + len(refusal.word)
    cut = (refusal.sentence[:at], refusal.sentence[at:end], refusal.sentence[end:]) if at >= 0 and whole else None
    before, word, after = cut or (refusal.sentence, "", "")
    return RefusalCard(before, word, after, why_words(refusal.why, refusal.word), refusal.name)


def _orders(found: Letter, ctx: PageContext) -> list[Mapping[str, str]]:
    """The two days that a date such as 03/05/2026 can be."""
    if not found.orders:
        return []
    written = found.orders[0]
    return [
        {"order": order, "written": written, "day": ctx.voice.full(day)}
        for order in ("day", "month")
        if (day := _as(written, order, ctx.now.diary_day)) is not None
    ]


def _as(written: str, order: str, today: date) -> date | None:
    try:
        return numeric(written, Calendar(today, order))
    except UnreadLetter:
        return None
