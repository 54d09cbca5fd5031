"""The messages of the safety rules as the Spasm Profile lists them: what was said, on which day, what was answered."""

from __future__ import annotations

from collections.abc import Sequence

from unknot.journal.span import moment
from unknot.report.profile import Message
from unknot.report.wording import Voice, joined, plain
from unknot.safety.alert import Alert
from unknot.safety.alert import words as alert_words


def alert_messages(alerts: Sequence[Alert], zone: str, voice: Voice) -> tuple[Message, ...]:
    """A message for each alert of a history, the oldest first. A question is one when it was answered."""
    said = [alert for alert in alerts if alert.answer is not None or not alert.asks]
    ordered = sorted(said, key=lambda alert: (alert.since, alert.key))
    return tuple(_message(alert, zone, voice) for alert in ordered)


def _message(alert: Alert, zone: str, voice: Voice) -> Message:
    said = alert_words(alert, voice._, lambda at: voice.day(moment(at, zone).clock_date))
    answer = ""
    if alert.answer is not None:
        given = alert.answer.body
        answer = joined([voice.coded("alert-answer", given.answer), plain(given.text, 120)])
    return Message(moment(alert.since, zone).diary_day, said.title, answer)
