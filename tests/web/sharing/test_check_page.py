"""The page on which a clinic checks a page, and the key that the owner compares it with."""

from __future__ import annotations

from unknot.household.findings import signing


def test_anyone_may_check_a_page_and_the_owner_sees_the_key(person, stranger):
    assert stranger.get("/check-page").status_code == 200
    assert signing.fingerprint() in person.opens("/visit/show")
