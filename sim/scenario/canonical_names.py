"""Names in a file under their ids, whatever their spelling, so that files in two languages merge."""

from __future__ import annotations

from collections.abc import Mapping

from sim.errors import Problem
from sim.scenario.registers import Registers
from sim.scenario.scenario_keys import in_english
from sim.scenario.setting_checks import canonical
from sim.scenario.shock_names import canonical_shocks
from sim.scenario.tree import Key, KeyPath, Node, problem_at


def canonical_names(root: Node, registers: Registers, problems: list[Problem]) -> Node:
    """The tree of one file with every name as its id; notes what is named twice in two spellings."""
    entries = dict(in_english(root, registers.keys, problems).children)
    if "levers" in entries:
        names = {lever.label_zh: name for name, lever in registers.levers.items()}
        entries["levers"] = _renamed(entries["levers"], ("levers",), names, problems)
        levers: dict[Key, Node] = {}
        for name, node in entries["levers"].children.items():
            lever = registers.levers.get(str(name))
            axes = registers.labels.axes(lever.index) if lever else None
            levers[name] = canonical(node, axes or (), registers.labels, ("levers", name), problems)
        if levers:
            entries["levers"] = Node(levers, entries["levers"].place)
    if "projects" in entries:
        names = {project.label_zh: name for name, project in registers.projects.items()}
        entries["projects"] = _renamed(entries["projects"], ("projects",), names, problems)
    if "shocks" in entries:
        entries["shocks"] = canonical_shocks(entries["shocks"], registers, problems)
    if "implementation" in entries:
        entries["implementation"] = _chapters(entries["implementation"], problems)
    return Node(entries, root.place)


def canonical_path(written: KeyPath, registers: Registers) -> KeyPath:
    """A key path of a file with its keys, levers and projects under their ids."""
    path = registers.keys.path(written)
    if len(path) < 2 or path[0] not in ("levers", "projects"):
        return path
    known = registers.levers if path[0] == "levers" else registers.projects
    ids = {entry.label_zh: name for name, entry in known.items()}
    return (path[0], ids.get(str(path[1]), path[1]), *path[2:])


def _chapters(node: Node, problems: list[Problem]) -> Node:
    """Chapters are names, although a file writes them as numbers."""
    chapters = node.children.get("chapters")
    if chapters is None:
        return node
    names = {str(key): str(key) for key in chapters.children}
    named = _renamed(chapters, ("implementation", "chapters"), names, problems)
    return Node({**node.children, "chapters": named}, node.place)


def _renamed(node: Node, path: KeyPath, names: Mapping[str, str], problems: list[Problem]) -> Node:
    if not node.children:
        return node
    renamed: dict[Key, Node] = {}
    for key, child in node.children.items():
        name = names.get(str(key), key)
        if name in renamed:
            said = f"'{name}' is given twice under two names."
            problems.append(problem_at(child.place, (*path, key), said, "Keep one of them."))
        else:
            renamed[name] = child
    return Node(renamed, node.place)
