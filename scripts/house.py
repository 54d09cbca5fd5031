"""Figures of the code as a whole: sizes, circles, imports between rooms, names that stand for several things.

    python -m scripts.house [--names]

Lines of functions are counted without their docstring; migrations are left out. An import inside a function counts as
one for circles; one under TYPE_CHECKING does not, as it never runs.
"""

from __future__ import annotations

import argparse
import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = "unknot"
SOURCE = ROOT / "src" / PACKAGE
CONVENTIONS = frozenset({"__init__", "__main__", "models", "apps", "routes", "cards"})
"""Module names that a framework or a habit of it gives: one in each room says where to look."""


@dataclass(frozen=True, slots=True)
class Module:
    name: str
    path: Path
    tree: ast.Module

    @property
    def room(self) -> str:
        """`journal`, or `web.log`: the folder a reader would name."""
        parts = self.name.split(".")[1:]
        return ".".join(parts[:2] if parts[0] in ("web", "household") and len(parts) > 2 else parts[:1])

    @property
    def last(self) -> str:
        return self.path.stem


@dataclass(frozen=True, slots=True)
class Import:
    """One module importing another; `inside` a function, so that it happens when that is called."""

    source: str
    target: str
    inside: bool


def modules(source: Path = SOURCE) -> dict[str, Module]:
    """Every module of the package by its full name."""
    found = {}
    for path in sorted(source.rglob("*.py")):
        if "migrations" in path.parts:
            continue
        parts = path.relative_to(source.parent).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = Module(name, path, ast.parse(path.read_text(encoding="utf-8")))
    return found


# ---------------------------------------------------------------- imports


def imports(all_modules: Mapping[str, Module]) -> list[Import]:
    """Every import of one of our modules by another."""
    return [one for module in all_modules.values() for one in _imports(module, all_modules)]


def _imports(module: Module, all_modules: Mapping[str, Module]) -> Iterator[Import]:
    for node, inside in _statements(module.tree, inside=False):
        match node:
            case ast.ImportFrom(module=str(base), level=0):
                full = (f"{base}.{alias.name}" for alias in node.names)
                targets = {name if name in all_modules else base for name in full}
            case ast.Import():
                targets = {alias.name for alias in node.names}
            case _:
                continue
        yield from (Import(module.name, name, inside) for name in sorted(targets) if name in all_modules)


def _statements(node: ast.AST, *, inside: bool) -> Iterator[tuple[ast.AST, bool]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and ast.unparse(child.test).endswith("TYPE_CHECKING"):
            continue
        yield child, inside
        yield from _statements(child, inside=inside or isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef))


def circles(edges: Iterable[Import]) -> list[list[str]]:
    """The groups of modules that import each other, however far around (Tarjan's strongly connected components)."""
    graph: dict[str, set[str]] = defaultdict(set)
    for edge in edges:
        graph[edge.source].add(edge.target)
    order: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []

    def visit(name: str) -> None:
        order[name] = low[name] = len(order)
        stack.append(name)
        for following in sorted(graph[name]):
            if following not in order:
                visit(following)
                low[name] = min(low[name], low[following])
            elif following in stack:
                low[name] = min(low[name], order[following])
        if low[name] == order[name]:
            at = stack.index(name)
            group = sorted(stack[at:])
            del stack[at:]
            if len(group) > 1:
                found.append(group)

    for name in sorted(graph):
        if name not in order:
            visit(name)
    return found


# ---------------------------------------------------------------- names and sizes


def public_classes(all_modules: Mapping[str, Module]) -> dict[str, list[str]]:
    """Each public class name with the modules that define it."""
    found: dict[str, list[str]] = defaultdict(list)
    for module in all_modules.values():
        for node in module.tree.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                found[node.name].append(module.name)
    return dict(found)


def module_names(all_modules: Mapping[str, Module]) -> dict[str, list[str]]:
    """Each module name that is nobody's convention, with the modules that carry it."""
    found: dict[str, list[str]] = defaultdict(list)
    for module in all_modules.values():
        if module.last not in CONVENTIONS:
            found[module.last].append(module.name)
    return dict(found)


