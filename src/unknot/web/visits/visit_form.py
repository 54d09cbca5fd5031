"""The forms of a visit: its date, its questions, and the days that its page shows."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unknot.journal.entry import LINE
from unknot.report.compose import MOST_DAYS


class PeriodForm(forms.Form):
    """The first and the last day, 1 to 92 days, none to come."""

    first = forms.DateField(label=gettext_lazy("First day"))
    last = forms.DateField(label=gettext_lazy("Last day"))

    def __init__(self, yesterday: date, data: Any = None) -> None:
        super().__init__(data)
        self.yesterday = yesterday

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if "first" not in said or "last" not in said:
            return said
        if said["last"] > self.yesterday:
            raise forms.ValidationError(_("The last day is yesterday or before."))
        if not 0 <= (said["last"] - said["first"]).days < MOST_DAYS:
            raise forms.ValidationError(_("From 1 to {n} days.").format(n=MOST_DAYS))
        return said


class QuestionForm(forms.Form):
    """One question in the person's own words."""

    text = forms.CharField(max_length=LINE, error_messages={"required": gettext_lazy("A question needs a word.")})


FURTHEST = timedelta(days=3653)
"""How far ahead a visit can be planned."""


class VisitForm(forms.Form):
    """The date of the next visit."""

    on = forms.DateField(label=gettext_lazy("When is it?"))

    def __init__(self, today: date, data: Any = None) -> None:
        super().__init__(data)
        self.today = today

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on < self.today:
            raise forms.ValidationError(_("This day is over."))
        if on > self.today + FURTHEST:
            raise forms.ValidationError(_("This is more than ten years away."))
        return on
