"""The Django app of the rooms people enter through a browser."""

from __future__ import annotations

from django.apps import AppConfig
from django.core import checks
from django.urls import register_converter


class WebConfig(AppConfig):
    name = "unknot.web"
    label = "pages"

    def ready(self) -> None:
        from unknot.web.page.access import every_route_declares_who_may_enter
        from unknot.web.page.day_converter import DayInAddress

        register_converter(DayInAddress, "day")
        checks.register(every_route_declares_who_may_enter, checks.Tags.urls)
