"""SMART Health Links: the link, its key, and the encryption of what it opens (HL7 SHL 1.0.0).

JWE compact, `dir` and A256GCM, a fresh IV each time, never compressed: one viewer refuses compressed content.
"""

from __future__ import annotations

import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO

import segno
from joserfc import jwe
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

ALGORITHMS = ["dir", "A256GCM"]
FHIR_JSON = "application/fhir+json"
LONGEST_URL, LONGEST_LABEL = 128, 80
LARGEST = 50_000_000

_REGISTRY = jwe.JWERegistry(algorithms=ALGORITHMS)
_REGISTRY.max_ciphertext_length = LARGEST
_OTHERS = jwe.JWERegistry(algorithms=[*ALGORITHMS, "DEF"])
_OTHERS.max_ciphertext_length = 6_000_000


class Unopened(ValueError):
    """Something encrypted that the key of the link does not open."""


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


def parse_link(text: str) -> Link:
    """The link in a text: bare, or behind the `#` of a viewer's address. Raises `ImpossibleLink`.

    Unknown flags and properties are passed over, as the specification asks; a version above 1 is refused.
    """
    at = text.find("shlink:/")
    try:
        payload = json.loads(decode(text[at + len("shlink:/") :].strip())) if at >= 0 and len(text) < 4000 else {}
        key = decode(str(payload["key"]))
        flags = set(str(payload.get("flag", "")))
        expires = datetime.fromtimestamp(int(payload["exp"]), UTC) if "exp" in payload else None
        version = int(payload.get("v", 1))
        url, label = str(payload["url"]), str(payload.get("label", ""))
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, OSError, RecursionError) as error:
        raise ImpossibleLink("This is no SMART Health Link.") from error
    if version != 1:
        raise ImpossibleLink("This link is of a newer kind.")
    if not url.startswith("https://") or {"U", "P"} <= flags:
        raise ImpossibleLink("This link is not one that may be followed.")
    flag = "LU" if "U" in flags and "L" in flags else "U" if "U" in flags else "LP" if "P" in flags else "L"
    return Link(url, key, flag, expires, "".join(c for c in label if c.isprintable())[:LONGEST_LABEL])


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


def opened(token: str, key: bytes) -> tuple[bytes, str]:
    """The content of a JWE that somebody else made, and its type; compressed ones up to 250 kB. Raises `Unopened`."""
    try:
        found = jwe.decrypt_compact(token, OctKey.import_key(key), registry=_OTHERS)
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise Unopened("It does not open with this link: it is altered, or meant for another one.") from error
    kind = str((found.headers() or {}).get("cty", FHIR_JSON))
    return found.plaintext or b"", kind.split(";")[0].strip()


def qr(link: str, *, scale: int = 4) -> str:
    """The link as an SVG QR code, error level M, with its quiet zone."""
    code = segno.make(link, error="m", boost_error=False)
    return str(code.svg_inline(scale=scale, border=4, svgclass="qr", lineclass="qr-dark", omitsize=True))


def qr_picture(link: str) -> str:
    """The same code as a picture that stands alone, black on white, for paper."""
    picture = BytesIO()
    segno.make(link, error="m", boost_error=False).save(picture, kind="svg", xmldecl=False, border=4, light="white")
    return picture.getvalue().decode()
