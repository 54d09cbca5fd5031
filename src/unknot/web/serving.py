"""`unknot serve`: prepares the home, then answers requests until it is stopped.

Settings read the environment when Django is first imported, so this module imports it only after the environment
is complete.
"""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Callable, Iterable, MutableMapping
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from pathlib import Path

from unknot.household.address import ServerAddress
from unknot.store import homes, lock

THREADS = 4
SERVED_AT = "served-at"
"""The file in a home that says at which address it was last served."""

PLAIN_HTTP_WARNING = (
    "Plain HTTP: anyone on this network can read along, and browsers switch off passkeys, logging without a network, "
    "and reminders. Use --tls-cert and --tls-key, or a proxy named in UNKNOT_URL, when you can."
)


class PortInUse(Exception):
    """Something else listens there."""


def serve(
    environ: MutableMapping[str, str],
    place: ServerAddress,
    *,
    say: Callable[[str], None] = print,
    prepared: Callable[[datetime], str | None] | None = None,
    opened: Callable[[str], None] | None = None,
    worker: bool = True,
) -> None:
    """Serve the home that the environment names; returns when it is stopped. `worker`: whether one works beside it.

    `prepared` is called once the database is ready and gives the path to show, by default the owner's link while
    there is no owner; `opened` gets the whole address once someone can open it. Raises `HomeInUse`, `PortInUse`,
    and what opening a home raises.
    """
    environ["UNKNOT_SERVED_AT"] = ",".join(place.origins)
    if place.unprotected:
        say(PLAIN_HTTP_WARNING)
    with lock.sole_use(homes.home(environ)):
        _refuse_taken(place)
        path = _prepare(environ, prepared or _first_link)
        address = place.shown + (path or "/")
        homes.home(environ).joinpath(SERVED_AT).write_text(place.shown, encoding="utf-8")
        say(f"Open {address}" + (" within the hour; it works once." if path else ""))
        with _worker() if worker else nullcontext():  # forked before any thread is begun here
            if opened:
                threading.Thread(target=_when_open, args=(place, address, opened), daemon=True).start()
            _answer(place)


def running_at(home: Path) -> str:
    """The address at which this home is being served now; "" if it is not."""
    try:
        return home.joinpath(SERVED_AT).read_text(encoding="utf-8").strip() if lock.in_use(home) else ""
    except OSError:
        return ""


def prepare(environ: MutableMapping[str, str]) -> datetime:
    """Brings the home up to date, in the process that holds it; gives the time it is."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "unknot.web.settings")
    import django

    django.setup()
    from unknot.store import opening

    now = datetime.now(UTC)
    opening.ready(environ, now)
    return now


def _prepare(environ: MutableMapping[str, str], prepared: Callable[[datetime], str | None]) -> str | None:
    """Everything before the first request; leaves no connection open, as the server forks."""
    now = prepare(environ)
    from django.core.management import call_command

    from unknot.store import ballast, opening
    from unknot.web import static_files
    from unknot.web.page import access

    access.refuse_undeclared_routes()
    if opening.MADE_UP not in environ:
        ballast.keep(homes.home(environ))
    call_command("clearsessions", verbosity=0)
    static_files.collect()
    path = prepared(now)
    opening.let_go()
    return path


def _first_link(now: datetime) -> str | None:
    """The owner's link, as long as the journal has no owner."""
    from unknot.household.people import owner_link
    from unknot.store import journals

    begun = journals.journals() or (journals.only(now),)
    ownerless = [journal for journal in begun if not owner_link.has_owner(journal)]
    return owner_link.new_link(now, ownerless[0]) if ownerless else None


def _worker() -> AbstractContextManager[None]:
    from unknot.household.worker import process

    return process.beside()


def _answer(place: ServerAddress) -> None:
    from granian.constants import Interfaces
    from granian.http import HTTP1Settings
    from granian.log import LogLevels
    from granian.server import Server

    server = Server(
        "unknot.web.wsgi:application",
        address=place.bind,
        port=place.port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=THREADS,
        websockets=False,
        http1_settings=HTTP1Settings(header_read_timeout=10_000),
        log_level=LogLevels.warning,
        log_access=False,
        ssl_cert=place.tls_cert,
        ssl_key=place.tls_key,
        workers_kill_timeout=3,
    )
    server.serve(target_loader=load, wrap_loader=False)


def load() -> Callable[..., Iterable[bytes]]:
    """The application, in the process that answers. It ends when the one that holds the home has ended."""
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    from unknot.web.wsgi import application

    return application


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)


def _refuse_taken(place: ServerAddress) -> None:
    """The server would share a port with another one of ours; better to say so."""
    family = socket.AF_INET6 if ":" in place.bind else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((place.bind, place.port))
        except OSError as error:
            raise PortInUse(f"Port {place.port} at {place.host} is taken: choose another with --port.") from error


def _when_open(place: ServerAddress, address: str, opened: Callable[[str], None]) -> None:
    """Waits until the server answers, then says so; gives up after a minute."""
    for _ in range(300):
        try:
            socket.create_connection((place.bind, place.port), timeout=1).close()
        except OSError:
            time.sleep(0.2)
        else:
            opened(address)
            return
