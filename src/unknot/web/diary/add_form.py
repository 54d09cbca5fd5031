"""Forms that add something to a day: what, and as much of its time as is known."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unknot.journal.entry import TEXT, Episode, Settings, Side, Site
from unknot.knowledge.vocabulary import vocabulary
from unknot.report.wording import Voice
from unknot.web.page.entry_words import capital


class _Timed(forms.Form):
    """A clock time, a part of the day, or neither."""

    time = forms.TimeField(label=gettext_lazy("At"), required=False, input_formats=["%H:%M", "%H:%M:%S"])
    part = forms.ChoiceField(
        label=gettext_lazy("Or about"),
        required=False,
        widget=forms.RadioSelect,
        choices=[
            ("night", gettext_lazy("Night")),
            ("morning", gettext_lazy("Morning")),
            ("midday", gettext_lazy("Midday")),
            ("afternoon", gettext_lazy("Afternoon")),
            ("evening", gettext_lazy("Evening")),
            ("", gettext_lazy("Not sure")),
        ],
    )


class AddForm(_Timed):
    """A spasm: one of the person's own places or any other, and how much it bothered."""

    def __init__(self, settings: Settings, voice: Voice, data: Any = None) -> None:
        super().__init__(data)
        self.settings = settings
        tiles = [(str(n), tile.label) for n, tile in enumerate(settings.tiles)]
        others = [(f"site-{t.code}", capital(voice.coded("site", t.code))) for t in vocabulary("site")]
        self.fields |= {
            "tile": _radios(_("Where"), [*tiles, ("", _("Somewhere else"))]),
            "site": forms.ChoiceField(label=_("Somewhere else"), choices=[("", "-"), *others], required=False),
            "side": _radios(_("Side"), [("left", _("Your left")), ("right", _("Your right")), ("both", _("Both"))]),
            "bother": _radios(_("How much it bothered you"), [(str(n), str(n)) for n in range(11)]),
        }

    def episode(self) -> Episode:
        said = self.cleaned_data
        bother = int(said["bother"]) if said["bother"] else None
        if said["tile"]:
            tile = self.settings.tiles[int(said["tile"])]
            return Episode(kind=tile.kind, sites=tile.sites, label=tile.label, bother=bother)
        return Episode(sites=_site(said["site"].removeprefix("site-"), said["side"]), bother=bother)


def _site(code: str, side: str) -> tuple[Site, ...]:
    if not code:
        return ()
    sided = vocabulary("site")[code].sided
    return (Site(code, Side(side) if sided and side else None),)


def _radios(label: str, choices: list[tuple[str, str]]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, required=False, widget=forms.RadioSelect)


class CodedForm(_Timed):
    """Any number of the codes of a vocabulary."""

    note = forms.CharField(required=False, max_length=TEXT)

    def __init__(self, name: str, voice: Voice, data: Any = None) -> None:
        super().__init__(data)
        choices = [(term.code, capital(voice.coded(name, term.code))) for term in vocabulary(name)]
        self.fields["codes"] = forms.MultipleChoiceField(
            label=_("What"),
            choices=choices,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Choose at least one.")},
        )


class DiaryNoteForm(_Timed):
    """Words."""

    note = forms.CharField(max_length=TEXT, error_messages={"required": _("A note needs a word.")})
