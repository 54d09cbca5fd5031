"""A short experiment on oneself: the coin says which days, the log keeps the score, and the page says it plainly."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from unknot.actions import experiments
from unknot.analysis.patterns import ExperimentState
from unknot.journal.entry import Entry, Experiment
from unknot.knowledge.trials import Trial, trials
from unknot.report import pattern_words
from unknot.report.wording import joined
from unknot.web.page.access import Access, allow
from unknot.web.page.context import PageContext, page_context
from unknot.web.page.entry_words import capital
from unknot.web.page.findings_today import findings_for
from unknot.web.patterns.experiment_form import ExperimentForm


@dataclass(frozen=True, slots=True)
class Coin:
    """What stands on a page about today: `habit` is None until the coin is tossed."""

    id: UUID
    words: str
    habit: bool | None
    number: str
    done: bool | None


# ---------------------------------------------------------------- the page


@allow(Access.READ)
@require_GET
def experiment(request: HttpRequest) -> HttpResponse:
    """The one that runs, with today's coin and the score so far; and the results of those before."""
    ctx = page_context(request)
    if ctx.settings.hide_patterns:
        return render(request, "patterns/hidden.html")
    running = experiments.running(ctx.journal)
    found = {result.experiment: result for result in findings_for(ctx).experiments}
    said = {id: capital(pattern_words.experiment(result, ctx.voice)) for id, result in found.items()}
    result = found.get(str(running.id)) if running else None
    context = {
        "running": running,
        "card": coin_today(ctx),
        "plan": _plan(running, ctx) if running else "",
        "begins": _begins(running, ctx) if running else "",
        "score": said.get(str(running.id), "") if running else "",
        "over": running is not None and experiments.is_over(running, ctx.now.diary_day),
        "proofs": experiments.proofs(ctx.journal, running) if running else (),
        "answered": result is not None and result.state in (ExperimentState.FEWER, ExperimentState.MORE),
        "kept": _kept(result.days_as_said, result.days_answered) if result and result.days_answered else "",
        "ended": [said[str(e.id)] for e in ctx.journal.of(Experiment) if e.body.ended and str(e.id) in said],
        "elsewhere": "elsewhere" in request.GET,
    }
    return render(request, "patterns/experiment.html", context)


def coin_today(ctx: PageContext) -> Coin | None:
    """What the running experiment says of today, to the owner."""
    running = experiments.running(ctx.journal) if ctx.who.is_owner else None
    if running is None:
        return None
    found = experiments.today(ctx.journal, running, ctx.now.diary_day)
    if found is None:
        return None
    of = running.body.block_days
    number = _("day {n} of {all}").format(n=found.number, all=of) if found.block and of > 1 else ""
    return Coin(running.id, running.body.words, found.block.habit if found.block else None, number, found.done)


def _plan(entry: Entry[Experiment], ctx: PageContext) -> str:
    body = entry.body
    days = ngettext("%(n)d day in a row", "%(n)d days in a row", body.block_days) % {"n": body.block_days}
    since = _("from {day}").format(day=ctx.voice.day(body.starts))
    return joined([capital(ctx.voice.coded("habit", body.habit)), days, since])


def _begins(entry: Entry[Experiment], ctx: PageContext) -> str:
    if entry.body.starts <= ctx.now.diary_day:
        return ""
    return _("It begins on {day}. The first coin is tossed then.").format(day=ctx.voice.day(entry.body.starts))


def _kept(as_said: int, answered: int) -> str:
    return _("You did what the coin said on {kept} of the {all} days you answered for.").format(
        kept=as_said, all=answered
    )


# ---------------------------------------------------------------- begin


@allow(Access.OWNER)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Which habit, in the person's own words; those who should ask their doctor first are told so here."""
    ctx = page_context(request)
    if experiments.running(ctx.journal) is not None:
        return redirect("experiment")
    named = {trial.habit: capital(ctx.voice.coded("habit", trial.habit)) for trial in trials()}
    asks = {trial.habit: why for trial in trials() if (why := _asks(trial, ctx))}
    form = ExperimentForm(named, asks, ctx.now.diary_day, request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        experiments.begin(
            ctx.id, ctx.journal, said["habit"], said["words"], block_days=int(said["block_days"]),
            starts=said["starts"], key=settings.MASTER_KEY, by=ctx.by, now=ctx.who.now, zone=ctx.zone,
        )  # fmt: skip
        return redirect("experiment")
    chosen = form["habit"].value()
    offered = [
        {"code": t.habit, "name": named[t.habit], "words": _(t.words), "asks": asks.get(t.habit, ""),
         "chosen": t.habit == chosen}
        for t in trials()
    ]  # fmt: skip
    plan = "" if ctx.settings.hide_patterns else findings_for(ctx).page.coin_plan
    return render(request, "patterns/experiment_new.html", {"form": form, "offered": offered, "plan": plan})


def _asks(trial: Trial, ctx: PageContext) -> str:
    codes = experiments.asks_first(ctx.journal, trial, ctx.now.diary_day)
    reasons = [ctx.voice.coded("circumstance", code) for code in codes]
    return _("Ask your therapist or doctor first: {why}.").format(why=", ".join(reasons)) if reasons else ""


# ---------------------------------------------------------------- each day


@allow(Access.OWNER)
@require_POST
def toss(request: HttpRequest, id: UUID) -> HttpResponse:
    """Tosses the coin of today's pair."""
    ctx = page_context(request)
    entry = _running(ctx, id)
    try:
        experiments.toss(ctx.id, entry, key=settings.MASTER_KEY, by=ctx.by, at=ctx.now, now=ctx.who.now)
    except experiments.CoinElsewhere:
        return redirect(reverse("experiment") + "?elsewhere")
    return _back(request)


@allow(Access.OWNER)
@require_POST
def day(request: HttpRequest, id: UUID) -> HttpResponse:
    """Whether the habit was done today. Either answer is fine, and can be changed."""
    ctx = page_context(request)
    entry = _running(ctx, id)
    said = request.POST.get("done", "")
    if said not in ("yes", "no"):
        return HttpResponseBadRequest()
    experiments.answer_day(ctx.id, ctx.journal, entry, said == "yes", by=ctx.by, at=ctx.now, now=ctx.who.now)
    return _back(request)


@allow(Access.OWNER)
@require_POST
def end(request: HttpRequest, id: UUID) -> HttpResponse:
    """Over from today on, for any reason or none."""
    ctx = page_context(request)
    experiments.end(ctx.id, _running(ctx, id), by=ctx.by, on=ctx.now.diary_day, now=ctx.who.now)
    return redirect("experiment")


def _running(ctx: PageContext, id: UUID) -> Entry[Experiment]:
    running = experiments.running(ctx.journal)
    if running is None or running.id != id:
        raise Http404
    return running


def _back(request: HttpRequest) -> HttpResponse:
    return redirect("log" if request.POST.get("to") == "log" else "experiment")
