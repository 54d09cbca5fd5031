"""A SMART Health Link of somebody else, fetched after the owner's yes: public https only, bounded, no redirects."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode, urlsplit

from unknot.fhir.links import FHIR_JSON, Link, opened
from unknot.household.reminders.channels import outgoing
from unknot.household.reminders.channels.outgoing import HttpAnswer, NotAllowed, NotDelivered

MOST_FILES = 5
LARGEST_MANIFEST, LARGEST_FILE = 6_000_000, 6_000_000


class LinkFailed(ValueError):
    """A link that gives nothing; the message is for the person."""


class PasscodeWrong(LinkFailed):
    """The passcode is missing or wrong."""


@dataclass(frozen=True, slots=True)
class FetchedFile:
    """A file behind a link: its type and its content."""

    media_type: str
    content: bytes


def host_of(link: Link) -> str:
    """The machine that a link would be fetched from: what the owner says yes or no to."""
    return urlsplit(link.url).hostname or ""


def fetch(link: Link, *, recipient: str, passcode: str = "", now: datetime) -> list[FetchedFile]:
    """The FHIR files behind a link. Raises `LinkFailed`, or `Unopened` for one that its key does not open."""
    if link.expires is not None and link.expires < now:
        raise LinkFailed("This link is over. Ask for a new one.")
    try:
        tokens = _direct(link, recipient) if "U" in link.flag else _manifest(link, recipient, passcode)
    except NotAllowed as error:
        raise LinkFailed("This address is not one that is fetched from: only public https addresses are.") from error
    except NotDelivered as error:
        raise LinkFailed("The clinic's server did not answer as it should. Nothing was kept.") from error
    found = [FetchedFile(kind, content) for content, kind in (opened(token, link.key) for token in tokens)]
    files = [file for file in found if file.media_type == FHIR_JSON]
    if not files:
        raise LinkFailed("There is nothing behind this link that can be read here.")
    return files


def _direct(link: Link, recipient: str) -> list[str]:
    url = f"{link.url}{'&' if urlsplit(link.url).query else '?'}{urlencode({'recipient': recipient})}"
    answer = outgoing.fetch(url, headers={"Accept": "application/jose"}, most=LARGEST_FILE)
    return [_text(_good(answer))]


def _manifest(link: Link, recipient: str, passcode: str) -> list[str]:
    asked = {"recipient": recipient, **({"passcode": passcode} if passcode else {})}
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    answer = outgoing.fetch(link.url, body=json.dumps(asked).encode(), headers=headers, most=LARGEST_MANIFEST)
    if answer.status == 401:
        raise PasscodeWrong("This passcode is not the right one.")
    try:
        files = json.loads(_good(answer).body)["files"]
        wanted = [f for f in files if str(f["contentType"]).startswith(FHIR_JSON)][:MOST_FILES]
        return [str(f["embedded"]) if "embedded" in f else _located(str(f["location"])) for f in wanted]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise LinkFailed("What the link gives cannot be read.") from error


def _located(url: str) -> str:
    answer = outgoing.fetch(url, headers={"Accept": "application/jose"}, most=LARGEST_FILE)
    return _text(_good(answer))


def _good(answer: HttpAnswer) -> HttpAnswer:
    if answer.status in (404, 410):
        raise LinkFailed("This link opens nothing any more. Ask for a new one.")
    if answer.status != 200:
        raise NotDelivered(f"The address answered {answer.status}.")
    return answer


def _text(answer: HttpAnswer) -> str:
    try:
        return answer.body.decode("ascii").strip()
    except UnicodeDecodeError as error:
        raise LinkFailed("What the link gives cannot be read.") from error
