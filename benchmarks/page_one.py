"""Whether page 1 holds the Spasm Profile of 500 journals that do not exist, on both papers. Limit: none is left out.

python -m benchmarks.page_one [PART OF]

The tests look at every fifth of them; this is for whoever changes the page.
"""

from __future__ import annotations

import sys

from tests.pdf.test_page_one import page_one_holds
from unknot.madeup.lives import five_hundred


def main() -> int:
    part, of = map(int, sys.argv[1:] or (0, 1))
    asked, failed = list(enumerate(five_hundred()))[part::of], []
    for n, life in asked:
        try:
            page_one_holds(n, life)
        except AssertionError as error:
            failed.append(n)
            print(f"journal {n}: {error}", flush=True)
    print(f"page 1 holds {len(asked) - len(failed)} of {len(asked)} journals")
    return int(bool(failed))


if __name__ == "__main__":
    raise SystemExit(main())
