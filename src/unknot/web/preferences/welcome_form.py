"""The questions of the first opening. Every one may be left out."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unknot.journal.entry import LINE, EpisodeKind, Settings, Side, Site, Tile
from unknot.knowledge.vocabulary import vocabulary
from unknot.report.wording import Voice
from unknot.web.page.countries import country_choices
from unknot.web.page.entry_words import capital
from unknot.web.preferences.delays import FEW, delay_chips, delays_said, suspect_rows

MOST_TILES = 6

PURPOSES = {
    "report": gettext_lazy("To show my doctor or physiotherapist"),
    "pattern": gettext_lazy("To see when they come"),
    "medicine": gettext_lazy("To see what a medicine changes"),
    "treatment": gettext_lazy("To see what stretching or another treatment changes"),
    "night": gettext_lazy("To find out about the nights"),
    "cause": gettext_lazy("To find out what may bring them on"),
    "worse": gettext_lazy("To see whether they get more or fewer"),
    "other": gettext_lazy("Something else"),
}

_LEFT, _RIGHT, _BOTH = Side.LEFT, Side.RIGHT, Side.BOTH
READY = {
    "left-calf": ("calf", _LEFT, gettext_lazy("Left calf")),
    "right-calf": ("calf", _RIGHT, gettext_lazy("Right calf")),
    "left-foot": ("foot", _LEFT, gettext_lazy("Left foot")),
    "right-foot": ("foot", _RIGHT, gettext_lazy("Right foot")),
    "left-thigh": ("thigh", _LEFT, gettext_lazy("Left thigh")),
    "right-thigh": ("thigh", _RIGHT, gettext_lazy("Right thigh")),
    "left-leg": ("leg", _LEFT, gettext_lazy("Left leg")),
    "right-leg": ("leg", _RIGHT, gettext_lazy("Right leg")),
    "both-legs": ("leg", _BOTH, gettext_lazy("Both legs")),
    "lower-back": ("lower-back", None, gettext_lazy("Lower back")),
    "belly": ("belly", None, gettext_lazy("Belly")),
    "left-hand": ("hand", _LEFT, gettext_lazy("Left hand")),
    "right-hand": ("hand", _RIGHT, gettext_lazy("Right hand")),
    "left-arm": ("arm", _LEFT, gettext_lazy("Left arm")),
    "right-arm": ("arm", _RIGHT, gettext_lazy("Right arm")),
    "neck": ("neck", None, gettext_lazy("Neck")),
}
"""Tiles that many people have, one press each."""

CAUSES = (
    "cause-not-known", "multiple-sclerosis", "spinal-cord-injury", "stroke", "cerebral-palsy", "brain-injury",
    "hereditary-spastic-paraplegia", "motor-neurone-disease", "night-cramps", "ordinary-cramps", "other-cause",
)  # fmt: skip


OFTEN_SUSPECTED = (
    "poor-sleep", "little-to-drink", "stress", "exercise", "long-sitting", "movement", "cold", "heat", "full-bladder",
    "constipation", "infection", "missed-stretch", "caffeine", "alcohol",
)  # fmt: skip
"""What many people name first; the others are in Settings."""
MOST_ASKED = 8


class _Asked(forms.Form):
    """One screen of questions about settings."""

    def __init__(self, settings: Settings, voice: Voice, data: Any = None) -> None:
        super().__init__(data, initial=self.before(settings))
        self.settings, self.voice = settings, voice
        self.fields |= self.more(settings, voice)

    def before(self, settings: Settings) -> dict[str, Any]:
        return {}

    def more(self, settings: Settings, voice: Voice) -> dict[str, forms.Field]:
        return {}


def radios(label: Any, choices: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, required=False, widget=forms.RadioSelect)


class WelcomePlacesForm(_Asked):
    """Ready tiles, one in the person's own words, and whose journal it is, where."""

    zone = forms.CharField(required=False, widget=forms.HiddenInput)
    own = forms.CharField(required=False, max_length=40)
    kind = radios("", [])

    def more(self, settings: Settings, voice: Voice) -> dict[str, forms.Field]:
        places = [(t.code, capital(voice.coded("site", t.code))) for t in vocabulary("site")]
        return {
            "ready": forms.MultipleChoiceField(
                label=_("Where do they come?"),
                choices=[(code, words) for code, (_r, _s, words) in READY.items()],
                required=False,
                widget=forms.CheckboxSelectMultiple,
            ),
            "kind": radios(
                _("What do you call it?"),
                [
                    (EpisodeKind.SPASM.value, _("Spasm")),
                    (EpisodeKind.CRAMP.value, _("Cramp")),
                    (EpisodeKind.STIFFNESS.value, _("Stiffness")),
                    (EpisodeKind.TWITCHING.value, _("Twitching")),
                ],
            ),
            "place": forms.ChoiceField(
                label=_("Where that is"), choices=[("", _("Not said")), *places], required=False
            ),
            "side": radios(_("Side"), [("left", _("Your left")), ("right", _("Your right")), ("both", _("Both"))]),
            "whose": radios(_("Whose journal is this?"), [("mine", _("Mine")), ("other", _("Someone I care for"))]),
            "country": forms.ChoiceField(
                label=_("Country"), required=False, choices=[("", _("Not said")), *country_choices(voice)]
            ),
        }

    def before(self, settings: Settings) -> dict[str, Any]:
        return {"country": settings.country}

    def clean_zone(self) -> str:
        """The zone that the browser says it is in; a name that is none is no answer."""
        zone: str = self.cleaned_data["zone"]
        return zone if zone in available_timezones() else ""

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        kind = EpisodeKind(said.get("kind") or EpisodeKind.SPASM)
        tiles = [
            Tile(str(READY[code][2]), kind, (Site(READY[code][0], READY[code][1]),)) for code in said.get("ready", [])
        ]
        if said.get("own", "").strip():
            tiles.append(Tile(said["own"].strip(), kind, _place(said.get("place", ""), said.get("side", ""))))
        if len(tiles) > MOST_TILES:
            raise forms.ValidationError(_("Six at most fit well. You can change them later."))
        return said | {"chosen": tiles}


