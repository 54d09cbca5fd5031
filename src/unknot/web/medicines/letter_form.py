"""What a letter does not say of a plan and is asked for: the first day, the times, whether a plan of now goes on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from unknot.dictation.letters import LetterDose, LetterPlan, LetterStep
from unknot.journal.entry import LINE, NAME, AsNeededLimit, Entry, PlannedDose, PlanStep, Prescription
from unknot.journal.plan import step_on
from unknot.report.plans import whole_plan
from unknot.report.wording import Voice
from unknot.web.medicines.letter_words import medicine_of, need_words, slot_words
from unknot.web.medicines.medicine_form import MOST_ROWS, ROWS, of_medicine

REPLACE, BESIDE = "replace", "beside"


@dataclass(frozen=True, slots=True)
class LetterQuestion:
    """A question of the page: its field, and the kind of input it is."""

    field: forms.BoundField
    kind: str


class LetterForm(forms.Form):
    """The open parts of a plan from a letter. `prescription` is the plan once they are answered."""

    def __init__(
        self,
        plan: LetterPlan,
        running: Sequence[Entry[Prescription]],
        today: date,
        voice: Voice,
        data: Mapping[str, Any] | None = None,
    ) -> None:
        self.plan, self.running, self.today, self.voice = plan, running, today, voice
        super().__init__(data, initial=_known_times(plan, running, today))
        self.fields |= dict(self._questions())

    def _questions(self) -> Iterator[tuple[str, forms.Field]]:
        plan = self.plan
        if plan.starts is None:
            days = [("today", _("Today")), ("tomorrow", _("Tomorrow")), ("other", _("Another day"))]
            yield "first", forms.ChoiceField(label=_("From which day?"), choices=days, widget=forms.RadioSelect)
            yield "day", forms.DateField(label=_("That other day"), required=False)
        for n, step in enumerate(plan.steps):
            if n and step.starts is None and step.after_days is None:
                yield f"from-{n}", forms.DateField(label=_("From which day is step {n}?").format(n=n + 1))
        for name, label in _times_of(plan).items():
            hint = _("As in the plan you have now.") if name in self.initial else ""
            yield name, forms.TimeField(label=label, help_text=hint, input_formats=["%H:%M", "%H:%M:%S"])
        if plan.stop_day and plan.ends is not None:
            before = plan.ends - timedelta(days=1)
            days = [(day.isoformat(), self.voice.weekday(day)) for day in (before, plan.ends)]
            label = _("On which day is it taken for the last time?")
            yield "last", forms.ChoiceField(label=label, choices=days, widget=forms.RadioSelect)
        if self.running:
            choices = [
                (REPLACE, _("The new plan replaces it from its first day")),
                (BESIDE, _("Both go on, side by side")),
            ]
            label = _("There is a plan of this medicine already. What happens to it?")
            yield "running", forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect)

    @property
    def asked(self) -> list[LetterQuestion]:
        kinds: dict[type[forms.Field], str] = {
            forms.ChoiceField: "chips",
            forms.DateField: "date",
            forms.TimeField: "time",
        }
        return [LetterQuestion(self[name], kinds[type(field)]) for name, field in self.fields.items()]

    @property
    def old(self) -> list[tuple[str, ...]]:
        """The plans of now, in words."""
        return [whole_plan(entry.body, self.voice) for entry in self.running]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("first") == "other" and not said.get("day"):
            self.add_error("day", _("Which day is it?"))
        if self.errors:
            return said
        first = self._first(said)
        steps = [self._step(n, step, first, said) for n, step in enumerate(self.plan.steps)]
        for n, step in enumerate(steps):
            if len({dose.at for dose in step.doses}) < len(step.doses):
                self.add_error(None, _("Step {n} has one time twice.").format(n=n + 1))
            if n and step.starts <= steps[n - 1].starts:
                self.add_error(None, _("Step {n} does not start after the step before it.").format(n=n + 1))
        weekday = self.plan.steps[0].weekday if self.plan.steps else None
        if weekday is not None and first.weekday() != weekday:
            self.add_error(None, _("The letter names another weekday than that of the first day."))
        last = self._last(said, first)
        if last is not None and last < max([first, *(step.starts for step in steps)]):
            self.add_error(None, _("The last day is before the last step begins."))
        return said

    def _first(self, said: Mapping[str, Any]) -> date:
        if self.plan.starts is not None:
            return self.plan.starts
        other: date = said.get("day") or self.today
        return {"today": self.today, "tomorrow": self.today + timedelta(days=1)}.get(said["first"], other)

    def _last(self, said: Mapping[str, Any], first: date) -> date | None:
        return date.fromisoformat(said["last"]) if said.get("last") else self.plan.last_day(first)

    def _step(self, n: int, step: LetterStep, first: date, said: Mapping[str, Any]) -> PlanStep:
        starts = first if not n else step.first_day(first) or said[f"from-{n}"]
        names = _names(step)
        doses = [PlannedDose(dose.at or said[name], dose.amount) for dose, name in zip(step.doses, names, strict=True)]
        return PlanStep(starts=starts, doses=tuple(doses), every_days=step.every_days)

    @property
    def prescription(self) -> Prescription:
        """The plan with what was answered; limits stand in its note, in the letter's words."""
        said, plan = self.cleaned_data, self.plan
        first = self._first(said)
        need = plan.need
        return Prescription(
            medicine=medicine_of(plan),
            steps=tuple(self._step(n, step, first, said) for n, step in enumerate(plan.steps)),
            as_needed=AsNeededLimit(amount=need.amount, most_a_day=need.most_a_day, hours_between=need.hours_between)
            if need
            else None,
            starts=first,
            ends=self._last(said, first),
            reason=plan.reason[:LINE],
            prescriber=plan.prescriber[:NAME],
            note=self._note(),
        )

    def _note(self) -> str:
        limits = [_("Limit, in the letter's words: “{words}”").format(words=words) for words in self.plan.limits]
        need = self.plan.need
        when = [need_words(need, self.plan.form, self.voice)] if need and need.slots else []
        return "\n".join(when + limits)

    @property
    def replaces(self) -> Sequence[Entry[Prescription]]:
        return self.running if self.cleaned_data.get("running") == REPLACE else ()


