"""Visit: the Spasm Profile, my questions, the period it shows, the next visit, and the page on paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from unknot import actions
from unknot.household.findings import analysis_cache
from unknot.household.findings.analysis_cache import ShownFindings
from unknot.household.findings.signing import ComposedPage, signed_page
from unknot.household.people.scopes import Scope
from unknot.household.sharing.notes_back import newest_waiting
from unknot.journal.entry import LINE, Campaign, Episode, Note, Visit
from unknot.journal.journal import Journal
from unknot.pdf import Paper
from unknot.pdf import render as render_pdf
from unknot.report.alert_history import alert_messages
from unknot.report.compose import MOST_DAYS, ImpossiblePeriod, compose, last_days
from unknot.report.profile import Audience, SpasmProfile
from unknot.report.proof import manifest
from unknot.report.wording import counted
from unknot.web.page.access import Access, allow
from unknot.web.page.alerts import history as messages_of
from unknot.web.page.context import PageContext, page_context
from unknot.web.page.countries import LETTER
from unknot.web.page.findings_today import findings_for as what_it_shows
from unknot.web.page.journal_reader import UNDATED, profile_journal_for
from unknot.web.visits import scales
from unknot.web.visits.plan_visit import plan_visit
from unknot.web.visits.visit_form import PeriodForm, QuestionForm, VisitForm
from unknot.web.visits.visits import period_card

BEHIND_THE_PAGE = frozenset({Scope.ENTRIES, Scope.NOTES, Scope.MEDICINES})
"""What a grant needs to see the entries behind the Profile too."""


@allow(Access.READ, Scope.PROFILE)
@require_GET
def visit(request: HttpRequest, first: date | None = None, last: date | None = None) -> HttpResponse:
    """The Profile of the last 28 days, or of a chosen period."""
    ctx = page_context(request, always=UNDATED)
    standard = last_days(ctx.who.now, ctx.zone)
    shown = profile(ctx, first or standard[0], last or standard[1])
    context = {
        "profile": shown,
        "next": next_visit_words(ctx),
        "questions": my_questions(ctx),
        "kept": period_card(ctx),
        "scales_due": scales.scales_due(ctx),
        "paper": reverse("visit-paper", args=[shown.first, shown.last]),
        "progress": progress(ctx),
        "note": newest_waiting(ctx.id) if ctx.who.is_owner else None,
        "today_words": _today_words(ctx, shown),
    }
    return render(request, "visits/profile_page.html", context)


def _today_words(ctx: PageContext, shown: SpasmProfile) -> str:
    """What was logged after the last day of the page: named, as the page does not hold it."""
    after = [e for e in ctx.journal.of(Episode) if e.diary_day > shown.last]
    if not after or (ctx.now.diary_day - shown.last).days > 1:
        return ""
    return counted(
        len(after),
        _("It ends on {day}: 1 spasm of today comes with tomorrow's page."),
        _("It ends on {day}: {n} spasms of today come with tomorrow's page."),
        day=ctx.voice.day(shown.last),
    )


@allow(Access.READ, Scope.PROFILE)
@require_GET
def paper(request: HttpRequest, first: date, last: date) -> HttpResponse:
    """The page as a PDF, on the paper of the person's country; with `?entries` the tables and entries behind it."""
    ctx = page_context(request, always=UNDATED)
    page = composed(ctx, first, last)
    shown = page.profile
    size: Paper = "letter" if ctx.settings.country in LETTER else "a4"
    behind = "entries" in request.GET and ctx.who.scopes >= BEHIND_THE_PAGE
    if ctx.who.is_owner:
        made = signed_page(page, _=_, paper=size, entries=behind)
    else:  # a grant sees a part of the journal: from that no page can be made again
        made = render_pdf(shown, _=_, paper=size, entries=behind)
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="spasm-profile-{shown.last.isoformat()}.pdf"'
    return answer


def profile(ctx: PageContext, first: date, last: date) -> SpasmProfile:
    """The Profile of a period; there is none that ends before it starts, or of more than 92 days."""
    return _composed(ctx, first, last, _findings(ctx), profile_journal_for(ctx.who, first, last, ctx.zone))


def composed(ctx: PageContext, first: date, last: date) -> ComposedPage:
    """The same with what it was made from, so that it can be signed."""
    findings, journal = _findings(ctx), profile_journal_for(ctx.who, first, last, ctx.zone)
    shown = _composed(ctx, first, last, findings, journal)
    found_at = analysis_cache.worked_out_at(ctx.id, ctx.who.now, ctx.zone) if findings else None
    worse = analysis_cache.worse_since(ctx.id, ctx.who.now)
    return ComposedPage(shown, manifest(shown, journal, found_at=found_at, worse_since=worse))


def _findings(ctx: PageContext) -> ShownFindings | None:
    """What this viewer is shown of what the log shows: nothing to one whose grant cuts days off."""
    hidden = ctx.settings.hide_patterns or ctx.who.since is not None or ctx.who.until is not None
    return None if hidden else what_it_shows(ctx)


