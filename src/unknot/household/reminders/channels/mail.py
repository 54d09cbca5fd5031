"""E-mail through the server's own SMTP account: one neutral line and one link."""

from __future__ import annotations

import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formatdate
from urllib.parse import unquote, urlsplit

from unknot.household.reminders.channels.outgoing import TIMEOUT, Gone, NotDelivered
from unknot.household.reminders.notice_text import NoticeMessage

PORTS = {"smtps": 465, "smtp": 587, "smtp+plain": 25}
NO_SUCH_ADDRESS = 550


class BadMailServer(Exception):
    """`UNKNOT_SMTP_URL` is not the address of a mail server."""


@dataclass(frozen=True, slots=True, repr=False)
class Server:
    """Where mail is handed over, and as whom. `smtp` turns TLS on before anything is said, `smtps` begins with it."""

    scheme: str
    host: str
    port: int
    name: str
    word: str
    sender: str


def server(url: str, sender: str) -> Server | None:
    """The server of `smtps://name:word@host` and its sender; None if mail is not set up."""
    if not url or not sender:
        return None
    try:
        parts = urlsplit(url)
        port = parts.port or PORTS[parts.scheme]
    except (ValueError, KeyError) as error:
        raise BadMailServer("UNKNOT_SMTP_URL needs the form smtps://name:password@host.") from error
    name, word = unquote(parts.username or ""), unquote(parts.password or "")
    return Server(parts.scheme, parts.hostname or "", port, name, word, sender)


def send(to: str, message: NoticeMessage, through: Server) -> None:
    """Hand one message over. Raises `NotDelivered`, or `Gone` if the server refuses the address."""
    mail = EmailMessage()
    try:
        mail["From"], mail["To"], mail["Subject"] = through.sender, to, message.title
    except ValueError as error:  # a line break, which would begin another header
        raise Gone("This is not an e-mail address.") from error
    mail["Date"] = formatdate()
    mail.set_content("\n\n".join(part for part in (message.body, message.link) if part) + "\n")
    try:
        _hand_over(mail, through)
    except smtplib.SMTPRecipientsRefused as error:
        codes = {code for code, _ in error.recipients.values()}
        raise (Gone if codes == {NO_SUCH_ADDRESS} else NotDelivered)("The mail server refused the address.") from error
    except (OSError, smtplib.SMTPException) as error:
        raise NotDelivered(f"The mail server was not reached ({type(error).__name__}).") from error


def _hand_over(mail: EmailMessage, through: Server) -> None:
    tls = ssl.create_default_context()
    if through.scheme == "smtps":
        box: smtplib.SMTP = smtplib.SMTP_SSL(through.host, through.port, timeout=TIMEOUT, context=tls)
    else:
        box = smtplib.SMTP(through.host, through.port, timeout=TIMEOUT)
    with box:
        if through.scheme == "smtp":
            box.starttls(context=tls)
        if through.name:
            box.login(through.name, through.word)
        box.send_message(mail)
