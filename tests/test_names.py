"""One name, one thing: public classes, modules and the words of the glossary; and no circle of imports anywhere."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from scripts import house

GLOSSARY = house.ROOT / "GLOSSARY.md"

SHARED_CLASSES = frozenset({"Share", "Role", "Clock"})
"""At most ten that may stand for two things each: a link or a part of a whole; a person's or a column's; a way to write
times or a reading of them. In each room the word is its field's own."""

WAITING_CLASSES = {
    "analysis": {"Caution", "Change", "Effect", "Finding", "Point", "Standing", "State", "Tier", "Worsening"},
    "report": {"Block", "Doses", "Line", "Mark", "Place", "Row", "Source", "Table", "Tile", "Verdict"},
    "knowledge": {"Example", "Facts", "Item", "Said"},
    "importers": {"Part", "Person"},
    "pdf": {"Level"},
}
"""Still to be renamed, by the room that should give the word up."""

WAITING_MODULES = {
    "report": {"entries", "findings", "medicines", "patterns", "results", "side_effects"},
    "analysis": {"answers", "experiment"},
    "madeup": {"person"},
}
WAITING_TERMS = {"slot", "tile", "block", "finding", "tier", "claim", "viewer"}


@cache
def found() -> dict[str, house.Module]:
    return house.modules()


def test_a_public_class_name_stands_once():
    shared = {name for name, where in house.public_classes(found()).items() if len(where) > 1}
    assert len(SHARED_CLASSES) <= 10
    assert shared - SHARED_CLASSES - set().union(*WAITING_CLASSES.values()) == set()


def test_a_module_name_stands_at_most_twice():
    often = {name for name, where in house.module_names(found()).items() if len(where) > 2}
    assert often - set().union(*WAITING_MODULES.values()) == set()


def test_a_word_of_the_glossary_is_defined_once():
    rows = [line.split("|")[1] for line in GLOSSARY.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    words = Counter(word.lower() for row in rows for word in re.findall(r"\*\*([^*]+)\*\*", row))
    assert {word for word, n in words.items() if n > 1} - WAITING_TERMS == set()


def test_no_modules_import_each_other_in_a_circle():
    """Imports inside functions count: they hide a circle, they do not open it."""
    circles = {tuple(group) for group in house.circles(house.imports(found()))}
    assert circles == set()


def test_a_circle_is_found_however_long_it_is():
    around = [house.Import("a", "b", False), house.Import("b", "c", True), house.Import("c", "a", False)]
    assert house.circles([*around, house.Import("c", "d", False)]) == [["a", "b", "c"]]


REQUEST = re.compile(r"\bHttpRequest\b|django\.(http|views|shortcuts|middleware)")


def test_the_household_and_the_command_line_know_no_request():
    rooms = (house.SOURCE / room for room in ("household", "cli"))
    assert [path for room in rooms for path in room.rglob("*.py") if REQUEST.search(path.read_text("utf-8"))] == []
