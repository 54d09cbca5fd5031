"""What a change touches: make it in a copy of the working tree, and see what asks for more until everything is green.

    uv run --group test --group lint python -m scripts.touches chart kind

`chart` draws a new chart on the Profile: the files that it needs are counted, and the tests of the page must pass with
them. `kind` adds a new kind of entry, its type alone: the files are listed that mypy then names, one by one the places
that must answer for it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from scripts.mutants import HERE, copied

WEEK = '''"""By weekday: how many spasms were logged on each day of the week."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from unknot.journal.coverage import Day
from unknot.report.chart.bars import Bar, bars
from unknot.report.charts import NARROW, PAPER, WIDE, Sheet
from unknot.report.profile import Chart, Table
from unknot.report.wording import Voice


def by_weekday(days: Sequence[Day], voice: Voice) -> Chart:
    """The spasms of recorded days, Monday first."""
    _ = voice._
    title = _("By weekday")
    count = Counter({n: 0 for n in range(7)})
    for day in days:
        count[day.day.weekday()] += day.count or 0

    def draw(sheet: Sheet) -> str:
        return bars(
            [Bar(0.0, bar=float(count[n])) for n in range(7)], title, "", ink=sheet.ink, name=f"week-{sheet.name}",
            width=sheet.width, height=6 * sheet.size, size=sheet.size,
        )  # fmt: skip

    table = Table(title, ("", _("spasms")), tuple((str(n), str(count[n])) for n in range(7)))
    return Chart(title, "", "", draw(NARROW), draw(WIDE), draw(PAPER), table)
'''

COUGH = '''

@dataclass(frozen=True, slots=True, kw_only=True)
class Cough:
    """A kind of entry that was never asked for."""

    loud: bool = False
'''


@dataclass(frozen=True, slots=True)
class Change:
    """New files, and what is put in the place of what in others."""

    new: Mapping[str, str] = field(default_factory=dict)
    edits: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)

    @property
    def files(self) -> int:
        return len(self.new) + len(self.edits)

    def apply(self, folder: Path) -> None:
        """Make the change; raises `ValueError` if what is to be replaced is not there any more."""
        for name, text in self.new.items():
            (folder / name).write_text(text, encoding="utf-8")
        for name, pairs in self.edits.items():
            text = (folder / name).read_text(encoding="utf-8")
            for was, becomes in pairs:
                if was not in text:
                    raise ValueError(f"{name} does not hold {was!r} any more.")
                text = text.replace(was, becomes, 1)
            (folder / name).write_text(text, encoding="utf-8")


CHART = Change(
    new={"src/unknot/report/week.py": WEEK},
    edits={
        "src/unknot/report/sections.py": (
            (
                "from unknot.report.wording import Voice\n",
                "from unknot.report.week import by_weekday\nfrom unknot.report.wording import Voice\n",
            ),
            (
                '    Row(key="comparison",',
                '    Row(key="week", make=lambda of: by_weekday(of.days, of.voice), may_move=True,\n'
                "        lines=(1, 1, 1, 1, 1, 0)),\n"
                '    Row(key="comparison",',
            ),
        )
    },
)
KIND = Change(
    edits={
        "src/unknot/journal/entry/tried.py": (("\n\nclass Progress(", f"{COUGH}\n\nclass Progress("),),
        "src/unknot/journal/entry/__init__.py": (
            ("    Attachment,\n    Experiment,", "    Attachment,\n    Cough,\n    Experiment,"),
            ("Body = (\n    Episode\n", "Body = (\n    Episode\n    | Cough\n"),
        ),
    }
)
PAGE_TESTS = ("tests/report/test_compose.py", "tests/report/test_doctors_page.py", "tests/pdf/test_page_one.py", "-k",
              "not five_hundred and not usual")  # fmt: skip


def copy_with(change: Change, folder: Path) -> Path:
    copied(folder)
    change.apply(folder)
    return folder


def passing(folder: Path, *tests: str) -> bool:
    """Whether these tests pass in the copy."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-n", "0", "-p", "no:cacheprovider", *tests]
    environment = {**os.environ, "PYTHONPATH": f"{folder / 'src'}{os.pathsep}{folder}"}
    return subprocess.run(command, cwd=folder, env=environment, check=False).returncode == 0  # noqa: S603


def named_by_mypy(folder: Path) -> list[str]:
    """The files in which mypy finds something to mend. What it knew of this tree it knows of the copy."""
    if (known := HERE / ".mypy_cache").is_dir():
        shutil.copytree(known, folder / known.name)
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    run = subprocess.run(
        [sys.executable, "-m", "mypy"], cwd=folder, env=environment, check=False, capture_output=True, text=True
    )
    return sorted(set(re.findall(r"^(src/\S+?):\d+: error", run.stdout, re.M)))


def main() -> int:
    """Print what each change that was asked for touches; 1 if something is not green with the files that it names."""
    failed = False
    for name in sys.argv[1:] or ("chart", "kind"):
        with tempfile.TemporaryDirectory(prefix="touches-") as place:
            if name == "chart":
                green = passing(copy_with(CHART, Path(place)), *PAGE_TESTS)
                print(f"a chart on the Profile: {CHART.files} files, {'green' if green else 'not green'}")
                failed = failed or not green
            else:
                named = named_by_mypy(copy_with(KIND, Path(place)))
                print(f"a kind of entry: its type in {KIND.files} files; mypy then names {len(named)} more:")
                print("".join(f"  {one}\n" for one in named), end="")
                failed = failed or not named
    return int(failed)


if __name__ == "__main__":
    raise SystemExit(main())
