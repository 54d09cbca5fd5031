"""Web Push: a notice encrypted for one browser (RFC 8291, RFC 8188), signed as from this server (RFC 8292).

The push service passes on what it cannot read. The key of this server is derived from its master key, so that a
restored home goes on reaching the same browsers.
"""

from __future__ import annotations

import base64
import json
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from joserfc import jwt
from joserfc.jwk import ECKey

from unknot.household.reminders.channels.outgoing import Allowed, NotAllowed, check, post
from unknot.store.keys import MasterKey

SERVICES = (
    "fcm.googleapis.com",
    "updates.push.services.mozilla.com",
    ".push.services.mozilla.com",
    ".notify.windows.com",
    "web.push.apple.com",
    ".push.apple.com",
)
"""The push services of the browsers there are."""

LASTS = timedelta(hours=4)
"""How long a service may keep a notice for a phone that is off."""

RECORD = 4096
CURVE = ec.SECP256R1()
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""The order of the group of P-256 (FIPS 186-5)."""


class NotASubscription(Exception):
    """What a browser sent is not a push subscription."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """Where a browser is reached, its public key, and the secret it shares with us."""

    endpoint: str
    p256dh: bytes
    auth: bytes


def subscription(told: Any, allowed: Allowed) -> Subscription:
    """A browser's subscription as its JSON tells it, checked."""
    try:
        keys = told["keys"]
        found = Subscription(str(told["endpoint"]), _bytes(keys["p256dh"]), _bytes(keys["auth"]))
        ec.EllipticCurvePublicKey.from_encoded_point(CURVE, found.p256dh)
        check(found.endpoint, allowed)
    except (TypeError, KeyError, ValueError) as error:
        raise NotASubscription("This is not a push subscription.") from error
    except NotAllowed as error:
        raise NotASubscription(str(error)) from error
    if len(found.auth) != 16:
        raise NotASubscription("This is not a push subscription.")
    return found


def send(to: Subscription, told: dict[str, Any], key: MasterKey, contact: str, allowed: Allowed, now: datetime) -> None:
    """Encrypt a notice for a browser and hand it to its push service."""
    body = encrypt(json.dumps(told, ensure_ascii=False).encode(), to)
    headers = {
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(int(LASTS.total_seconds())),
        "Urgency": "normal",
        "Authorization": authorization(to.endpoint, server_key(key), contact, now),
    }
    post(to.endpoint, body, headers, allowed)


def encrypt(
    message: bytes, to: Subscription, *, own: ec.EllipticCurvePrivateKey | None = None, salt: bytes | None = None
) -> bytes:
    """The body of a push message: one record that only this browser can open. Key and salt are new each time."""
    own = own or ec.generate_private_key(CURVE)
    salt = salt or secrets.token_bytes(16)
    browser = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, to.p256dh)
    public = point(own.public_key())
    shared = _hkdf(to.auth, b"WebPush: info\0" + to.p256dh + public, 32).derive(own.exchange(ec.ECDH(), browser))
    content_key = _hkdf(salt, b"Content-Encoding: aes128gcm\0", 16).derive(shared)
    nonce = _hkdf(salt, b"Content-Encoding: nonce\0", 12).derive(shared)
    header = salt + RECORD.to_bytes(4, "big") + bytes([len(public)]) + public
    return header + AESGCM(content_key).encrypt(nonce, message + b"\x02", None)  # 2: the last record


def authorization(endpoint: str, key: ec.EllipticCurvePrivateKey, contact: str, now: datetime) -> str:
    """Who sends it, for this one service and the next hours (VAPID)."""
    parts = urlsplit(endpoint)
    claims = {
        "aud": f"{parts.scheme}://{parts.netloc}",
        "exp": int((now + timedelta(hours=12)).timestamp()),
        "sub": contact,
    }
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    token = jwt.encode({"alg": "ES256", "typ": "JWT"}, claims, ECKey.import_key(pem.decode()), algorithms=["ES256"])
    return f"vapid t={token}, k={text(point(key.public_key()))}"


def server_key(key: MasterKey) -> ec.EllipticCurvePrivateKey:
    """The key that signs as this server, the same for as long as the master key is."""
    return ec.derive_private_key(int.from_bytes(key.derive("push"), "big") % (ORDER - 1) + 1, CURVE)


def point(key: ec.EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)


def text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _bytes(told: str) -> bytes:
    return base64.urlsafe_b64decode(told + "=" * (-len(told) % 4))


def _hkdf(salt: bytes, info: bytes, length: int) -> HKDF:
    return HKDF(hashes.SHA256(), length, salt, info)
