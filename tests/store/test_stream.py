"""A stream is given back as it was, or not at all."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unknot.store import stream
from unknot.store.stream import DamagedStream

KEY = bytes(range(32))


@pytest.fixture(autouse=True)
def _small_pieces(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(stream, "PIECE", 8)


@pytest.fixture(scope="module")
def sealed() -> bytes:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stream, "PIECE", 8)
        return b"".join(stream.sealed([b"a journal that is longer than a few pieces"], KEY))


@pytest.mark.parametrize("parts", [[], [b""], [b"12345678"], [b"1234", b"5678", b"9"], [b"x" * 100], [b"ab"] * 20])
def test_whatever_goes_in_comes_out(parts: list[bytes]):
    kept = b"".join(stream.sealed(parts, KEY))
    assert b"".join(stream.opened(io.BytesIO(kept), KEY)) == b"".join(parts)
    assert kept != b"".join(stream.sealed(parts, KEY))


@given(st.data())
def test_no_byte_can_change_and_no_end_be_cut_off(sealed: bytes, data: st.DataObject):
    at = data.draw(st.integers(0, len(sealed) - 1))
    changed = bytearray(sealed)
    changed[at] ^= 1
    for other in (bytes(changed), sealed[:at]):
        with pytest.raises(DamagedStream):
            list(stream.opened(io.BytesIO(other), KEY))


def test_pieces_cannot_change_places_and_another_key_opens_nothing(sealed: bytes):
    first, piece = stream.PREFIX, 8 + stream.TAG
    swapped = sealed[:first] + sealed[first + piece : first + 2 * piece] + sealed[first : first + piece]
    for other, key in ((swapped + sealed[first + 2 * piece :], KEY), (sealed, KEY[::-1])):
        with pytest.raises(DamagedStream):
            list(stream.opened(io.BytesIO(other), key))
