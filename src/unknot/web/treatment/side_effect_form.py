"""The form of a side effect: what, how bad, since when, and which medicine is suspected."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unknot.journal.entry import NAME, TEXT, Band, Symptom
from unknot.journal.span import Moment, moment
from unknot.knowledge.vocabulary import vocabulary
from unknot.report.wording import Voice
from unknot.web.page.entry_words import capital

OTHER_MEDICINE = "-other-"
NOT_SAID = ("", gettext_lazy("Not said"))


class SideEffectForm(forms.Form):
    """One of the label's list or any other; all but that may be left out. Without a day and a time it is now."""

    other = forms.ChoiceField(label=gettext_lazy("Or something else"), required=False)
    medicine_other = forms.CharField(label=gettext_lazy("Another medicine"), required=False, max_length=NAME)
    on = forms.DateField(label=gettext_lazy("On which day"), required=False)
    at = forms.TimeField(label=gettext_lazy("At what time"), required=False, input_formats=["%H:%M", "%H:%M:%S"])
    note = forms.CharField(
        label=gettext_lazy("Note"), required=False, max_length=TEXT, widget=forms.Textarea({"rows": 3})
    )

    def __init__(
        self,
        voice: Voice,
        medicines: Sequence[str],
        now: Moment,
        *,
        bands: bool,
        body: Symptom | None,
        data: Any = None,
    ) -> None:
        listed, rest = _lists(voice)
        super().__init__(data, initial=_initial(body, medicines, {code for code, _words in listed}))
        self.now = now
        self.fields["code"] = _radios(_("What"), [*listed, ("", _("Something else"))])
        other = self.fields["other"]
        assert isinstance(other, forms.ChoiceField)
        other.choices = [("", "-"), *rest]
        scale = [(str(n), str(n)) for n in range(11)]
        words = [("low", _("Low")), ("medium", _("Medium")), ("high", _("High"))]
        self.fields["bother"] = _radios(_("How much it bothers you"), [*(words if bands else scale), NOT_SAID])
        named = [(name, name) for name in medicines]
        self.fields["medicine"] = _radios(
            _("Which medicine you suspect"), [*named, (OTHER_MEDICINE, _("Another")), ("", _("Not sure"))]
        )
        self.fields["new"] = _radios(_("Is it new for you?"), [("yes", _("Yes")), ("no", _("No")), NOT_SAID])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not (said.get("code") or said.get("other")):
            self.add_error("code", _("Choose one."))
        if said.get("at") and not said.get("on"):
            said["on"] = self.now.clock_date
        if said.get("on") and self.happened(said).instant > self.now.instant:
            self.add_error("on", _("This time is still to come."))
        return said

    def happened(self, said: dict[str, Any]) -> Moment:
        """Noon stands for a day without a time, but never later than now."""
        if said.get("on") is None:
            return self.now
        picked = moment(datetime.combine(said["on"], said.get("at") or time(12)), self.now.zone)
        early = said.get("at") is None and said["on"] == self.now.clock_date
        return min(picked, self.now, key=lambda one: one.instant) if early else picked

    def symptom(self, before: Symptom | None) -> Symptom:
        """The side effect as this form has it; what it does not ask stays."""
        said = self.cleaned_data
        bother = said["bother"]
        chosen = said["medicine_other"] if said["medicine"] == OTHER_MEDICINE else said["medicine"]
        return Symptom(
            code=said["code"] or said["other"],
            bother=int(bother) if bother.isdecimal() else None,
            bother_band=Band(bother) if bother and not bother.isdecimal() else None,
            new={"yes": True, "no": False}.get(said["new"]),
            sudden=before.sudden if before else None,
            still=before.still if before else None,
            sites=before.sites if before else (),
            duration=before.duration if before else None,
            suspected_medicine=chosen,
            note=said["note"],
        )


def _lists(voice: Voice) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The label's list, then everything else that can be felt."""
    terms = [(term, (term.code, capital(voice.coded("symptom", term.code)))) for term in vocabulary("symptom")]
    first = [pair for term, pair in terms if "side-effect" in term.classes]
    return first, [pair for _term, pair in terms if pair not in first]


def _radios(label: str, choices: Sequence[tuple[Any, Any]]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=list(choices), required=False, widget=forms.RadioSelect)


def _initial(body: Symptom | None, medicines: Sequence[str], listed: set[str]) -> dict[str, Any]:
    if body is None:
        return {"code": None, "medicine": None}
    band = body.bother_band.value if body.bother_band else ""
    known = body.suspected_medicine in medicines or not body.suspected_medicine
    return {
        "code": body.code if body.code in listed else "",
        "other": "" if body.code in listed else body.code,
        "bother": band if body.bother is None else str(body.bother),
        "medicine": body.suspected_medicine if known else OTHER_MEDICINE,
        "medicine_other": "" if known else body.suspected_medicine,
        "new": {True: "yes", False: "no", None: ""}[body.new],
        "note": body.note,
    }
