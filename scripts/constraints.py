"""The pins of pyproject.toml: whether they hold exactly what is installed, and the same as a file for pip.

python -m scripts.constraints          says what is pinned and never installed, and what is installed unpinned
python -m scripts.constraints --write  writes constraints.txt, which the pip form in the README uses
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
FILE = ROOT / "constraints.txt"
EXPORT = ["uv", "export", "--quiet", "--all-groups", "--all-extras", "--no-hashes", "--no-emit-project"]
PINNED = re.compile(r"^([A-Za-z0-9][\w.-]*==[^\s;]+)", re.M)


def pinned() -> set[str]:
    """The pins, each as name==version."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return set(settings["tool"]["uv"]["constraint-dependencies"])


def installed() -> set[str]:
    """What a whole installation holds, with every group and extra, on any system. Raises `CalledProcessError`."""
    run = subprocess.run(EXPORT, cwd=ROOT, check=True, capture_output=True, text=True)  # noqa: S603 - our own words
    return set(PINNED.findall(run.stdout))


def text() -> str:
    return "".join(f"{pin}\n" for pin in sorted(pinned()))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write constraints.txt")
    if parser.parse_args().write:
        FILE.write_text(text(), encoding="utf-8")
        return 0
    here, there = pinned(), installed()
    for pin in sorted(here - there):
        print(f"pinned, never installed: {pin}")
    for pin in sorted(there - here):
        print(f"installed, not pinned: {pin}")
    return int(here != there or not FILE.exists() or FILE.read_text(encoding="utf-8") != text())


if __name__ == "__main__":
    sys.exit(main())
