"""An xlsx or ods workbook as CSV, in a process of its own that may take little memory and little time.

A workbook of a few kilobytes can name a cell at the far corner of a sheet, or unpack a thousandfold. Its parser
(python-calamine) runs where it can hurt nobody: `python -m unknot.importers.workbook` reads the file from its input and
writes the rows of the longest sheet to its output.
"""

from __future__ import annotations

import contextlib
import csv
import io
import subprocess
import sys
from datetime import date, datetime, time, timedelta

from unknot.importers.imported import NotThisFormat

MEMORY = 300_000_000
SECONDS = 10
LARGEST_TEXT = 60_000_000
TOO_LARGE, NO_ROWS, UNREADABLE = 3, 4, 5
_WHY = {
    TOO_LARGE: "This workbook unpacks to more than any diary holds: it was not opened.",
    NO_ROWS: "This workbook has no sheet with rows.",
}
_DAMAGED = "This workbook cannot be opened: it is damaged, or locked with a password."


def as_csv(data: bytes) -> tuple[bytes, tuple[str, ...]]:
    """The rows of the longest sheet of a workbook, as CSV in UTF-8, and the names of the other sheets that hold rows.

    `NotThisFormat` says why there are none.
    """
    child = [sys.executable, "-I", "-m", "unknot.importers.workbook"]
    try:
        done = subprocess.run(child, input=data, capture_output=True, timeout=SECONDS, env={}, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise NotThisFormat(_WHY[TOO_LARGE]) from error
    if done.returncode == 0:
        names = done.stderr.decode("utf-8", "replace").splitlines()
        return done.stdout, tuple(name[:80] for name in names if name.strip())
    killed = done.returncode < 0 or b"MemoryError" in done.stderr or b"memory allocation" in done.stderr
    raise NotThisFormat(_WHY.get(TOO_LARGE if killed else done.returncode, _DAMAGED))


def main() -> int:
    """Read a workbook from the input, write its longest sheet to the output."""
    _limit()
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
        longest = max(
            (book.get_sheet_by_name(name) for name in book.sheet_names[:20]), key=lambda s: s.height, default=None
        )
    except (CalamineError, OSError, ValueError):
        return UNREADABLE
    if longest is None or not longest.height:
        return NO_ROWS
    for name in book.sheet_names[:20]:
        if name != longest.name and book.get_sheet_by_name(name).height > 1:
            sys.stderr.buffer.write(name.encode() + b"\n")
    out = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="")
    lines, written = csv.writer(out), 0
    for _ in range(longest.start[0] if longest.start else 0):
        lines.writerow([])  # rows are numbered as the spreadsheet numbers them
    for row in longest.iter_rows():
        written += lines.writerow([text(cell) for cell in row])
        if written > LARGEST_TEXT:
            return TOO_LARGE
    out.flush()
    return 0


def _limit() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def text(cell: object) -> str:
    """A cell as a person would have typed it: days and clock times in full, numbers without a needless .0."""
    match cell:
        case bool():
            return "yes" if cell else "no"
        case float() if cell.is_integer() and abs(cell) < 1e15:
            return str(int(cell))
        case float():
            return f"{cell:.10g}"
        case datetime():
            return _moment(cell)
        case date():
            return cell.isoformat()
        case time():
            return cell.isoformat("seconds")
        case timedelta():
            seconds = round(cell.total_seconds())
            return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
        case _:
            return str(cell)


def _moment(cell: datetime) -> str:
    """A stamp; one on the day from which spreadsheets count is a clock time alone."""
    if cell.year < 1905:
        return text(cell.time())
    return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "seconds")


if __name__ == "__main__":
    sys.exit(main())
