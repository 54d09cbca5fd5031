"""The least program that does the same: ASGI and sqlite3, one row per entry, durable before it answers."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from typing import Any

DATABASE = os.environ.get("BARE_DATABASE", ":memory:")

SCHEMA = """
CREATE TABLE IF NOT EXISTS device (token_hash TEXT PRIMARY KEY, journal TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS entry (
    journal TEXT, id TEXT, happened_at TEXT, recorded_at TEXT, document TEXT, PRIMARY KEY (journal, id)
);
CREATE INDEX IF NOT EXISTS by_time ON entry (journal, happened_at);
"""

_connection: sqlite3.Connection | None = None


def connect(path: str = DATABASE) -> sqlite3.Connection:
    """A connection with the durability that Unknot has."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.executescript(SCHEMA)
    return connection


def insert(connection: sqlite3.Connection, journal: str, text: str) -> bool:
    """Keeps an entry; False if it was known."""
    document = json.loads(text)
    row = (journal, document["id"], document["happened_at"], document["provenance"]["recorded_at"], text)
    return connection.execute("INSERT OR IGNORE INTO entry VALUES (?, ?, ?, ?, ?)", row).rowcount == 1


async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
    global _connection
    _connection = _connection or connect()
    headers = dict(scope["headers"])
    token = headers[b"cookie"].split(b"unknot-device=")[1].split(b";")[0]
    found = _connection.execute(
        "SELECT journal FROM device WHERE token_hash = ?", (hashlib.sha256(token).hexdigest(),)
    ).fetchone()
    if found is None:
        return await _answer(send, 401, b"{}")
    if scope["method"] == "PUT":
        body = b""
        while True:
            message = await receive()
            body += message.get("body", b"")
            if not message.get("more_body"):
                break
        added = insert(_connection, found[0], body.decode())
        return await _answer(send, 201 if added else 200, b'{"saved": true}')
    since = scope["query_string"].decode().partition("since=")[2]
    rows = _connection.execute(
        "SELECT document FROM entry WHERE journal = ? AND happened_at >= ? ORDER BY happened_at", (found[0], since)
    )
    documents = [json.loads(text) for (text,) in rows]
    return await _answer(send, 200, json.dumps(documents, ensure_ascii=False).encode())


async def _answer(send: Any, status: int, body: bytes) -> None:
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
