"""The detail of a spasm: everything about it that is optional, and back into an amendment."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unknot.journal.document import body_document
from unknot.journal.entry import (
    LONGEST_EPISODE,
    TEXT,
    AfterEffect,
    Band,
    Entry,
    Episode,
    EpisodeKind,
    Json,
    Phase,
    Role,
    Sensation,
    Settings,
)
from unknot.knowledge.vocabulary import vocabulary
from unknot.report.wording import Voice
from unknot.web.page.entry_words import capital, lasting

NOT_SAID = ("", gettext_lazy("Not said"))
ABOUT = (30, 60, 120, 300, 600, 1200, 1800, 3600)
"""About how long, in seconds: the lengths that are one press away."""

AFTER_ABOUT = (600, 3600, 4 * 3600, 86400, 3 * 86400)
"""About how long something was left afterwards."""

FIELDS = frozenset(
    {
        "kind", "running", "duration", "run", "bother", "bother_band", "pain", "sensations", "signs", "after",
        "situations", "suspected", "helped", "woke", "impact", "useful", "note",
    }
)  # fmt: skip
"""The fields of an Episode that this form says something about; it leaves all others alone."""


class _One(forms.ChoiceField):
    """One of several, or not said."""

    widget = forms.RadioSelect

    def __init__(self, label: str, choices: Iterable[tuple[Any, Any]], **more: Any) -> None:
        super().__init__(label=label, choices=[*choices, NOT_SAID], required=False, **more)


class _Some(forms.MultipleChoiceField):
    """Any number of several."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, label: str, choices: Iterable[tuple[Any, Any]], **more: Any) -> None:
        super().__init__(label=label, choices=list(choices), required=False, **more)


def _yes_no() -> list[tuple[str, str]]:
    return [("yes", _("Yes")), ("no", _("No"))]


def _scale() -> list[tuple[str, str]]:
    return [(str(n), str(n)) for n in range(11)]


class SpasmDetailForm(forms.Form):
    """All of it may be left out."""

    minutes = forms.FloatField(required=False, min_value=0.01, max_value=LONGEST_EPISODE.total_seconds() / 60)
    run = forms.IntegerField(
        label=gettext_lazy("How many in a row, without a pause"), required=False, min_value=2, max_value=999
    )
    note = forms.CharField(required=False, max_length=TEXT)
    private = forms.BooleanField(required=False)

    def __init__(self, entry: Entry[Episode], settings: Settings, voice: Voice, data: Any = None) -> None:
        super().__init__(data, initial=_initial(entry))
        self.settings, self.voice = settings, voice
        self.fields |= {
            "lasted": _One(_("How long it lasted"), [*_lengths(voice), ("going", _("Still going"))]),
            "kind": forms.ChoiceField(choices=_kinds(), widget=forms.RadioSelect),
            "woke": _One(_("Did it wake you?"), _yes_no()),
            "bother": _One(_("How much it bothered you"), _scale()),
            "band": _One(_("Or in a word"), [("low", _("Low")), ("medium", _("Medium")), ("high", _("High"))]),
            "pain": _One(_("Pain"), _scale()),
            "before": _Some(_("Before"), self._terms("sensation")),
            "during": _Some(_("During"), self._terms("sensation")),
            "afterwards": _Some(_("After"), self._terms("sensation")),
            "signs": _Some(_("What could be seen or felt from outside"), self._terms("sign")),
            "situations": _Some(_("What was going on"), self._terms("situation")),
            "suspected": _Some(_("What you think it came from"), self._suspects(entry)),
            "helped": _Some(_("What you did about it"), self._terms("treatment")),
            "impact": _Some(_("What it stopped"), self._terms("impact")),
            "useful": _One(_("Was it of any use?"), _yes_no()),
        }
        if entry.provenance.role is Role.CARER:
            self.fields["asleep"] = _One(_("Were they asleep?"), _yes_no())
        for code, words in self._terms("after-effect"):
            lengths = [(str(s), lasting(timedelta(seconds=s), voice)) for s in AFTER_ABOUT]
            self.fields[f"after-{code}"] = _One(capital(words), [("unsaid", _("Yes")), *lengths])

    def _terms(self, name: str) -> list[tuple[str, str]]:
        return [(term.code, capital(self.voice.coded(name, term.code))) for term in vocabulary(name)]

    def _suspects(self, entry: Entry[Episode]) -> list[tuple[str, str]]:
        """The person's own few first, then the rest."""
        first = [*self.settings.suspects, *self.settings.exposures, *entry.body.suspected]
        codes = dict.fromkeys([*first, *(term.code for term in vocabulary("exposure"))])
        return [(code, capital(self.voice.coded("exposure", code))) for code in codes]

    @property
    def after_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("after-")]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("bother") and said.get("band"):
            raise forms.ValidationError(_("A number or a word for how much it bothers, not both."))
        return said

    # ---------------------------------------------------------------- back into the journal

    def episode(self, before: Episode) -> Episode:
        """The episode as this form has it; what it does not ask stays as it was."""
        said = self.cleaned_data
        return Episode(
            kind=EpisodeKind(said["kind"]),
            sites=before.sites,
            label=before.label,
            asleep=_truth(said["asleep"]) if "asleep" in said else before.asleep,
            running=said["lasted"] == "going",
            duration=self._duration(before),
            run=said["run"],
            bother=_number(said["bother"]),
            bother_band=Band(said["band"]) if said["band"] else None,
            pain=_number(said["pain"]),
            sensations=tuple(
                Sensation(code, phase)
                for phase, name in ((Phase.BEFORE, "before"), (Phase.DURING, "during"), (Phase.AFTER, "afterwards"))
                for code in said[name]
            ),
            signs=tuple(said["signs"]),
            after=self._after(before),
            situations=tuple(said["situations"]),
            suspected=tuple(said["suspected"]),
            helped=tuple(said["helped"]),
            woke=_truth(said["woke"]),
            impact=tuple(said["impact"]),
            useful=_truth(said["useful"]),
            note=said["note"],
        )

    def changes(self, entry: Entry[Episode]) -> dict[str, Json]:
        """What to amend: every field of the form, None where it has its default."""
        document = body_document(self.episode(entry.body))
        changes: dict[str, Json] = {name: document.get(name) for name in FIELDS | (self.fields.keys() & {"asleep"})}
        return changes | {"private": self.cleaned_data["private"] or None}

    def _duration(self, before: Episode) -> timedelta | None:
        """The typed minutes if they were typed, else the chip. An untouched length keeps its seconds."""
        lasted, minutes = self.cleaned_data["lasted"], self.cleaned_data["minutes"]
        shown = self.initial["lasted"], self.initial["minutes"]
        if (lasted, minutes) == shown and not before.running:
            return before.duration
        if lasted == "going":
            return None
        if minutes is not None and minutes != shown[1]:
            return timedelta(seconds=max(round(minutes * 60), 1))
        return timedelta(seconds=int(lasted)) if lasted else None

    def _after(self, before: Episode) -> tuple[AfterEffect, ...]:
        known = {effect.code: effect for effect in before.after}
        chosen = []
        for name in (name for name in self.fields if name.startswith("after-")):
            code, said = name.removeprefix("after-"), self.cleaned_data[name]
            if said and said == self.initial.get(name):
                chosen.append(known[code])
            elif said:
                chosen.append(AfterEffect(code, timedelta(seconds=int(said)) if said.isdecimal() else None))
        return tuple(chosen)


