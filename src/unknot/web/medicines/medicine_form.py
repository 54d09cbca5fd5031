"""The form of a plan: medicine, amounts and times by dated steps, as-needed limits, reason, prescriber, days.

One form without JavaScript: "another time" and "another step" send it back with one row more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from unknot.journal.entry import LINE, NAME, AsNeededLimit, Medicine, PlannedDose, PlanStep, Prescription
from unknot.journal.quantity import Quantity, plain

ROWS, MOST_ROWS, MOST_STEPS = 3, 12, 20
NOTE = 2000
LARGEST = Decimal(100_000)


def strength_units() -> list[tuple[str, str]]:
    return [("mg", _("mg")), ("ug", _("micrograms")), ("g", _("g")), ("[iU]", _("units"))]


def amount_units() -> list[tuple[str, str]]:
    return [
        ("mg", _("mg")),
        ("{tbl}", _("tablets")),
        ("mL", _("mL")),
        ("ug", _("micrograms")),
        ("g", _("g")),
        ("{drop}", _("drops")),
        ("{puff}", _("puffs")),
        ("[iU]", _("units")),
    ]


def kinds() -> list[tuple[str, str]]:
    return [("planned", _("At set times")), ("needed", _("Only when needed")), ("both", _("Both"))]


def often(chosen: object = None) -> list[tuple[str, str]]:
    """Every how many days; what a plan or a letter says already is among them."""
    days = [1, 2, 3, 4, 5, 6, 7, 14, 28]
    said = _between(chosen, 1, 366)
    words = {1: _("Every day"), 2: _("Every other day"), 7: _("Once a week")}
    return [(str(n), words.get(n, _("Every {n} days").format(n=n))) for n in sorted({*days, said})]


@dataclass(frozen=True, slots=True)
class RowFields:
    """A time and an amount."""

    at: forms.BoundField
    amount: forms.BoundField


@dataclass(frozen=True, slots=True)
class StepFields:
    """One step of the form: its first day (the plan's own for the first), its rows, its mistakes."""

    number: int
    starts: forms.BoundField | None
    every: forms.BoundField
    rows: tuple[RowFields, ...]
    errors: tuple[str, ...]


class PlanForm(forms.Form):
    """A plan as it was given. `prescription` is what the form says once it is valid."""

    def __init__(self, data: Mapping[str, Any] | None = None, initial: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial=dict(initial or {}))
        said = self.said = data if data is not None else self.initial
        self.steps = _between(said.get("steps"), 1, MOST_STEPS)
        self.rows = _between(said.get("rows"), ROWS, MOST_ROWS)
        self.step_errors: dict[int, list[str]] = {}
        self.fields |= self._fields()

    def _fields(self) -> dict[str, forms.Field]:
        steps = [fields for n in range(self.steps) for fields in self._step_fields(n)]
        return {**_medicine_fields(), **_plan_fields(), **dict(steps)}

    def _step_fields(self, step: int) -> Iterator[tuple[str, forms.Field]]:
        """The first day of a later step, how often it is, and its rows of a time and an amount."""
        if step:
            yield f"from-{step}", forms.DateField(label=_("From which day"), required=False)
        choices = often(self.said.get(f"every-{step}"))
        yield f"every-{step}", forms.ChoiceField(label=_("How often"), required=False, choices=choices)
        for row in range(self.rows):
            yield (
                f"at-{step}-{row}",
                forms.TimeField(
                    label=_("Time {n}").format(n=row + 1), required=False, input_formats=["%H:%M", "%H:%M:%S"]
                ),
            )
            yield f"amount-{step}-{row}", _amount(_("Amount {n}").format(n=row + 1), "")

    @property
    def parts(self) -> Iterator[StepFields]:
        """The steps, for the template."""
        for n in range(self.steps):
            rows = tuple(RowFields(self[f"at-{n}-{r}"], self[f"amount-{n}-{r}"]) for r in range(self.rows))
            starts = self[f"from-{n}"] if n else None
            yield StepFields(n, starts, self[f"every-{n}"], rows, tuple(self.step_errors.get(n, ())))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("ends") and said.get("starts") and said["ends"] < said["starts"]:
            self.add_error("ends", _("The last day is before the first."))
        steps = list(self._steps(said)) if said.get("kind") in ("planned", "both") else []
        if said.get("kind") in ("planned", "both") and not any(step.doses for step in steps):
            self._wrong(0, _("At what time, and how much? One line is enough."))
        if len({step.starts for step in steps}) < len(steps):
            self._wrong(len(steps) - 1, _("Two steps start on the same day."))
        return said | {"plan_steps": tuple(sorted(steps, key=lambda step: step.starts))}

    def _steps(self, said: Mapping[str, Any]) -> Iterator[PlanStep]:
        for n in range(self.steps):
            starts: date | None = said.get(f"from-{n}") if n else said.get("starts")
            doses = self._doses(n, said)
            if starts is None:
                if n and doses:
                    self._wrong(n, _("From which day is this step?"))
                continue
            if n and said.get("starts") and starts <= said["starts"]:
                self._wrong(n, _("A later step starts after the first day of the plan."))
            if doses or not n:
                yield PlanStep(starts=starts, doses=doses, every_days=int(said.get(f"every-{n}") or 1))

    def _doses(self, step: int, said: Mapping[str, Any]) -> tuple[PlannedDose, ...]:
        """The rows of a step; an empty amount is the same as the one above, as the form says."""
        found: dict[time, PlannedDose] = {}
        above: Decimal | None = None
        for row in range(self.rows):
            at: time | None = said.get(f"at-{step}-{row}")
            amount: Decimal | None = said.get(f"amount-{step}-{row}")
            if at is None and amount is not None:
                self._wrong(step, _("At what time is {amount} taken?").format(amount=plain(amount)))
            if at is None:
                continue
            above = amount if amount is not None else above
            if above is None:
                self._wrong(step, _("How much is taken at {time}?").format(time=at.strftime("%H:%M")))
                continue
            if at in found:
                self._wrong(step, _("The time {time} stands there twice.").format(time=at.strftime("%H:%M")))
            found[at] = PlannedDose(at, Quantity(above, said["unit"]))
        return tuple(found.values())

    def _wrong(self, step: int, words: str) -> None:
        self.step_errors.setdefault(step, []).append(words)
        self.add_error(None, words)

    @property
    def prescription(self) -> Prescription:
        said = self.cleaned_data
        strength = Quantity(said["strength"], said["strength_unit"] or "mg") if said["strength"] else None
        medicine = Medicine(name=said["name"].strip(), code=said["code"], strength=strength, form=said["form"].strip())
        limit = None
        if said["kind"] in ("needed", "both"):
            amount = Quantity(said["need_amount"], said["unit"]) if said["need_amount"] else None
            limit = AsNeededLimit(amount=amount, most_a_day=said["most"], hours_between=said["apart"])
        return Prescription(
            medicine=medicine,
            steps=said["plan_steps"],
            as_needed=limit,
            starts=said["starts"],
            ends=said["ends"],
            reason=said["reason"].strip(),
            prescriber=said["prescriber"].strip(),
            note=said["note"].strip(),
        )


def _between(said: object, least: int, most: int) -> int:
    text = str(said or "")
    return min(max(int(text), least), most) if text.isdecimal() and len(text) < 4 else least


def _amount(label: str, hint: str) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        help_text=hint,
        required=False,
        max_value=LARGEST,
        min_value=Decimal("0.001"),
        decimal_places=3,
        localize=True,
    )


