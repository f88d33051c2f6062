"""Every series as programs read it: the head in row 1, statistical units, one column a year."""

from __future__ import annotations

from sim.report.book.book import Book
from sim.report.book.table import Cell
from sim.report.inputs import OBSERVED, PROJECTED, REFERENCE
from sim.report.labels import indicator, place
from sim.report.results_book import tabs
from sim.report.results_book.given import Given
from sim.report.words import word

COLUMNS = {"kind": 9.0, "place": 12.0, "indicator": 36.0, "variable": 40.0, "unit": 18.0}
YEAR = 11.0
CODE = "0.00"


def results_sheet(book: Book, given: Given) -> None:
    """The names of results.csv beside readable ones; the reference run has a workbook of its own."""
    lang = given.lang
    paths = {key: path for key, path in given.inputs.paths.items() if key[0] != REFERENCE}
    years = sorted({year for path in paths.values() for year in path.years})
    kinds = {kind: word(f"kind {kind}", lang) for kind in (PROJECTED, OBSERVED)}
    sheet = book.sheet(
        word("sheet results", lang), [*COLUMNS.values(), *[YEAR] * len(years)], tabs.SUPPORT
    )
    at = {year: k for k, year in enumerate(years)}
    lines: list[list[Cell]] = []
    for (kind, where, variable), path in paths.items():
        values: list[Cell] = [None] * len(years)
        for year, value in zip(path.years, path.values, strict=True):
            values[at[year]] = value
        names = [kinds[kind], place(where, lang), indicator(variable, lang), variable, path.unit]
        lines.append([*names, *values])
    area = sheet.plain_table([*(word(key, lang) for key in COLUMNS), *years], lines, CODE)
    sheet.stay(area, 3)
    book.name("Results", sheet, area)
