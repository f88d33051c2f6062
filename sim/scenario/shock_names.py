"""Shocks in a list or by name: their kinds and places under their ids, and how one file's join another's."""

from __future__ import annotations

from sim.errors import Problem
from sim.scenario.registers import Registers
from sim.scenario.setting_checks import canonical
from sim.scenario.tree import Key, KeyPath, Node, problem_at

SHOCKS, NAME, KIND, SIZE = "shocks", "name", "kind", "size"


def canonical_shocks(node: Node, registers: Registers, problems: list[Problem]) -> Node:
    """The shocks with every kind and place under its id, whatever its spelling."""
    if isinstance(node.value, tuple):
        items = [_canonical(item, (SHOCKS, at), registers, problems) for at, item in enumerate(node.value)]
        return Node(tuple(items), node.place)
    named = {
        name: _canonical(item, (SHOCKS, name), registers, problems) for name, item in node.children.items()
    }
    return Node(named, node.place) if named else node


def joining(under: Node, over: Node, registers: Registers, problems: list[Problem]) -> tuple[Node, Node]:
    """Two trees ready to be merged: where ``over`` gives shocks by name, the list below it is by name too.

    A shock that leaves its kind to the one below it names places by that kind.
    """
    below, above = under.children.get(SHOCKS), over.children.get(SHOCKS)
    if below is None or above is None or not above.children:
        return under, over
    named = _by_name(below, problems)
    completed: dict[Key, Node] = {}
    for name, item in above.children.items():
        known = named.children.get(name)
        kind = known.children.get(KIND) if known is not None else None
        if kind is not None and KIND not in item.children and item.children:
            item = _canonical(item, (SHOCKS, name), registers, problems, kind)
        completed[name] = item
    return (
        Node({**under.children, SHOCKS: named}, under.place),
        Node({**over.children, SHOCKS: Node(completed, above.place)}, over.place),
    )


def listed(node: Node) -> list[tuple[KeyPath, Node]]:
    """Every shock with its key path; one by name holds its name as an entry too."""
    if isinstance(node.value, tuple):
        return [((SHOCKS, at), item) for at, item in enumerate(node.value)]
    return [
        ((SHOCKS, name), Node({NAME: Node(str(name), item.place), **item.children}, item.place))
        for name, item in node.children.items()
    ]


def _canonical(
    item: Node, path: KeyPath, registers: Registers, problems: list[Problem], inherited: Node | None = None
) -> Node:
    entries: dict[Key, Node] = dict(item.children)
    kind = entries.get(KIND, inherited)
    if kind is not None and isinstance(kind.value, str):
        names = {known.label_zh: name for name, known in registers.shocks.items()}
        name = names.get(kind.value, kind.value)
        if KIND in entries:
            entries[KIND] = Node(name, kind.place)
        known = registers.shocks.get(name)
        axes = registers.labels.axes(known.index) if known else None
        if SIZE in entries:
            entries[SIZE] = canonical(entries[SIZE], axes or (), registers.labels, (*path, SIZE), problems)
    return Node(entries, item.place) if entries else item


def _by_name(node: Node, problems: list[Problem]) -> Node:
    """A list of shocks as a mapping; notes what has no name of its own."""
    if not isinstance(node.value, tuple):
        return node
    named: dict[Key, Node] = {}
    for at, item in enumerate(node.value):
        entries = dict(item.children)
        name = entries.pop(NAME, None)
        if name is None or not isinstance(name.value, str) or name.value in named:
            said = "a shock without a name of its own cannot be joined by others."
            problems.append(problem_at(item.place, (SHOCKS, at), said, "Give each shock its own name."))
        else:
            named[name.value] = Node(entries, item.place)
    return Node(named, node.place)
