"""No shown string says what the product must not say: every language, every screen, every data file."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from unknot.knowledge.phrases import LANGUAGES, avoided, slips

SRC = Path(__file__).parent.parent / "src" / "unknot"
KEPT_APART = ("example", "also", "brands", "quoted")
"""Keys of data that is not said by us: examples, what people say, names on boxes, claims marked as quoted."""
NOT_SHOWN = {"phrases.toml", "said.toml", "said-de.toml", "sources.toml", "codings.toml"}
"""Data that lists what people say, what we avoid, or the titles of documents."""


def strings_of_python(file: Path) -> Iterator[str]:
    """Every string of a module that is no docstring."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    told = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value


def strings_of_toml(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case list():
            for one in value:
                yield from strings_of_toml(one)
        case dict():
            shown = {k: v for k, v in value.items() if k not in KEPT_APART}
            for one in shown.values():
                yield from strings_of_toml(one)


def shown(suffix: str) -> list[Path]:
    apart = {SRC / "dictation" / "words"}
    files = (f for f in SRC.rglob(f"*{suffix}") if f.name not in NOT_SHOWN and apart.isdisjoint(f.parents))
    return sorted(files)


def test_the_finder_finds_and_lets_quotations_stand():
    assert [s.phrase for s in slips("This medicine is safe  for you and WORKS FOR YOU.")] == [
        "is safe  for",
        "works for you",
    ]
    assert slips("They say “safe for most people”. That is misleading.") == ()
    assert slips("unsafe to take") == ()
    assert slips("Diese Dosis: empfohlene Dosis", "de")


@pytest.mark.parametrize(
    "said",
    [
        "Your spasticity is worsening.",
        "You are getting worse.",
        "Poor sleep triggers your spasms.",
        "You have baclofen withdrawal.",
        "You are having withdrawal.",
        "Take 5 mg more.",
        "Next step: 45 mg.",
        "Botox works for you.",
        "No interactions, so it is safe.",
        "Your risk score is 4.",
        "The predicted blood level",
        "The recommended dose",
        "A taper calculator",
        "You can take another one.",
        "Allowed: one more",
    ],
)
def test_what_the_wording_boundaries_avoid_is_found(said: str):
    assert slips(said)


@pytest.mark.parametrize("file", shown(".py"), ids=lambda f: str(f.relative_to(SRC)))
def test_code(file: Path):
    assert [(text, slips(text)) for text in strings_of_python(file) if slips(text)] == []


@pytest.mark.parametrize("suffix", [".html", ".js", ".txt", ".typ", ".md", ".svg"])
def test_pages(suffix: str):
    found = {str(f.relative_to(SRC)): slips(f.read_text(encoding="utf-8")) for f in shown(suffix)}
    assert {name: slip for name, slip in found.items() if slip} == {}


def test_data():
    found = {}
    for file in shown(".toml"):
        texts = strings_of_toml(tomllib.loads(file.read_text(encoding="utf-8")))
        if slip := [s for text in texts for s in slips(text)]:
            found[str(file.relative_to(SRC))] = slip
    assert found == {}


def test_translations():
    found = {}
    for file in sorted(SRC.rglob("*.po")):
        language = file.parts[file.parts.index("LC_MESSAGES") - 1][:2]
        texts = [line for line in file.read_text(encoding="utf-8").split("\n") if not line.startswith(("#", "msgid"))]
        if slip := slips("\n".join(texts), language):
            found[str(file.relative_to(SRC))] = slip
    assert found == {}


def test_each_language_avoids_each_kind():
    for language in LANGUAGES:
        assert len(avoided(language)) > 30
