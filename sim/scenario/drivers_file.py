"""Drivers files: found by name, laid over those that they extend, checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sim.errors import InputError, Problem, nearest
from sim.parameters import Parameter
from sim.paths import SCENARIOS
from sim.scenario.deviations import correlations, deviations
from sim.scenario.drivers import Drivers, Series
from sim.scenario.folder import Folder, is_file_name
from sim.scenario.schema import DriversFile, validated
from sim.scenario.tree import Key, KeyPath, Node, Source, merge, problem_at
from sim.scenario.yaml_reader import read_file

DRIVERS, EXTENDS, SERIES = "drivers", "extends", "series"
OWN = ("title", "vintage")
"""What a drivers file says of itself, whatever it extends."""
WHOLE = ("values", "uncertainty")
"""What of a series is replaced and not merged."""
LABELS = ("source", "provenance")
"""What new values of a series come with."""


def named_drivers(
    node: Node | None,
    folders: Sequence[Folder],
    parameters: Mapping[str, Parameter],
    problems: list[Problem],
) -> Drivers | None:
    """The drivers file that a scenario names, or None after noting what is wrong.

    It is looked for beside the scenario's files, the last one's first, then among the project's own.
    """
    if node is None or not isinstance(node.value, str):
        return None
    shelf = _Shelf(folders)
    path = shelf.find(node, (DRIVERS,), problems)
    if path is None:
        return None
    try:
        return _read(path, shelf, parameters)
    except InputError as error:
        problems.extend(error.problems)
        return None


@dataclass(frozen=True)
class _Shelf:
    """Where drivers files lie."""

    folders: Sequence[Folder]

    @property
    def places(self) -> list[Path]:
        """Folders of drivers files, in the order in which they are searched."""
        return [*(folder.root / DRIVERS for folder in self.folders), SCENARIOS / DRIVERS]

    def find(self, node: Node, key: KeyPath, problems: list[Problem]) -> Path | None:
        """The file that a value names, or None after noting that there is none."""
        name = node.value
        if not isinstance(name, str) or not is_file_name(name) or Path(name).name != name:
            said = f"'{name}' is not a file name."
            problems.append(
                problem_at(node.place, key, said, "Put the file into scenarios/drivers and give its name.")
            )
            return None
        found = next((place / name for place in self.places if (place / name).is_file()), None)
        if found is None:
            names = sorted({entry.name for place in self.places for entry in place.glob("*.yaml")})
            cure = f"Files there: {', '.join(names)}." if names else "The folder is empty."
            said = f"there is no drivers file '{name}'."
            problems.append(
                problem_at(node.place, key, said, " ".join(filter(None, (nearest(name, names), cure))))
            )
        return found

    def source(self, path: Path) -> Source:
        """The two names of a drivers file."""
        return Source(f"{DRIVERS}/{path.name}", self.folders[0].source(path).shown)


@dataclass
class _Pile:
    """Drivers files laid over one another, with what is wrong so far."""

    shelf: _Shelf
    problems: list[Problem] = field(default_factory=list)
    broken: set[KeyPath] = field(default_factory=set)

    def laid(self, path: Path, children: tuple[Path, ...] = ()) -> Node:
        """The tree of a file over the one that it extends; raises InputError if one cannot be parsed."""
        document = read_file(path, self.shelf.source(path))
        self.problems += document.problems
        self.broken |= document.broken
        entries = dict(document.root.children)
        extends = entries.pop(EXTENDS, None)
        own = Node(entries, document.root.place)
        if extends is None:
            return merge(Node({}, own.place), own, self.problems)
        target = self.shelf.find(extends, (EXTENDS,), self.problems)
        if target in (path, *children):
            said = f"'{extends.value}' extends this file in turn: a circle."
            self.problems.append(
                problem_at(extends.place, (EXTENDS,), said, "Remove one of the two 'extends'.")
            )
        if target is None or target in (path, *children):
            raise InputError(self.problems)
        under = self.laid(target, (path, *children))
        return merge(self._room(under, own), own, self.problems)

    def _room(self, under: Node, over: Node) -> Node:
        """The tree below without what ``over`` gives anew; notes what is given without its label."""
        for key in OWN:
            if key not in over.children:
                said = f"the key '{key}' is missing: another file's does not fit what is changed."
                self.problems.append(problem_at(over.place, (key,), said, f"Add '{key}: …'."))
        kept: dict[Key, Node] = {key: node for key, node in under.children.items() if key not in OWN}
        series = over.children.get(SERIES)
        below = kept.get(SERIES)
        if series is None or below is None:
            return Node(kept, under.place)
        rooms = dict(below.children)
        for name, entry in series.children.items():
            if name in rooms and entry.children:
                rooms[name] = self._series_room(rooms[name], entry, (SERIES, name))
        return Node({**kept, SERIES: Node(rooms, below.place)}, under.place)

    def _series_room(self, under: Node, over: Node, path: KeyPath) -> Node:
        for key in LABELS if "values" in over.children else ():
            if key not in over.children:
                said = f"new values without a '{key}' of their own."
                self.problems.append(problem_at(over.place, (*path, key), said, f"Add '{key}: …'."))
        unit, known = over.children.get("unit"), under.children.get("unit")
        if unit is not None and known is not None and unit.value != known.value:
            said = f"the unit '{unit.value}' is not that of the series, '{known.value}'."
            self.problems.append(
                problem_at(unit.place, (*path, "unit"), said, "Convert the values, or delete the line.")
            )
        given = [key for key in WHOLE if key in over.children and over.children[key].value is not None]
        return Node({key: node for key, node in under.children.items() if key not in given}, under.place)


def _read(path: Path, shelf: _Shelf, parameters: Mapping[str, Parameter]) -> Drivers:
    """Read a drivers file, whose errors may name ``parameters``; raises InputError with every problem."""
    pile = _Pile(shelf)
    root = pile.laid(path)
    problems = pile.problems
    content = validated(DriversFile, root, pile.broken, problems, also=(EXTENDS,))
    if content is None or problems:
        raise InputError(problems)
    strays = deviations(content, root, parameters, problems)
    together = correlations(content, root, list(strays), problems)
    if problems:
        raise InputError(problems)
    series = {
        name: Series(name, entry.unit, entry.source, entry.provenance, entry.note, dict(entry.values))
        for name, entry in content.series.items()
    }
    file = shelf.source(path).name
    return Drivers(file, content.vintage, series, strays, tuple(map(tuple, together.tolist())))
