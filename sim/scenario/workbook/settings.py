"""Rows of single settings and whole tables as parts of a scenario's tree, each value with its cell."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from sim.scenario.labels import Labels
from sim.scenario.lever_values import Setting
from sim.scenario.registers import Registers
from sim.scenario.tree import Key, KeyPath, Node, Place
from sim.scenario.workbook.cells import Cell, Sheet
from sim.scenario.workbook.notes import Notes
from sim.scenario.workbook.tables import Row, Table
from sim.scenario.workbook.words import ALL, DEFAULT, place_of, plain

PLACES = ("place", "part")
Tokens: TypeAlias = tuple[Key, ...]
"""Places of a row, one for each axis: an id, ``all``, ``default``, or a text that is none of them; behind
them, of a shock, the year."""


@dataclass(frozen=True)
class Entry:
    """What one row sets, and the cell that names it."""

    node: Node
    cell: Cell


class Placed(Protocol):
    """What has values for places: a lever, or a kind of shock."""

    @property
    def index(self) -> str:
        """What a value is given for."""

    @property
    def called(self) -> str:
        """What messages call it."""


def tokens(
    row: Row, placed: Placed, labels: Labels, sheet: Sheet, path: KeyPath, notes: Notes
) -> tuple[tuple[str, ...], Cell | None] | None:
    """The places that a row is for, an empty cell being all, and the cell of the first one that is none.

    None after noting that a place stands where none belongs.
    """
    axes: Sequence[str] = labels.axes(placed.index) or ()
    found: list[str] = []
    stray: Cell | None = None
    for depth, name in enumerate(PLACES):
        cell = row.cells.get(name)
        axis = axes[depth] if depth < len(axes) else ""
        token = place_of(labels, axis, str(cell.value)) if cell is not None else ALL
        if axis:
            found.append(token)
            stray = stray or (None if token in (ALL, DEFAULT, *labels.known(axis)) else cell)
        elif cell is not None and token != ALL:
            said = (
                f"'{token}' has no place here: {placed.called} is given for {placed.index or 'the region'}."
            )
            notes.refuse(sheet, cell, path, said, "Empty the cell.")
            return None
    return tuple(found), stray


def nested(entries: Mapping[Tokens, Node], place: Place, depth: int) -> Node:
    """One setting made of rows with ``depth`` places each: a value for all places stands wherever no row
    names the place itself.
    """
    if not depth and () in entries:
        return entries[()]
    wild = {t[1:]: node for t, node in entries.items() if t[0] == ALL}
    if depth and all(set(t[:depth]) == {ALL} for t in entries):
        return nested(wild, place, depth - 1)
    result: dict[Key, Node] = {}
    for head in dict.fromkeys(t[0] for t in entries if t[0] != ALL):
        own = {t[1:]: node for t, node in entries.items() if t[0] == head}
        result[head] = nested(wild | own, next(iter(own.values())).place, max(depth - 1, 0))
    if wild and DEFAULT not in result:
        result[DEFAULT] = nested(wild, place, depth - 1)
    return Node(result, place)


def flat(setting: Setting, depth: int) -> Iterator[tuple[tuple[str, ...], Setting]]:
    """The rows of a setting for ``depth`` axes of places: places, and the number or path over years there.

    `nested` makes the same setting of them again.
    """
    if not depth or not isinstance(setting, Mapping) or any(isinstance(key, int) for key in setting):
        yield (ALL,) * depth, setting
        return
    for key, inner in setting.items():
        for rest, value in flat(inner, depth - 1):
            yield (str(key), *rest), value


def levers(table: Table, registers: Registers, notes: Notes) -> Node:
    """The section `levers` of a sheet."""
    sheet = table.sheet
    names = {plain(lever.label_zh): name for name, lever in registers.levers.items()}
    found: dict[str, dict[Tokens, Entry]] = {}
    for row in table.rows(("value",)):
        inputs = [*(row.cells[n] for n in ("value",) if n in row.cells), *row.years.values()]
        head = row.cells.get("lever")
        if head is None:
            unnamed(sheet, inputs[0], "levers", notes)
            continue
        written = str(head.value).strip()
        name = names.get(plain(written), written)
        lever = registers.levers.get(name)
        if lever is None:
            found[name] = {(): Entry(Node(0, notes.place(sheet, head)), head)}
            continue
        read = tokens(row, lever, registers.labels, sheet, ("levers", name), notes)
        if read is None:
            continue
        places, stray = read
        path: KeyPath = ("levers", name, *(token for token in places if token != ALL))
        node = _value(sheet, row, path, lever.unit, notes)
        if node is not None:
            node = node if stray is None else Node(node.value, notes.place(sheet, stray))
            entry = Entry(node, row.cells.get("place", head))
            add(found.setdefault(name, {}), places, entry, sheet, path, notes)
    return _sections(found, sheet, notes)


def add(
    known: dict[Tokens, Entry], places: Tokens, entry: Entry, sheet: Sheet, path: KeyPath, notes: Notes
) -> None:
    """Adds what a row sets, or notes that another row sets the same."""
    same = (t for t in known if [_written(x) for x in t] == [_written(x) for x in places])
    first = next(same, None)
    if first is None:
        known[places] = entry
    else:
        said = f"is given twice, first in {known[first].cell.address}."
        notes.refuse(sheet, entry.cell, path, said, "Keep one of the two rows.")


def _written(token: Key) -> Key:
    return DEFAULT if token == ALL else token


def _sections(found: Mapping[str, Mapping[Tokens, Entry]], sheet: Sheet, notes: Notes) -> Node:
    entries: dict[Key, Node] = {}
    for name, rows in found.items():
        place = notes.place(sheet, next(iter(rows.values())).cell)
        depth = len(next(iter(rows)))
        entries[name] = nested({places: entry.node for places, entry in rows.items()}, place, depth)
    return Node(entries, notes.place(sheet))


def _value(sheet: Sheet, row: Row, path: KeyPath, unit: str, notes: Notes) -> Node | None:
    """A number or a path over years; None after noting a problem."""
    bare = row.cells.get("value")
    if bare is not None and row.years:
        years = ", ".join(cell.address for cell in row.years.values())
        said = f"has both a value ({bare.address}) and a path over years ({years})."
        notes.refuse(sheet, bare, path, said, "Keep the value, or the years.")
        return None
    if bare is not None:
        return notes.number(sheet, bare, path, unit)
    points = {year: notes.number(sheet, cell, (*path, year), unit) for year, cell in row.years.items()}
    good: dict[Key, Node] = {year: node for year, node in points.items() if node is not None}
    return Node(good, next(iter(good.values())).place) if len(good) == len(points) else None


def unnamed(sheet: Sheet, cell: Cell, section: str, notes: Notes) -> None:
    """Notes a row that says something of nothing."""
    said = "a value in a row that names nothing."
    notes.refuse(
        sheet, cell, (section,), said, "Write the name into the row's first column, or empty the cell."
    )


def singles(table: Table, section: str, names: tuple[str, str], known: Collection[str], notes: Notes) -> Node:
    """A section with one value a row: the columns ``names`` hold the name and the value.

    A name that is not ``known`` is blamed on its own cell.
    """
    sheet = table.sheet
    found: dict[str, dict[Tokens, Entry]] = {}
    for row in table.rows((names[1],)):
        head, cell = row.cells.get(names[0]), row.cells[names[1]]
        if head is None:
            unnamed(sheet, cell, section, notes)
            continue
        name = str(head.value).strip()
        path: KeyPath = (section, name)
        node = notes.number(sheet, cell, path)
        if node is None:
            continue
        if name not in known:
            node = Node(node.value, notes.place(sheet, head))
        add(found.setdefault(name, {}), (), Entry(node, head), sheet, path, notes)
    return _sections(found, sheet, notes)
