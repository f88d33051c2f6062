"""Scenarios laid over one another on the command line: `plan+trade_slump`, by path or by bare name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from sim.errors import InputError, Problem, located, nearest
from sim.paths import SCENARIOS
from sim.scenario.tree import KeyPath, Node, Place, Source, merge, nearest_node, problem_at

JOIN = "+"
DRIVERS = "drivers"
BETWEEN: dict[KeyPath, str] = {
    ("title", "en"): " + ",
    ("title", "zh"): "＋",
    ("question", "en"): " ",
    ("question", "zh"): "",
}
"""What stands between the titles and questions of a stack."""


def files(text: str, root: Path = SCENARIOS) -> tuple[Path, ...]:
    """The files that a user names: a path, the bare name of a file below ``root``, or several joined by '+'.

    A file that exists wins, also where its name holds a '+'. Raises InputError for every unknown name.
    """
    parts = text.split(JOIN)
    found: list[Path] = []
    problems: list[Problem] = []
    at = 0
    while at < len(parts):
        ends = range(len(parts), at, -1)
        end = next((end for end in ends if Path(JOIN.join(parts[at:end])).is_file()), at + 1)
        name = JOIN.join(parts[at:end])
        try:
            found.append(_file(name, text, root))
        except InputError as error:
            problems += error.problems
        at = end
    if problems:
        raise InputError(problems)
    return tuple(found)


def names(root: Path = SCENARIOS) -> dict[str, Path]:
    """The scenarios below a folder by bare name; drivers files are none."""
    paths = sorted(root.rglob("*.yaml"))
    return {path.stem: path for path in paths if DRIVERS not in path.relative_to(root).parts}


def _file(name: str, text: str, root: Path) -> Path:
    path = Path(name)
    bare = path.name == name and not path.suffix
    if path.is_file() or (name and not bare):
        return path
    known = names(root)
    if name in known:
        return known[name]
    if not name:
        raise InputError(Problem("a name is missing beside '+'.", text, cure="Write NAME+NAME."))
    cure = nearest(name, known) or f"Known: {', '.join(known)}."
    raise InputError(Problem(f"there is no scenario '{name}'.", text, cure=cure))


def joined_titles(tree: Node, parts: Sequence[Sequence[Node]]) -> Node:
    """The tree of a stack with the titles and questions of its parts joined.

    ``parts`` holds for each part its files' trees, ancestors first. A title that two parts inherit from one
    file is not said twice.
    """
    joined = tree
    for path, between in BETWEEN.items():
        given = [node for node in (_last(trees, path) for trees in parts) if node is not None]
        said = list({node.place: node for node in given}.values())
        if len(said) > 1:
            node = Node(between.join(str(node.value) for node in said), _joint(said))
            for key in reversed(path):
                node = Node({key: node}, node.place)
            joined = merge(joined, node, [])
    return joined


def drivers_lost(parts: Sequence[Mapping[Path, Node]]) -> list[Problem]:
    """A problem for each part that changes the drivers it inherits where another has done so already: the
    first change would silently be lost.

    ``parts`` holds for each part its files' trees, ancestors first.
    """
    problems: list[Problem] = []
    held: list[tuple[Path, Mapping[Path, Node]]] = []
    for files_of in parts:
        setters = [file for file, tree in files_of.items() if DRIVERS in tree.children]
        if len(setters) < 2:
            continue
        for earlier, its_files in held:
            one, other = its_files[earlier].children[DRIVERS], files_of[setters[-1]].children[DRIVERS]
            apart = earlier not in files_of and setters[-1] not in its_files
            if apart and one.value != other.value:
                said = f"'{other.value}' would replace '{one.value}' of {one.place.source.name}."
                cure = "Write a drivers file that extends the one and holds the other's series too."
                problems.append(problem_at(other.place, (DRIVERS,), said, cure))
        held.append((setters[-1], files_of))
    return problems


def _last(trees: Sequence[Node], path: KeyPath) -> Node | None:
    """The text at a key path in the last tree that has one."""
    found = None
    for tree in trees:
        node = nearest_node(tree, path)
        found = node if isinstance(node.value, str) else found
    return found


def _joint(nodes: Sequence[Node]) -> Place:
    """The places of several texts as one."""
    name = f" {JOIN} ".join(located(node.place.source.name, node.place.line) for node in nodes)
    return Place(Source(name, name), None)
