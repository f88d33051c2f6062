"""The messages that the code raises, read from its syntax: every text with places for what is put into it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from sim.messages import END, PLACE
from sim.paths import ROOT

SPEAKS = re.compile(r"Problem|InputError|TrapError|Notes|worded")
"""What a module that tells mistakes mentions."""
HELP = ("help", "metavar", "words")
"""Arguments whose text is the parser's, not a message."""
GAP = "{}"
_SENTENCE = re.compile(r"\S[.?;]$")


def modules() -> list[Path]:
    """Modules of the simulator that tell mistakes or warnings."""
    paths = sorted((ROOT / "sim").rglob("*.py"))
    return [path for path in paths if SPEAKS.search(path.read_text(encoding="utf-8"))]


def texts(source: str) -> Iterator[str]:
    """Every text of a module with ``{}`` for each place, without docstrings and the parser's help."""
    yield from _texts(ast.parse(source))


def sentences(source: str) -> set[str]:
    """The sentences among the texts of a module."""
    parts = (part.strip() for text in texts(source) for part in END.split(text))
    return {part for part in parts if " " in part and _SENTENCE.search(part)}


def blank(template: str) -> str:
    """A template of the register with ``{}`` for each place, as `texts` writes it."""
    return _joined(PLACE.sub(GAP, template))


def _texts(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return
    if isinstance(node, ast.keyword) and node.arg in HELP:
        return
    if _is_text(node):
        yield from (_joined(text) for text in _variants(node))
        for value in _values(node):
            yield from _texts(value)
        return
    for child in ast.iter_child_nodes(node):
        yield from _texts(child)


def _is_text(node: ast.AST) -> bool:
    if isinstance(node, ast.BinOp):
        return isinstance(node.op, ast.Add) and (_is_text(node.left) or _is_text(node.right))
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def _variants(node: ast.AST) -> list[str]:
    """What a text may be, with places: one for each branch of a condition in a sum."""
    if isinstance(node, ast.Constant):
        return [str(node.value)]
    if isinstance(node, ast.JoinedStr):
        return ["".join(GAP if isinstance(v, ast.FormattedValue) else str(v.value) for v in node.values)]  # type: ignore[attr-defined]
    if isinstance(node, ast.BinOp):
        return [one + other for one, other in product(_variants(node.left), _variants(node.right))]
    if isinstance(node, ast.IfExp):
        return [*_variants(node.body), *_variants(node.orelse)]
    return [GAP]


def _values(node: ast.AST) -> Iterator[ast.AST]:
    """What is put into a text."""
    if isinstance(node, ast.JoinedStr):
        yield from (value.value for value in node.values if isinstance(value, ast.FormattedValue))
    elif isinstance(node, ast.BinOp):
        for side in (node.left, node.right):
            yield from _values(side) if _is_text(side) else () if isinstance(side, ast.IfExp) else (side,)


def _joined(text: str) -> str:
    """Places that touch one another are one."""
    return text.replace(GAP + GAP, GAP)
