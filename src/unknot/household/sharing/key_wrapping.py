"""The address and the key of a link, wrapped by the master key: a copy of the database alone opens nothing."""

from __future__ import annotations

import secrets
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from unknot.store.keys import MasterKey

USE = "share wrapping"
NONCE = 12
KEY = 32


def wrap(master: MasterKey, share: UUID, key: bytes, address: str) -> bytes:
    """Both, encrypted for this share alone."""
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(master.derive(USE)).encrypt(nonce, key + address.encode(), share.bytes)


def unwrap(master: MasterKey, share: UUID, wrapped: bytes) -> tuple[bytes, str]:
    """The key and the address; `InvalidTag` if anything was changed or belongs to another share."""
    plain = AESGCM(master.derive(USE)).decrypt(wrapped[:NONCE], wrapped[NONCE:], share.bytes)
    return plain[:KEY], plain[KEY:].decode()
