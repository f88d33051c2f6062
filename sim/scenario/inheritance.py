"""A scenario file and the files it extends, laid over one another."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sim.errors import InputError, Problem
from sim.paths import SCENARIOS
from sim.scenario.registers import Registers
from sim.scenario.setting_checks import canonical
from sim.scenario.shock_checks import canonical_shocks
from sim.scenario.tree import Key, KeyPath, Node, Place, Source, dotted, merge, problem_at
from sim.scenario.workbook.reading import is_workbook, read_workbook
from sim.scenario.yaml_reader import Document, read_file, read_text

EXTENDS = "extends"
SETTABLE = ("levers", "projects", "flags", "parameters", "uncertainty", "horizon", "drivers")
LONGEST_NAME = 200
COMMAND_LINE = Source("--set", "--set")


@dataclass(frozen=True)
class Folder:
    """The folder that a scenario's files may not leave: scenarios/, or that of a file kept elsewhere."""

    root: Path

    @classmethod
    def of(cls, path: Path) -> Folder:
        """The folder of a scenario file."""
        inside = path.resolve().is_relative_to(SCENARIOS.resolve())
        return cls(SCENARIOS.resolve() if inside else path.resolve().parent)

    def source(self, path: Path) -> Source:
        """The two names of a file: relative to the folder, and as seen from where the user stands."""
        full = path.resolve()
        name = full.relative_to(self.root).as_posix() if full.is_relative_to(self.root) else full.name
        try:
            shown = os.path.relpath(full)
        except ValueError:  # on Windows there is no relative path to another drive
            shown = str(full)
        return Source(name, str(full) if shown.startswith("..") else shown)


def is_file_name(value: object) -> bool:
    """Whether a value can be looked up as a file at all; systems raise on what is too long or unprintable."""
    return isinstance(value, str) and 0 < len(value) <= LONGEST_NAME and value.isprintable()


