"""Lighthouse's performance of Log and Visit, against the goal: `python -m benchmarks.lighthouse ADDRESS PORT`.

For an Unknot that runs (`unknot demo --no-browser`), opened once in a browser started with
`chromium --remote-debugging-port=PORT`: the score is of that signed-in browser. Needs `npm install` in tests/node.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

GOAL = 95
SCRIPT = Path(__file__).parents[1] / "tests" / "node" / "lighthouse.mjs"


def main(address: str, port: str) -> None:
    pages = [address.rstrip("/") + path for path in ("/", "/visit")]
    command = ["node", str(SCRIPT), port, "performance", *pages]
    found = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[-1])
    for one in found:
        score = one["scores"]["performance"]
        print(f"{one['address']}: performance {score} of 100, goal {GOAL}, ratio {score / GOAL:.2f}")
        for audit, title, _details in one["faults"]:
            print(f"    {audit}: {title}")


if __name__ == "__main__":
    main(*sys.argv[1:])
