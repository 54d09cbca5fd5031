"""Serving with a certificate, as a phone needs it."""

from __future__ import annotations

import http.client
import re
import ssl
import time
import urllib.error
import urllib.request
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.web.test_serving import free_port, running


def a_certificate(folder: Path) -> tuple[Path, Path]:
    """One for localhost that signs itself, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(private)
    return folder / "cert.pem", folder / "key.pem"


@pytest.mark.slow
def test_with_a_certificate_it_answers_over_https_only_and_its_cookies_are_secure(tmp_path):
    cert, key = a_certificate(tmp_path)
    arguments = ("--home", str(tmp_path / "home"), "serve", "--port", free_port())
    with running(tmp_path, *arguments, "--tls-cert", str(cert), "--tls-key", str(key)) as (_, said):
        (link,) = re.findall(r"Open (https://localhost:\d+/begin/\S+)", said[-1])
        trusted = ssl.create_default_context(cafile=str(cert))
        for _ in range(100):
            try:
                answer = urllib.request.urlopen(link, timeout=10, context=trusted)  # https, ours
                break
            except ConnectionRefusedError:
                continue
            except urllib.error.URLError as error:
                if not isinstance(error.reason, ConnectionRefusedError):
                    raise
                time.sleep(0.1)
        assert answer.status == 200
        assert "max-age" in answer.headers["Strict-Transport-Security"]
        assert "__Host-unknot-form=" in answer.headers["Set-Cookie"]
        assert "Secure" in answer.headers["Set-Cookie"]
        with pytest.raises((OSError, http.client.HTTPException)):
            urllib.request.urlopen(link.replace("https:", "http:"), timeout=5)
