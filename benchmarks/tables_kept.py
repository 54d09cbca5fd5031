"""How many cells of made-up tables are lost, and how many doses come of words: 100,000 rows of every role and language.

A cell is kept if it has a fate (a slot, a labelled note, a named remark) and, where the fate is not a slot, its words
can be found again. `python -m benchmarks.tables_kept`
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from tests.importers.bringing import brought
from tests.importers.test_account import HEADINGS, ODD, changed_kind, lost, spread

ROWS, TABLE = 100_000, 100
WORDS = "the left right calf took clean cold heat walk bad night 5 10 mg min woke ja nach dem Krampf é 12:30 x2".split()


def made_up(chance: random.Random, rows: int) -> Iterator[tuple[list[dict[str, str]], int]]:
    """Tables of a hundred rows: some roles, odd cells and words, one of three languages."""
    roles = [role for role in HEADINGS if role != "when"]
    for _ in range(rows // TABLE):
        some = chance.sample(roles, chance.randint(1, 8))
        yield [_row(chance, some, n) for n in range(TABLE)], chance.randrange(3)


def _row(chance: random.Random, roles: list[str], n: int) -> dict[str, str]:
    cells = {role: _cell(chance) for role in roles if chance.random() < 0.8}
    return {"when": f"2026-{n // 28 + 1:02}-{n % 28 + 1:02}", **(cells or {roles[0]: _cell(chance)})}


def _cell(chance: random.Random) -> str:
    return chance.choice(ODD) if chance.random() < 0.7 else " ".join(chance.choices(WORDS, k=chance.randint(1, 4)))


def unaccounted(tables: Iterator[tuple[list[dict[str, str]], int]]) -> list[str]:
    """What was lost or changed its kind in any of the tables."""
    found = []
    for rows, language in tables:
        read = brought(spread(rows, language))
        found += lost(read, len(rows)) + changed_kind(read.entries, rows)
    return found


if __name__ == "__main__":
    gone = unaccounted(made_up(random.Random(1), ROWS))
    print(f"{ROWS:,} rows: {len(gone)} cells lost or of another kind")
    for line in gone[:20]:
        print(" ", line)
