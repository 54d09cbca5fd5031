"""Find in the diary: by words, by place, by how bad it was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from unknot.household.people.scopes import Scope
from unknot.journal.entry import Band, Body, Entry, Episode
from unknot.knowledge.vocabulary import vocabulary
from unknot.report.wording import Voice, counted
from unknot.web.diary.calendar import fill_of
from unknot.web.diary.timeline import DiaryRow, row, tells_the_day
from unknot.web.page.access import Access, allow
from unknot.web.page.context import PageContext, page_context
from unknot.web.page.entry_text import entry_text
from unknot.web.page.entry_words import capital

AT_ONCE = 50
"""The newest entries that are shown; more than that is a question to narrow."""
MOST_WORDS = 200

AS_BAD = {"low": ("low", "medium", "high"), "medium": ("medium", "high"), "high": ("high",)}


@dataclass(frozen=True, slots=True)
class FoundDay:
    """A day with what was found in it."""

    day: date
    name: str
    rows: tuple[DiaryRow, ...]


class FindForm(forms.Form):
    """Words, a place, how bad; what is left empty does not narrow."""

    words = forms.CharField(label=gettext_lazy("Words"), required=False, max_length=MOST_WORDS)
    place = forms.ChoiceField(label=gettext_lazy("Place"), required=False)
    bad = forms.ChoiceField(
        label=gettext_lazy("How bad"),
        required=False,
        choices=[
            ("", gettext_lazy("All")),
            ("medium", gettext_lazy("4 and more")),
            ("high", gettext_lazy("7 and more")),
        ],
        widget=forms.RadioSelect,
    )

    def __init__(self, voice: Voice, data: Any = None) -> None:
        super().__init__(data, initial={"bad": ""})
        places = sorted((capital(voice.coded("site", term.code)), term.code) for term in vocabulary("site"))
        self.fields["place"].choices = [("", _("Everywhere")), *((code, words) for words, code in places)]  # type: ignore[attr-defined]
        self.fields["words"].widget.attrs |= {"enterkeyhint": "search", "autocomplete": "off"}


@allow(Access.READ, Scope.ENTRIES)
@require_http_methods(["GET", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """The words are posted: what somebody looks for stands in no address."""
    asked = request.method == "POST"
    ctx = page_context(request, since=None if asked else timedelta(0))
    form = FindForm(ctx.voice, request.POST if asked else None)
    context: dict[str, object] = {"form": form}
    if asked and form.is_valid():
        found = list(islice(_found(ctx, form.cleaned_data), AT_ONCE + 1))
        context |= {
            "asked": True,
            "days": _days(found[:AT_ONCE], ctx),
            "words": _words(len(found)),
        }
    return render(request, "diary/find.html", context)


def _found(ctx: PageContext, said: dict[str, str]) -> Iterator[Entry[Body]]:
    """The entries that answer to all that was said, the newest first."""
    words = said["words"].casefold().split()
    for entry in reversed(ctx.journal.entries):
        if not tells_the_day(entry) or not _there(entry.body, said["place"]):
            continue
        if said["bad"] and not _as_bad(entry.body, said["bad"]):
            continue
        if words and not _says(entry, words, ctx.voice):
            continue
        yield entry


def _there(body: Body, place: str) -> bool:
    sites = getattr(body, "sites", ())
    return not place or any(site.region == place for site in sites)


def _as_bad(body: Body, least: str) -> bool:
    if not isinstance(body, Episode):
        return False
    bother: int | Band | None = body.bother if body.bother is not None else body.bother_band
    return fill_of(bother) in AS_BAD[least]


def _says(entry: Entry[Body], words: list[str], voice: Voice) -> bool:
    """Whether an entry says all the words, as the diary tells it: its places too, where a label stands for them."""
    told = entry_text(entry, voice)
    places = [voice.site(site) for site in getattr(entry.body, "sites", ())]
    text = " ".join((told.what, *told.more, *places)).casefold()
    return all(word in text for word in words)


def _days(found: list[Entry[Body]], ctx: PageContext) -> list[FoundDay]:
    by_day: dict[date, list[Entry[Body]]] = {}
    for entry in found:
        by_day.setdefault(entry.diary_day, []).append(entry)
    return [
        FoundDay(day, f"{ctx.voice.weekday(day)} {day.year}", tuple(row(e, ctx) for e in entries))
        for day, entries in by_day.items()
    ]


def _words(n: int) -> str:
    if not n:
        return _("Nothing found.")
    if n > AT_ONCE:
        return _("The newest {n}. Say more to find older ones.").format(n=AT_ONCE)
    return counted(n, _("1 entry"), _("{n} entries"))
