"""Where the program listens, how the way there is protected, and the address that people are shown."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

LOOPBACK = ("localhost", "127.0.0.1", "::1")
PORT = 8420


class NotSafeToServe(Exception):
    """What was asked for would put the journal on a network without protection."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerAddress:
    """Where to listen, and how the way there is protected."""

    host: str = "localhost"
    port: int = PORT
    tls_cert: Path | None = None
    tls_key: Path | None = None
    proxy: str = ""
    plain_http: bool = False

    def __post_init__(self) -> None:
        if (self.tls_cert is None) != (self.tls_key is None):
            raise NotSafeToServe("TLS needs both --tls-cert and --tls-key.")
        if self.proxy and not urlsplit(self.proxy).hostname:
            raise NotSafeToServe("UNKNOT_URL is not an address such as https://diary.example.")
        if self.host not in LOOPBACK and not (self.tls_cert or self.proxy or self.plain_http):
            raise NotSafeToServe(
                f"Serving at {self.host} would send the journal over the network unprotected: give --tls-cert and "
                "--tls-key, name the proxy before it in UNKNOT_URL, or accept it with --plain-http."
            )

    @property
    def unprotected(self) -> bool:
        return self.host not in LOOPBACK and self.plain_http and not (self.tls_cert or self.proxy)

    @property
    def bind(self) -> str:
        return "127.0.0.1" if self.host == "localhost" else self.host

    @property
    def origins(self) -> list[str]:
        """The addresses a browser can use, the one to show first."""
        scheme = "https" if self.tls_cert else "http"
        names = _names(self.host)
        return [f"{scheme}://{f'[{name}]' if ':' in name else name}:{self.port}" for name in names]

    @property
    def shown(self) -> str:
        return self.proxy.rstrip("/") or self.origins[0]


def _names(host: str) -> list[str]:
    if host in LOOPBACK:
        return ["localhost", "127.0.0.1"]
    if host not in ("0.0.0.0", "::"):  # noqa: S104 - compared, not bound
        return [host]
    own = socket.gethostname()
    addresses = {str(info[4][0]) for info in socket.getaddrinfo(own, None)}
    return [own, f"{own}.local", "localhost", *sorted(addresses)]
