"""The one master key of a home: where it lies, when it may be made, and the keys derived from it.

The key never lies beside the data. It is made only for an empty home; data without its key, or a key without its
data, is refused, so that a lost disk or a wrong folder is never taken for a fresh start.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

LENGTH = 32
DATABASE_NAME = "journal.db"
CHECK_NAME = "key-check"
CREDENTIAL_NAME = "unknot.key"


class KeyProblem(Exception):
    """Something about the key stops us; the message says what, and what to do, in one sentence."""


class NoKeyForData(KeyProblem):
    """There is a journal, but its key is not where it should be."""


class NoDataForKey(KeyProblem):
    """There is a key, but no journal."""


class WrongKey(KeyProblem):
    """The key is not the one of this journal."""


class BadKeyFile(KeyProblem):
    """The key file is not a key, lies beside the data, or others may read it."""


@dataclass(frozen=True, slots=True, repr=False)
class MasterKey:
    """32 random bytes, from which each use has its own key (HKDF, RFC 5869). It never shows itself."""

    master: bytes

    def __post_init__(self) -> None:
        if len(self.master) != LENGTH:
            raise BadKeyFile("The key is not 32 bytes long.")

    def derive(self, use: str) -> bytes:
        """32 bytes for one use.

        The uses: `database`, `attachments`, `backup`, `dump`, `erased`, `django`, `share`, `push`, `sign`.
        """
        return HKDF(SHA256(), LENGTH, None, f"unknot {use} 1".encode()).derive(self.master)

    @property
    def check(self) -> str:
        """A word that tells a right key from a wrong one and gives nothing else away."""
        return self.derive("check")[:8].hex()


def new_key() -> MasterKey:
    return MasterKey(secrets.token_bytes(LENGTH))


@dataclass(frozen=True, slots=True)
class KeySources:
    """Where a key may lie, in this order: `UNKNOT_KEY_FILE`, systemd's credentials folder, the config folder."""

    key_file: Path | None
    credentials: Path | None
    config: Path

    def place(self, home: Path) -> Path:
        """The one file that holds, or will hold, the key of a home."""
        if self.key_file is not None:
            return self.key_file
        if self.credentials is not None and (self.credentials / CREDENTIAL_NAME).exists():
            return self.credentials / CREDENTIAL_NAME
        home = home.resolve()
        return self.config / f"{home.name}-{hashlib.sha256(os.fsencode(home)).hexdigest()[:8]}.key"

    def is_credential(self, place: Path) -> bool:
        """Whether systemd keeps it: then it is guarded, and never ours to make."""
        return self.credentials is not None and place.parent == self.credentials


def holds_data(home: Path) -> bool:
    """Whether a journal was ever begun in this home (its database may be on PostgreSQL)."""
    return (home / DATABASE_NAME).exists() or (home / CHECK_NAME).exists()


def was_begun(home: Path) -> bool:
    """Whether a journal was made ready in this home once."""
    return (home / CHECK_NAME).exists()


def find_key(home: Path, sources: KeySources) -> MasterKey | None:
    """The key of a home; None if the home is empty and has no key yet. Writes nothing."""
    place = sources.place(home)
    _refuse_beside(place, home)
    if place.exists():
        key = _read(place, guarded=sources.is_credential(place))
        if not holds_data(home):
            raise NoDataForKey(
                f"There is a key at {place}, but no journal in {home}: "
                "put the data folder back, run `unknot restore`, or begin a new journal with `unknot init`."
            )
        _compare(key, home)
        return key
    if holds_data(home):
        raise NoKeyForData(
            f"There is a journal in {home}, but its key is not at {place}: "
            "put the key back, name it in UNKNOT_KEY_FILE, or run `unknot restore` with the recovery sheet."
        )
    return None


def adopt(home: Path, sources: KeySources) -> MasterKey:
    """The key that was put there for an empty home, or a new one. Writes nothing."""
    place = sources.place(home)
    _refuse_beside(place, home)
    if holds_data(home):
        raise NoKeyForData(f"There is a journal in {home} already: its key is not replaced.")
    return _read(place, guarded=sources.is_credential(place)) if place.exists() else new_key()


def keep(home: Path, sources: KeySources, key: MasterKey) -> None:
    """Write a key to its place, durably, before anything is encrypted with it. One that lies there must be the same."""
    place = sources.place(home)
    _refuse_beside(place, home)
    if not place.exists():
        _write_key(place, key)
    elif _read(place, guarded=sources.is_credential(place)) != key:
        raise WrongKey(f"There is another key at {place}: move it away first.")


def _write_key(place: Path, key: MasterKey) -> None:
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise BadKeyFile(f"The key cannot be written to {place}: {error.strerror}.") from error
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(key.master.hex() + "\n")
        file.flush()
        os.fsync(file.fileno())


def mark(home: Path, key: MasterKey) -> None:
    """Leave in a home the word that tells its key from others, once there is data in it."""
    if not (home / CHECK_NAME).exists():
        (home / CHECK_NAME).write_text(key.check + "\n", encoding="ascii")


def _compare(key: MasterKey, home: Path) -> None:
    check = home / CHECK_NAME
    if not check.exists():  # an older or hand-made home: the database itself will tell
        return
    if check.read_text(encoding="ascii", errors="replace").strip() != key.check:
        raise WrongKey(f"The key is not the one of the journal in {home}.")


def _refuse_beside(place: Path, home: Path) -> None:
    if place.resolve().is_relative_to(home.resolve()):
        raise BadKeyFile(f"The key may not lie in the data folder {home}: whoever copies one would have both.")


def _read(place: Path, *, guarded: bool) -> MasterKey:
    try:
        content = place.read_bytes()
        mode = place.stat().st_mode
    except OSError as error:
        raise BadKeyFile(f"The key at {place} cannot be read: {error.strerror}.") from error
    if os.name == "posix" and not guarded and mode & 0o077:
        raise BadKeyFile(f"Others may read the key at {place}: run `chmod 600` on it.")
    if len(content) == LENGTH:
        return MasterKey(content)
    try:
        return MasterKey(bytes.fromhex(content.decode("ascii").strip()))
    except (ValueError, BadKeyFile) as error:
        raise BadKeyFile(f"The file at {place} is not a key of 64 hexadecimal digits.") from error
