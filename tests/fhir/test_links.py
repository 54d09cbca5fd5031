"""SMART Health Links: opened by an unrelated viewer, refused when wrong, never the same ciphertext twice."""

import json
import shutil
import subprocess
import threading
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from joserfc.errors import JoseError

from unknot.fhir.links import ImpossibleLink, Link, decode, decrypt, encrypt, new_address, new_key, qr

BUNDLE = {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": {"resourceType": "Patient"}}]}
EXPIRES = datetime(2036, 1, 1, tzinfo=UTC)


def test_a_link_says_what_the_specification_asks():
    key = new_key()
    link = str(Link("https://example.org/s/x", key, "LP", EXPIRES, "Spasm Profile"))
    payload = json.loads(decode(link.removeprefix("shlink:/")))
    assert payload == {
        "url": "https://example.org/s/x",
        "key": payload["key"],
        "flag": "LP",
        "exp": int(EXPIRES.timestamp()),
        "label": "Spasm Profile",
    }
    assert (len(payload["key"]), decode(payload["key"])) == (43, key)


@pytest.mark.parametrize(
    ("url", "key", "flag", "label"),
    [
        ("https://x", b"short", "U", ""),
        ("https://x", bytes(32), "PU", ""),
        ("https://" + "x" * 130, bytes(32), "U", ""),
        ("https://x", bytes(32), "U", "y" * 81),
    ],
)
def test_a_link_that_the_specification_forbids_is_refused(url, key, flag, label):
    with pytest.raises(ImpossibleLink):
        Link(url, key, flag, label=label)


def test_addresses_carry_256_bits():
    assert len(decode(new_address())) == 32
    assert len({new_address() for _ in range(1000)}) == 1000


def test_what_is_encrypted_comes_back_and_only_with_its_key_unchanged():
    key, content = new_key(), json.dumps(BUNDLE).encode()
    token = encrypt(content, key)
    assert decrypt(token, key) == content
    header = json.loads(decode(token.split(".")[0]))
    assert header == {"alg": "dir", "enc": "A256GCM", "cty": "application/fhir+json"}
    with pytest.raises(JoseError):
        decrypt(token, new_key())
    parts = token.split(".")
    parts[3] = ("A" if parts[3][0] != "A" else "B") + parts[3][1:]
    with pytest.raises(JoseError):
        decrypt(".".join(parts), key)


def test_an_iv_never_comes_twice():
    key = new_key()
    assert len({encrypt(b"x", key).split(".")[2] for _ in range(5000)}) == 5000


def test_the_code_is_a_picture_without_style():
    picture = qr(str(Link("https://example.org/s/" + new_address(), new_key(), "U")))
    assert picture.startswith("<svg")
    assert "style=" not in picture


@pytest.mark.node
def test_an_unrelated_viewer_opens_a_direct_file_and_refuses_a_wrong_key(needs_node):
    key = new_key()
    token = encrypt(json.dumps(BUNDLE).encode(), key)

    class Server(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("content-type", "application/jose")
            self.end_headers()
            self.wfile.write(token.encode())

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        address = f"http://127.0.0.1:{server.server_port}/{new_address()}"
        right, wrong = str(Link(address, key, "U")), str(Link(address, new_key(), "U"))
        assert opened(needs_node, right) == {"bundles": [BUNDLE]}
        assert "error" in opened(needs_node, wrong)
    finally:
        server.shutdown()


def opened(node, link, passcode=""):
    asked = json.dumps({"link": link, "passcode": passcode})
    command = [shutil.which("node"), "open_link.mjs"]
    return json.loads(subprocess.run(command, cwd=node, input=asked, capture_output=True, text=True, check=True).stdout)
