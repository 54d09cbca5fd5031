"""How long a code that lets another browser log works."""

from __future__ import annotations

from datetime import timedelta

CODE_LASTS = timedelta(minutes=10)
