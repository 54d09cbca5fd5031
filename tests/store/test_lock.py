"""One Unknot per home."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from unknot.store.lock import HomeInUse, in_use, sole_use

HOLD = "import sys; from pathlib import Path; from unknot.store.lock import sole_use\n"
HOLD += "with sole_use(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"


def test_a_second_one_is_refused_and_a_killed_one_lets_go(tmp_path: Path):
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        assert in_use(tmp_path)
        with pytest.raises(HomeInUse), sole_use(tmp_path):
            pass
        other.kill()
        other.wait()
        assert not in_use(tmp_path)
        with sole_use(tmp_path):
            assert in_use(tmp_path)
