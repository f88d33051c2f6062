"""Settings that differ, in the workbook of a comparison."""

from __future__ import annotations

import math

from sim.report.book.book import Book
from sim.report.book.looks import SUPPORT
from sim.report.book.table import Cell, Line
from sim.report.compare.comparison import Comparison
from sim.report.compare.settings import named
from sim.report.labels import label
from sim.report.setting_words import setting_words
from sim.report.words import listed, word
from sim.scenario.difference_cells import Row, Value
from sim.scenario.lever_values import DEFAULT

HEADS = {"compare_section": 14.0, "compare_chapter_short": 9.0, "compare_setting": 38.0, "id": 28.0}


def inputs_sheet(book: Book, comparison: Comparison) -> None:
    """One row a setting that differs, one column a scenario; a number is a number."""
    lang, labels = book.lang, comparison.labels(book.lang)
    widths = [*HEADS.values(), 16.0, 26.0, *[22.0] * len(labels)]
    sheet = book.sheet(word("sheet inputs", lang), widths, SUPPORT)
    sheet.title(word("compare_inputs_title", lang), word("compare_inputs_note", lang))
    heads = [*(word(key, lang) for key in (*HEADS, "place", "unit")), *labels]
    lines = []
    for row in comparison.inputs:
        where = [word("compare_elsewhere", lang) if key == DEFAULT else label(key, lang) for key in row.place]
        cells: list[Cell] = [
            word(f"compare_inputs {row.section}", lang),
            row.chapter,
            named(row, lang),
            row.name,
        ]
        cells += [listed(where, lang), row.unit_zh if lang == "zh" else row.unit]
        lines.append(Line([*cells, *(_cell(row, value, lang) for value in row.values)]))
    area = sheet.table(heads, lines)
    sheet.stay(area, 3)
    book.name("Inputs", sheet, area)


def _cell(row: Row, value: Value, lang: str) -> Cell:
    """A number as it is, anything else in words."""
    if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
        return value
    return setting_words(row, value, lang, unset="")
