"""Attached files, encrypted (AES-256-GCM) in a folder beside the database, under names that tell nothing."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterator
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from unknot.store.files import whole_file
from unknot.store.keys import MasterKey

FOLDER = "attachments"
LARGEST = 50_000_000
NONCE = 12


class TooLarge(Exception):
    """The file is larger than an attachment may be."""


class NoSuchAttachment(Exception):
    """The file is not here."""


class DamagedAttachment(Exception):
    """The file was changed or cut short, or belongs to another key."""


def keep(home: Path, key: MasterKey, content: bytes) -> str:
    """Store a file durably; its SHA-256, by which it is found again. The same file twice is stored once."""
    if len(content) > LARGEST:
        raise TooLarge(f"A file may have {LARGEST // 1_000_000} MB at most.")
    sha256 = hashlib.sha256(content).hexdigest()
    path = path_of(home, key, sha256)
    if not path.exists():
        nonce = secrets.token_bytes(NONCE)
        with whole_file(path) as file:
            file.write(nonce + AESGCM(key.derive("attachments")).encrypt(nonce, content, sha256.encode()))
    return sha256


def fetch(home: Path, key: MasterKey, sha256: str) -> bytes:
    """The content of a stored file, checked."""
    try:
        stored = path_of(home, key, sha256).read_bytes()
    except FileNotFoundError as error:
        raise NoSuchAttachment("This file is not in the journal's folder.") from error
    try:
        return AESGCM(key.derive("attachments")).decrypt(stored[:NONCE], stored[NONCE:], sha256.encode())
    except (InvalidTag, ValueError) as error:
        raise DamagedAttachment("This file is damaged: bring it back from a backup.") from error


def remove(home: Path, key: MasterKey, sha256: str) -> None:
    """Delete a file; nothing changes if it is not there."""
    path_of(home, key, sha256).unlink(missing_ok=True)


def files(home: Path) -> Iterator[Path]:
    """The encrypted files, as they lie."""
    folder = home / FOLDER
    if folder.is_dir():
        yield from sorted(path for path in folder.iterdir() if not path.name.startswith("."))


def path_of(home: Path, key: MasterKey, sha256: str) -> Path:
    """Where the file with this content lies, if it is kept."""
    name = hmac.new(key.derive("attachments"), sha256.encode(), "sha256").hexdigest()
    return home / FOLDER / name
