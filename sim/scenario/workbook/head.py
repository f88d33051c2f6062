"""The sheet of a scenario's own keys: title, question, horizon, and whatever else has one value."""

from __future__ import annotations

import re

from sim.scenario.tree import Key, KeyPath, Node, Place
from sim.scenario.workbook.cells import Cell, Sheet
from sim.scenario.workbook.notes import Notes
from sim.scenario.workbook.settings import unnamed
from sim.scenario.workbook.tables import Table
from sim.scenario.workbook.words import key_of

TEXTS = ("title", "question", "extends", "drivers")
"""Keys whose value is a text; the others are numbers, or one of a few words."""


def scenario_keys(table: Table, notes: Notes) -> dict[Key, Node]:
    """The keys of a sheet as the top of a scenario's tree: `title.en` stands in a row of its own."""
    sheet = table.sheet
    found: dict[KeyPath, tuple[Node, Cell]] = {}
    for row in table.rows(("value",)):
        head, cell = row.cells.get("key"), row.cells["value"]
        if head is None:
            unnamed(sheet, cell, "", notes)
            continue
        path: KeyPath = tuple(int(p) if p.isdigit() else p for p in str(head.value).strip().split("."))
        node = _value(sheet, cell, path, notes)
        if path in found:
            said = f"the key '{head.value}' is given twice, first in {found[path][1].address}."
            notes.refuse(sheet, head, path, said, "Keep one of the two rows.")
        elif node is not None:
            found[path] = (node, head)
    return _tree({path: node for path, (node, _) in found.items()}, notes.place(sheet))


def _tree(found: dict[KeyPath, Node], place: Place) -> dict[Key, Node]:
    tree: dict[Key, Node] = {}
    for key in dict.fromkeys(path[0] for path in found):
        inner = {path[1:]: node for path, node in found.items() if path[0] == key}
        tree[key] = inner[()] if () in inner else Node(_tree(inner, place), next(iter(inner.values())).place)
    return tree


def _value(sheet: Sheet, cell: Cell, path: KeyPath, notes: Notes) -> Node | None:
    if path[0] not in TEXTS:
        node = notes.number(sheet, cell, path, "share" if path[-1] == "share" else "")
        if node is None or not isinstance(node.value, str):
            return node
        word = key_of("choice", node.value)
        return Node({"true": True, "false": False}.get(word or "", word or node.value.strip()), node.place)
    node = notes.text(sheet, cell, path)
    if node is None or path != ("extends",):
        return node
    files = [part.strip() for part in re.split(r"[;；,，\n]", str(node.value)) if part.strip()]
    return Node(tuple(Node(file, node.place) for file in files), node.place)
