"""Messages of the safety rules on the page, with what the person answered."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from tests.days import entries
from unknot.journal.entry import AlertAnswer
from unknot.journal.journal import settle
from unknot.journal.span import moment
from unknot.knowledge.words import as_written
from unknot.report.alert_history import alert_messages
from unknot.report.compose import compose
from unknot.report.profile import Audience
from unknot.report.wording import Voice
from unknot.safety.alerts import history

ZONE = "Europe/Dublin"
NOW = datetime(2026, 3, 20, 12, tzinfo=UTC)
LOG = "2026-03-19 10:00 symptom pump-alarm"


def test_a_message_and_its_answer_stand_on_the_page() -> None:
    raw = entries(LOG)
    (alert, *_) = history(settle(raw), now=NOW, zone=ZONE)
    at = moment(NOW - timedelta(hours=20), ZONE)
    answer = replace(
        raw[0], id=UUID(int=9), happened_at=at, provenance=replace(raw[0].provenance, recorded_at=at),
        body=AlertAnswer(rule=alert.rule.code, key=alert.key, answer="called"),
    )  # fmt: skip
    for log, said in ((raw, "not answered"), ([*raw, answer], "answered: called")):
        journal = settle(log)
        found = alert_messages(history(journal, now=NOW, zone=ZONE), ZONE, Voice(as_written))
        page = compose(
            journal, audience=Audience.OWNER, first=date(2026, 3, 1), last=date(2026, 3, 19), zone=ZONE, now=NOW,
            _=as_written, said=found,
        )  # fmt: skip
        line = page.block("tests").lines[0]
        assert (line.name, line.text, line.note) == ("Message of the app, 19 March", f"“{alert.rule.title}”", said)
        assert alert.rule.title not in repr(page.messages), "a message reads as if it were something felt"
