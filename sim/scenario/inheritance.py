"""A scenario's files laid over one another, and what the command line sets on top."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sim.errors import InputError, Problem
from sim.scenario.canonical_names import canonical_names, canonical_path
from sim.scenario.family import Family
from sim.scenario.folder import Folder
from sim.scenario.registers import Registers
from sim.scenario.shock_names import joining
from sim.scenario.stack import drivers_lost, joined_titles
from sim.scenario.tree import KeyPath, Node, Place, Source, dotted, merge
from sim.scenario.yaml_reader import read_text

SETTABLE = (
    "levers",
    "projects",
    "implementation",
    "flags",
    "parameters",
    "shocks",
    "uncertainty",
    "horizon",
    "drivers",
)
COMMAND_LINE = Source("--set", "--set")


@dataclass(frozen=True)
class Inherited:
    """A scenario's tree before it is judged, the problems found so far, the key paths that the reader
    dropped, what is odd but allowed, and the folders of its files, the last file's first.
    """

    tree: Node
    problems: list[Problem]
    broken: set[KeyPath]
    warnings: list[str]
    folders: tuple[Folder, ...]


def inherited(
    paths: Sequence[Path], registers: Registers, overrides: Sequence[str], texts: Mapping[Path, str]
) -> Inherited:
    """Files laid over one another and over those that they extend, each once, with the overrides on top;
    ``texts`` holds the content of those that are given and not kept anywhere.

    Raises InputError at once if a file cannot be parsed, a parent is missing or the order is contradictory:
    no more could be judged.
    """
    family = Family(registers, texts)
    folders = [Folder.of(path) for path in paths]
    try:
        files = [family.read(path, folder) for path, folder in zip(paths, folders, strict=True)]
    except InputError as error:
        raise InputError([*family.problems, *error.problems]) from None
    if not family.complete:
        raise InputError(family.problems)
    orders = [family.order([file], family.members[file].tree.place) for file in files]
    name = "+".join(path.stem for path in paths)
    order = family.order(files, Place(Source(name, name), None)) if len(files) > 1 else orders[0]
    problems = family.problems
    tree = Node({}, family.members[order[-1]].tree.place)
    for file in order:
        tree = _laid(tree, family.members[file].tree, registers, problems)
    if len(files) > 1:
        parts = [{file: family.members[file].tree for file in each} for each in orders]
        problems += drivers_lost(parts)
        tree = joined_titles(tree, [list(part.values()) for part in parts])
    for text in overrides:
        tree = _overridden(tree, text, registers, problems, family.broken)
    return Inherited(tree, problems, family.broken, family.warnings, tuple(dict.fromkeys(reversed(folders))))


def section(override: str, registers: Registers) -> str:
    """The part of a scenario that a `--set KEY=VALUE` changes."""
    return str(registers.keys.path((override.strip().partition("=")[0].partition(".")[0],))[0])


def _laid(under: Node, over: Node, registers: Registers, problems: list[Problem]) -> Node:
    return merge(*joining(under, over, registers, problems), problems)


def _overridden(
    tree: Node, text: str, registers: Registers, problems: list[Problem], broken: set[KeyPath]
) -> Node:
    """The tree with one `--set KEY=VALUE` laid over it."""
    key, equals, value = text.partition("=")
    written = tuple(int(part) if part.isdigit() else part for part in key.strip().split("."))
    path = canonical_path(written, registers)
    place = Place(COMMAND_LINE, None)
    if not equals or path[0] not in SETTABLE:
        cure = (
            f"Write levers.NAME=VALUE or parameters.NAME=VALUE; KEY starts with one of {', '.join(SETTABLE)}."
        )
        problems.append(Problem(f"'{text}' is not KEY=VALUE.", COMMAND_LINE.shown, None, key.strip(), cure))
        return tree
    try:
        document = read_text(value, COMMAND_LINE, numbered=False, mapping=False)
        found: Sequence[Problem] = document.problems
    except InputError as error:
        found = error.problems
    if found:
        problems += [Problem(one.message, one.file, None, dotted(path), one.cure) for one in found]
        broken.add(path)
        return tree
    node = document.root
    for part in reversed(path):
        node = Node({part: node}, place)
    return _laid(tree, canonical_names(node, registers, problems), registers, problems)
