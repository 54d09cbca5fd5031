"""ntfy, on the one server that whoever runs this server has named. The topic is a secret of the person."""

from __future__ import annotations

import json
import re
from urllib.parse import urlsplit

from unknot.household.reminders.channels.outgoing import Allowed, post
from unknot.household.reminders.notice_text import NoticeMessage

TOPIC = re.compile(r"[A-Za-z0-9_-]{1,64}")


def send(topic: str, token: str, message: NoticeMessage, server: str) -> None:
    """Hand one message to the server; a button of it answers with a POST to the notice's own link."""
    told = {
        "topic": topic,
        "title": message.title,
        "message": message.body,
        "priority": 3,
        **({"click": message.link} if message.link else {}),
        "actions": [
            {"action": "http", "label": b.words, "url": f"{message.link}/{b.answer}", "method": "POST", "clear": True}
            for b in message.buttons
        ],
    }
    headers = {"Content-Type": "application/json"}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    parts = urlsplit(server)
    named = Allowed(origins=(f"{parts.scheme}://{parts.netloc}",))
    post(server.rstrip("/") + "/", json.dumps(told).encode(), headers, named)
