"""Runs a command-line tool of this environment, wherever its script was put."""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path


def main(command: list[str]) -> int:
    beside = Path(sysconfig.get_path("scripts")) / command[0]
    program = str(beside) if beside.exists() else shutil.which(command[0]) or command[0]
    return subprocess.run([program, *command[1:]], check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