def _medicine_fields() -> dict[str, forms.Field]:
    return {
        "name": forms.CharField(label=_("Medicine"), max_length=NAME),
        "code": forms.CharField(required=False, max_length=NAME, widget=forms.HiddenInput),
        "strength": _amount(_("Strength of one tablet or dose"), _("As it stands on the box. You can leave it.")),
        "strength_unit": forms.ChoiceField(
            label=_("Unit of the strength"), choices=strength_units(), initial="mg", required=False
        ),
        "form": forms.CharField(
            label=_("Form"), required=False, max_length=NAME, help_text=_("Tablet, capsule, liquid, patch ...")
        ),
    }


def _plan_fields() -> dict[str, forms.Field]:
    """What holds for the whole plan: how it is taken, the clinician's limits, why, who, from when until when."""
    return {
        "kind": forms.ChoiceField(label=_("When is it taken?"), choices=kinds(), widget=forms.RadioSelect),
        "unit": forms.ChoiceField(label=_("Amounts are in"), choices=amount_units(), initial="mg"),
        "need_amount": _amount(_("Amount each time"), ""),
        "most": _whole(_("No more than, in 24 hours"), 1, 99),
        "apart": _whole(_("At least so many hours apart"), 1, 999),
        "reason": forms.CharField(label=_("What it is for"), required=False, max_length=LINE),
        "prescriber": forms.CharField(label=_("Who prescribed it"), required=False, max_length=NAME),
        "note": forms.CharField(
            label=_("Limits and notes"),
            required=False,
            max_length=NOTE,
            help_text=_("As they were given to you, for instance: no more than 80 mg a day."),
        ),
        "starts": forms.DateField(label=_("First day")),
        "ends": forms.DateField(label=_("Last day, if there is one"), required=False),
    }


def _whole(label: str, least: int, most: int) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=least, max_value=most)


# ---------------------------------------------------------------- what the form starts with


def of_plan(plan: Prescription, starts: date) -> dict[str, Any]:
    """The form filled with a plan as it stands on a day: for a change that starts then."""
    current = [step for step in plan.steps if step.starts <= starts][-1:] or list(plan.steps[:1])
    coming = [step for step in plan.steps if step.starts > starts]
    return _filled(plan.medicine, [*current, *coming], starts) | {
        "kind": "both" if plan.steps and plan.as_needed else "needed" if plan.as_needed else "planned",
        "need_amount": plan.as_needed.amount.value if plan.as_needed and plan.as_needed.amount else None,
        "most": plan.as_needed.most_a_day if plan.as_needed else None,
        "apart": plan.as_needed.hours_between if plan.as_needed else None,
        "unit": _unit(plan),
        "reason": plan.reason,
        "prescriber": plan.prescriber,
        "note": plan.note,
        "ends": plan.ends,
    }


def _unit(plan: Prescription) -> str:
    amounts = [dose.amount for step in plan.steps for dose in step.doses]
    if plan.as_needed and plan.as_needed.amount:
        amounts.append(plan.as_needed.amount)
    return amounts[0].unit if amounts else "mg"


def _filled(medicine: Medicine, steps: list[PlanStep], starts: date) -> dict[str, Any]:
    filled: dict[str, Any] = of_medicine(medicine) | {
        "starts": starts,
        "steps": max(len(steps), 1),
        "rows": max([ROWS, *(len(step.doses) for step in steps)]),
    }
    for n, step in enumerate(steps):
        filled |= {f"from-{n}": step.starts, f"every-{n}": str(step.every_days)}
        for row, dose in enumerate(step.doses):
            filled |= {f"at-{n}-{row}": dose.at, f"amount-{n}-{row}": dose.amount.value}
    return filled


def of_medicine(medicine: Medicine) -> dict[str, Any]:
    return {
        "name": medicine.name,
        "code": medicine.code,
        "strength": medicine.strength.value if medicine.strength else None,
        "strength_unit": medicine.strength.unit if medicine.strength else "mg",
        "form": medicine.form,
    }
