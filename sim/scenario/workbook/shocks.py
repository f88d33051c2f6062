"""The rows of shocks as those of a scenario, by name: rows of one name are one shock."""

from __future__ import annotations

from sim.scenario.registers import Registers
from sim.scenario.shocks import ShockKind
from sim.scenario.tree import Key, KeyPath, Node
from sim.scenario.workbook.cells import Cell, Sheet
from sim.scenario.workbook.notes import Notes
from sim.scenario.workbook.settings import Entry, Tokens, add, nested, tokens, unnamed
from sim.scenario.workbook.tables import Row, Table, year_of
from sim.scenario.workbook.words import plain, recognised

INPUTS = ("name", "kind", "cause", "size")


def shocks(table: Table, registers: Registers, notes: Notes) -> Node:
    """The section `shocks` of a sheet, in the order in which names first stand there."""
    sheet = table.sheet
    rows: dict[str, list[Row]] = {}
    for row in table.rows(INPUTS):
        if "name" in row.cells:
            rows.setdefault(str(row.cells["name"].value).strip(), []).append(row)
        else:
            unnamed(sheet, next(row.cells[n] for n in INPUTS if n in row.cells), "shocks", notes)
    named: dict[Key, Node] = {
        name: _shock(name, same, sheet, registers, notes) for name, same in rows.items()
    }
    return Node(named, notes.place(sheet))


def _shock(name: str, rows: list[Row], sheet: Sheet, registers: Registers, notes: Notes) -> Node:
    path: KeyPath = ("shocks", name)
    entries: dict[Key, Node] = {}
    for key in ("kind", "cause"):
        cell = _one(key, rows, sheet, (*path, key), notes)
        node = notes.text(sheet, cell, (*path, key)) if cell is not None else None
        if node is not None:
            entries[key] = node
    kind = None
    if "kind" in entries:
        known = kind_of(str(entries["kind"].value), registers)
        kind = registers.shocks.get(known)
        entries["kind"] = Node(known, entries["kind"].place)
    size = _size(rows, kind, sheet, (*path, "size"), registers, notes)
    if size is not None:
        entries["size"] = size
    return Node(entries, notes.place(sheet, rows[0].cells["name"]))


def kind_of(text: str, registers: Registers) -> str:
    """The kind of shock that a text names in either language or both; another text as it stands."""
    names = {
        plain(spelling): kind.name
        for kind in registers.shocks.values()
        for spelling in (kind.name, kind.label_en, kind.label_zh)
    }
    return recognised(plain(text), names.get) or text.strip()


def _one(key: str, rows: list[Row], sheet: Sheet, path: KeyPath, notes: Notes) -> Cell | None:
    """The cell of a text that all rows of a shock share; it may stand in the first of them only."""
    cells = [row.cells[key] for row in rows if key in row.cells]
    for cell in cells[1:]:
        if str(cell.value).strip() != str(cells[0].value).strip():
            said = f"differs from {cells[0].address}, though both rows have the same name."
            notes.refuse(sheet, cell, path, said, "Give each shock its own name, or write the same.")
    return cells[0] if cells else None


def _size(
    rows: list[Row], kind: ShockKind | None, sheet: Sheet, path: KeyPath, registers: Registers, notes: Notes
) -> Node | None:
    """Sizes by year, per place where rows name places; None where no row gives one."""
    found: dict[Tokens, Entry] = {}
    for row in rows:
        size, dated = row.cells.get("size"), row.cells.get("year")
        year = year_of(dated.value) if dated is not None else None
        if size is None:
            notes.refuse(
                sheet, row.cells["name"], path, "the row has no size.", "Write one, or delete the row."
            )
        elif year is None:
            said = "a size without a year." if dated is None else f"'{dated.value}' is no year."
            notes.refuse(sheet, dated or size, path, said, "A shock is dated: write a year such as 2023.")
        elif kind is not None:
            read = tokens(row, kind, registers.labels, sheet, path, notes)
            node = notes.number(sheet, size, (*path, year), kind.unit)
            if read is not None and node is not None:
                places, stray = read
                node = node if stray is None else Node(node.value, notes.place(sheet, stray))
                add(found, (*places, year), Entry(node, size), sheet, (*path, *places, year), notes)
    if not found:
        notes.broken.add(path)
        return None
    depth = len(next(iter(found))) - 1
    place = notes.place(sheet, rows[0].cells["name"])
    return nested({places: entry.node for places, entry in found.items()}, place, depth)
