"""The coin of an experiment: fixed before it is seen, and provably so.

The commitment is the end of a hash chain; each pair's coin is a link further in, shown when that pair begins.
"""

from __future__ import annotations

from hashlib import sha256
from hmac import new as hmac

MOST_PAIRS = 60


def _links(secret: bytes) -> list[bytes]:
    """A hash chain: each link is the hash of the next, so that showing one gives away none that come later."""
    links = [sha256(b"unknot experiment" + secret).digest()]
    for _ in range(MOST_PAIRS):
        links.append(sha256(links[-1]).digest())
    return links[::-1]


def commitment(secret: bytes) -> str:
    """What is stored before the first coin: it fixes every coin of the experiment."""
    return _links(secret)[0].hex()


def opening(secret: bytes, pair: int) -> str:
    """The link that proves the coin of pair number `pair` (from 0)."""
    return _links(secret)[pair + 1].hex()


def habit_first(opened: str) -> bool:
    """The coin that an opened link stands for."""
    return bool(hmac(bytes.fromhex(opened), b"coin", sha256).digest()[0] & 1)


def proves(committed: str, opened: str, pair: int) -> bool:
    """Whether a link was fixed by the commitment as the one of this pair."""
    try:
        link = bytes.fromhex(opened)
    except ValueError:
        return False
    for _ in range(pair + 1):
        link = sha256(link).digest()
    return link.hex() == committed
