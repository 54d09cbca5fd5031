"""A slow, obvious reader of Apple Health exports: an XML parser, one record after the other, plain sums."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from typing import Any
from xml.etree import ElementTree

STEPS, HEART = "HKQuantityTypeIdentifierStepCount", "HKQuantityTypeIdentifierHeartRate"
SLEEP = "HKCategoryTypeIdentifierSleepAnalysis"


def read(xml: bytes) -> dict[str, dict[str, float]]:
    """Steps, average heart rate and hours asleep by day, each as `2026-03-01`."""
    steps: Any = defaultdict(lambda: defaultdict(float))
    beats: Any = defaultdict(list)
    nights: Any = defaultdict(lambda: defaultdict(set))
    for record in ElementTree.fromstring(xml).iter("Record"):
        start = datetime.strptime(record.get("startDate", ""), "%Y-%m-%d %H:%M:%S %z")
        day = f"{start - timedelta(hours=4):%Y-%m-%d}"
        match record.get("type"):
            case "HKQuantityTypeIdentifierStepCount":
                steps[day][record.get("sourceName")] += float(record.get("value", ""))
            case "HKQuantityTypeIdentifierHeartRate":
                beats[day].append(float(record.get("value", "")))
            case "HKCategoryTypeIdentifierSleepAnalysis" if "Asleep" in record.get("value", ""):
                end = datetime.strptime(record.get("endDate", ""), "%Y-%m-%d %H:%M:%S %z")
                night = f"{start - timedelta(hours=12) + timedelta(days=1):%Y-%m-%d}"
                minutes = int((end - start).total_seconds() // 60)
                seen = {int(start.timestamp() // 60) + n for n in range(minutes)}
                nights[night][record.get("sourceName")] |= seen
    return {
        "own-steps": {day: float(round(max(some.values()))) for day, some in steps.items()},
        "own-heart-rate": {day: float(round(sum(some) / len(some))) for day, some in beats.items()},
        "own-hours-asleep": {n: round(max(len(m) for m in some.values()) / 60, 1) for n, some in nights.items()},
    }