def _composed(
    ctx: PageContext, first: date, last: date, findings: ShownFindings | None, journal: Journal
) -> SpasmProfile:
    """Raises `Http404` for a period that has no Profile."""
    who = ctx.who
    try:
        return compose(
            journal,
            audience=Audience.OWNER if who.is_owner else Audience.SHARED,
            first=first,
            last=last,
            zone=ctx.zone,
            now=who.now,
            _=_,
            language=ctx.voice.language,
            found=findings.findings if findings else None,
            found_in=findings.window if findings else "",
            estimates=findings.estimates if findings else None,
            said=alert_messages(messages_of(ctx, journal), ctx.zone, ctx.voice),
        )
    except ImpossiblePeriod as impossible:
        raise Http404 from impossible


@allow(Access.READ)
@require_http_methods(["GET", "POST"])
def period(request: HttpRequest) -> HttpResponse:
    """Which days: some ready lengths, or any from 1 to 92."""
    ctx = page_context(request)
    yesterday = ctx.now.diary_day - timedelta(days=1)
    form = PeriodForm(yesterday, request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect("visit-of", form.cleaned_data["first"], form.cleaned_data["last"])
    ready = [_ready(n, yesterday) for n in (7, 14, 28, 56, MOST_DAYS)]
    return render(request, "visits/period.html", {"form": form, "ready": ready, "yesterday": yesterday})


def _ready(n: int, yesterday: date) -> dict[str, str]:
    url = reverse("visit-of", args=[yesterday - timedelta(days=n - 1), yesterday])
    return {"words": _("Last {n} days").format(n=n), "url": url}


# ---------------------------------------------------------------- my questions


def my_questions(ctx: PageContext) -> list[dict[str, object]]:
    """What is to be asked at the next visit, in the order it was written."""
    return [{"id": e.id, "text": e.body.text} for e in ctx.journal.of(Note) if e.body.question]


@allow(Access.READ)
@require_http_methods(["GET", "POST"])
def questions(request: HttpRequest) -> HttpResponse:
    ctx = page_context(request, always=UNDATED)
    form = QuestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        edited = request.POST.get("of", "")
        text = form.cleaned_data["text"][:LINE]
        known = {str(question["id"]) for question in my_questions(ctx)}
        if edited in known:
            ctx.amend(ctx.entry(UUID(edited), Note), {"text": text})
        else:
            ctx.record(Note(text=text, question=True))
        return redirect("visit-questions")
    return render(request, "visits/questions.html", {"form": form, "questions": my_questions(ctx)})


@allow(Access.READ)
@require_POST
def remove_question(request: HttpRequest, id: UUID) -> HttpResponse:
    ctx = page_context(request, always=UNDATED)
    if id not in {question["id"] for question in my_questions(ctx)}:
        raise Http404
    actions.retract(ctx.id, id, by=ctx.by, now=ctx.who.now)
    return redirect("visit-questions")


# ---------------------------------------------------------------- the next visit


def next_visit_words(ctx: PageContext) -> str:
    """The next visit and the days before it that are being kept for it."""
    today, voice = ctx.now.clock_date, ctx.voice
    coming = [e.happened_at.clock_date for e in ctx.journal.of(Visit) if e.happened_at.clock_date >= today]
    if not coming:
        return ""
    on = min(coming)
    away = (on - today).days
    near = _("today") if away == 0 else counted(away, _("tomorrow"), _("in {n} days"))
    parts = [_("{weekday}, {near}.").format(weekday=voice.weekday(on), near=near)]
    if kept := progress(ctx):
        parts.append(kept.words)
    return " ".join(parts)


@dataclass(frozen=True, slots=True)
class CampaignProgress:
    """How far the days that are kept for a visit have come."""

    words: str
    day: int
    days: int


def progress(ctx: PageContext) -> CampaignProgress | None:
    """None while no days are being kept."""
    today = ctx.now.diary_day
    keeping = [e.body for e in ctx.journal.of(Campaign) if e.body.starts <= today <= e.body.ends]
    if not keeping:
        return None
    n, of = ((day - keeping[-1].starts).days + 1 for day in (today, keeping[-1].ends))
    return CampaignProgress(_("Day {n} of {all}.").format(n=n, all=of), n, of)


@allow(Access.READ)
@require_http_methods(["GET", "POST"])
def next_visit(request: HttpRequest) -> HttpResponse:
    """When the next visit is; the 28 days before it are kept for it."""
    ctx = page_context(request, always=UNDATED)
    form = VisitForm(ctx.now.clock_date, request.POST or None)
    if request.method == "POST" and form.is_valid():
        plan_visit(ctx, form.cleaned_data["on"], ctx.settings.purpose)
        return redirect("visit")
    return render(request, "visits/date.html", {"form": form, "today": ctx.now.clock_date})
