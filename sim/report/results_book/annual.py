"""The region year by year, by theme."""

from __future__ import annotations

from sim.report.annual import annual
from sim.report.book import looks
from sim.report.book.book import Book
from sim.report.book.charts import Series, columns, lines
from sim.report.book.sheet import Sheet
from sim.report.book.table import Area, Line
from sim.report.book.units import Unit, unit
from sim.report.labels import indicator, place, region
from sim.report.numbers import at_prices
from sim.report.results_book.blocks import GROWTH_CODE, NAMES, YEAR, growth
from sim.report.results_book.given import Given
from sim.report.style import MEASURES
from sim.report.words import word

UNIT = 20.0
CHARTED = {"GDP": lines, "GDP growth": columns, "Population": lines, "Marine GDP": lines}
"""Indicators with a chart, and its kind."""


def annual_sheet(book: Book, given: Given) -> None:
    """One row an indicator in its own unit, years across, average growth; charts below."""
    lang, years = given.lang, given.years
    widths = [NAMES + 4, UNIT, *[YEAR] * len(years), YEAR]
    sheet = book.sheet(word("sheet annual", lang), widths, looks.RESULTS)
    title = word("annual_title", lang, place=place(region(), lang))
    sheet.title(title, word("sheet_holds annual", lang))
    rows: list[Line] = []
    shown: dict[str, tuple[int, Unit]] = {}
    theme = ""
    for group, variable, path, _ in annual(given.inputs, region()):
        if group != theme:
            theme = group
            rows.append(Line([word(group, lang)], look="group"))
        own = unit(path.unit, path.values, lang)
        shown[variable] = (len(rows), own)
        cells = [
            indicator(variable, lang),
            at_prices(own.label, path.unit, lang),
            *own.cells(path.at(y) for y in years),
        ]
        codes = ("", "", *[own.code] * len(years), GROWTH_CODE)
        rows.append(Line([*cells, growth(path, years)], codes))
    heads: list[str | int] = [
        word("indicator", lang),
        word("unit", lang),
        *years,
        word("workbook_growth", lang),
    ]
    area = sheet.table(heads, rows, year=given.year_code, centred=(1,))
    sheet.stay(area, 2, filtered=False)
    book.name("AnnualRegion", sheet, area)
    _charts(book, sheet, area, {v: shown[v] for v in CHARTED if v in shown}, given)


def _charts(book: Book, sheet: Sheet, area: Area, shown: dict[str, tuple[int, Unit]], given: Given) -> None:
    """A chart an indicator, two beside one another."""
    last = 1 + len(given.years)
    top = sheet.row
    for k, (variable, (row, own)) in enumerate(shown.items()):
        if k % 2 == 0:
            top = sheet.reserve()
        series = Series(area.cell(row, 0), area.heads(2, last), area.line(row, 2, last), MEASURES)
        chart = CHARTED[variable](book, indicator(variable, given.lang), own.label, [series], own.axis)
        sheet.place(chart, top, k % 2)
