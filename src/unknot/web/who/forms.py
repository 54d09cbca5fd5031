"""What the owner fills in to give someone a part in the journal."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unknot.web.access import Scope
from unknot.web.models import Membership
from unknot.web.people import Grant, ImpossibleGrant

LASTS = (30, 90, 180, 365)
PARTS: dict[str, tuple[str, frozenset[Scope]]] = {
    "logs": (Membership.Role.CARER, frozenset({Scope.LOG})),
    "helps": (Membership.Role.CARER, frozenset({Scope.LOG, Scope.READ})),
    "looks": (Membership.Role.VIEWER, frozenset({Scope.READ})),
}
"""The parts that are offered: log only, log and read, read only."""


class InviteForm(forms.Form):
    name = forms.CharField(max_length=70, error_messages={"required": _("Write a name you know them by.")})
    part = forms.ChoiceField(choices=[(part, part) for part in PARTS], initial="logs")
    since = forms.DateField(required=False)
    until = forms.DateField(required=False)
    lasts = forms.TypedChoiceField(coerce=int, choices=[(n, n) for n in LASTS], initial=90)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors:
            try:
                self.made = self._grant(said)
            except ImpossibleGrant as error:
                raise forms.ValidationError(_("The days end before they begin.")) from error
        return said

    def grant(self) -> Grant:
        return self.made

    def _grant(self, said: dict[str, Any]) -> Grant:
        role, scopes = PARTS[said["part"]]
        return Grant(
            role=role, scopes=scopes, since=said["since"], until=said["until"], lasts=timedelta(days=said["lasts"])
        )
