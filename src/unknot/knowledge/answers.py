"""A review on one form: all that waits for a clinician, to be answered yes or no, and the answers taken back."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from unknot.knowledge.data import Malformed, known, tables, text
from unknot.knowledge.review import Review
from unknot.knowledge.signoffs import SignOff

_HEAD = """# Answers to a review. For each: agree = "yes" or "no", and a remark if you like. Leave agree empty to skip.
# Who answers:
name = ""
role = ""
"""


@dataclass(frozen=True, slots=True)
class Answers:
    """What came back: what is signed now, what was not agreed with (code and remark), and what has changed since."""

    signed: tuple[SignOff, ...]
    refused: tuple[tuple[str, str], ...]
    changed: tuple[str, ...]


def form(waiting: Iterable[Review]) -> str:
    """An answer file with nothing answered."""
    rows = (
        f"# {one.kind}: {_line(one.title)}\n# {_line(one.says)}\n[[answer]]\ncode = {json.dumps(one.id)}\n"
        f'digest = {json.dumps(one.digest)}\nagree = ""\nremark = ""\n'
        for one in waiting
    )
    return "\n".join((_HEAD, *rows))


def read_answers(toml: str, every: Iterable[Review], on: date, where: str = "answers") -> Answers:
    """The answers of a filled form; `Malformed` says what is wrong with it, and nothing of it is taken then."""
    try:
        of = tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        raise Malformed(f"{where}: {error}") from error
    known(of, frozenset({"name", "role", "answer"}), where)
    name, role = text(of, "name", where), text(of, "role", where)
    now = {one.id: one.digest for one in every}
    signed, refused, changed = [], [], []
    for row in tables(of, "answer", where):
        known(row, frozenset({"code", "digest", "agree", "remark"}), where)
        code, agree = text(row, "code", where), row.get("agree", "")
        if agree not in ("", "yes", "no"):
            raise Malformed(f"{where}: {code}: agree is yes, no or empty")
        if code not in now:
            raise Malformed(f"{where}: there is no {code} to review")
        if agree and row.get("digest") != now[code]:
            changed.append(code)
        elif agree == "yes":
            signed.append(SignOff(code, now[code], name, role, on))
        elif agree == "no":
            refused.append((code, str(row.get("remark", ""))))
    return Answers(tuple(signed), tuple(refused), tuple(changed))


def _line(words: str) -> str:
    return " ".join(words.split())
