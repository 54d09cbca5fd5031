"""The routes of a person's own data: copies, bringing in, erasing."""

from __future__ import annotations

from django.urls import URLPattern, path

from unknot.web.data import erase, import_file, my_data, recordings

routes: list[URLPattern] = [
    path("settings/data", my_data.data, name="settings-data"),
    path("settings/data/export/<slug:form>", my_data.export, name="export"),
    path("settings/data/bring-in", import_file.bring_in, name="bring-in"),
    path("settings/data/bring-in/undo", import_file.undo, name="undo-import"),
    path("settings/data/bring-in/<slug:token>", import_file.bring_in_file, name="bring-in-file"),
    path("settings/data/recordings", recordings.recordings, name="recordings"),
    path("settings/data/erase", erase.everything, name="erase"),
    path("settings/data/erase-days", erase.days, name="erase-days"),
    path("settings/data/receipt/<uuid:id>", erase.receipt, name="receipt"),
    path("entry/<uuid:id>/erase", erase.one, name="erase-one"),
]
