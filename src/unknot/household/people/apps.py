"""The Django app of accounts, devices and notices. Its label is `web`, after which its tables were named first."""

from __future__ import annotations

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "unknot.household.people"
    label = "web"
