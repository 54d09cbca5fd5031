"""Insert and list over HTTP against the least program that does the same, in the same run.

    python -m benchmarks.http

Both are served by granian from this machine, both answer only when the entry is durable, both know who asks. The
other one, `benchmarks/bare.py`, checks nothing, encrypts nothing and settles nothing. Goals: insert at 30 % of its
rate, list at 15 %.
"""

from __future__ import annotations

import hashlib
import http.client
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.measured import Measured
from unknot.journal.document import to_document
from unknot.journal.entry import Body, Entry, Episode
from unknot.journal.ids import new_id
from unknot.journal.span import moment

ROUNDS, INSERTS, LISTS = 5, 110, 60  # a device may put 600 entries a minute
DAYS = 7


def main() -> None:
    for line in measure():
        print(f"{line.what}: {line.figure}, against {line.against}: {line.ratio:.0%}, goal {line.goal}")


def measure() -> list[Measured]:
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder)
        with unknot(room) as ours, bare(room) as theirs:
            listed = compare("list, a week of entries", LISTS, ours, theirs, Client.list, "at least 0.15")
            ours.lock()  # a locked device logs all the same, and that is how most entries come
            return [listed, compare("insert, one entry", INSERTS, ours, theirs, Client.insert, "at least 0.30")]


def compare(what: str, n: int, ours: Client, theirs: Client, act: Callable[[Client], None], goal: str) -> Measured:
    """The median of some rounds, taken in turns so that a busy machine slows both.

    Where the machine is busier than it has processors, the share that is computing suffers and the share that waits
    for the disk does not: then the processor time per request tells more than the rate.
    """
    rates: dict[str, list[float]] = {"ours": [], "theirs": []}
    used = {"ours": -ours.processor_ms(), "theirs": -theirs.processor_ms()}
    for _ in range(ROUNDS):
        for name, client in (("ours", ours), ("theirs", theirs)):
            start = time.perf_counter()
            for _ in range(n):
                act(client)
            rates[name].append(n / (time.perf_counter() - start))
    cpu = [(used[name] + client.processor_ms()) / n / ROUNDS for name, client in (("ours", ours), ("theirs", theirs))]
    a, b = statistics.median(rates["ours"]), statistics.median(rates["theirs"])
    figure, against = (f"{rate:.0f}/s, {ms:.1f} ms of a processor" for rate, ms in ((a, cpu[0]), (b, cpu[1])))
    return Measured(what, figure, f"the least program {against}", a / b, goal)


class Client:
    """One browser with one open connection."""

    def __init__(self, port: int, cookies: str, list_path: str, server: int) -> None:
        self.server = server
        self.connection = http.client.HTTPConnection("localhost", port, timeout=30)
        self.headers = {"Cookie": cookies, "Content-Type": "application/json", "Accept": "application/json"}
        self.list_path = list_path
        spasms = [entry for entry in year() if isinstance(entry.body, Episode)]
        self.entry = spasms[len(spasms) // 2]  # long enough ago to be in no list

    def ask(self, method: str, path: str, body: str | None = None) -> bytes:
        self.connection.request(method, path, body, self.headers)
        answer = self.connection.getresponse()
        content = answer.read()
        assert answer.status < 300, (answer.status, content[:200])
        return content

    def processor_ms(self) -> float:
        """Processor time of the server and its worker so far, where the system tells (Linux)."""
        try:
            children = Path(f"/proc/{self.server}/task/{self.server}/children").read_text().split()
            fields = [Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in children]
        except OSError:
            return 0.0
        return sum(int(stat[11]) + int(stat[12]) for stat in fields) * 1000 / os.sysconf("SC_CLK_TCK")

    def lock(self) -> None:
        """Forgets the session and stays a device that may log."""
        kept = [pair for pair in self.headers["Cookie"].split("; ") if not pair.startswith("unknot=")]
        self.headers["Cookie"] = "; ".join(kept)

    def insert(self) -> None:
        entry = replace(self.entry, id=new_id(datetime.now(UTC)))
        self.ask("PUT", f"/api/v1/entries/{entry.id}", json.dumps(to_document(entry)))

    def list(self) -> None:
        assert len(self.ask("GET", self.list_path)) > 5000


def year() -> list[Entry[Body]]:
    """The made-up year that both begin with."""
    from unknot.madeup.example import made_up_year

    return made_up_year(1, datetime.now(UTC))


@contextmanager
def unknot(room: Path) -> Iterator[Client]:
    """Our program on a home of its own, with a browser that is signed in on an enrolled device."""
    port = free_port()
    surroundings = os.environ | {"UNKNOT_HOME": str(room / "home"), "XDG_CONFIG_HOME": str(room / "config")}
    program = [sys.executable, "-c", "from unknot.cli import main; main()"]
    filled = room / "year.jsonl"
    filled.write_text("".join(json.dumps(to_document(entry)) + "\n" for entry in year()), encoding="utf-8")
    subprocess.run([*program, "import", str(filled), "--yes"], env=surroundings, check=True, capture_output=True)
    with subprocess.Popen(
        [*program, "serve", "--port", str(port)], env=surroundings, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        link = next(line.split()[1] for line in process.stdout if line.startswith("Open "))
        path = "/" + link.split("/", 3)[3]
        browser = Client(port, "", f"/entries?days={DAYS}", process.pid)
        until_open(port)
        token = cookies(browser, "GET", path, "")["unknot-form"]
        browser.headers |= {"Cookie": f"unknot-form={token}", "X-CSRFToken": token}
        form = "application/x-www-form-urlencoded"
        found = {"unknot-form": token} | cookies(browser, "POST", path, f"csrfmiddlewaretoken={token}&device=on", form)
        browser.headers |= {
            "Cookie": "; ".join(f"{name}={value}" for name, value in found.items()),
            "X-CSRFToken": found["unknot-form"],
        }
        yield browser
        process.terminate()


@contextmanager
def bare(room: Path) -> Iterator[Client]:
    """The other program, on a database of its own with the same year in it."""
    from benchmarks import bare as program

    path, port, token = str(room / "bare.db"), free_port(), "t" * 43
    connection = program.connect(path)
    connection.execute("INSERT INTO device VALUES (?, 'journal')", (hashlib.sha256(token.encode()).hexdigest(),))
    connection.execute("BEGIN")
    for entry in year():
        program.insert(connection, "journal", json.dumps(to_document(entry)))
    connection.execute("COMMIT")
    connection.close()
    command = ["-m", "granian", "--interface", "asginl", "--workers", "1", "--no-ws", "--log-level", "warning"]
    with subprocess.Popen(
        [sys.executable, *command, "--port", str(port), "benchmarks.bare:application"],
        env=os.environ | {"BARE_DATABASE": path},
    ) as process:
        until_open(port)
        since = moment(datetime.now(UTC) - timedelta(days=DAYS), "Europe/Dublin").at.isoformat()[:19]
        yield Client(port, f"unknot-device={token}", f"/entries?since={since}", process.pid)
        process.terminate()


def cookies(browser: Client, method: str, path: str, body: str, kind: str = "application/json") -> dict[str, str]:
    browser.connection.request(method, path, body, browser.headers | {"Content-Type": kind})
    answer = browser.connection.getresponse()
    answer.read()
    given = answer.headers.get_all("Set-Cookie") or []
    pairs = [cookie.strip().partition(";")[0].partition("=") for cookie in given]
    return {name: value for name, _, value in pairs}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until_open(port: int) -> None:
    for _ in range(300):
        try:
            socket.create_connection(("localhost", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError


if __name__ == "__main__":
    main()
