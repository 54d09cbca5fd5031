"""The routes of treatments and habits, side effects, tests and visits."""

from __future__ import annotations

from django.urls import URLPattern, path

from unknot.web.treatment import (
    habits,
    relief,
    side_effects,
    treatment_detail,
    treatment_tiles,
    treatments,
)
from unknot.web.visits import attachments, results, visits

routes: list[URLPattern] = [
    path("treatments", treatments.treatments, name="treatments"),
    path("treatments/tap", treatments.treat, name="treat"),
    path("treatments/clinic", treatment_detail.clinic, name="clinic"),
    path("treatments/changed", treatment_detail.changed, name="treatment-changed"),
    path("treatments/habits", habits.habits, name="habits"),
    path("treatments/habits/new", habits.new, name="habit-new"),
    path("treatments/habits/<uuid:id>", habits.habit, name="habit"),
    path("treatments/habits/<uuid:id>/turn", habits.turn, name="habit-turn"),
    path("tests", results.results, name="results"),
    path("tests/new", results.new, name="result-new"),
    path("entry/<uuid:id>/result", results.result, name="result"),
    path("entry/<uuid:id>/file", attachments.add, name="file-add"),
    path("file/<uuid:id>", attachments.download, name="file"),
    path("file/<uuid:id>/remove", attachments.remove, name="file-remove"),
    path("visits", visits.visits, name="visits"),
    path("visits/new", visits.new, name="visit-new"),
    path("visits/<uuid:id>", visits.visit_detail, name="visit-detail"),
    path("visits/<uuid:id>/keep", visits.keep_days, name="keep-days"),
    path("visits/days/<uuid:id>/stop", visits.stop_keeping, name="stop-keeping"),
    path("side-effect", side_effects.side_effect, name="side-effect"),
    path("entry/<uuid:id>/side-effect", side_effects.change, name="side-effect-of"),
    path("entry/<uuid:id>/relief", relief.relief, name="relief"),
    path("entry/<uuid:id>/treatment", treatment_detail.treatment, name="treatment"),
    path("settings/treatments", treatment_tiles.choose, name="settings-treatments"),
    path("patterns/side-effects", side_effects.beside, name="side-effects"),
    path("patterns/side-effects/until/<day:until>", side_effects.beside, name="side-effects-until"),
]
