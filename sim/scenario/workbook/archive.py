"""Whether a file may be opened as a workbook: what it is, how large it unfolds, and what its XML declares.

Also where each sheet's cells end and which of them are merged, which reading cell by cell does not tell.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from xml.parsers import expat

from sim.scenario.scalars import TrapError

SUFFIXES = (".xlsx", ".xlsm")
OTHERS = (".xls", ".xlsb", ".xlt", ".xltx", ".ods", ".ots", ".et", ".numbers")
"""Kinds of spreadsheet that are refused with a cure."""
MAX_BYTES = 8 * 1024 * 1024
MAX_UNFOLDED = 32 * 1024 * 1024
MAX_MEMBERS = 200
MAX_CELLS = 200_000
MAX_ROWS, MAX_COLUMNS = 5_000, 120
"""Far above what a scenario needs and far below what would exhaust memory."""

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
SAVE_AS = "Save it as an Excel workbook (.xlsx)."
BROKEN = "Open it in Excel or WPS and save it again as .xlsx."
DAMAGE = (EOFError, LookupError, NotImplementedError, ValueError, zipfile.BadZipFile, zlib.error)
"""What opening a damaged archive can end in; unknown encodings are lookups that fail."""
IN_CELLS = ("c", "v", "is", "f", "mergeCell")
"""XML elements of a sheet that matter: a cell, what can stand in it, and a merged range."""
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


@dataclass
class Part:
    """What one sheet's XML holds: its last row and column with something in it, merged ranges, and the cells
    whose formula has no saved result.
    """

    last_row: int = 0
    last_column: int = 0
    cells: int = 0
    merged: list[str] = field(default_factory=list)
    uncomputed: list[str] = field(default_factory=list)


def survey(path: Path) -> dict[str, Part]:
    """The sheets of a workbook by name; raises TrapError if it cannot or should not be opened."""
    if path.suffix.lower() not in SUFFIXES:
        raise TrapError(f"a '{path.suffix}' file is not read.", SAVE_AS)
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise TrapError(
            f"the file has {size} bytes, more than {MAX_BYTES}.", "Delete pictures and old sheets."
        )
    try:
        with path.open("rb") as file:
            if file.read(len(OLE)) == OLE:
                raise TrapError("the file is an old .xls, or is protected by a password.", SAVE_AS)
        with zipfile.ZipFile(path) as archive:
            return _parts(archive)
    except DAMAGE as error:
        if isinstance(error, TrapError):
            raise
        raise TrapError("the file is not an Excel workbook, or is damaged.", BROKEN) from None


def _parts(archive: zipfile.ZipFile) -> dict[str, Part]:
    members = archive.infolist()
    if any(member.flag_bits & 1 for member in members):
        raise TrapError("the file is encrypted.", "Save it without a password.")
    unfolded = sum(member.file_size for member in members)
    if len(members) > MAX_MEMBERS or unfolded > MAX_UNFOLDED:
        raise TrapError(
            f"the workbook unfolds to {unfolded} bytes in {len(members)} parts.",
            f"Allowed: {MAX_UNFOLDED} bytes in {MAX_MEMBERS} parts. Delete what is no part of the scenario.",
        )
    found = _Survey()
    for member in members:
        if member.filename.lower().endswith((".xml", ".rels")):
            with archive.open(member) as file:
                found.read(member.filename, file)
    return found.sheets()


class _Survey:
    """Walks over XML without keeping it."""

    def __init__(self) -> None:
        self.parts: dict[str, Part] = {}
        self.names: dict[str, str] = {}
        self.targets: dict[str, str] = {}
        self._here = ""
        self._reference = ""
        self._inside = ""
        self._awaits_result = False

    def read(self, name: str, file: IO[bytes]) -> None:
        """One member of the archive; raises TrapError for a document type, bad XML or too many cells."""
        self._here = name
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._element
        parser.CharacterDataHandler = self._text
        parser.EndElementHandler = self._ended
        parser.StartDoctypeDeclHandler = self._declared
        try:
            parser.ParseFile(file)
        except expat.ExpatError:
            raise TrapError(f"the part '{name}' of the workbook is damaged.", BROKEN) from None

    def sheets(self) -> dict[str, Part]:
        """Parts by the names of their sheets."""
        return {
            name: self.parts.get(self.targets.get(relation, ""), Part())
            for name, relation in self.names.items()
        }

    def _declared(self, *_: object) -> None:
        raise TrapError("the workbook's XML declares entities.", f"Excel writes none. {BROKEN}")

    def _element(self, tag: str, attributes: dict[str, str]) -> None:
        kind = tag.rpartition(":")[2]
        if kind == "sheet" and self._here.endswith("workbook.xml"):
            relation = next((v for k, v in attributes.items() if k.rpartition(":")[2] == "id"), "")
            self.names[attributes.get("name", "")] = relation
        elif kind == "Relationship" and self._here.endswith("workbook.xml.rels"):
            self.targets[attributes.get("Id", "")] = posixpath.join(
                "xl", attributes.get("Target", "")
            ).lstrip("/")
        elif kind in IN_CELLS and self._here.startswith("xl/worksheets/"):
            self._cell(kind, attributes)

    def _cell(self, kind: str, attributes: dict[str, str]) -> None:
        part = self.parts.setdefault(self._here, Part())
        if kind == "mergeCell":
            part.merged.append(attributes.get("ref", ""))
        elif kind == "c":
            self._awaits_result = False
            self._reference = attributes.get("r", "")
            part.cells += 1
            if part.cells > MAX_CELLS:
                raise TrapError(f"a sheet has more than {MAX_CELLS} cells.", "Delete what is no part of it.")
        elif found := _REFERENCE.fullmatch(self._reference):
            part.last_row = max(part.last_row, int(found[2]))
            part.last_column = max(part.last_column, column_number(found[1]))
            self._inside = kind
            self._awaits_result |= kind == "f"
        else:
            raise TrapError("a cell does not say where it stands.", BROKEN)

    def _text(self, _: str) -> None:
        if self._inside == "v":
            self._awaits_result = False

    def _ended(self, tag: str) -> None:
        self._inside = ""
        if self._awaits_result and tag.rpartition(":")[2] == "c":
            self.parts[self._here].uncomputed.append(self._reference)
            self._awaits_result = False


def column_number(letters: str) -> int:
    """The number of a column, A being 1."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number
