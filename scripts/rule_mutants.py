"""How many changes made at random in the rule files the tests notice: `python -m scripts.rule_mutants [n] [seed]`.

One change at a time: a code or a condition dropped, a number moved, a tier or a flag turned. A change is noticed if the
loader refuses the file or a rule no longer reads as the second table has it: what `tests/safety/test_each_clause.py`
asks of every rule.
"""

from __future__ import annotations

import copy
import random
import sys
from collections.abc import Iterator
from typing import Any

from tests.safety.second_table import lines, read
from unknot.knowledge import data, rules
from unknot.knowledge.data import Malformed
from unknot.knowledge.sources import Unsourced

Place = tuple[Any, Any]
"""A list or a table, and the index or key in it that is changed."""


def changes(of: dict[str, Any]) -> Iterator[tuple[str, Place]]:
    """Every change that can be made in one rule file."""
    for key in ("stands_hours", "quiet_hours", "again_hours"):
        if key in of:
            yield "number", (of, key)
    yield "turn", (of, "tier")
    for n, clause in enumerate(of["fires"]):
        yield "drop", (of["fires"], n)
        if "tier" in clause:
            yield "turn", (clause, "tier")
        for k, condition in enumerate(clause["when"]):
            if len(clause["when"]) > 1:
                yield "drop", (clause["when"], k)
            for key, value in condition.items():
                if isinstance(value, bool):
                    yield "flip", (condition, key)
                elif isinstance(value, int) or key in ("at_least", "below"):
                    yield "number", (condition, key)
                elif isinstance(value, list):
                    yield from (("drop", (value, i)) for i in range(len(value)))
                elif key in ("new", "above_usual", "unless_usual"):
                    yield "drop", (condition, key)


def change(how: str, place: Place, pick: random.Random) -> None:
    holder, at = place
    match how:
        case "drop":
            del holder[at]
        case "flip":
            holder[at] = not holder[at]
        case "turn":
            holder[at] = pick.choice([t for t in ("emergency", "same-day", "next-visit") if t != holder[at]])
        case _:
            moved = pick.choice([lambda x: x + 1, lambda x: x * 2 + 1, lambda x: x // 2 + 2 if x == 1 else x // 2])
            value = holder[at]
            holder[at] = str(moved(int(float(value)))) if isinstance(value, str) else moved(value)


def noticed(name: str, of: dict[str, Any], second: dict[str, list[str]]) -> bool:
    """Whether the loader refuses a changed file, or the rule reads otherwise than the second table."""
    try:
        rule = rules._rule(of, name, {})
    except (Malformed, Unsourced, ValueError, KeyError):
        return True
    return lines(rule) != second.get(rule.code)


def main(count: int, seed: int) -> int:
    pick, second = random.Random(seed), read()  # noqa: S311
    files = {name: data.table(f"safety/{name}") for name in data.names("safety")}
    places = [(name, n) for name, of in files.items() for n, _ in enumerate(changes(copy.deepcopy(dict(of))))]
    count, missed = min(count, len(places)), 0
    for name, n in pick.sample(places, count):
        of = copy.deepcopy(dict(files[name]))
        how, place = list(changes(of))[n]
        before = repr(place[0])
        change(how, place, pick)
        if repr(place[0]) == before or noticed(name, of, second):
            continue
        missed += 1
        print(f"missed: {name}: {how} {place[1]}: {before[:90]}")
    print(f"{count - missed} of {count} changes noticed (of {len(places)} that can be made, seed {seed})")
    return 0 if missed <= count * 0.05 else 1


if __name__ == "__main__":
    given = [int(arg) for arg in sys.argv[1:3]]
    sys.exit(main(given[0] if given else 200, given[1] if len(given) > 1 else 1))
