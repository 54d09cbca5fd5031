"""What follows from a log, in numbers: pure functions on typed columns. Sentences are made in `report`."""

from unknot.analysis.analyse import analyse
from unknot.analysis.patterns import Finding, Group, Patterns, Tier, as_json

__all__ = ["Finding", "Group", "Patterns", "Tier", "analyse", "as_json"]
