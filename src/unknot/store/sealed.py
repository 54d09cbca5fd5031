"""A file that waits for the person's word: encrypted under a key of its own, which lies in the database, not beside it.

AES in counter mode, so that any part can be read without the rest. Nothing is trusted that comes out of it: a file that
was changed on the disk is read as noise, and refused as no format at all.
"""

from __future__ import annotations

import io
import os
import secrets
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

FOLDER = "waiting"
BLOCK = 16


class SealedFile(io.RawIOBase):
    """The file as plain bytes. It is written once, from the beginning; it is read anywhere."""

    def __init__(self, path: Path, key: bytes) -> None:
        super().__init__()
        self.path, self.key, self.at = path, key, 0
        self.file = open(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b")  # noqa: SIM115  it lives as long as we do

    def readable(self) -> bool:
        return True

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self.at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self.at, io.SEEK_END: self.size}[whence]
        self.at = max(0, base + offset)
        return self.at

    @property
    def size(self) -> int:
        return os.fstat(self.file.fileno()).st_size

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]  # what io gives is a buffer
        self.file.seek(self.at)
        found = self._sealed(self.file.read(len(view)))
        view[: len(found)] = found
        self.at += len(found)
        return len(found)

    def write(self, data: object) -> int:
        plain = bytes(data)  # type: ignore[call-overload]
        self.file.seek(self.at)
        self.file.write(self._sealed(plain))
        self.file.flush()
        self.at += len(plain)
        return len(plain)

    def close(self) -> None:
        self.file.close()
        super().close()

    def _sealed(self, data: bytes) -> bytes:
        """The bytes at this place, sealed or opened: it is the same."""
        block, inside = divmod(self.at, BLOCK)
        cipher = Cipher(algorithms.AES(self.key), modes.CTR(block.to_bytes(BLOCK, "big"))).encryptor()
        return cipher.update(bytes(inside) + data)[inside:]


def new(home: Path) -> tuple[str, SealedFile]:
    """A new file under a name that tells nothing; what was left behind by others before is not looked at."""
    folder = home / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True, parents=True)
    name = secrets.token_hex(16)
    return name, SealedFile(folder / name, secrets.token_bytes(32))


def opened(home: Path, name: str, key: bytes) -> SealedFile | None:
    """A file that waits; None if it is gone."""
    path = home / FOLDER / name
    return SealedFile(path, key) if path.exists() else None


def remove(home: Path, name: str) -> None:
    (home / FOLDER / name).unlink(missing_ok=True)


def tidy(home: Path, before: float) -> None:
    """Delete what has waited since before this time (seconds since 1970)."""
    folder = home / FOLDER
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.stat().st_mtime < before:
            path.unlink(missing_ok=True)
