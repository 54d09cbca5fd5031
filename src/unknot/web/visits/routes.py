"""The routes of visits and what is taken to them."""

from __future__ import annotations

from django.urls import URLPattern, path

from unknot.web.visits import (
    attachments,
    goal_and_scores,
    profile_page,
    result_pages,
    scales,
    visits,
)

routes: list[URLPattern] = [
    path("visit", profile_page.visit, name="visit"),
    path("visit/period", profile_page.period, name="visit-period"),
    path("visit/questions", profile_page.questions, name="visit-questions"),
    path("visit/questions/<uuid:id>/remove", profile_page.remove_question, name="visit-question-remove"),
    path("visit/date", profile_page.next_visit, name="visit-date"),
    path("visit/<day:first>/<day:last>", profile_page.visit, name="visit-of"),
    path("visit/<day:first>/<day:last>/spasm-profile.pdf", profile_page.paper, name="visit-paper"),
    path("scales", scales.scales, name="scales"),
    path("scales/goal", goal_and_scores.goal, name="goal"),
    path("scales/given", goal_and_scores.given, name="given"),
    path("scales/<slug:id>", scales.scale, name="scale"),
    path("scales/<slug:id>/<uuid:response>/<slug:item>", scales.scale, name="scale-more"),
    path("tests", result_pages.results, name="results"),
    path("tests/new", result_pages.new, name="result-new"),
    path("entry/<uuid:id>/result", result_pages.result, name="result"),
    path("entry/<uuid:id>/file", attachments.add, name="file-add"),
    path("file/<uuid:id>", attachments.download, name="file"),
    path("file/<uuid:id>/remove", attachments.remove, name="file-remove"),
    path("visits", visits.visits, name="visits"),
    path("visits/new", visits.new, name="visit-new"),
    path("visits/<uuid:id>", visits.visit_detail, name="visit-detail"),
    path("visits/<uuid:id>/keep", visits.keep_days, name="keep-days"),
    path("visits/days/<uuid:id>/stop", visits.stop_keeping, name="stop-keeping"),
]
