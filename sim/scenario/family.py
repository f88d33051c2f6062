"""The files of a scenario, each read once, and the order in which they are laid."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sim.errors import InputError, Problem
from sim.paths import SCENARIOS
from sim.scenario.canonical_names import canonical_names, canonical_path
from sim.scenario.folder import Folder, is_file_name
from sim.scenario.linearisation import OrderError, linearised
from sim.scenario.registers import Registers
from sim.scenario.tree import KeyPath, Node, Place, problem_at
from sim.scenario.workbook.reading import is_workbook, read_workbook
from sim.scenario.yaml_reader import Document, read_file, read_text

EXTENDS = "extends"


@dataclass(frozen=True)
class Member:
    """One file: its own entries under their ids, and the files that it extends."""

    tree: Node
    parents: tuple[Path, ...]


class Family:
    """Reads files with all that they build on; collects the problems of all of them.

    ``texts`` holds the content of files that are given and not kept anywhere.
    """

    def __init__(self, registers: Registers, texts: Mapping[Path, str]) -> None:
        self.registers = registers
        self.texts = texts
        self.problems: list[Problem] = []
        self.broken: set[KeyPath] = set()
        self.warnings: list[str] = []
        self.members: dict[Path, Member] = {}
        self.complete = True
        """Whether every file that is extended was found."""

    def read(self, path: Path, folder: Folder, children: tuple[Path, ...] = ()) -> Path:
        """Read a file and its ancestors; returns its key among the members.

        Raises InputError if one of them cannot be parsed.
        """
        full = path.resolve()
        if full in self.members:
            return full
        document = self._document(path, folder)
        self.problems += document.problems
        self.warnings += document.warnings
        self.broken |= {canonical_path(path, self.registers) for path in document.broken}
        own = canonical_names(document.root, self.registers, self.problems)
        entries = dict(own.children)
        extends = entries.pop(EXTENDS, None)
        parents: list[Path] = []
        for name, place in self._named(extends):
            target, home = _target(name, path, folder)
            fault = self._fault(name, target, home, (full, *children), parents)
            if fault:
                self._refuse(place, *fault)
            else:
                parents.append(self.read(target, home, (full, *children)))
        self.members[full] = Member(Node(entries, own.place), tuple(parents))
        return full

    def _document(self, path: Path, folder: Folder) -> Document:
        """A file's content, that of a workbook or of YAML by its name."""
        source = folder.source(path)
        if path in self.texts:
            return read_text(self.texts[path], source, numbered=False)
        return read_workbook(path, source, self.registers) if is_workbook(path) else read_file(path, source)

    def order(self, files: Sequence[Path], place: Place) -> tuple[Path, ...]:
        """Members in the order in which they are laid, ``files`` one over the other.

        Raises InputError if it is contradictory.
        """
        top = Path("+".join(file.stem for file in files))
        parents = {path: member.parents for path, member in self.members.items()}
        try:
            return linearised(top, parents | {top: tuple(files)})[:-1]
        except OrderError as error:
            one, other = error.names
            said = f"the order of '{one}' and '{other}' is contradictory: each is to be laid over the other."
            cure = "Name a file after those that it builds on, and in one order everywhere."
            raise InputError([*self.problems, problem_at(place, (), said, cure)]) from None

    def _fault(
        self, name: str, target: Path, folder: Folder, children: Sequence[Path], earlier: Sequence[Path]
    ) -> tuple[str, str] | None:
        """What is wrong with a named parent, and the cure."""
        here = children[0]
        if not target.is_relative_to(folder.root):
            return (
                f"'{name}' lies outside the scenarios folder.",
                "Extend a file of the same folder or below.",
            )
        if target in children:
            return f"'{name}' extends this file in turn: a circle.", "Remove one of the two 'extends'."
        if target in earlier:
            return f"'{name}' is named twice.", "Name it once."
        if not target.is_file():
            known = ", ".join(sorted(entry.name for entry in here.parent.glob("*.yaml") if entry != here))
            return f"there is no file '{name}'.", f"Files there: {known or 'none'}."
        return None

    def _refuse(self, place: Place, message: str, cure: str) -> None:
        self.complete = False
        self.problems.append(problem_at(place, (EXTENDS,), message, cure))

    def _named(self, extends: Node | None) -> Sequence[tuple[str, Place]]:
        if extends is None:
            return ()
        nodes = extends.value if isinstance(extends.value, tuple) else (extends,)
        good = [(str(node.value), node.place) for node in nodes if is_file_name(node.value)]
        if len(good) < len(nodes) or not nodes:
            self._refuse(
                extends.place, "'extends' names no file.", "Write 'extends: base.yaml' or a list of files."
            )
        return good


def _target(name: str, path: Path, folder: Folder) -> tuple[Path, Folder]:
    """The file that another one names, and its folder: beside that file, else among the project's own."""
    own, shipped = (path.parent / name).resolve(), (SCENARIOS / name).resolve()
    if not own.is_file() and shipped.is_file() and shipped.is_relative_to(SCENARIOS.resolve()):
        return shipped, Folder.of(shipped)
    return own, folder