def _names(step: LetterStep) -> list[str]:
    """The field that each dose of a step takes its time from; steps with the same times a day share theirs."""
    count = sum(1 for dose in step.doses if dose.at is None and not dose.slot)
    names: list[str] = []
    open_ = 0
    for dose in step.doses:
        if dose.at is not None or dose.slot:
            names.append(f"slot-{dose.slot}" if dose.at is None else "")
            continue
        names.append(f"time-{count}-{open_}")
        open_ += 1
    return names


def _times_of(plan: LetterPlan) -> dict[str, str]:
    """The times that are asked for, each with its words."""
    found: dict[str, str] = {}
    for step in plan.steps:
        for dose, name in zip(step.doses, _names(step), strict=True):
            if dose.at is None and name not in found:
                found[name] = _time_words(dose, name)
    return found


def _time_words(dose: LetterDose, name: str) -> str:
    if dose.slot:
        return _("At what time is “{when}”?").format(when=slot_words(dose.slot))
    _time, count, n = name.split("-")
    if count == "1":
        return _("Once a day: at what time?")
    words = ngettext("{count} time a day: time {n}", "{count} times a day: time {n}", int(count))
    return words.format(count=count, n=int(n) + 1)


def _known_times(plan: LetterPlan, running: Sequence[Entry[Prescription]], today: date) -> dict[str, time]:
    """The person's own times, where the plan of now has as many a day."""
    now = [step for entry in running if (step := step_on(entry.body, today)) is not None]
    if len(now) != 1:
        return {}
    times = sorted(dose.at for dose in now[0].doses)
    return {f"time-{len(times)}-{n}": at for n, at in enumerate(times)}


# ---------------------------------------------------------------- the form that is typed by hand


def of_letter(plan: LetterPlan, today: date) -> dict[str, Any]:
    """The fields of the plan form, for who would rather change something by hand; what is open stays empty."""
    amounts = [dose.amount for step in plan.steps for dose in step.doses] + ([plan.need.amount] if plan.need else [])
    first = plan.starts or today
    need = plan.need
    filled = of_medicine(medicine_of(plan)) | {
        "kind": "both" if need and plan.steps else "needed" if need else "planned",
        "unit": amounts[0].unit,
        "need_amount": need.amount.value if need else None,
        "most": need.most_a_day if need else None,
        "apart": need.hours_between if need else None,
        "reason": plan.reason[:LINE],
        "prescriber": plan.prescriber[:NAME],
        "starts": first,
        "ends": plan.last_day(first),
        "steps": max(len(plan.steps), 1),
        "rows": min(max([ROWS, *(len(step.doses) for step in plan.steps)]), MOST_ROWS),
    }
    for n, step in enumerate(plan.steps):
        filled |= {f"from-{n}": step.first_day(first), f"every-{n}": str(step.every_days)}
        for row, dose in enumerate(step.doses):
            filled |= {f"at-{n}-{row}": dose.at, f"amount-{n}-{row}": dose.amount.value}
    return filled
