"""What a rule looks for, as lines: the form of the second table, which is kept by hand beside the rule files."""

from __future__ import annotations

import dataclasses
from datetime import timedelta
from enum import Enum
from pathlib import Path

from unknot.knowledge.conditions import Condition
from unknot.knowledge.rules import Clause, Rule
from unknot.knowledge.vocabulary import vocabulary

HERE = Path(__file__).parent / "second-table.txt"


def read() -> dict[str, list[str]]:
    """The lines of the second table, by rule."""
    found: dict[str, list[str]] = {}
    for line in HERE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            if not line.startswith(" "):
                found[line.split()[0]] = rows = []
            rows.append(line)
    return found


def lines(rule: Rule) -> list[str]:
    """A rule as its lines: when it stands and is quiet, then each clause with its conditions."""
    hours = " ".join(f"{name} {_plain(getattr(rule, name))}" for name in ("stands", "quiet", "again"))
    head = f"{rule.code} {rule.tier.value} {rule.action.value} {hours} matter {rule.matter}"
    flags = (" general" if rule.general else "") + (f" checklist {rule.checklist}" if rule.checklist else "")
    return [head + flags, *(line for clause in rule.clauses for line in _clause(clause))]


def _clause(clause: Clause) -> list[str]:
    asks = " asks" if clause.asks else ""
    return [f"  {clause.tier.value} {clause.action.value}{asks}", *(f"    {_condition(each)}" for each in clause.when)]


def _condition(condition: Condition) -> str:
    parts = [type(condition).__name__]
    for field in dataclasses.fields(condition):
        value = getattr(condition, field.name)
        if value != field.default and value not in (frozenset(), ""):
            parts.append(f"{field.name}={_plain(value)}")
    return " ".join(parts)


def _plain(value: object) -> str:
    match value:
        case frozenset():
            return ",".join(sorted(_short(frozenset(str(each) for each in value))))
        case timedelta():
            return f"{value.total_seconds() / 3600:g}h"
        case Enum():
            return str(value.value)
        case _:
            return str(value)


def _short(codes: frozenset[str]) -> list[str]:
    """Codes of medicines that are all of a class are told by its name, so that a line stays readable."""
    terms = vocabulary("medicine").terms
    if len(codes) < 6 or not codes <= terms.keys():
        return sorted(codes)
    classes = {
        name: frozenset(c for c, t in terms.items() if name in t.classes) for t in terms.values() for name in t.classes
    }
    left, names = set(codes), []
    for name, members in sorted(classes.items(), key=lambda item: (-len(item[1]), item[0])):
        if len(members) > 3 and members <= codes and members & left:
            names.append(f"{name}({len(members)})")
            left -= members
    return [*names, *left]
