"""SMART Health Links: the link, its key, and the encryption of what it opens (HL7 SHL 1.0.0).

JWE compact, `dir` and A256GCM, a fresh IV each time, never compressed: one viewer refuses compressed content.
"""

from __future__ import annotations

import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

import segno
from joserfc import jwe
from joserfc.jwk import OctKey

ALGORITHMS = ["dir", "A256GCM"]
FHIR_JSON = "application/fhir+json"
LONGEST_URL, LONGEST_LABEL = 128, 80
LARGEST = 50_000_000

_REGISTRY = jwe.JWERegistry(algorithms=ALGORITHMS)
_REGISTRY.max_ciphertext_length = LARGEST


class ImpossibleLink(ValueError):
    """A link that the specification does not allow."""


@dataclass(frozen=True, slots=True)
class Link:
    """What a SMART Health Link says. `flag` is "U" (one file), "LU" (one that is kept up to date), "LP" (live,
    with a passcode) or "L"."""

    url: str
    key: bytes
    flag: str
    expires: datetime | None = None
    label: str = ""

    def __post_init__(self) -> None:
        if len(self.key) != 32:
            raise ImpossibleLink("A key has 32 bytes.")
        if len(self.url) > LONGEST_URL:
            raise ImpossibleLink(f"The address is longer than {LONGEST_URL} characters.")
        if self.flag not in {"U", "L", "LP", "LU"}:
            raise ImpossibleLink("A link is U, LU, L or LP; a direct file has no passcode.")
        if len(self.label) > LONGEST_LABEL:
            raise ImpossibleLink(f"The label is longer than {LONGEST_LABEL} characters.")

    def __str__(self) -> str:
        payload: dict[str, object] = {"url": self.url, "key": encode(self.key), "flag": self.flag}
        if self.expires:
            payload["exp"] = int(self.expires.timestamp())
        if self.label:
            payload["label"] = self.label
        return "shlink:/" + encode(json.dumps(payload, separators=(",", ":")).encode())


def new_key() -> bytes:
    return secrets.token_bytes(32)


def new_address() -> str:
    """The secret part of a link's address: 256 bits."""
    return secrets.token_urlsafe(32)


def encode(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def decode(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def encrypt(content: bytes, key: bytes, content_type: str = FHIR_JSON) -> str:
    """The content as a compact JWE; a fresh IV each time."""
    header = {"alg": "dir", "enc": "A256GCM", "cty": content_type}
    return jwe.encrypt_compact(header, content, OctKey.import_key(key), algorithms=ALGORITHMS)


def decrypt(token: str, key: bytes) -> bytes:
    """The content of a JWE of ours; joserfc's errors if the key is wrong or anything was changed."""
    found = jwe.decrypt_compact(token, OctKey.import_key(key), registry=_REGISTRY)
    return found.plaintext or b""


def qr(link: str, *, scale: int = 4) -> str:
    """The link as an SVG QR code, error level M, with its quiet zone."""
    code = segno.make(link, error="m", boost_error=False)
    return str(code.svg_inline(scale=scale, border=4, svgclass="qr", lineclass="qr-dark", omitsize=True))


def qr_picture(link: str) -> str:
    """The same code as a picture that stands alone, black on white, for paper."""
    picture = BytesIO()
    segno.make(link, error="m", boost_error=False).save(picture, kind="svg", xmldecl=False, border=4, light="white")
    return picture.getvalue().decode()
