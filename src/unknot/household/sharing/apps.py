"""The Django app of shared links."""

from __future__ import annotations

from django.apps import AppConfig


class SharingConfig(AppConfig):
    name = "unknot.household.sharing"
    label = "sharing"
