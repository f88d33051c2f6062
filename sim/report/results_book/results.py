"""Every series as programs read it: the head in row 1, statistical units, one column a year."""

from __future__ import annotations

from sim.report.book import looks
from sim.report.book.book import Book
from sim.report.book.table import Cell
from sim.report.inputs import OBSERVED, PROJECTED
from sim.report.labels import indicator, place
from sim.report.results_book.given import Given
from sim.report.words import word
from sim.scenario.unit_names import unit_name

COLUMNS = {"place": 14.0, "indicator": 38.0, "variable": 42.0, "unit": 18.0}
YEAR = 12.0


def results_sheet(book: Book, given: Given) -> None:
    """All projected series; those of the reference have a workbook of their own."""
    _series(book, given, PROJECTED, "results", "Results")


def observed_sheet(book: Book, given: Given) -> None:
    """The published history that the projection begins from."""
    _series(book, given, OBSERVED, "observed", "Observed")


def _series(book: Book, given: Given, kind: str, key: str, name: str) -> None:
    """The names of results.csv beside readable ones."""
    lang = given.lang
    paths = [(where, what, path) for (k, where, what), path in given.inputs.paths.items() if k == kind]
    years = sorted({year for _, _, path in paths for year in path.years})
    sheet = book.sheet(word(f"sheet {key}", lang), [*COLUMNS.values(), *[YEAR] * len(years)], looks.SUPPORT)
    at = {year: k for k, year in enumerate(years)}
    lines: list[list[Cell]] = []
    for where, variable, path in paths:
        values: list[Cell] = [None] * len(years)
        for year, value in zip(path.years, path.values, strict=True):
            values[at[year]] = value
        lines.append(
            [place(where, lang), indicator(variable, lang), variable, unit_name(path.unit, lang), *values]
        )
    area = sheet.plain_table([*(word(head, lang) for head in COLUMNS), *years], lines)
    sheet.stay(area, 2)
    book.name(name, sheet, area)
