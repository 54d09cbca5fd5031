"""Servers of our own at the other end of each channel: what a push service, an ntfy and a mail server would see."""

from __future__ import annotations

import socketserver
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


@dataclass
class Asked:
    """One request."""

    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Web:
    """A web server that keeps what it is sent and answers with `status`."""

    address: str = ""
    status: int = 201
    asked: list[Asked] = field(default_factory=list)


@contextmanager
def web() -> Iterator[Web]:
    found = Web()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            found.asked.append(Asked(self.path, {k.lower(): v for k, v in self.headers.items()}, body))
            self.send_response(found.status)
            if found.status == 302:
                self.send_header("Location", found.address + "/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found.address = f"http://127.0.0.1:{server.server_port}"
    with _serving(server):
        yield found


@dataclass
class Mail:
    """A mail server that keeps what it is handed."""

    url: str = ""
    refuses: bool = False
    letters: list[str] = field(default_factory=list)


@contextmanager
def mail() -> Iterator[Mail]:
    found = Mail()

    class Handler(socketserver.StreamRequestHandler):
        def say(self, line: str) -> None:
            self.wfile.write(f"{line}\r\n".encode())

        def handle(self) -> None:
            self.say("220 here")
            while line := self.rfile.readline().decode().strip():
                match line.split(" ")[0].upper():
                    case "DATA":
                        self.say("354 go on")
                        lines = iter(lambda: self.rfile.readline().decode().rstrip("\r\n"), ".")
                        found.letters.append("\n".join(lines))
                        self.say("250 kept")
                    case "RCPT" if found.refuses:
                        self.say("550 nobody")
                    case "QUIT":
                        self.say("221 bye")
                        return
                    case _:
                        self.say("250 ok")

    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    found.url = f"smtp+plain://127.0.0.1:{server.server_address[1]}"
    with _serving(server):
        yield found


@contextmanager
def _serving(server: socketserver.BaseServer) -> Iterator[None]:
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
