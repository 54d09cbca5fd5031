"""Write the index of decisions from the decisions: number, title, status.

    uv run python -m scripts.decisions

Each decision says its status in its second paragraph: `**Status.** In force.`, or by which other one it was replaced.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "decisions"
INDEX = FOLDER / "README.md"
HEAD = """# Decisions

One page each: what was decided, why, and what would make us decide otherwise. A decision that another one replaces
stays, and says so. This list is written by `python -m scripts.decisions`.

| | decision | status |
| --- | --- | --- |
"""

_TITLE = re.compile(r"# (?P<number>\d+)\. (?P<title>.+)")
_STATUS = re.compile(r"^\*\*Status\.\*\* (?P<status>.+?)(?:\n\n|\Z)", re.M | re.S)


class NoStatus(ValueError):
    """A decision without a numbered title or without its status."""


@dataclass(frozen=True, slots=True)
class Decision:
    name: str
    number: int
    title: str
    status: str


def decision(path: Path) -> Decision:
    """The number, title and status of a file; raises `NoStatus`."""
    text = path.read_text(encoding="utf-8")
    title, status = _TITLE.match(text), _STATUS.search(text)
    if title is None or status is None:
        raise NoStatus(f"{path.name}: begin with '# N. Title', then '**Status.** In force.' on a line of its own")
    return Decision(path.name, int(title["number"]), title["title"], " ".join(status["status"].split()))


def index() -> str:
    """The whole text of the index."""
    rows = [decision(path) for path in sorted(FOLDER.glob("[0-9]*.md"))]
    return HEAD + "".join(f"| {row.number} | [{row.title}]({row.name}) | {row.status} |\n" for row in rows)


if __name__ == "__main__":
    INDEX.write_text(index(), encoding="utf-8")
