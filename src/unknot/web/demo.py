"""`unknot demo`: a year of a made-up journal, in a temporary home whose key is only in memory."""

from __future__ import annotations

import secrets
import socket
import tempfile
from collections.abc import Callable, MutableMapping
from datetime import datetime

from unknot.household.address import ServerAddress
from unknot.web.serving import serve

SEED = 20


class NotForADemo(Exception):
    """A demo touches no real journal and no network: what was asked for would."""


def demo(
    environ: MutableMapping[str, str],
    *,
    host: str | None = None,
    opened: Callable[[str], None] | None = None,
    say: Callable[[str], None] = print,
) -> None:
    """Serve a made-up year until stopped, then delete it. Refuses a host, a home and a database."""
    if host is not None:
        raise NotForADemo("The demo is for this computer only: leave out --host.")
    for name in ("UNKNOT_HOME", "UNKNOT_DATABASE_URL"):
        if environ.get(name):
            raise NotForADemo(f"The demo makes its own temporary journal: unset {name} first.")
    with tempfile.TemporaryDirectory(prefix="unknot-demo-", ignore_cleanup_errors=True) as folder:
        # The environment of a running process is not changed by this on disk or in /proc: the key stays in memory.
        environ["UNKNOT_HOME"] = folder
        environ["UNKNOT_DEMO_KEY"] = secrets.token_hex(32)
        say("Making up a year ...")
        serve(environ, ServerAddress(port=_free_port()), say=say, prepared=_filled, opened=opened)
        say("The made-up journal is deleted.")


def _filled(now: datetime) -> str:
    """Fills the journal; gives the owner's link."""
    from unknot.household.people import owner_link
    from unknot.madeup.example import made_up_year
    from unknot.store import entries, journals

    journal = journals.begin(now)
    entries.append(journal, made_up_year(SEED, now), now)
    return owner_link.new_link(now, journal)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
