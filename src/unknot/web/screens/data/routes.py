"""The routes of a person's own data: copies, bringing in, erasing."""

from __future__ import annotations

from django.urls import URLPattern, path

from unknot.web.screens.data import bringing, data, erasing, recordings

routes: list[URLPattern] = [
    path("settings/data", data.data, name="settings-data"),
    path("settings/data/export/<slug:form>", data.export, name="export"),
    path("settings/data/bring-in", bringing.bring_in, name="bring-in"),
    path("settings/data/bring-in/<slug:token>", bringing.bring_in_file, name="bring-in-file"),
    path("settings/data/recordings", recordings.recordings, name="recordings"),
    path("settings/data/erase", erasing.everything, name="erase"),
    path("settings/data/erase-days", erasing.days, name="erase-days"),
    path("settings/data/receipt/<uuid:id>", erasing.receipt, name="receipt"),
    path("entry/<uuid:id>/erase", erasing.one, name="erase-one"),
]
