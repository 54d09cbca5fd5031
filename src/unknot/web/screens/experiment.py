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
from unknot.web.access import Access, allow
from unknot.web.forms.experiment import ExperimentForm
from unknot.web.screens.patterns import shown
from unknot.web.screens.screen import Screen, screen
from unknot.web.screens.words import capital


@dataclass(frozen=True, slots=True)
class Card:
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
    opened = screen(request)
    if opened.settings.hide_patterns:
        return render(request, "patterns/hidden.html")
    running = experiments.running(opened.journal)
    found = {result.experiment: result for result in shown(opened).experiments}
    said = {id: capital(pattern_words.experiment(result, opened.voice)) for id, result in found.items()}
    result = found.get(str(running.id)) if running else None
    context = {
        "running": running,
        "card": today(opened),
        "plan": _plan(running, opened) if running else "",
        "begins": _begins(running, opened) if running else "",
        "score": said.get(str(running.id), "") if running else "",
        "over": running is not None and experiments.is_over(running, opened.now.diary_day),
        "proofs": experiments.proofs(opened.journal, running) if running else (),
        "answered": result is not None and result.state in (ExperimentState.FEWER, ExperimentState.MORE),
        "kept": _kept(result.days_as_said, result.days_answered) if result and result.days_answered else "",
        "ended": [said[str(e.id)] for e in opened.journal.of(Experiment) if e.body.ended and str(e.id) in said],
        "elsewhere": "elsewhere" in request.GET,
    }
    return render(request, "patterns/experiment.html", context)


def today(opened: Screen) -> Card | None:
    """What the running experiment says of today, to the owner."""
    running = experiments.running(opened.journal) if opened.who.is_owner else None
    if running is None:
        return None
    found = experiments.today(opened.journal, running, opened.now.diary_day)
    if found is None:
        return None
    of = running.body.block_days
    number = _("day {n} of {all}").format(n=found.number, all=of) if found.block and of > 1 else ""
    return Card(running.id, running.body.words, found.block.habit if found.block else None, number, found.done)


def _plan(entry: Entry[Experiment], opened: Screen) -> str:
    body = entry.body
    days = ngettext("%(n)d day in a row", "%(n)d days in a row", body.block_days) % {"n": body.block_days}
    since = _("from {day}").format(day=opened.voice.day(body.starts))
    return joined([capital(opened.voice.coded("habit", body.habit)), days, since])


def _begins(entry: Entry[Experiment], opened: Screen) -> str:
    if entry.body.starts <= opened.now.diary_day:
        return ""
    return _("It begins on {day}. The first coin is tossed then.").format(day=opened.voice.day(entry.body.starts))


def _kept(as_said: int, answered: int) -> str:
    return _("You did what the coin said on {kept} of the {all} days you answered for.").format(
        kept=as_said, all=answered
    )


# ---------------------------------------------------------------- begin


@allow(Access.OWNER)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Which habit, in the person's own words; those who should ask their doctor first are told so here."""
    opened = screen(request)
    if experiments.running(opened.journal) is not None:
        return redirect("experiment")
    named = {trial.habit: capital(opened.voice.coded("habit", trial.habit)) for trial in trials()}
    asks = {trial.habit: why for trial in trials() if (why := _asks(trial, opened))}
    form = ExperimentForm(named, asks, opened.now.diary_day, request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        experiments.begin(
            opened.id, opened.journal, said["habit"], said["words"], block_days=int(said["block_days"]),
            starts=said["starts"], key=settings.MASTER_KEY, by=opened.by, now=opened.who.now, zone=opened.zone,
        )  # fmt: skip
        return redirect("experiment")
    chosen = form["habit"].value()
    offered = [
        {"code": t.habit, "name": named[t.habit], "words": _(t.words), "asks": asks.get(t.habit, ""),
         "chosen": t.habit == chosen}
        for t in trials()
    ]  # fmt: skip
    return render(request, "patterns/experiment_new.html", {"form": form, "offered": offered})


def _asks(trial: Trial, opened: Screen) -> str:
    codes = experiments.asks_first(opened.journal, trial, opened.now.diary_day)
    reasons = [opened.voice.coded("circumstance", code) for code in codes]
    return _("Ask your therapist or doctor first: {why}.").format(why=", ".join(reasons)) if reasons else ""


# ---------------------------------------------------------------- each day


@allow(Access.OWNER)
@require_POST
def toss(request: HttpRequest, id: UUID) -> HttpResponse:
    """Tosses the coin of today's pair."""
    opened = screen(request)
    entry = _running(opened, id)
    try:
        experiments.toss(opened.id, entry, key=settings.MASTER_KEY, by=opened.by, at=opened.now, now=opened.who.now)
    except experiments.CoinElsewhere:
        return redirect(reverse("experiment") + "?elsewhere")
    return _back(request)


@allow(Access.OWNER)
@require_POST
def day(request: HttpRequest, id: UUID) -> HttpResponse:
    """Whether the habit was done today. Either answer is fine, and can be changed."""
    opened = screen(request)
    entry = _running(opened, id)
    said = request.POST.get("done", "")
    if said not in ("yes", "no"):
        return HttpResponseBadRequest()
    experiments.answer_day(
        opened.id, opened.journal, entry, said == "yes", by=opened.by, at=opened.now, now=opened.who.now
    )
    return _back(request)


@allow(Access.OWNER)
@require_POST
def end(request: HttpRequest, id: UUID) -> HttpResponse:
    """Over from today on, for any reason or none."""
    opened = screen(request)
    experiments.end(opened.id, _running(opened, id), by=opened.by, on=opened.now.diary_day, now=opened.who.now)
    return redirect("experiment")


def _running(opened: Screen, id: UUID) -> Entry[Experiment]:
    running = experiments.running(opened.journal)
    if running is None or running.id != id:
        raise Http404
    return running


def _back(request: HttpRequest) -> HttpResponse:
    return redirect("log" if request.POST.get("to") == "log" else "experiment")
