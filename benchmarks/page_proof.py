"""Fifty signed pages of lives of many shapes, and fifty altered ones: how many are told apart.

python -m benchmarks.page_proof
"""

from __future__ import annotations

import os
import random
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from tests.household.findings.test_page_check import pages, spoilt  # noqa: E402
from unknot.fhir.seal import Altered  # noqa: E402
from unknot.household.findings.page_check import signed_file  # noqa: E402
from unknot.pdf.seal import MARK  # noqa: E402


def main() -> None:
    luck = random.Random(1)
    whole = pages(50)
    began = time.perf_counter()
    passed = sum(_holds(page) for page in whole)
    each = (time.perf_counter() - began) / len(whole)
    found = sum(not _holds(spoilt(page, n % 7, luck)) for n, page in enumerate(whole))
    print(f"whole pages that pass: {passed} of {len(whole)}")
    print(f"altered pages that are found: {found} of {len(whole)}")
    size = sum(len(page) - page.index(MARK) for page in whole) // len(whole)
    print(f"signature and manifest: {size} bytes")
    print(f"to check a page: {each * 1000:.1f} ms")


def _holds(page: bytes) -> bool:
    try:
        signed_file(page)
    except Altered:
        return False
    return True


if __name__ == "__main__":
    main()
