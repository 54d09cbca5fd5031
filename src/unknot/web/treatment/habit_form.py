"""The form of a habit plan: what, on which days, when, and whether to remind."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unknot.journal.entry import LINE, Habit
from unknot.report.wording import Voice
from unknot.web.treatment.treatment_form import treatment_choice


class HabitForm(forms.Form):
    """The person's own words come first; a reminder needs a time."""

    words = forms.CharField(label=gettext_lazy("In your words"), required=False, max_length=LINE)
    at = forms.TimeField(label=gettext_lazy("At about"), required=False, input_formats=["%H:%M", "%H:%M:%S"])
    remind = forms.BooleanField(label=gettext_lazy("Remind me at this time"), required=False)

    def __init__(self, voice: Voice, habit: Habit | None, data: Any = None) -> None:
        super().__init__(data, initial=_initial(habit))
        self.fields["code"] = treatment_choice(voice)
        names = voice.locale.days["format"]["wide"]
        self.fields["weekdays"] = forms.MultipleChoiceField(
            label=_("On which days"),
            choices=[(str(n), names[n]) for n in range(7)],
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Choose at least one day.")},
        )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("remind") and not said.get("at"):
            self.add_error("at", _("A reminder needs a time."))
        return said

    def habit(self, before: Habit | None, today: date) -> Habit:
        """The plan as this form has it; pausing and ending are no part of it."""
        said = self.cleaned_data
        return Habit(
            code=said["code"],
            words=said["words"],
            at=(said["at"],) if said["at"] else (),
            weekdays=tuple(sorted(int(n) for n in said["weekdays"])),
            remind=said["remind"],
            paused=before.paused if before else False,
            starts=before.starts if before else today,
            ends=before.ends if before else None,
        )


def _initial(habit: Habit | None) -> dict[str, Any]:
    if habit is None:
        return {"weekdays": [str(n) for n in range(7)]}
    return {
        "code": habit.code,
        "words": habit.words,
        "at": habit.at[0].strftime("%H:%M") if habit.at else None,
        "weekdays": [str(n) for n in habit.weekdays],
        "remind": habit.remind,
    }
