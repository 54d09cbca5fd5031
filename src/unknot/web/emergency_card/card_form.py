"""Who the card is about, and whom to call: typed, none of it needed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unknot.journal.entry import NAME, Contact, Person

PHONE = 40
CONTACTS = (1, 2, 3)


class AboutMeForm(forms.Form):
    """A name, a birth date, and up to three people to call."""

    name = forms.CharField(label=_("My name"), required=False, max_length=NAME)
    born = forms.DateField(label=_("Date of birth"), required=False)

    def __init__(self, person: Person, today: Any, data: Any = None) -> None:
        known = {"name": person.name, "born": person.birth_date.isoformat() if person.birth_date else ""}
        for n, one in zip(CONTACTS, person.contacts, strict=False):
            known |= {f"who-{n}": one.name, f"phone-{n}": one.phone}
        super().__init__(data, initial=known)
        self.today = today
        for n in CONTACTS:
            self.fields[f"who-{n}"] = forms.CharField(required=False, max_length=NAME)
            self.fields[f"phone-{n}"] = forms.CharField(required=False, max_length=PHONE)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("born") and not 1890 <= said["born"].year <= self.today.year:
            self.add_error("born", _("That day cannot be."))
        for n in CONTACTS:
            if said.get(f"phone-{n}") and not said.get(f"who-{n}"):
                self.add_error(f"who-{n}", _("Whose number is this?"))
        return said

    def contacts(self) -> list[Contact]:
        said = self.cleaned_data
        return [Contact(said[f"who-{n}"], said[f"phone-{n}"]) for n in CONTACTS if said[f"who-{n}"]]

    @property
    def rows(self) -> list[tuple[int, forms.BoundField, forms.BoundField]]:
        return [(n, self[f"who-{n}"], self[f"phone-{n}"]) for n in CONTACTS]
