"""The places that are offered first where a body has too many: at most twelve fit a phone."""

from __future__ import annotations

LARGE = (
    "foot", "calf", "thigh", "hip", "lower-back", "upper-back", "belly", "shoulder", "arm", "hand", "neck", "jaw",
)  # fmt: skip
