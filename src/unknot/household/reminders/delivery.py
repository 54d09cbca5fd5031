"""One message through one channel: which way it goes, and what is noted of it."""

from __future__ import annotations

import json
import logging
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings

from unknot.household.people.models import Channel
from unknot.household.reminders.channels import mail, ntfy, push
from unknot.household.reminders.channels.outgoing import Allowed, Gone, NotAllowed, NotDelivered
from unknot.household.reminders.notice_text import NoticeMessage

log = logging.getLogger("unknot.reminders")


def deliver(way: Channel, message: NoticeMessage, now: datetime) -> bool:
    """Whether it was handed over. A browser or an address that is gone is not asked again."""
    try:
        _hand_over(way, message, now)
    except (Gone, NotAllowed, push.NotASubscription) as error:
        log.warning("a channel (%s) was stopped: %s", way.kind, type(error).__name__)
        Channel.objects.filter(pk=way.pk, stopped_at=None).update(stopped_at=now)
        return False
    except (NotDelivered, mail.BadMailServer) as error:
        log.warning("a notice (%s) was not delivered: %s", way.kind, error)
        return False
    Channel.objects.filter(pk=way.pk).update(used_at=now)
    return True


def push_services() -> Allowed:
    return Allowed(hosts=push.SERVICES, origins=settings.PUSH_SERVICES)


def mail_server() -> mail.Server | None:
    """The mail server that was set up; None if there is none that can be used."""
    return mail.server(settings.SMTP_URL, settings.MAIL_FROM)


def _hand_over(way: Channel, message: NoticeMessage, now: datetime) -> None:
    match way.kind:
        case Channel.Kind.PUSH:
            to = push.subscription(json.loads(way.secret), push_services())
            push.send(to, _told(message), settings.MASTER_KEY, _contact(), push_services(), now)
        case Channel.Kind.EMAIL:
            through = mail_server()
            if through is None:
                raise NotDelivered("No mail server is set up.")
            mail.send(way.address, message, through)
        case Channel.Kind.NTFY:
            if not settings.NTFY_URL:
                raise NotDelivered("No ntfy server is set up.")
            ntfy.send(way.address, way.secret, message, settings.NTFY_URL)


def _told(message: NoticeMessage) -> dict[str, object]:
    """What the worker in the browser shows: the link as a path of this server."""
    return {
        "title": message.title,
        "body": message.body,
        "link": urlsplit(message.link).path or "/",
        "buttons": [{"answer": one.answer.value, "words": one.words} for one in message.buttons],
    }


def _contact() -> str:
    """Whom a push service may ask about a misbehaving sender: the address of this server."""
    return f"mailto:{settings.MAIL_FROM}" if settings.MAIL_FROM else settings.ADDRESS
