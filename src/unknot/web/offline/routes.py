"""The routes of the pages kept for when there is no network."""

from __future__ import annotations

from django.urls import URLPattern, path

from unknot.web.offline import shell

routes: list[URLPattern] = [
    path("worker.js", shell.worker, name="worker"),
    path("offline", shell.shell, name="offline"),
    path("offline/bother", shell.bother, name="offline-bother"),
    path("offline/signs", shell.signs, name="offline-signs"),
    path("offline/rules.json", shell.rules, name="offline-rules"),
    path("app.webmanifest", shell.manifest, name="manifest"),
]
