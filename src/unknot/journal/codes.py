"""The codes an entry may use, read from the code column of the vocabulary files.

Only the codes: words, translations and clinical terms belong to `unknot.knowledge`.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

OWN = "own-"
"""A code that starts so is the person's own: its label stands in their settings."""


@cache
def codes(vocabulary: str) -> frozenset[str]:
    """Every code of the vocabulary, retired ones too; FileNotFoundError if there is no such vocabulary."""
    file = resources.files("unknot") / "knowledge" / "vocabulary" / f"{vocabulary}.toml"
    return frozenset(tomllib.loads(file.read_text(encoding="utf-8"))["term"])
