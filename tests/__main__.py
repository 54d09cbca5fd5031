"""Installs or finds what the tests need, then runs them all: `python -m tests [pytest arguments]`.

Only the standard library is needed to start. As root on Debian it installs Chromium and PostgreSQL by apt; elsewhere
what is missing is left out, with the reason printed. With CI=true a missing browser or database is a failure.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
GROUPS = ("test", "lint")
DEBIAN = {
    "chromium": ("chromium", "chromium-browser", "google-chrome"),
    "chromium-headless-shell": ("chromium-headless-shell",),
    "postgresql": (),
    "poppler-utils": ("pdftoppm",),
}
CHECKS = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("lint-imports",),
    ("mypy",),
)


def main(arguments: list[str]) -> int:
    tools_are_here = all(importlib.util.find_spec(name) for name in ("pytest", "mypy"))
    started_by_uv = "UV" in os.environ and "UNKNOT_TESTS_AGAIN" not in os.environ
    if started_by_uv or not tools_are_here:  # uv may have left an older set of tools behind: ask for them all again
        return again_with_the_test_groups(arguments)
    install_programs()
    install_node_packages()
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT))),
        "OPENBLAS_NUM_THREADS": "1",  # two workers with two threads each would stand in each other's way
        "PYTHONDONTWRITEBYTECODE": "",  # else each of the many programs that tests start compiles every module anew
    }
    if not arguments:
        for check in CHECKS:
            say(" ".join(check))
            if code := run([sys.executable, "-m", "tests.tool", *check], environment):
                return code
    say("pytest")
    return run(
        [sys.executable, "-m", "pytest", "-rsfER", *(arguments or ["-n", "2", "--dist", "loadgroup"])], environment
    )


def again_with_the_test_groups(arguments: list[str]) -> int:
    """Starts this command once more with the test and lint groups, which the run command leaves out."""
    if os.environ.get("UNKNOT_TESTS_AGAIN"):
        say("The test tools could not be installed. The lines above say why.")
        return 2
    environment = {**os.environ, "UNKNOT_TESTS_AGAIN": "1"}
    if (uv := shutil.which("uv")) or importlib.util.find_spec("uv"):
        command = [uv] if uv else [sys.executable, "-m", "uv"]
        groups = [part for group in GROUPS for part in ("--group", group)]
        return run([*command, "run", *groups, "python", "-m", "tests", *arguments], environment)
    say("installing the test tools with pip")
    needed = [sys.executable, "-m", "pip", "install", "--quiet", "--upgrade", "pip"]
    groups = [part for group in GROUPS for part in ("--group", group)]
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--editable", ".", *groups]
    return run(needed) or run(install) or run([sys.executable, "-m", "tests", *arguments], environment)


def install_programs() -> None:
    missing = [package for package, names in DEBIAN.items() if not is_there(package, names)]
    if not missing:
        return
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        say(f"installing {', '.join(missing)}")
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        run(["apt-get", "update", "-qq"], quiet)
        for package in missing:  # one by one: a package that this release does not have must not keep out the others
            run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", package], quiet)
    else:
        say(f"not found, their tests are left out: {', '.join(missing)}")


def is_there(package: str, names: tuple[str, ...]) -> bool:
    if package == "postgresql":
        return any(Path("/usr/lib/postgresql").glob("*/bin/initdb")) or shutil.which("initdb") is not None
    return any(shutil.which(name) for name in names)


def install_node_packages() -> None:
    """What the tests take from npm, into tests/node; it is pinned there."""
    folder = Path(__file__).parent / "node"
    if not (folder / "package.json").exists() or (folder / "node_modules" / ".package-lock.json").exists():
        return
    if shutil.which("npm") is None:
        say("npm not found: the tests that need its packages are left out")
        return
    say("npm install in tests/node")
    run(["npm", "install", "--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", str(folder)])


def run(command: list[str], environment: dict[str, str] | None = None) -> int:
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def say(text: str) -> None:
    print(f"== {text}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
