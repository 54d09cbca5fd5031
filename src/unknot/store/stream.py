"""A stream of bytes encrypted in pieces, so that neither side holds more than one of them.

Each piece is sealed with AES-256-GCM under a nonce of a random prefix, the piece's number and whether it is the last:
none can be changed, left out, put elsewhere or cut off unseen.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

PIECE = 1 << 20
PREFIX, TAG = 7, 16


class DamagedStream(Exception):
    """The stream was changed or cut off, or belongs to another key."""


def sealed(content: Iterable[bytes], key: bytes) -> Iterator[bytes]:
    """The content, encrypted, as it comes."""
    cipher, prefix = AESGCM(key), secrets.token_bytes(PREFIX)
    yield prefix
    waiting, number = b"", 0
    for part in content:
        waiting += part
        while len(waiting) > PIECE:
            yield cipher.encrypt(_nonce(prefix, number, last=False), waiting[:PIECE], None)
            waiting, number = waiting[PIECE:], number + 1
    yield cipher.encrypt(_nonce(prefix, number, last=True), waiting, None)


def opened(file: BinaryIO, key: bytes) -> Iterator[bytes]:
    """What was sealed, piece by piece; `DamagedStream` before anything changed is given out."""
    cipher, prefix = AESGCM(key), file.read(PREFIX)
    piece, number = file.read(PIECE + TAG), 0
    while True:
        following = file.read(PIECE + TAG)
        try:
            yield cipher.decrypt(_nonce(prefix, number, last=not following), piece, None)
        except (InvalidTag, ValueError) as error:
            raise DamagedStream("This part of the backup is damaged.") from error
        if not following:
            return
        piece, number = following, number + 1


def _nonce(prefix: bytes, number: int, *, last: bool) -> bytes:
    return prefix + number.to_bytes(4, "big") + bytes([last])
