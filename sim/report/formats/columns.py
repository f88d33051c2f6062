"""What each column of a table holds: type, unit, title and meaning in both languages, from one register."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("columns.csv")
ANY = "*"


@dataclass(frozen=True)
class Column:
    """One row of the register: ``table`` may hold wildcards and is empty for all tables; ``column`` is ``*``
    for those that are named after scenarios or years.
    """

    table: str
    column: str
    type: str
    unit: str
    title_en: str
    title_zh: str
    meaning_en: str
    meaning_zh: str

    def notes(self) -> dict[str, str]:
        """What is said of the column, without what is empty."""
        said = {
            "title": self.title_en,
            "title_zh": self.title_zh,
            "unit": self.unit,
            "description": self.meaning_en,
            "description_zh": self.meaning_zh,
        }
        return {key: text for key, text in said.items() if text}


@cache
def register() -> tuple[Column, ...]:
    """All rows of the register."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return tuple(Column(**row) for row in csv.DictReader(file))


@cache
def column(table: str, name: str) -> Column | None:
    """What a column of a table holds: as the table's own row says, else the row for its unnamed columns, else
    that for all tables; None for a column that nobody has registered.

    ``table`` is the file's path in its folder.
    """
    own = [row for row in register() if row.table and fnmatchcase(table, row.table)]
    for rows, wanted in ((own, name), (own, ANY), (register(), name)):
        for row in rows:
            if row.column == wanted and (rows is own or not row.table):
                return row
    return None
