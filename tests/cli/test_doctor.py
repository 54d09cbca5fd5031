"""What `doctor` says of the address: in plain words, what another device has and what it loses."""

from __future__ import annotations

import pytest

from unknot.cli.doctor import CheckState, _address


@pytest.mark.parametrize(
    ("url", "state", "says"),
    [
        ("", CheckState.GOOD, "docs/https.md"),
        ("https://diary.example", CheckState.GOOD, "keep it"),
        ("http://localhost:8420", CheckState.GOOD, "localhost"),
        ("http://192.0.2.7:8420", CheckState.MEND, "passkeys, logging without a network"),
        ("http://diary.example", CheckState.MEND, "reminders"),
        ("https://192.0.2.7", CheckState.MEND, "no name"),
    ],
)
def test_the_address(monkeypatch: pytest.MonkeyPatch, url: str, state: CheckState, says: str):
    monkeypatch.setenv("UNKNOT_URL", url)
    found = _address()
    assert found.state is state
    assert says in found.words
