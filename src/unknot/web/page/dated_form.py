"""The day of something that is entered later, and its time if that is known."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unknot.journal.span import Moment, moment


class DatedForm(forms.Form):
    """The day on which something was, and its time if that is known. Nothing later than now."""

    on = forms.DateField(label=gettext_lazy("On which day"))
    at = forms.TimeField(label=gettext_lazy("At what time"), required=False, input_formats=["%H:%M", "%H:%M:%S"])

    def __init__(self, now: Moment, data: Any = None, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial={"on": now.clock_date.isoformat()} | (initial or {}))
        self.now = now

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > self.now.clock_date:
            raise forms.ValidationError(_("This day is still to come."))
        if on.year < 1900:
            raise forms.ValidationError(_("This is too long ago."))
        return on

    @property
    def happened(self) -> Moment:
        """Noon stands for a day without a time; never later than now."""
        clock = self.cleaned_data["at"] or time(12)
        picked = moment(datetime.combine(self.cleaned_data["on"], clock), self.now.zone)
        return min(picked, self.now, key=lambda one: one.instant)

    @property
    def timed(self) -> bool:
        return self.cleaned_data["at"] is not None
