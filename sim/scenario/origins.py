"""Where every value of a scenario came from: file and line, and what of it is carried out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from sim.errors import located
from sim.scenario.implementation import IN_FULL, Implementation
from sim.scenario.lever_values import Setting
from sim.scenario.registers import PROJECTS_FILE, Registers
from sim.scenario.shock_names import SHOCKS, listed
from sim.scenario.tree import KeyPath, Node, dotted, leaves, nearest_node

Origin: TypeAlias = tuple[str, int | str | None]
LEVERS, PROJECTS, IMPLEMENTATION = "levers", "projects", "implementation"


def provenance(
    tree: Node, registers: Registers, levers: Mapping[str, Setting], implementation: Implementation
) -> dict[str, Origin]:
    """The file and line behind every value by dotted key, with the register behind openings of the base.

    ``levers`` are the settings as carried out; a value that was moved keeps the line that gave it.
    """
    origin: dict[str, Origin] = {
        dotted((PROJECTS, name, "opens")): (PROJECTS_FILE, project.line)
        for name, project in registers.projects.items()
    }
    of_project = registers.project_chapters
    for path, node in leaves(_listed(tree)):
        dropped = (
            path[0] == PROJECTS and len(path) > 1 and not implementation.of(of_project[str(path[1])]).share
        )
        if not dropped:
            origin[dotted(path)] = _origin(node)
    for path in _changed(registers, levers, implementation):
        late = implementation.of(registers.levers[str(path[1])].chapter).years_late
        given = (*path[:-1], path[-1] - late) if isinstance(path[-1], int) else path
        origin[dotted(path)] = _origin(nearest_node(tree, given))
    return origin


def implemented(
    tree: Node, registers: Registers, levers: Mapping[str, Setting], implementation: Implementation
) -> dict[str, str]:
    """What was made of the values that are not carried out as set, by dotted key, with file and line."""
    found = {}
    for path in _changed(registers, levers, implementation):
        found[dotted(path)] = _told(tree, registers.levers[str(path[1])].chapter, implementation)
    projects = tree.children.get(PROJECTS)
    for name in projects.children if projects is not None else ():
        chapter = registers.project_chapters[str(name)]
        extent = implementation.of(chapter)
        if extent.years_late or not extent.share:  # any other share leaves an opening as it is set
            asked = ("share",) if not extent.share else ("years_late",)
            found[dotted((PROJECTS, name, "opens"))] = _told(tree, chapter, implementation, asked)
    return found


def _origin(node: Node) -> Origin:
    return node.place.source.name, node.place.line


def _listed(tree: Node) -> Node:
    """The tree with its shocks in a list, as a resolved file has them."""
    shocks = tree.children.get(SHOCKS)
    if shocks is None or not shocks.children:
        return tree
    items = tuple(item for _, item in listed(shocks))
    return Node({**tree.children, SHOCKS: Node(items, shocks.place)}, tree.place)


def _changed(
    registers: Registers, levers: Mapping[str, Setting], implementation: Implementation
) -> Iterator[KeyPath]:
    """Key paths of all numbers of levers that are not carried out as set."""
    for name, setting in levers.items():
        if implementation.of(registers.levers[name].chapter) != IN_FULL:
            yield from _numbers((LEVERS, name), setting)


def _numbers(path: KeyPath, setting: Setting) -> Iterator[KeyPath]:
    if isinstance(setting, Mapping):
        for key, inner in setting.items():
            yield from _numbers((*path, key), inner)
    else:
        yield path


def _told(
    tree: Node,
    chapter: str,
    implementation: Implementation,
    keys: Sequence[str] = ("share", "years_late", "until"),
) -> str:
    extent = implementation.of(chapter)
    parts = []
    if "share" in keys and extent.share != IN_FULL.share:
        parts.append(f"share {extent.share:g} ({_asked(tree, chapter, 'share')})")
    if "years_late" in keys and extent.years_late:
        years = "year" if extent.years_late == 1 else "years"
        parts.append(f"{extent.years_late} {years} late ({_asked(tree, chapter, 'years_late')})")
    if "until" in keys and extent.until != IN_FULL.until:
        parts.append(f"until {extent.until} ({_asked(tree, chapter, 'until')})")
    return ", ".join(parts)


def _asked(tree: Node, chapter: str, key: str) -> str:
    """The file and line that ask for it: for the chapter, else for everything."""
    own: KeyPath = (IMPLEMENTATION, "chapters", chapter, key)
    node = nearest_node(tree, own)
    if node.value is None or node.children:
        node = nearest_node(tree, (IMPLEMENTATION, key))
    return located(*_origin(node))
