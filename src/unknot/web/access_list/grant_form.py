"""What the owner fills in to give someone a part in the journal, or another part than they have."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unknot.household.people.grants import Grant, ImpossibleGrant
from unknot.household.people.models import Membership
from unknot.household.people.scopes import Scope, granted

LASTS = (30, 90, 180, 365)
EVERYTHING_NOT_PRIVATE = frozenset({Scope.ENTRIES, Scope.NOTES, Scope.MEDICINES, Scope.PROFILE})
PARTS: dict[str, frozenset[Scope]] = {
    "logs": frozenset({Scope.LOG}),
    "gives": frozenset({Scope.LOG, Scope.DOSES}),
    "helps": EVERYTHING_NOT_PRIVATE | {Scope.LOG, Scope.DOSES},
    "looks": EVERYTHING_NOT_PRIVATE,
}
"""The parts that are offered: log only, log and give medicines, log and read, read only."""
EXACTLY = "exactly"
"""The part whose scopes are ticked one by one."""


class GrantForm(forms.Form):
    """What someone may do, on which days, for how long."""

    part = forms.ChoiceField(choices=[(part, part) for part in (*PARTS, EXACTLY)], initial="logs")
    scopes = forms.MultipleChoiceField(choices=[(scope, scope) for scope in Scope], required=False)
    since = forms.DateField(required=False)
    until = forms.DateField(required=False)
    lasts = forms.TypedChoiceField(coerce=int, choices=[(n, n) for n in LASTS], initial=90)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors:
            try:
                self.made = self._grant(said)
            except ImpossibleGrant as error:
                raise forms.ValidationError(_(str(error))) from error
        return said

    def grant(self) -> Grant:
        return self.made

    def ticked(self) -> set[str]:
        """The scopes that are ticked one by one."""
        return set(self["scopes"].value() or ())

    def _grant(self, said: dict[str, Any]) -> Grant:
        scopes = PARTS.get(said["part"]) or frozenset(Scope(word) for word in said["scopes"])
        return Grant(scopes=scopes, since=said["since"], until=said["until"], lasts=timedelta(days=said["lasts"]))


class InviteForm(GrantForm):
    name = forms.CharField(max_length=70, error_messages={"required": gettext_lazy("Write a name you know them by.")})


def as_it_is(membership: Membership) -> dict[str, Any]:
    """What the form shows of the grant that someone has."""
    scopes = granted(membership.scopes)
    part = next((part for part, theirs in PARTS.items() if theirs == scopes), EXACTLY)
    return {"part": part, "scopes": [*scopes], "since": membership.since, "until": membership.until}
