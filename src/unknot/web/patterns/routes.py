"""The routes of Patterns and the short experiment."""

from __future__ import annotations

from django.urls import URLPattern, path

from unknot.web.patterns import experiment_pages, findings_history, patterns_pages

routes: list[URLPattern] = [
    path("patterns", patterns_pages.patterns, name="patterns"),
    path("patterns/severe", patterns_pages.severe_only, name="patterns-severe"),
    path("patterns/on", findings_history.choose, name="patterns-on"),
    path("patterns/on/<day:day>", findings_history.on, name="patterns-on-day"),
    path("patterns/before-and-after", patterns_pages.before_after, name="before-after"),
    path("patterns/experiment", experiment_pages.experiment, name="experiment"),
    path("patterns/experiment/new", experiment_pages.new, name="experiment-new"),
    path("patterns/experiment/<uuid:id>/toss", experiment_pages.toss, name="experiment-toss"),
    path("patterns/experiment/<uuid:id>/day", experiment_pages.day, name="experiment-day"),
    path("patterns/experiment/<uuid:id>/end", experiment_pages.end, name="experiment-end"),
]
