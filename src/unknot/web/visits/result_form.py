"""The forms of a test result and of a visit: typed as they were given, judged by nobody here."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unknot.journal.entry import LINE, MANY, NAME, TEXT, Measurement, MeasurementKind, Visit
from unknot.journal.quantity import UNITS, ImpossibleQuantity, Quantity
from unknot.journal.span import Moment, moment
from unknot.knowledge.vocabulary import vocabulary
from unknot.report.units import unit_words
from unknot.report.wording import Voice
from unknot.web.page.dated_form import DatedForm

COMMON_UNITS = ("mmol/L", "umol/L", "mg/dL", "g/L", "ug/L", "ng/mL", "U/L", "mL/min/{1.73_m2}", "%")


class ResultForm(DatedForm):
    """What was tested, what it said, and the range the laboratory gave with it."""

    name = forms.CharField(
        label=gettext_lazy("What was tested"),
        max_length=NAME,
        error_messages={"required": gettext_lazy("A result needs a name.")},
    )
    value = forms.DecimalField(label=gettext_lazy("Number"), required=False)
    low = forms.DecimalField(label=gettext_lazy("Range given, from"), required=False)
    high = forms.DecimalField(label=gettext_lazy("Range given, to"), required=False)
    by = forms.CharField(label=gettext_lazy("From whom"), required=False, max_length=NAME)
    text = forms.CharField(
        label=gettext_lazy("What it says"), required=False, max_length=TEXT, widget=forms.Textarea({"rows": 4})
    )

    def __init__(
        self, voice: Voice, now: Moment, body: Measurement | None, at: Moment | None, data: Any = None
    ) -> None:
        super().__init__(now, data, _result_initial(body, at))
        self.voice = voice
        kinds = [
            (MeasurementKind.LAB.value, _("Blood or urine")),
            (MeasurementKind.IMAGING.value, _("Picture, such as MRI")),
            (MeasurementKind.EXAMINATION.value, _("Examination, such as EMG")),
            (MeasurementKind.VITAL.value, _("Pressure, pulse, weight")),
            (MeasurementKind.SCORE.value, _("Score from a clinician")),
        ]
        self.fields["kind"] = forms.ChoiceField(
            label=_("What kind"),
            choices=kinds,
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose one.")},
        )
        kept = [body.value.unit] if body and body.value else []
        units = dict.fromkeys([*kept, *COMMON_UNITS, *sorted(UNITS)])
        self.fields["unit"] = forms.ChoiceField(
            label=_("Unit"),
            choices=[("", "-"), *((unit, unit_words(unit, voice) or _("no unit")) for unit in units)],
            required=False,
        )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        numbers = [said.get(name) for name in ("value", "low", "high")]
        if any(number is not None for number in numbers):
            if not said.get("unit"):
                self.add_error("unit", _("A number needs its unit."))
            elif any(number is not None and abs(number) >= Decimal("1e12") for number in numbers):
                self.add_error("value", _("That is not a usable number."))
        if said.get("low") is not None and said.get("high") is not None and said["low"] > said["high"]:
            self.add_error("high", _("The range goes from the lower to the higher number."))
        return said

    def measurement(self, before: Measurement | None) -> Measurement:
        said = self.cleaned_data
        return Measurement(
            kind=MeasurementKind(said["kind"]),
            name=said["name"],
            code=_code(said["name"], self.voice),
            value=_quantity(said["value"], said["unit"]),
            low=_quantity(said["low"], said["unit"]),
            high=_quantity(said["high"], said["unit"]),
            text=said["text"],
            by=said["by"],
            attachment=before.attachment if before else None,
        )


def _quantity(value: Decimal | None, unit: str) -> Quantity | None:
    try:
        return Quantity(value, unit) if value is not None else None
    except ImpossibleQuantity:
        return None


def _code(name: str, voice: Voice) -> str:
    """The code of a result that is called as the vocabulary calls it; '' for any other."""
    wanted = name.casefold().strip()
    for term in vocabulary("measurement"):
        if wanted in (voice.coded("measurement", term.code).casefold(), *(s.casefold() for s in term.spellings)):
            return term.code
    return ""


def _result_initial(body: Measurement | None, at: Moment | None) -> dict[str, Any]:
    if body is None or at is None:
        return {}
    return {
        "on": at.clock_date.isoformat(),
        "kind": body.kind.value,
        "name": body.name,
        "value": body.value.value if body.value else None,
        "unit": next((q.unit for q in (body.value, body.low, body.high) if q), ""),
        "low": body.low.value if body.low else None,
        "high": body.high.value if body.high else None,
        "by": body.by,
        "text": body.text,
    }


class VisitDetailForm(forms.Form):
    """A visit that was or that comes: when, to whom, what to ask, what was decided."""

    on = forms.DateField(label=gettext_lazy("Which day"))
    at = forms.TimeField(label=gettext_lazy("At what time"), required=False, input_formats=["%H:%M", "%H:%M:%S"])
    whom = forms.CharField(label=gettext_lazy("To whom"), required=False, max_length=NAME)
    questions = forms.CharField(
        label=gettext_lazy("My questions, one on each line"),
        required=False,
        max_length=TEXT,
        widget=forms.Textarea({"rows": 4}),
    )
    decided = forms.CharField(
        label=gettext_lazy("What was decided"), required=False, max_length=TEXT, widget=forms.Textarea({"rows": 4})
    )

    def __init__(self, zone: str, body: Visit | None, at: Moment | None, timed: bool, data: Any = None) -> None:
        super().__init__(data, initial=_visit_initial(body, at, timed))
        self.zone = zone

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if not 1900 <= on.year <= 2200:
            raise forms.ValidationError(_("That is not a usable day."))
        return on

    def clean_questions(self) -> str:
        lines = [line for line in self.cleaned_data["questions"].splitlines() if line.strip()]
        if len(lines) > MANY:
            raise forms.ValidationError(_("No more than {n} of these.").format(n=MANY))
        if any(len(line) > LINE for line in lines):
            raise forms.ValidationError(_("One of these is longer than {n} characters.").format(n=LINE))
        return "\n".join(lines)

    @property
    def happens(self) -> Moment:
        """Noon stands for a visit without a time."""
        return moment(datetime.combine(self.cleaned_data["on"], self.cleaned_data["at"] or time(12)), self.zone)

    def visit(self) -> Visit:
        said = self.cleaned_data
        return Visit(
            whom=said["whom"],
            questions=tuple(dict.fromkeys(line.strip() for line in said["questions"].splitlines())),
            decided=said["decided"],
        )


def _visit_initial(body: Visit | None, at: Moment | None, timed: bool) -> dict[str, Any]:
    if body is None or at is None:
        return {}
    return {
        "on": at.clock_date.isoformat(),
        "at": at.local.strftime("%H:%M") if timed else None,
        "whom": body.whom,
        "questions": "\n".join(body.questions),
        "decided": body.decided,
    }
