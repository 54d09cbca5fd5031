"""The routes of Patterns and the short experiment."""

from __future__ import annotations

from django.urls import URLPattern, path

from unknot.web.patterns import experiment, findings_history, patterns

routes: list[URLPattern] = [
    path("patterns", patterns.patterns, name="patterns"),
    path("patterns/severe", patterns.severe_only, name="patterns-severe"),
    path("patterns/on", findings_history.choose, name="patterns-on"),
    path("patterns/on/<day:day>", findings_history.on, name="patterns-on-day"),
    path("patterns/before-and-after", patterns.before_after, name="before-after"),
    path("patterns/experiment", experiment.experiment, name="experiment"),
    path("patterns/experiment/new", experiment.new, name="experiment-new"),
    path("patterns/experiment/<uuid:id>/toss", experiment.toss, name="experiment-toss"),
    path("patterns/experiment/<uuid:id>/day", experiment.day, name="experiment-day"),
    path("patterns/experiment/<uuid:id>/end", experiment.end, name="experiment-end"),
]