def function_lengths(all_modules: Mapping[str, Module]) -> list[int]:
    """The lines of each function without its docstring, shortest first."""
    nodes = (node for module in all_modules.values() for node in ast.walk(module.tree))
    return sorted(_length(node) for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def _length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    doc = node.body[0] if ast.get_docstring(node) is not None else None
    lines = (node.end_lineno or node.lineno) - node.lineno + 1
    return lines - ((doc.end_lineno or doc.lineno) - doc.lineno + 1 if doc else 0)


def lines_of(paths: Iterable[Path]) -> list[int]:
    return sorted(len(path.read_text(encoding="utf-8").splitlines()) for path in paths)


def quantile(values: list[int], share: float) -> int:
    return values[min(len(values) - 1, int(share * len(values)))]


# ---------------------------------------------------------------- told


def figures() -> list[tuple[str, str]]:
    """Each figure with its words."""
    all_modules = modules()
    edges = imports(all_modules)
    sizes = lines_of(module.path for module in all_modules.values())
    functions = function_lengths(all_modules)
    classes, names = public_classes(all_modules), module_names(all_modules)
    shared_classes = [name for name, where in classes.items() if len(where) > 1]
    shared_names = [name for name, where in names.items() if len(where) > 1]
    tests = sum(lines_of(p for p in (ROOT / "tests").rglob("*.py") if "node_modules" not in p.parts))
    web = [edge for edge in edges if _is_of(edge.source, "cli") and _is_of(edge.target, "web")]
    source = [module.path.read_text(encoding="utf-8") for module in all_modules.values()]
    return [
        ("Python lines / files", f"{sum(sizes)} / {len(sizes)}"),
        ("file median / p90 / longest", f"{quantile(sizes, 0.5)} / {quantile(sizes, 0.9)} / {sizes[-1]}"),
        ("functions", str(len(functions))),
        (
            "function median / p90 / longest",
            f"{quantile(functions, 0.5)} / {quantile(functions, 0.9)} / {functions[-1]}",
        ),
        ("circles", str(len(circles(edges)))),
        ("imports of web by cli", f"{len(web)} ({', '.join(sorted({edge.target for edge in web})) or 'none'})"),
        ("imports inside functions", _by_room(edge.source for edge in edges if edge.inside)),
        ("public class names used more than once", f"{len(shared_classes)} of {len(classes)}"),
        ("module names in two or more rooms", f"{len(shared_names)} of {len(names)}"),
        ("module names in three or more rooms", str(sum(len(where) > 2 for where in names.values()))),
        ("type: ignore / noqa", f"{_count(source, '# type: ignore')} / {_count(source, '# noqa')}"),
        ("lines of tests per line of source", f"{tests / sum(sizes):.2f}"),
    ]


def _is_of(name: str, room: str) -> bool:
    return name.startswith(f"{PACKAGE}.{room}.")


def _by_room(names: Iterable[str]) -> str:
    counted: dict[str, int] = defaultdict(int)
    for name in names:
        counted[name.split(".")[1]] += 1
    parts = ", ".join(f"{room} {n}" for room, n in sorted(counted.items(), key=lambda pair: -pair[1]))
    return f"{sum(counted.values())} ({parts})"


def _count(texts: Iterable[str], what: str) -> int:
    return sum(text.count(what) for text in texts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--names", action="store_true", help="list the names that stand for several things")
    asked = parser.parse_args()
    for words, figure in figures():
        print(f"{words:45} {figure}")
    if not asked.names:
        return
    all_modules = modules()
    for title, names in (("classes", public_classes(all_modules)), ("modules", module_names(all_modules))):
        print(f"\n{title}")
        for name, where in sorted(names.items()):
            if len(where) > 1:
                print(f"  {name:24} {', '.join(where)}")
    for group in circles(imports(all_modules)):
        print(f"\ncircle: {' <-> '.join(group)}")


if __name__ == "__main__":
    main()
