"""The house is what its papers say: every room and every kind of entry is named, and every name exists."""

import re
from pathlib import Path

from unknot.journal.document import KINDS

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "unknot"


def test_architecture_names_every_room_and_no_other():
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^\| `src/unknot/([a-z_]+)(?:\.py)?` ", text, re.M))
    rooms = {p.stem for p in SOURCE.iterdir() if (p.is_dir() and (p / "__init__.py").exists()) or p.suffix == ".py"}
    assert named == rooms - {"__init__", "__main__"}


def test_glossary_has_every_kind_of_entry():
    text = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")
    words = set(re.findall(r"\*\*([A-Za-z \-]+)\*\*", text))
    assert {kind.__name__ for kind in KINDS.values()} <= words


def test_only_the_doors_read_the_environment():
    doors = re.compile(r"os\.environ(?!\.setdefault\(\"DJANGO_SETTINGS_MODULE\")|os\.getenv")
    readers = {p.relative_to(SOURCE).parts[0] for p in SOURCE.rglob("*.py") if doors.search(p.read_text("utf-8"))}
    assert readers <= {"web", "cli"}
    asked = {
        p.relative_to(SOURCE).as_posix() for p in (SOURCE / "web").rglob("*.py") if doors.search(p.read_text("utf-8"))
    }
    assert asked <= {"web/settings.py", "web/serving.py", "web/demo.py", "web/commands.py"}


def test_no_inner_room_reads_a_clock():
    rooms = ("journal", "knowledge", "analysis", "safety", "dictation", "report")
    clock = re.compile(r"datetime\.now\(|date\.today\(|time\.time\(|utcnow\(")
    assert not [p for room in rooms for p in (SOURCE / room).rglob("*.py") if clock.search(p.read_text("utf-8"))]


def test_no_command_waits_for_the_slow_parts_of_scipy():
    """They take a second to load; what needs one loads it in the function that does."""
    slow = re.compile(r"^(from|import) scipy\.(stats|signal|optimize|interpolate)\b", re.M)
    rooms = ("analysis", "report", "safety", "household", "web", "cli", "store")
    assert not [p for room in rooms for p in (SOURCE / room).rglob("*.py") if slow.search(p.read_text("utf-8"))]


def test_nothing_names_a_machine():
    forbidden = re.compile(r"(?<![\w.])/(?:work|root|tmp|home)/[a-z]")
    files = [p for suffix in ("py", "md", "toml", "html", "js", "css") for p in ROOT.glob(f"**/*.{suffix}")]
    ours = [p for p in files if not {".venv", "node_modules", "test-results"} & set(p.relative_to(ROOT).parts)]
    assert not [p for p in ours if forbidden.search(p.read_text("utf-8")) and p.name != "test_house.py"]


def test_decisions_are_numbered_once():
    numbers = [p.name[:4] for p in (ROOT / "decisions").glob("[0-9]*.md")]
    assert len(numbers) == len(set(numbers))
