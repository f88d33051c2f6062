"""The steps from one scenario to the other as a table, and as stacked columns: a waterfall."""

from __future__ import annotations

import pandas as pd

from sim.report.attribution.waterfall import LEVELS
from sim.report.book.book import Book
from sim.report.book.charts import Part, waterfall
from sim.report.book.sheet import Sheet
from sim.report.book.table import Cell, Line
from sim.report.book.units import unit, unit_line
from sim.report.style import INK, MEASURES, TARGET
from sim.report.words import word

HEADS = ("attribution_part", "workbook_below", "workbook_level", "workbook_rise", "workbook_fall", "grade")
COLOURS = {2: "", 3: INK, 4: MEASURES, 5: TARGET}
"""Columns that the chart stacks: what is left open below, levels, steps up, steps down."""


def steps_block(book: Book, sheet: Sheet, caption: str, table: pd.DataFrame) -> None:
    """A table of the rows of ``waterfall.data`` and its chart."""
    lang, name = book.lang, str(table["unit"].iloc[0])
    rows = table.to_dict("records")
    shown = unit(name, [value for row in rows for value in (row["begin"], row["end"])], lang)
    lines = []
    for row in rows:
        level = row["row"] in LEVELS
        change = float(row["contribution"])
        parts: list[float | None] = (
            [row["end"], None, None] if level else [None, max(change, 0), max(-change, 0)]
        )
        low = None if level else min(float(row["begin"]), float(row["end"]))
        label = str(row[f"label_{lang}"]) + (f" ({row['part']})" if row["part"] else "")
        cells: list[Cell] = [label, None if level else shown.cell(change)]
        cells += [*shown.cells([low, *parts]), str(row["part"])]
        codes = ("", shown.change, *[shown.code] * 4, "")
        lines.append(Line(cells, codes, "total" if level else "row"))
    heads = [word("attribution_group total", lang), *(word(key, lang) for key in HEADS)]
    area = sheet.table(heads, lines, caption=caption, unit=unit_line(name, shown, lang), centred=(6,))
    parts_of = [Part([area.sheet, area.head, k], area.column(k), colour) for k, colour in COLOURS.items()]
    ends = [shown.cell(value) or 0.0 for row in rows for value in (row["begin"], row["end"])]
    chart = waterfall(
        book, caption, shown.label, area.column(0), parts_of, shown.axis, (min(ends), max(ends))
    )
    sheet.place(chart, sheet.reserve(20), rows=20)
