"""A browser's half of Web Push: its subscription, and opening what came for it, by another library than ours."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from typing import Any

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from joserfc import jwt
from joserfc.jwk import ECKey

from unknot.household.reminders.channels import push


@dataclass(frozen=True)
class Browser:
    key: ec.EllipticCurvePrivateKey
    auth: bytes
    endpoint: str

    @property
    def told(self) -> dict[str, Any]:
        """What `PushSubscription.toJSON()` gives."""
        keys = {"p256dh": push.text(push.point(self.key.public_key())), "auth": push.text(self.auth)}
        return {"endpoint": self.endpoint, "expirationTime": None, "keys": keys}

    def opened(self, body: bytes) -> dict[str, Any]:
        text = http_ece.decrypt(body, private_key=self.key, auth_secret=self.auth, version="aes128gcm")
        found: dict[str, Any] = json.loads(text)
        return found


def browser(endpoint: str) -> Browser:
    return Browser(ec.generate_private_key(ec.SECP256R1()), secrets.token_bytes(16), endpoint)


def signed_by(header: str) -> tuple[dict[str, Any], str]:
    """The claims of a VAPID header whose signature was checked with the key it names, and that key."""
    scheme, _, rest = header.partition(" ")
    assert scheme == "vapid"
    parts = dict(part.strip().split("=", 1) for part in rest.split(","))
    raw = push._bytes(parts["k"])
    assert (len(raw), raw[0]) == (65, 4)
    key = ECKey.import_key({"kty": "EC", "crv": "P-256", "x": push.text(raw[1:33]), "y": push.text(raw[33:])})
    return jwt.decode(parts["t"], key, algorithms=["ES256"]).claims, parts["k"]
