"""What each file of a folder is, in both languages, from one register."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("files.csv")


@cache
def register() -> dict[str, dict[str, str]]:
    """Rows by file name: title and description in both languages, and the kind of folder it stands in."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {row["file"]: row for row in csv.DictReader(file)}


def described(file: str) -> dict[str, str]:
    """Title and description of a file; a file that nobody has registered has its name for a title."""
    row = register().get(file, {"title": file})
    keys = ("title", "title_zh", "description", "description_zh")
    return {key: row[key] for key in keys if row.get(key)}
