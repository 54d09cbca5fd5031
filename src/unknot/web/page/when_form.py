"""The form that corrects a time."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from unknot.journal.span import Moment, moment


class WhenForm(forms.Form):
    """A day and a time on the clock where the entry was made."""

    date = forms.DateField()
    time = forms.TimeField(input_formats=["%H:%M", "%H:%M:%S"])

    def __init__(self, at: Moment, now: Moment, data: Any = None) -> None:
        super().__init__(data, initial={"date": at.clock_date, "time": at.local.time()})
        self.at, self.now = at, now

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if "date" not in said or "time" not in said:
            return said
        picked = moment(datetime.combine(said["date"], said["time"]), self.at.zone)
        if picked.instant > self.now.instant + timedelta(minutes=5):
            raise forms.ValidationError(_("This time is still to come."))
        return said | {"moment": picked}

    @property
    def moment(self) -> Moment:
        picked: Moment = self.cleaned_data["moment"]
        return picked
