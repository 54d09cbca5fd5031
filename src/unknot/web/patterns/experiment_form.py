"""The form of a short experiment: which habit, in whose words, how long a block, and from when."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unknot.journal.entry import LINE
from unknot.knowledge.trials import trials
from unknot.knowledge.vocabulary import medicine_in

LATEST = timedelta(days=60)


class ExperimentForm(forms.Form):
    """`asks` are the person's own circumstances for which each habit is asked about first, in words."""

    words = forms.CharField(
        label=gettext_lazy("What exactly, and when in the day"),
        max_length=LINE,
        error_messages={"required": gettext_lazy("Say in your own words what you will do on its days.")},
    )
    starts = forms.DateField(
        label=gettext_lazy("First day"), error_messages={"required": gettext_lazy("Choose the first day.")}
    )
    asked = forms.BooleanField(label=gettext_lazy("I have asked, and may try this"), required=False)

    def __init__(self, names: dict[str, str], asks: dict[str, str], today: date, data: Any = None) -> None:
        super().__init__(data, initial={"starts": (today + timedelta(days=1)).isoformat(), "block_days": "1"})
        self.asks, self.today = asks, today
        self.fields["habit"] = forms.ChoiceField(
            label=_("What would you like to try?"),
            choices=[(trial.habit, names[trial.habit]) for trial in trials()],
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose one.")},
        )
        self.fields["block_days"] = forms.ChoiceField(
            label=_("How many days in a row?"),
            choices=[("1", _("1 day")), ("2", _("2 days")), ("3", _("3 days"))],
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose one.")},
        )

    def clean_words(self) -> str:
        words: str = self.cleaned_data["words"]
        if medicine_in(words):
            raise forms.ValidationError(
                _("This names a medicine. An experiment never changes a medicine or its time. Ask your doctor instead.")
            )
        return words

    def clean_starts(self) -> date:
        starts: date = self.cleaned_data["starts"]
        if not self.today < starts <= self.today + LATEST:
            raise forms.ValidationError(_("Choose a day from tomorrow on, within two months."))
        return starts

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if (why := self.asks.get(said.get("habit", ""))) and not said.get("asked"):
            self.add_error("asked", why)
        return said
