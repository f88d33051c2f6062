"""The sea economy by industry and city."""

from __future__ import annotations

from sim.report.book import looks
from sim.report.book.book import Book
from sim.report.book.charts import Series, bars, stacked
from sim.report.labels import ids, indicator, names, region
from sim.report.results_book.blocks import by_part, by_place, widths
from sim.report.results_book.cities import of_places
from sim.report.results_book.given import Given
from sim.report.style import MEASURES, OBSERVED
from sim.report.words import word

WHOLE = "Marine GDP"
ROWS = 26
"""Rows of the charts: every industry has a bar for the first year and one for the last."""
BY_CITY = (WHOLE, "Marine GDP|Current prices", "Marine GDP|Share of GDP", "Marine GDP growth")


def marine_sheet(book: Book, given: Given) -> None:
    """By city, by industry of the region, by industry of each city; two charts above."""
    lang, cities, industries = given.lang, ids("city"), names("marine", "en")
    sheet = book.sheet(word("sheet marine", lang), widths(given), looks.RESULTS)
    sheet.title(word("workbook_marine", lang), word("sheet_holds marine", lang))
    sheet.freeze(1, 1)
    top = sheet.reserve(ROWS)
    for variable in BY_CITY:
        block = by_place(sheet, given, variable, cities)
        if block and variable == WHOLE:
            series = of_places(block, cities)
            title = indicator(WHOLE, lang)
            sheet.place(stacked(book, title, block.shown.label, series, block.shown.axis), top, rows=ROWS)
    for where in (region(), *cities):
        block = by_part(sheet, given, where, WHOLE, industries, names("marine", lang))
        if block and where == region():
            last = block.area.rows - 2
            series = [
                Series(
                    [block.area.sheet, block.area.head, column],
                    block.area.column(0, 0, last),
                    block.area.column(column, 0, last),
                    colour,
                )
                for column, colour in ((1, OBSERVED), (block.years, MEASURES))
            ]
            book.name("MarineIndustry", sheet, block.area)
            title = word("workbook_marine_industries", lang)
            shown = block.shown
            chart = bars(book, title, series, shown.code, shown.axis, unit=shown.label)
            sheet.place(chart, top, 1, rows=ROWS)
