"""The project's Python files as syntax trees, and what they import and call."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from sim.paths import ROOT

PACKAGES = ("sim", "calibration")


@cache
def modules() -> dict[str, Path]:
    """Every module of the two packages by its dotted name."""
    found = {}
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


@cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of one file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def imports(root: ast.AST) -> Iterator[str]:
    """Dotted names that a piece of code imports, at its top or inside a function."""
    for node in ast.walk(root):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative imports are banned"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def imported_modules(root: ast.AST) -> set[str]:
    """Modules of the project that a piece of code imports: a.b of ``from a import b`` where that is one."""
    known = modules()
    return {name if name in known else name.rpartition(".")[0] for name in imports(root)} & known.keys()


def within(name: str, package: str) -> bool:
    """Whether a dotted name is a package or lies in it."""
    return name == package or name.startswith(f"{package}.")


def dotted(node: ast.expr) -> str:
    """A name such as ``np.random.default_rng`` as it is written; empty for anything else."""
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def calls(root: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """Every call with the name that it is written by."""
    for node in ast.walk(root):
        if isinstance(node, ast.Call):
            yield dotted(node.func), node


def functions(root: ast.Module) -> Iterator[ast.FunctionDef]:
    """Functions and methods of a module."""
    return (node for node in ast.walk(root) if isinstance(node, ast.FunctionDef))
