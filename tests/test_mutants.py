"""The mutation script changes one thing at a time, and every change is another program."""

import ast
from pathlib import Path

import pytest

from scripts.mutants import python_mutants, rule_mutants

HERE = Path("x.py")


@pytest.mark.parametrize(
    ("text", "became"),
    [
        ("a < b", {"(a <= b)"}),
        ("a and not b", {"(a or not b)", "a and (b)"}),
        ("f(x) + 2", {"(f(x) - 2)", "f(x) + (3)"}),
        ("y if c else z", {"(z if c else y)"}),
        ("é == 'ü' != 3", {"é == 'ü' != (4)"}),
    ],
)
def test_each_change_stands_in_the_place_of_what_was_there(text: str, became: set[str]):
    found = {mutant.text for mutant in python_mutants(HERE, text)}
    assert found == became


def test_an_answer_becomes_none():
    text = "def f() -> int:\n    return g(1)\n"
    found = [mutant.text for mutant in python_mutants(HERE, text)]
    assert "def f() -> int:\n    return None\n" in found


def test_every_change_of_a_real_module_is_a_program_and_another_one():
    path = Path(__file__).parent.parent / "src/unknot/journal/slots.py"
    text = path.read_text(encoding="utf-8")
    found = list(python_mutants(path, text))
    assert len(found) > 20
    for mutant in found:
        assert ast.dump(ast.parse(mutant.text)) != ast.dump(ast.parse(text)), mutant


def test_a_rule_loses_a_code_or_a_condition_or_its_number_moves():
    text = (
        'any = [{ symptom = "fit" }, { symptom = "faint" }]\nhours = 24\ncodes = ["a", "b"]\nlast_checked = 2026-11-22'
    )
    found = {(mutant.was, mutant.became) for mutant in rule_mutants(Path("x.toml"), text)}
    assert ("hours = 24", "25") in found
    assert ('"a"', "dropped") in found
    assert any(was.startswith("{ symptom") for was, became in found if became == "dropped")
    assert not any("2026" in was for was, _ in found)
