"""The only way out: one POST to an address that was checked, without redirects, within ten seconds.

A push address comes from a browser, so it could name any machine that this one can reach. It is believed only if it is
of a known service, and then only at a public address of the internet; or if whoever runs this server listed its origin.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

TIMEOUT = 10
LONGEST_ADDRESS = 2000
READ_AT_MOST = 2000


class NotAllowed(Exception):
    """The address is not one that may be asked."""


class NotDelivered(Exception):
    """It could not be handed over this time."""


class Gone(Exception):
    """There is nobody at this address any more."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """Hosts of known services (a name, or `.suffix` for all below it), and origins that the server's owner listed."""

    hosts: Collection[str] = ()
    origins: Collection[str] = ()


def check(url: str, allowed: Allowed) -> SplitResult:
    """The parts of an address that may be asked; `NotAllowed` for any other."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise NotAllowed("This is not an address.") from error
    if len(url) > LONGEST_ADDRESS or not url.isascii() or any(c <= " " for c in url) or "@" in parts.netloc:
        raise NotAllowed("This is not an address that is used here.")
    if f"{parts.scheme}://{parts.netloc}" in allowed.origins:
        return parts
    if parts.scheme != "https" or port not in (None, 443) or not _is_known(parts.hostname or "", allowed.hosts):
        raise NotAllowed("This address is of no service that is known here.")
    return parts


def post(url: str, body: bytes, headers: Mapping[str, str], allowed: Allowed) -> None:
    """Hand something over. Raises `NotAllowed`, `NotDelivered` or `Gone`."""
    parts = check(url, allowed)
    listed = f"{parts.scheme}://{parts.netloc}" in allowed.origins
    try:
        connection = _connect(parts, public=not listed)
        try:
            target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            connection.request("POST", target, body, dict(headers))
            answer = connection.getresponse()
            answer.read(READ_AT_MOST)
        finally:
            connection.close()
    except (OSError, http.client.HTTPException, UnicodeError) as error:
        raise NotDelivered(f"The service was not reached ({type(error).__name__}).") from error
    if answer.status in (404, 410):
        raise Gone("The service does not know this address any more.")
    if not 200 <= answer.status < 300:
        raise NotDelivered(f"The service answered {answer.status}.")


ANYWHERE = Allowed(hosts=("",))
"""Any public https address: for what the owner said yes to, one address at a time."""


@dataclass(frozen=True, slots=True)
class HttpAnswer:
    """What an address answered: its status and at most so many bytes of it."""

    status: int
    body: bytes


def fetch(url: str, *, body: bytes | None = None, headers: Mapping[str, str], most: int) -> HttpAnswer:
    """Ask a public https address: a GET, or a POST with a body. No redirect is followed, as no address is asked twice.

    Raises `NotAllowed` for any other address, `NotDelivered` if it is not reached, answers too much, or takes too long.
    """
    parts = check(url, ANYWHERE)
    try:
        connection = _connect(parts, public=True)
        try:
            target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            connection.request("GET" if body is None else "POST", target, body, dict(headers))
            answer = connection.getresponse()
            content = _bounded(answer, most)
        finally:
            connection.close()
    except (OSError, http.client.HTTPException, UnicodeError) as error:
        raise NotDelivered(f"The address was not reached ({type(error).__name__}).") from error
    if 300 <= answer.status < 400:
        raise NotAllowed("The address leads to another one.")
    return HttpAnswer(answer.status, content)


def _bounded(answer: http.client.HTTPResponse, most: int) -> bytes:
    """At most so many bytes, within three times the time that one read may take."""
    began, content = time.monotonic(), b""
    while piece := answer.read1(65536):
        content += piece
        if len(content) > most or time.monotonic() - began > 3 * TIMEOUT:
            raise NotDelivered("It answered more than a reply has, or too slowly.")
    return content


def _connect(parts: SplitResult, *, public: bool) -> http.client.HTTPConnection:
    """A connection to the very address that was checked, so that a name cannot change its mind in between."""
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    found = [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if public and not all(ipaddress.ip_address(one).is_global for one in found):
        raise NotAllowed("This address is not on the internet.")
    connection = http.client.HTTPConnection(host, port, timeout=TIMEOUT)
    sock = socket.create_connection((found[0], port), timeout=TIMEOUT)
    if parts.scheme == "https":
        sock = ssl.create_default_context().wrap_socket(sock, server_hostname=host)
    connection.sock = sock
    return connection


def _is_known(host: str, hosts: Collection[str]) -> bool:
    return any(one in ("", host) or (one.startswith(".") and host.endswith(one)) for one in hosts) and bool(host)
