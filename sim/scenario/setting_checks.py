"""Whether a value of a scenario file fits its lever or kind of shock: places, years, range."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from sim.errors import Problem, nearest
from sim.scenario.labels import CALLED, Labels
from sim.scenario.lever_values import BASE_YEAR, DEFAULT, LAST_YEAR, Setting
from sim.scenario.tree import Key, KeyPath, Node, problem_at

LONGEST_QUOTE = 60


class Dosed(Protocol):
    """What has a value: a lever, or a kind of shock."""

    @property
    def low(self) -> float:
        """The smallest value."""

    @property
    def high(self) -> float:
        """The largest value."""

    @property
    def index(self) -> str:
        """What a value is given for."""

    @property
    def range(self) -> str:
        """The allowed values in words."""

    @property
    def called(self) -> str:
        """What messages call it."""


@dataclass(frozen=True)
class Grammar:
    """The years that a value may name, and whether it has to name them."""

    first: int = BASE_YEAR
    last: int = LAST_YEAR
    dated: bool = False

    @property
    def wanted(self) -> str:
        """The value in words."""
        return f"sizes by year {{{self.last}: …}}" if self.dated else "a number or a path {2021: …, 2025: …}"


UNDATED = Grammar()


def canonical(
    node: Node, axes: Sequence[str], labels: Labels, path: KeyPath, problems: list[Problem]
) -> Node:
    """The node with every place under its id, whatever its spelling; unknown names stay as they are."""
    if not axes or not node.children:
        return node
    renamed: dict[Key, Node] = {}
    for key, child in node.children.items():
        name: Key = key if isinstance(key, int) else labels.find(axes[0], key) or key
        if name in renamed:
            problems.append(
                problem_at(
                    child.place,
                    (*path, key),
                    f"'{name}' is given twice under two names.",
                    "Keep one of them.",
                )
            )
            continue
        deeper = axes if isinstance(key, int) else axes[1:]
        renamed[name] = canonical(child, deeper, labels, (*path, name), problems)
    return Node(renamed, node.place)


def check(
    lever: Dosed,
    axes: Sequence[str],
    node: Node,
    labels: Labels,
    path: KeyPath,
    problems: list[Problem],
    grammar: Grammar = UNDATED,
) -> Setting | None:
    """The setting of a lever or shock, or None after noting what is wrong with it."""
    if not node.children:
        return _number(lever, axes, node, path, problems, grammar, undated=True)
    years = [key for key in node.children if isinstance(key, int)]
    if years and len(years) < len(node.children):
        other = next(str(key) for key in node.children if not isinstance(key, int))
        problems.append(
            problem_at(
                node.place,
                path,
                f"mixes years ({years[0]}) with names ('{other}').",
                "Give each place its own path: {qingdao: {2021: 1, 2025: 5}}.",
            )
        )
        return None
    found = len(problems)
    result: dict[Key, Setting] = {}
    for key, child in node.children.items():
        here = (*path, key)
        if isinstance(key, int):
            if not grammar.first <= key <= grammar.last:
                problems.append(
                    problem_at(
                        child.place,
                        here,
                        f"the year {key} is outside the model.",
                        f"Allowed: {grammar.first} to {grammar.last}.",
                    )
                )
            value: Setting | None = _number(lever, (), child, here, problems, grammar)
        elif not _known(lever, axes, key, child, labels, here, problems, grammar):
            continue
        else:
            value = check(lever, axes[1:], child, labels, here, problems, grammar)
        if value is not None:
            result[key] = value
    return result if len(problems) == found else None


def _known(
    lever: Dosed,
    axes: Sequence[str],
    key: str,
    child: Node,
    labels: Labels,
    path: KeyPath,
    problems: list[Problem],
    grammar: Grammar,
) -> bool:
    if axes and (key == DEFAULT or key in labels.known(axes[0])):
        return True
    if not axes:
        problems.append(
            problem_at(
                child.place,
                path,
                f"'{key}' has no place here: {lever.called} is given for {lever.index or 'the region'}.",
                f"Give {grammar.wanted}.",
            )
        )
    else:
        allowed = (*labels.offered(axes[0], key), DEFAULT)
        problems.append(
            problem_at(
                child.place,
                path,
                f"'{key}' is not a {CALLED.get(axes[0], axes[0])}.",
                " ".join(filter(None, (f"Allowed: {', '.join(allowed)}.", nearest(key, allowed)))),
            )
        )
    return False


def _number(
    lever: Dosed,
    axes: Sequence[str],
    node: Node,
    path: KeyPath,
    problems: list[Problem],
    grammar: Grammar,
    *,
    undated: bool = False,
) -> float | None:
    value = node.value
    if isinstance(value, bool) or not isinstance(value, int | float):
        each = f", or either per {CALLED.get(axes[0], axes[0])}" if axes else ""
        wanted = grammar.wanted if undated or not grammar.dated else "a number"
        problems.append(
            problem_at(
                node.place,
                path,
                f"found {described(value)} where a number belongs.",
                f"Give {wanted}{each}; allowed: {lever.range}.",
            )
        )
        return None
    if grammar.dated and undated:
        said = f"{value:g} has no year: a shock is dated."
        problems.append(problem_at(node.place, path, said, f"Write {{{grammar.last}: {value:g}}}."))
        return None
    if not lever.low <= value <= lever.high:
        problems.append(
            problem_at(node.place, path, f"{value:g} is out of range.", f"Allowed: {lever.range}.")
        )
        return None
    return float(value)


def described(value: object) -> str:
    """A found value in words, for a message."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "nothing"
    if isinstance(value, str):
        return f"the text '{value[:LONGEST_QUOTE]}'"
    if isinstance(value, Mapping):
        return "an empty mapping" if not value else "a mapping"
    return "a list" if isinstance(value, tuple | list) else f"{value}"
