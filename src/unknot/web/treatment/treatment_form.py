"""The forms of a treatment: what a clinician did, what was started or stopped, and the detail of any."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unknot.journal.entry import LONGEST_EPISODE, NAME, TEXT, Level, Side, Site, Stage, Treatment
from unknot.journal.quantity import Quantity
from unknot.journal.span import Moment
from unknot.knowledge.vocabulary import vocabulary
from unknot.report.units import unit_words
from unknot.report.wording import Voice
from unknot.web.page.dated_form import DatedForm
from unknot.web.page.entry_words import capital

MUSCLES = 4
AMOUNT_UNITS = ("[arb'U]", "mL", "mg", "ug", "ug/d")
NOT_SAID = ("", gettext_lazy("Not said"))


class PlacesForm(forms.Form):
    """Up to four places with their sides, as selects that a switch can work."""

    def __init__(self, voice: Voice, sites: Sequence[Site], data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        regions = [(t.code, capital(voice.coded("site", t.code))) for t in vocabulary("site")]
        sides = [("left", _("Left")), ("right", _("Right")), ("both", _("Both sides"))]
        for n in range(MUSCLES):
            known = sites[n] if n < len(sites) else None
            self.fields[f"region-{n}"] = forms.ChoiceField(
                label=_("Place {n}").format(n=n + 1),
                choices=[("", "-"), *regions],
                required=False,
                initial=known.region if known else "",
            )
            self.fields[f"side-{n}"] = forms.ChoiceField(
                label=_("Side of place {n}").format(n=n + 1),
                choices=[("", "-"), *sides],
                required=False,
                initial=known.side.value if known and known.side else "",
            )

    @property
    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"region-{n}"], self[f"side-{n}"]) for n in range(MUSCLES)]

    @property
    def sites(self) -> tuple[Site, ...]:
        said = self.cleaned_data
        rows = [(said[f"region-{n}"], said[f"side-{n}"]) for n in range(MUSCLES)]
        return tuple(dict.fromkeys(_site(region, side) for region, side in rows if region))


def _site(region: str, side: str) -> Site:
    sided = vocabulary("site")[region].sided
    return Site(region, Side(side) if sided and side else None)


class ClinicForm(DatedForm):
    """An injection, a pump refill, an operation: what, when, with what, as the clinic said it."""

    agent = forms.CharField(label=gettext_lazy("What was given, if anything"), required=False, max_length=NAME)
    amount = forms.DecimalField(label=gettext_lazy("How much"), required=False, min_value=Decimal("0.001"))
    note = forms.CharField(
        label=gettext_lazy("Note"), required=False, max_length=TEXT, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, voice: Voice, now: Moment, data: Any = None) -> None:
        super().__init__(now, data)
        kinds = [(t.code, capital(voice.coded("treatment", t.code))) for t in vocabulary("treatment")]
        clinic = {t.code for t in vocabulary("treatment") if "clinic" in t.classes}
        self.fields["code"] = forms.ChoiceField(
            label=_("What was it"),
            choices=[kind for kind in kinds if kind[0] in clinic],
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose one.")},
        )
        self.fields["unit"] = _units(voice)

    def treatment(self, sites: tuple[Site, ...]) -> Treatment:
        said = self.cleaned_data
        return Treatment(code=said["code"], sites=sites, agent=said["agent"], amount=_amount(said), note=said["note"])


class ChangedForm(DatedForm):
    """Something that was started, changed or stopped: a programme, a splint at night, a course of physiotherapy."""

    programme = forms.CharField(
        label=gettext_lazy("What it is now, in your words or the therapist's"),
        required=False,
        max_length=TEXT,
        widget=forms.Textarea({"rows": 4}),
    )

    def __init__(self, voice: Voice, now: Moment, data: Any = None) -> None:
        super().__init__(now, data)
        self.fields["stage"] = forms.ChoiceField(
            label=_("What happened"),
            choices=[("started", _("Started")), ("changed", _("Changed")), ("stopped", _("Stopped"))],
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose one.")},
        )
        self.fields["code"] = treatment_choice(voice)

    def treatment(self) -> Treatment:
        said = self.cleaned_data
        return Treatment(code=said["code"], stage=Stage(said["stage"]), programme=said["programme"])


class TreatmentDetailForm(forms.Form):
    """What else there is to say about a treatment. All of it may be left out."""

    minutes = forms.FloatField(
        label=gettext_lazy("How many minutes"),
        required=False,
        min_value=0.1,
        max_value=LONGEST_EPISODE.total_seconds() / 60,
    )
    agent = forms.CharField(label=gettext_lazy("What was given, if anything"), required=False, max_length=NAME)
    amount = forms.DecimalField(label=gettext_lazy("How much"), required=False, min_value=Decimal("0.001"))
    programme = forms.CharField(
        label=gettext_lazy("The programme, in your words or the therapist's"),
        required=False,
        max_length=TEXT,
        widget=forms.Textarea({"rows": 4}),
    )
    note = forms.CharField(
        label=gettext_lazy("Note"), required=False, max_length=TEXT, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, body: Treatment, voice: Voice, data: Any = None) -> None:
        super().__init__(data, initial=_initial(body))
        reliefs = [("no", _("Not at all")), ("a-bit", _("A little")), ("yes", _("A lot")), ("unknown", _("Cannot say"))]
        self.fields["relief"] = forms.ChoiceField(
            label=_("Did it bring relief?"), choices=[*reliefs, NOT_SAID], required=False, widget=forms.RadioSelect
        )
        self.fields["unit"] = _units(voice, body.amount.unit if body.amount else "")
        self.clinic = body.code in {t.code for t in vocabulary("treatment") if "clinic" in t.classes}

    def treatment(self, before: Treatment, sites: tuple[Site, ...]) -> Treatment:
        """The treatment as this form has it; what it does not ask stays."""
        said = self.cleaned_data
        minutes = said["minutes"]
        return Treatment(
            code=before.code,
            stage=before.stage,
            sites=sites,
            duration=timedelta(seconds=max(round(minutes * 60), 1)) if minutes else None,
            agent=said["agent"],
            amount=_amount(said),
            relief=Level(said["relief"]) if said["relief"] else None,
            programme=said["programme"],
            habit=before.habit,
            note=said["note"],
        )


def treatment_choice(voice: Voice) -> forms.ChoiceField:
    """Any treatment, and the person's own."""
    own = [(code, label) for code, label in voice.own.items()]
    codes = [
        (t.code, capital(voice.coded("treatment", t.code))) for t in vocabulary("treatment") if t.code != "nothing"
    ]
    return forms.ChoiceField(
        label=_("Which"), choices=[("", "-"), *own, *codes], error_messages={"required": _("Choose one.")}
    )


def _units(voice: Voice, kept: str = "") -> forms.ChoiceField:
    units = dict.fromkeys([*AMOUNT_UNITS, *([kept] if kept else [])])
    return forms.ChoiceField(
        label=_("Unit"), choices=[(unit, unit_words(unit, voice)) for unit in units], required=False, initial=kept
    )


def _amount(said: dict[str, Any]) -> Quantity | None:
    return Quantity(said["amount"], said["unit"] or AMOUNT_UNITS[0]) if said["amount"] is not None else None


def _initial(body: Treatment) -> dict[str, Any]:
    minutes = body.duration.total_seconds() / 60 if body.duration else None
    return {
        "minutes": round(minutes, 1) if minutes else None,
        "agent": body.agent,
        "amount": body.amount.value if body.amount else None,
        "relief": body.relief.value if body.relief else "",
        "programme": body.programme,
        "note": body.note,
    }