def _initial(entry: Entry[Episode]) -> dict[str, Any]:
    body = entry.body
    seconds = int(body.duration.total_seconds()) if body.duration else None
    felt = {phase: [s.code for s in body.sensations if s.phase is phase] for phase in Phase}
    return {
        "lasted": "going" if body.running else str(seconds) if seconds in ABOUT else "",
        "minutes": round(seconds / 60, 2) if seconds and seconds not in ABOUT else None,
        "kind": body.kind.value,
        "run": body.run,
        "woke": _said(body.woke),
        "asleep": _said(body.asleep),
        "bother": _text(body.bother),
        "band": body.bother_band.value if body.bother_band else "",
        "pain": _text(body.pain),
        "before": felt[Phase.BEFORE],
        "during": felt[Phase.DURING],
        "afterwards": felt[Phase.AFTER],
        "signs": list(body.signs),
        "situations": list(body.situations),
        "suspected": list(body.suspected),
        "helped": list(body.helped),
        "impact": list(body.impact),
        "useful": _said(body.useful),
        "note": body.note,
        "private": entry.private,
    } | {f"after-{effect.code}": _nearest(effect.lasted) for effect in body.after}


def _nearest(lasted: timedelta | None) -> str:
    """The chip that an after-effect's length is nearest to."""
    if lasted is None:
        return "unsaid"
    return str(min(AFTER_ABOUT, key=lambda about: abs(about - lasted.total_seconds())))


def _lengths(voice: Voice) -> list[tuple[str, str]]:
    return [(str(s), lasting(timedelta(seconds=s), voice)) for s in ABOUT]


def _kinds() -> list[tuple[str, str]]:
    return [
        (EpisodeKind.SPASM.value, _("Spasm")),
        (EpisodeKind.CRAMP.value, _("Cramp")),
        (EpisodeKind.STIFFNESS.value, _("Stiffness")),
        (EpisodeKind.TWITCHING.value, _("Twitching")),
    ]


def _said(value: bool | None) -> str:
    return "" if value is None else "yes" if value else "no"


def _truth(said: str) -> bool | None:
    return None if not said else said == "yes"


def _text(number: int | None) -> str:
    return "" if number is None else str(number)


def _number(said: str) -> int | None:
    return int(said) if said else None
