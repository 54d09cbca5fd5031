"""Serving for real: the program as a process, opened as a person opens it."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from unknot.household.address import NotSafeToServe, ServerAddress
from unknot.web.demo import NotForADemo, demo
from unknot.web.serving import PLAIN_HTTP_WARNING

UNKNOT = (sys.executable, "-c", "from unknot.cli import main; main()")
DEMO = ("demo", "--no-browser")

Running = tuple[subprocess.Popen[str], list[str]]


def surroundings(tmp_path: Path) -> dict[str, str]:
    """The environment of a program that must not see the home of the tests."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("UNKNOT", "DJANGO"))}
    return clean | {"XDG_CONFIG_HOME": str(tmp_path / "config"), "TMPDIR": str(tmp_path)}


def unknot(tmp_path: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A command that ends by itself."""
    return subprocess.run(
        [*UNKNOT, *arguments], env=surroundings(tmp_path), capture_output=True, text=True, timeout=60
    )  # fmt: skip


@contextmanager
def running(tmp_path: Path, *arguments: str) -> Iterator[Running]:
    """The program as a process; gives it with what it said up to the address to open."""
    process = subprocess.Popen(
        [*UNKNOT, *arguments],
        env=surroundings(tmp_path), text=True, stdout=subprocess.PIPE, stderr=(tmp_path / "stderr").open("w"),
    )  # fmt: skip
    try:
        said = [""]
        for line in process.stdout:
            said.append(line.strip())
            if line.startswith("Open "):
                break
        assert said[-1].startswith("Open "), (tmp_path / "stderr").read_text()
        yield process, said
    finally:
        process.send_signal(signal.SIGTERM)
        said += process.stdout.read().splitlines()
        process.wait(20)


class Browser:
    """Just enough of a browser to follow a link and press a button."""

    def __init__(self, address: str) -> None:
        self.host, self.path = re.fullmatch(r"Open http://([^/]+)(/\S*).*", address).groups()
        self.cookies: dict[str, str] = {}

    def ask(self, method: str, path: str, body: str = "") -> tuple[int, str]:
        for _ in range(100):
            try:
                connection = http.client.HTTPConnection(self.host, timeout=10)
                connection.request(method, path, body, self._headers())
                break
            except ConnectionRefusedError:
                time.sleep(0.1)
        answer = connection.getresponse()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].strip().partition("=")
            self.cookies[name] = value
        self.location = answer.headers.get("Location", "")
        self.headers = dict(answer.headers.items())
        return answer.status, answer.read().decode()

    def _headers(self) -> dict[str, str]:
        return {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Content-Type": "application/x-www-form-urlencoded",
            "Origin": f"http://{self.host}",
        }

    def open(self, path: str) -> tuple[int, str]:
        return self.ask("GET", path)

    def press(self, path: str, **fields: str) -> tuple[int, str]:
        fields["csrfmiddlewaretoken"] = self.cookies["unknot-form"]
        return self.ask("POST", path, "&".join(f"{name}={value}" for name, value in fields.items()))


def free_port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


def the_worker_has(folder: Path) -> bool:
    """Waits for the first backup, which is due as soon as there is a home."""
    for _ in range(600):
        if list(folder.glob("*.unknot-backup")):
            return True
        time.sleep(0.1)
    return False


@pytest.mark.slow
def test_the_demo_opens_at_its_link_and_leaves_nothing_behind(tmp_path):
    with running(tmp_path, *DEMO) as (process, said):
        browser = Browser(said[-1])
        assert re.fullmatch(r"localhost:\d+", browser.host)
        status, page = browser.open(browser.path)
        assert status == 200
        assert "Made-up example" in page
        assert list(tmp_path.glob("unknot-demo-*"))
        key = Path(f"/proc/{process.pid}/environ")
        assert not key.exists() or b"UNKNOT_DEMO_KEY" not in key.read_bytes()

        script = re.search(r'src="(/static/page\.[0-9a-f]{12}\.js)"', page).group(1)
        status, module = browser.open(script)
        assert "immutable" in browser.headers["cache-control"], "a hashed name may be kept for ever"
        assert re.search(r'from "\./\w+\.[0-9a-f]{12}\.js"', module), "what a module imports is hashed too"

        assert browser.press(browser.path, device="on")[0] == 302
        status, page = browser.open("/keys")
        assert status == 200
        assert "Made-up example" in page
        assert browser.open(browser.path)[0] == 410
    assert list(tmp_path.glob("unknot-demo-*")) == []
    assert said[-1] == "The made-up journal is deleted."


@pytest.mark.slow
def test_serve_makes_a_home_its_key_elsewhere_and_an_owner_once(tmp_path):
    home, port = str(tmp_path / "home"), free_port()
    with running(tmp_path, "--home", home, "serve", "--port", port) as (_, said):
        browser = Browser(said[-1])
        browser.open(browser.path)
        assert browser.press(browser.path, device="on")[0] == 302
        assert the_worker_has(tmp_path / "home" / "backups"), "someone works in the background"
        second = unknot(tmp_path, "--home", home, "serve", "--port", free_port())
        assert (second.returncode, second.stderr) == (6, f"Unknot is already running on {home}.\n")
        lost = Browser("Open " + unknot(tmp_path, "--home", home, "owner-link", "--port", port).stdout.strip())
        lost.open(lost.path)
        assert lost.press(lost.path)[0] == 302
        assert lost.open("/keys")[0] == 200
    with running(tmp_path, "--home", home, "serve", "--port", port) as (_, said):
        assert said[-1] == f"Open http://localhost:{port}/"
        assert browser.open("/keys")[0] == 200, "a restart ends nobody's session"
    assert [path.name for path in (tmp_path / "config").rglob("*.key")]
    assert (tmp_path / "home" / "journal.db").read_bytes()[:15] != b"SQLite format 3"


@pytest.mark.slow
def test_what_answers_ends_with_what_was_started(tmp_path):
    home = str(tmp_path / "home")
    with running(tmp_path, "--home", home, "serve", "--port", free_port()) as (process, said):
        browser = Browser(said[-1])
        assert browser.open("/healthz") == (200, "ok\n")
        process.kill()
        process.wait()
        time.sleep(2)
        with pytest.raises(ConnectionRefusedError):
            http.client.HTTPConnection(browser.host, timeout=2).request("GET", "/healthz")
    with running(tmp_path, "--home", home, "serve", "--port", free_port()) as (_, said):
        assert Browser(said[-1]).open("/healthz") == (200, "ok\n")


# ---------------------------------------------------------------- what is refused


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "::1"])
def test_this_computer_needs_no_protection(host):
    assert not ServerAddress(host=host).unprotected


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.7", "::", "diary.example"])
def test_another_address_is_refused_without_protection(host):
    with pytest.raises(NotSafeToServe, match="--plain-http"):
        ServerAddress(host=host)


def test_tls_a_declared_proxy_or_a_word_open_another_address(tmp_path):
    assert not ServerAddress(host="192.0.2.7", tls_cert=tmp_path, tls_key=tmp_path).unprotected
    assert not ServerAddress(host="192.0.2.7", proxy="https://diary.example").unprotected
    assert ServerAddress(host="192.0.2.7", plain_http=True).unprotected
    assert "passkeys" in PLAIN_HTTP_WARNING


def test_half_of_tls_is_refused(tmp_path):
    with pytest.raises(NotSafeToServe):
        ServerAddress(tls_cert=tmp_path)


def test_the_address_shown_is_one_that_a_passkey_can_use():
    assert ServerAddress().shown == "http://localhost:8420"
    assert ServerAddress(host="127.0.0.1").shown == "http://localhost:8420"
    assert ServerAddress(host="0.0.0.0", proxy="https://diary.example/").shown == "https://diary.example"


@pytest.mark.parametrize("environ", [{"UNKNOT_HOME": "/somewhere"}, {"UNKNOT_DATABASE_URL": "postgresql://x/y"}])
def test_the_demo_refuses_a_real_journal(environ):
    with pytest.raises(NotForADemo):
        demo(environ)


def test_the_demo_refuses_a_host():
    with pytest.raises(NotForADemo):
        demo({}, host="0.0.0.0")


@pytest.mark.slow
def test_a_taken_port_is_said(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        answer = unknot(tmp_path, "--home", str(tmp_path / "home"), "serve", "--port", port)
    assert answer.returncode == 2
    assert f"Port {port} at localhost is taken" in answer.stderr
    assert not (tmp_path / "home" / "journal.db").exists()
