"""The routes of treatments, habits and side effects."""

from __future__ import annotations

from django.urls import URLPattern, path

from unknot.web.treatment import (
    habit_pages,
    offline_treatments,
    relief,
    side_effect_pages,
    treatment_detail,
    treatment_tiles,
    treatments,
)

routes: list[URLPattern] = [
    path("treatments", treatments.treatments, name="treatments"),
    path("treatments/tap", treatments.treat, name="treat"),
    path("treatments/clinic", treatment_detail.clinic, name="clinic"),
    path("treatments/changed", treatment_detail.changed, name="treatment-changed"),
    path("treatments/habits", habit_pages.habits, name="habits"),
    path("treatments/habits/new", habit_pages.new, name="habit-new"),
    path("treatments/habits/<uuid:id>", habit_pages.habit, name="habit"),
    path("treatments/habits/<uuid:id>/turn", habit_pages.turn, name="habit-turn"),
    path("offline/treatments", offline_treatments.page, name="offline-treatments"),
    path("side-effect", side_effect_pages.side_effect, name="side-effect"),
    path("entry/<uuid:id>/side-effect", side_effect_pages.change, name="side-effect-of"),
    path("entry/<uuid:id>/relief", relief.relief, name="relief"),
    path("entry/<uuid:id>/treatment", treatment_detail.treatment, name="treatment"),
    path("settings/treatments", treatment_tiles.choose, name="settings-treatments"),
    path("patterns/side-effects", side_effect_pages.beside, name="side-effects"),
    path("patterns/side-effects/until/<day:until>", side_effect_pages.beside, name="side-effects-until"),
]
