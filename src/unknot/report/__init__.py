"""What is said: the Spasm Profile, its charts and its plain sentences."""

from unknot.report.compose import DAYS, MOST_DAYS, ImpossiblePeriod, compose, last_days
from unknot.report.profile import Audience, Finding, Interval, Message, SpasmProfile, Verdict

__all__ = [
    "DAYS",
    "MOST_DAYS",
    "Audience",
    "Finding",
    "ImpossiblePeriod",
    "Interval",
    "Message",
    "SpasmProfile",
    "Verdict",
    "compose",
    "last_days",
]