def _place(code: str, side: str) -> tuple[Site, ...]:
    if not code:
        return ()
    return (Site(code, Side(side) if side and vocabulary("site")[code].sided else None),)


class CauseForm(_Asked):
    def more(self, settings: Settings, voice: Voice) -> dict[str, forms.Field]:
        choices = [(code, capital(voice.coded("circumstance", code))) for code in CAUSES]
        field = forms.MultipleChoiceField(
            label=_("Do you know the cause?"), choices=choices, required=False, widget=forms.CheckboxSelectMultiple
        )
        return {"cause": field}


class WhyForm(_Asked):
    own = forms.CharField(label=gettext_lazy("In your own words"), required=False, max_length=LINE)
    visit = forms.DateField(label=gettext_lazy("Your next visit, if there is one"), required=False)

    def more(self, settings: Settings, voice: Voice) -> dict[str, forms.Field]:
        often = [(code, capital(voice.coded("exposure", code))) for code in OFTEN_SUSPECTED]
        return {
            "purpose": radios(_("What do you want to find out or show?"), list(PURPOSES.items())),
            "suspects": forms.MultipleChoiceField(
                label=_("What do you think may matter?"),
                choices=often,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            ),
        }

    @property
    def rows(self) -> list[dict[str, Any]]:
        """What may matter, with how soon each is thought to act."""
        return suspect_rows(OFTEN_SUSPECTED, self["suspects"].value() or (), self.settings, self.voice)

    @property
    def delays(self) -> list[dict[str, Any]]:
        return delay_chips()

    def clean_suspects(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["suspects"]
        if len(chosen) > FEW:
            said = _("Choose the {few} that matter most; more can be added later. Now it is {n}.")
            raise forms.ValidationError(said.format(few=FEW, n=len(chosen)))
        return chosen

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        said["delays"] = delays_said(self.data, said.get("suspects", ()))
        return said


class ReminderForm(_Asked):
    at = forms.TimeField(label=gettext_lazy("Or at"), required=False, input_formats=["%H:%M", "%H:%M:%S"])

    def more(self, settings: Settings, voice: Voice) -> dict[str, forms.Field]:
        from datetime import time

        times = [(f"{h:02}:00", voice.time(time(h))) for h in (19, 20, 21, 22)]
        return {"ready": radios(_("When?"), [*times, ("none", _("No reminder"))])}

    def clean(self) -> dict[str, Any]:
        from datetime import time

        said = super().clean() or {}
        ready = said.get("ready")
        if ready and ready != "none" and not said.get("at"):
            said["at"] = time.fromisoformat(ready)
        return said


FORMS: dict[str, type[_Asked]] = {
    "places": WelcomePlacesForm,
    "cause": CauseForm,
    "why": WhyForm,
    "reminder": ReminderForm,
}