class Inheritance:
    """Reads a file with its parents; collects the problems of all of them."""

    def __init__(self, folder: Folder, registers: Registers) -> None:
        self.folder = folder
        self.registers = registers
        self.problems: list[Problem] = []
        self.broken: set[KeyPath] = set()
        self.warnings: list[str] = []

    def resolve(self, path: Path, children: tuple[Path, ...] = ()) -> Node:
        """The tree of a file laid over those it extends; raises InputError if one cannot be parsed."""
        document = self._read(path)
        self.warnings += document.warnings
        self.problems += document.problems
        self.broken |= document.broken
        own = dict(document.root.children)
        extends = own.pop(EXTENDS, None)
        tree = Node({}, document.root.place)
        for parent, place in self._parents(extends):
            target = (path.parent / parent).resolve()
            if not target.is_relative_to(self.folder.root):
                self._refuse(
                    place,
                    f"'{parent}' lies outside the scenarios folder.",
                    "Extend a file of the same folder or below.",
                )
            elif target in (path.resolve(), *children):
                self._refuse(
                    place,
                    f"'{parent}' extends this file in turn: a circle.",
                    "Remove one of the two 'extends'.",
                )
            elif not target.is_file():
                known = ", ".join(sorted(entry.name for entry in path.parent.glob("*.yaml") if entry != path))
                self._refuse(place, f"there is no file '{parent}'.", f"Files there: {known or 'none'}.")
            else:
                tree = merge(tree, self.resolve(target, (path.resolve(), *children)), self.problems)
        return merge(tree, self._canonical(Node(own, document.root.place)), self.problems)

    def _read(self, path: Path) -> Document:
        """A file, a workbook or YAML by its name."""
        source = self.folder.source(path)
        if is_workbook(path):
            return read_workbook(path, source, self.registers)
        return read_file(path, source)

    def override(self, tree: Node, text: str) -> Node:
        """The tree with one `--set KEY=VALUE` laid over it."""
        key, equals, value = text.partition("=")
        path = tuple(int(part) if part.isdigit() else part for part in key.strip().split("."))
        place = Place(COMMAND_LINE, None)
        if not equals or path[0] not in SETTABLE:
            self.problems.append(
                Problem(
                    f"'{text}' is not KEY=VALUE.",
                    COMMAND_LINE.shown,
                    None,
                    key.strip(),
                    f"Write levers.NAME=VALUE or parameters.NAME=VALUE; KEY starts with one of "
                    f"{', '.join(SETTABLE)}.",
                )
            )
            return tree
        try:
            document = read_text(value, COMMAND_LINE, numbered=False, mapping=False)
        except InputError as error:
            self._refuse_value(path, error.problems)
            return tree
        if document.problems:
            self._refuse_value(path, document.problems)
            return tree
        node = document.root
        for part in reversed(path):
            node = Node({part: node}, place)
        return merge(tree, self._canonical(node), self.problems)

    def _refuse_value(self, path: KeyPath, problems: Sequence[Problem]) -> None:
        self.problems += [
            Problem(found.message, found.file, None, dotted(path), found.cure) for found in problems
        ]
        self.broken.add(path)

    def _refuse(self, place: Place, message: str, cure: str) -> None:
        self.problems.append(problem_at(place, (EXTENDS,), message, cure))

    def _parents(self, extends: Node | None) -> Sequence[tuple[str, Place]]:
        if extends is None:
            return ()
        nodes = extends.value if isinstance(extends.value, tuple) else (extends,)
        good = [(str(node.value), node.place) for node in nodes if is_file_name(node.value)]
        if len(good) < len(nodes) or not nodes:
            self._refuse(
                extends.place, "'extends' names no file.", "Write 'extends: base.yaml' or a list of files."
            )
        return good

    def _canonical(self, root: Node) -> Node:
        """Levers, projects and places under their ids, so that files in two languages merge."""
        entries = dict(root.children)
        if "levers" in entries:
            names = {lever.label_zh: name for name, lever in self.registers.levers.items()}
            entries["levers"] = self._renamed(entries["levers"], "levers", names)
            levers: dict[Key, Node] = {}
            for name, node in entries["levers"].children.items():
                lever = self.registers.levers.get(str(name))
                axes = self.registers.labels.axes(lever.index) if lever else None
                levers[name] = canonical(
                    node, axes or (), self.registers.labels, ("levers", name), self.problems
                )
            if levers:
                entries["levers"] = Node(levers, entries["levers"].place)
        if "projects" in entries:
            names = {project.label_zh: name for name, project in self.registers.projects.items()}
            entries["projects"] = self._renamed(entries["projects"], "projects", names)
        if "shocks" in entries:
            entries["shocks"] = canonical_shocks(entries["shocks"], self.registers, self.problems)
        return Node(entries, root.place)

    def _renamed(self, node: Node, section: str, names: dict[str, str]) -> Node:
        if not node.children:
            return node
        renamed: dict[Key, Node] = {}
        for key, child in node.children.items():
            name = names.get(str(key), key)
            if name in renamed:
                self.problems.append(
                    problem_at(
                        child.place,
                        (section, key),
                        f"'{name}' is given twice under two names.",
                        "Keep one of them.",
                    )
                )
            else:
                renamed[name] = child
        return Node(renamed, node.place)


def inherited(path: Path, registers: Registers, overrides: Sequence[str]) -> tuple[Node, Inheritance]:
    """The merged tree of a file, its parents and the overrides, with the problems found so far.

    Raises InputError at once if a file cannot be parsed or a parent is missing: no more could be judged.
    """
    family = Inheritance(Folder.of(path), registers)
    try:
        tree = family.resolve(path)
    except InputError as error:
        raise InputError([*family.problems, *error.problems]) from None
    if any(problem.key == EXTENDS for problem in family.problems):
        raise InputError(family.problems)
    for text in overrides:
        tree = family.override(tree, text)
    return tree, family
