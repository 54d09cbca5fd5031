"""The routes of Settings and the first opening."""

from __future__ import annotations

from django.urls import URLPattern, path

from unknot.web.preferences import address, more, preferences, suspects, welcome

routes: list[URLPattern] = [
    path("more", more.more, name="more"),
    path("settings", preferences.settings, name="settings"),
    path("settings/tiles", preferences.tiles, name="settings-tiles"),
    path("settings/about-today", preferences.exposures, name="settings-exposures"),
    path("settings/what-i-suspect", suspects.suspects, name="settings-suspects"),
    path("settings/address", address.address, name="settings-address"),
    path("settings/<slug:part>", preferences.part, name="settings-part"),
    path("welcome", welcome.welcome, name="welcome"),
    path("welcome/<slug:step>", welcome.step, name="welcome-step"),
]
