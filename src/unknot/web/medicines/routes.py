"""The routes of the medicines."""

from __future__ import annotations

from django.urls import URLPattern, path

from unknot.web.medicines import (
    add_medicine,
    change_plan,
    dose_devices,
    letter_pages,
    log_dose,
    medicine_list,
    safety_questions,
    stock,
)

routes: list[URLPattern] = [
    path("medicines", medicine_list.medicines, name="medicines"),
    path("medicines/add", add_medicine.add, name="medicines-add"),
    path("medicines/letter", letter_pages.letter, name="medicines-letter"),
    path("medicines/letter/plan", letter_pages.letter_plan, name="medicines-letter-plan"),
    path("medicines/plan", add_medicine.plan, name="medicines-plan"),
    path("medicines/compare", medicine_list.compare, name="medicines-compare"),
    path("medicines/showing", dose_devices.showing, name="medicines-showing"),
    path("medicines/messages", safety_questions.messages, name="medicines-messages"),
    path("medicines/messages/answer", safety_questions.message_answer, name="medicines-message-answer"),
    path("medicines/<uuid:id>", medicine_list.one, name="medicines-one"),
    path("medicines/<uuid:id>/about-you", safety_questions.about_you, name="medicines-about-you"),
    path("medicines/<uuid:id>/change", change_plan.change, name="medicines-change"),
    path("medicines/<uuid:id>/stop", change_plan.stop, name="medicines-stop"),
    path("medicines/<uuid:id>/count", stock.count, name="medicines-count"),
    path("medicines/<uuid:id>/dose", log_dose.another, name="medicines-dose"),
    path("medicines/<uuid:id>/remove", medicine_list.remove, name="medicines-remove"),
    path("dose", log_dose.dose, name="dose"),
    path("dose/card", log_dose.card, name="dose-card"),
    path("dose/<uuid:id>/why", log_dose.why, name="dose-why"),
    path("dose/<uuid:id>/twice", log_dose.twice, name="dose-twice"),
    path("dose/<uuid:id>/needed", log_dose.needed, name="dose-needed"),
]
