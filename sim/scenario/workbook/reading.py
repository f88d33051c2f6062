"""Reading a workbook as a scenario file: the located tree that YAML gives, with cells instead of lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from sim.errors import InputError, nearest
from sim.scenario.projects import NEVER
from sim.scenario.registers import Registers
from sim.scenario.scalars import TrapError
from sim.scenario.tree import Key, Node, Place, Source, problem_at
from sim.scenario.workbook.archive import OTHERS, SUFFIXES
from sim.scenario.workbook.cells import Sheet, open_sheets
from sim.scenario.workbook.head import scenario_keys
from sim.scenario.workbook.notes import Notes
from sim.scenario.workbook.settings import levers, singles
from sim.scenario.workbook.shocks import shocks
from sim.scenario.workbook.tables import Table, read_table
from sim.scenario.workbook.words import key_of, named, words
from sim.scenario.yaml_reader import Document

INPUTS = {
    "scenario": ("key", "value"),
    "levers": ("lever", "value"),
    "projects": ("project", "opens"),
    "shocks": ("name", "kind", "size"),
    "parameters": ("parameter", "value"),
}
"""Columns that a sheet must have, by sheet that is read."""


def is_workbook(path: Path) -> bool:
    """Whether a file is called like a spreadsheet."""
    return path.suffix.lower() in (*SUFFIXES, *OTHERS)


def read_workbook(path: Path, source: Source, registers: Registers) -> Document:
    """Read a workbook as a scenario file; raises InputError if it cannot be opened or has no first sheet."""
    whole = Place(source, None)
    if not path.is_file():
        known = sorted(entry.name for entry in path.parent.glob("*.xls*")) if path.parent.is_dir() else []
        cure = nearest(path.name, known) or (f"Workbooks there: {', '.join(known)}." if known else "")
        raise InputError(problem_at(whole, (), "no such file.", cure))
    try:
        sheets = open_sheets(path)
    except TrapError as trap:
        raise InputError(problem_at(whole, (), str(trap), trap.cure)) from None
    except OSError as error:
        said = f"cannot be read: {error.strerror}."
        raise InputError(
            problem_at(whole, (), said, "Close it elsewhere, and check who may read it.")
        ) from None
    notes = Notes(source)
    known_sheets = _known(sheets, notes)
    if "scenario" not in known_sheets:
        wanted = ", ".join(named("sheet", kind, "en") for kind in INPUTS)
        said = f"there is no sheet '{named('sheet', 'scenario', 'en')}'."
        cure = f"Sheets: {wanted}; `python -m sim sheet` writes them."
        raise InputError([*notes.problems, problem_at(whole, (), said, cure)])
    tables = {
        kind: read_table(sheet, kind, INPUTS[kind], notes, dated=kind == "levers")
        for kind, sheet in known_sheets.items()
    }
    place = notes.place(known_sheets["scenario"])
    root = Node(_entries(tables, registers, notes), place)
    return Document(root, tuple(notes.problems), frozenset(notes.broken), tuple(notes.warnings))


def _known(sheets: Sequence[Sheet], notes: Notes) -> dict[str, Sheet]:
    """The sheets that are read, by kind; others are named in a warning, or refused if they may be meant."""
    found: dict[str, Sheet] = {}
    others: list[Sheet] = []
    for sheet in sheets:
        kind = key_of("sheet", sheet.name)
        if kind in found:
            said = (
                f"the sheets '{found[kind].name}' and '{sheet.name}' are both '{named('sheet', kind, 'en')}'."
            )
            notes.refuse(sheet, None, (kind,), said, "Rename or delete one of them.")
        elif kind in INPUTS:
            found[kind] = sheet
        elif kind is None:
            others.append(sheet)
    for kind in INPUTS:
        if kind not in found:
            _missing(kind, others, notes)
    for sheet in others:
        said = f"the sheet '{sheet.name}' is no part of a scenario and is not read."
        near = nearest(sheet.name, [named("sheet", kind, "en") for kind in words("sheet")])
        notes.warn(sheet, None, " ".join(filter(None, (said, near))))
    return found


def _missing(kind: str, others: Sequence[Sheet], notes: Notes) -> None:
    """A sheet that is not there: refused if another looks like it, else nothing is set."""
    name = named("sheet", kind, "en")
    for sheet in others:
        if read_table(sheet, kind, INPUTS[kind], Notes(notes.source), dated=True) is not None:
            said = f"the sheet '{sheet.name}' has the heads of '{name}', and there is no sheet of that name."
            notes.refuse(sheet, None, (kind,), said, f"Rename it '{name}'.")
            return
    if kind != "scenario":
        notes.warnings.append(f"there is no sheet '{name}': nothing is read of it.")


def _entries(tables: Mapping[str, Table | None], registers: Registers, notes: Notes) -> dict[Key, Node]:
    """The top of the tree; a section without anything in it is left out."""
    head = tables.get("scenario")
    entries = scenario_keys(head, notes) if head is not None else {}
    sections: dict[str, Node] = {}
    for kind, table in tables.items():
        if table is None:
            continue
        if kind == "levers":
            sections[kind] = levers(table, registers, notes)
        elif kind == "projects":
            known = {name for p in registers.projects.values() for name in (p.name, p.label_zh)}
            sections[kind] = _openings(singles(table, kind, ("project", "opens"), known, notes))
        elif kind == "parameters":
            sections[kind] = singles(table, kind, ("parameter", "value"), registers.parameters, notes)
        elif kind == "shocks":
            sections[kind] = shocks(table, registers, notes)
    return entries | {kind: node for kind, node in sections.items() if node.value}


def _openings(section: Node) -> Node:
    """Openings as a file writes them, below each project's name."""
    opened: dict[Key, Node] = {}
    for name, node in section.children.items():
        word = NEVER if isinstance(node.value, str) and key_of("choice", node.value) == NEVER else node.value
        opened[name] = Node({"opens": Node(word, node.place)}, node.place)
    return Node(opened, section.place)
