"""The forms beside the scales: one goal, and a score that was given."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unknot.journal.entry import LINE, NAME
from unknot.knowledge.instruments import Use, instruments


class GoalForm(forms.Form):
    """One goal in the person's own words."""

    words = forms.CharField(max_length=LINE, error_messages={"required": gettext_lazy("A goal needs a word.")})


class GivenForm(forms.Form):
    """Which score, what it was, and if it is known where on the body, when and from whom."""

    value = forms.CharField(
        label=gettext_lazy("The score, as you were told it"),
        max_length=40,
        error_messages={"required": gettext_lazy("Type the score you were given.")},
    )
    where = forms.CharField(label=gettext_lazy("Which muscle or part"), max_length=80, required=False)
    on = forms.DateField(label=gettext_lazy("When"))
    by = forms.CharField(label=gettext_lazy("From whom"), max_length=NAME, required=False)

    def __init__(self, today: date, data: Any = None) -> None:
        super().__init__(data)
        self.today = today
        entered = [each for each in instruments().values() if each.use is Use.ENTER]
        self.about = [(_(each.title), _(each.about)) for each in entered]
        self.fields["which"] = forms.ChoiceField(
            label=_("Which score"),
            choices=[(each.id, _(each.title)) for each in entered],
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose which score it is.")},
        )

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError(_("This day is still to come."))
        return on
