"""What the owner fills in to make a link."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unknot.household.sharing.models import Share
from unknot.household.sharing.share_contents import LENGTHS, STANDARD
from unknot.household.sharing.shares import CARE_TEAM_AT_MOST, CLINIC_LASTS, SHORTEST_PASSCODE, ShareRequest

PAPER_DAYS = (3, 7, 14)
CARE_TEAM_DAYS = (7, 30, CARE_TEAM_AT_MOST.days)


class ShareForm(forms.Form):
    """One form for both kinds of link; only a care-team link has a passcode, only a clinic link goes on paper."""

    name = forms.CharField(required=False, max_length=80)
    days = forms.TypedChoiceField(coerce=int, choices=[(n, n) for n in LENGTHS], initial=STANDARD)
    notes = forms.BooleanField(required=False, initial=True)
    paper = forms.TypedChoiceField(coerce=int, choices=[(n, n) for n in (0, *PAPER_DAYS)], initial=0, required=False)
    lasts = forms.TypedChoiceField(coerce=int, choices=[(n, n) for n in CARE_TEAM_DAYS], initial=CARE_TEAM_DAYS[1])
    passcode = forms.CharField(
        min_length=SHORTEST_PASSCODE,
        max_length=200,
        strip=True,
        error_messages={
            "required": _("Choose a passcode of at least 8 letters or digits."),
            "min_length": _("Choose a passcode of at least 8 letters or digits."),
        },
    )

    def __init__(self, kind: Share.Kind, data: Any = None) -> None:
        super().__init__(data)
        self.kind = kind
        for field in ("lasts", "passcode") if kind is Share.Kind.CLINIC else ("paper",):
            del self.fields[field]

    def wish(self) -> ShareRequest:
        """What was chosen, once the form is valid."""
        said = self.cleaned_data
        paper = int(said.get("paper") or 0)
        clinic = self.kind is Share.Kind.CLINIC
        return ShareRequest(
            kind=self.kind,
            name=said["name"],
            days=said["days"],
            lasts=(timedelta(days=paper) if paper else CLINIC_LASTS) if clinic else timedelta(days=said["lasts"]),
            passcode=said.get("passcode", ""),
            on_paper=bool(paper),
            notes=said["notes"],
        )
