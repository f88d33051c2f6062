"""A table of contents with links to the sheets."""

from __future__ import annotations

from collections.abc import Sequence

from sim.report.book.sheet import Sheet
from sim.report.book.table import Line
from sim.report.words import word


def linked_sheets(sheet: Sheet, entries: Sequence[tuple[str, str]]) -> None:
    """Name of each sheet with a link, and what it holds."""
    lang = sheet.lang
    heads = [word("workbook_sheet", lang), word("workbook_holds", lang)]
    area = sheet.table(heads, [Line(entry) for entry in entries], caption=word("workbook_sheets", lang))
    for row, (name, _) in enumerate(entries):
        sheet.link(area.first + row, 0, name)
