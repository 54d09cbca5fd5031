"""Signatures of the home on what leaves it: a JWS (RFC 7515) with Ed25519 (RFC 8037), and the key beside it.

Whoever has the file can check that nothing in it was changed since the home with this key made it. Whose key it is,
the signature cannot say: its fingerprint is compared with the one that the person's own Unknot shows.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

from unknot.fhir.terms import Resource
from unknot.journal.entry import Json

ALGORITHM = "Ed25519"
LARGEST_TOKEN = 4_000_000
VERIFICATION = {
    "system": "urn:iso-astm:E1762-95:2013",
    "code": "1.2.840.10065.1.12.1.5",
    "display": "Verification Signature",
}


class NotSealed(ValueError):
    """A file without a signature of ours."""


class Altered(ValueError):
    """A file that is not as it was signed."""


@dataclass(frozen=True, slots=True)
class Seal:
    """What a good signature says: the manifest that was signed, and the fingerprint of the key."""

    manifest: Mapping[str, Json]
    fingerprint: str


def fingerprint_of(seed: bytes) -> str:
    """The fingerprint of the public key of a seed of 32 bytes: 16 hexadecimal digits in groups."""
    return _fingerprint(_key(seed))


def signed(manifest: Mapping[str, Json], content: bytes, seed: bytes) -> str:
    """A compact JWS over the manifest and the SHA-256 of the content; the public key stands in its header."""
    key = _key(seed)
    payload = {**manifest, "sha256": hashlib.sha256(content).hexdigest()}
    header = {"alg": ALGORITHM, "jwk": {name: key.as_dict(private=False)[name] for name in ("kty", "crv", "x")}}
    text = json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode()
    return jws.serialize_compact(header, text, key, algorithms=[ALGORITHM])


def checked(token: str, content: bytes) -> Seal:
    """The seal of a content. Raises `Altered` if it is not of this content, or is none."""
    if len(token) > LARGEST_TOKEN:
        raise Altered("The signature is too long.")
    try:
        header = json.loads(base64.urlsafe_b64decode(token.split(".")[0] + "=="))
        key = OKPKey.import_key({name: header["jwk"][name] for name in ("kty", "crv", "x")})
        found = jws.deserialize_compact(token, key, algorithms=[ALGORITHM])
        manifest = json.loads(found.payload)
        said = manifest.pop("sha256")
    except (JoseError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Altered("The signature does not hold.") from error
    if said != hashlib.sha256(content).hexdigest():
        raise Altered("The content is not the one that was signed.")
    return Seal(manifest, _fingerprint(key))


def _key(seed: bytes) -> OKPKey:
    pem = Ed25519PrivateKey.from_private_bytes(seed).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return OKPKey.import_key(pem)


def _fingerprint(key: OKPKey) -> str:
    raw = base64.urlsafe_b64decode(str(key.as_dict(private=False)["x"]) + "==")
    digits = hashlib.sha256(raw).hexdigest()[:16]
    return "-".join(digits[n : n + 4] for n in range(0, 16, 4))


# ---------------------------------------------------------------- a bundle


def canonical(bundle: Resource) -> bytes:
    """The bundle as it is signed: without its signature, names in order, no spaces."""
    bare = {name: value for name, value in bundle.items() if name != "signature"}
    return json.dumps(bare, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def signed_bundle(bundle: Resource, manifest: Mapping[str, Json], seed: bytes, now: datetime) -> Resource:
    """The bundle with its signature, in the name of its patient."""
    token = signed(manifest, canonical(bundle), seed)
    people = [row["fullUrl"] for row in bundle["entry"] if row["resource"]["resourceType"] == "Patient"]
    signature = {
        "type": [VERIFICATION],
        "when": now.isoformat(timespec="milliseconds"),
        "who": {"reference": people[0]},
        "sigFormat": "application/jose",
        "targetFormat": "application/fhir+json",
        "data": base64.b64encode(token.encode()).decode(),
    }
    return {**bundle, "signature": signature}


def checked_bundle(bundle: Resource) -> Seal:
    """The seal of a bundle. Raises `NotSealed` or `Altered`."""
    signature = bundle.get("signature")
    if not isinstance(signature, dict) or signature.get("sigFormat") != "application/jose":
        raise NotSealed("This bundle has no signature of Unknot.")
    try:
        token = base64.b64decode(str(signature.get("data")), validate=True).decode("ascii")
    except ValueError as error:
        raise Altered("The signature cannot be read.") from error
    return checked(token, canonical(bundle))
