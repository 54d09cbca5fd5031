"""The messages of the safety rules under what was just saved."""

from __future__ import annotations

from unknot.web.screens.screen import Screen


def alerts_now(opened: Screen) -> list[object]:
    return []
