"""Secrets that are handed out once and kept only as their hash."""

from __future__ import annotations

import hashlib
import secrets

_CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No letters or digits that look alike, and no vowel that is easily a word."""


def new_token() -> str:
    """256 random bits, safe in a URL and in a cookie."""
    return secrets.token_urlsafe(32)


def new_code() -> str:
    """A code to read out or type: 10 letters, 49 bits, good for ten minutes only."""
    letters = "".join(secrets.choice(_CODE_LETTERS) for _ in range(10))
    return f"{letters[:5]}-{letters[5:]}"


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def hash_of_code(code: str) -> str:
    """The hash of a code as typed: case, spaces and dashes do not matter."""
    return hash_of("".join(letter for letter in code.upper() if letter.isalnum()))
