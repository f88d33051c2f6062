"""The cities: a block an indicator, cities down, years across, the region below."""

from __future__ import annotations

from collections.abc import Sequence

from sim.report.annual import annual
from sim.report.book import looks
from sim.report.book.book import Book
from sim.report.book.charts import Series, lines
from sim.report.labels import ids, indicator
from sim.report.results_book.blocks import Block, by_place, widths
from sim.report.results_book.given import Given
from sim.report.style import place_colour
from sim.report.words import word

CHARTED = ("GDP", "Population")
NAMES = {"GDP": "CityGDP", "Population": "CityPopulation", "Marine GDP": "CityMarineGDP"}
"""Indicators whose blocks have a name."""


def cities_sheet(book: Book, given: Given) -> None:
    """Every indicator that cities have, by theme."""
    lang, cities = given.lang, ids("city")
    sheet = book.sheet(word("sheet cities", lang), widths(given), looks.RESULTS)
    sheet.title(word("workbook_cities", lang), word("sheet_holds cities", lang))
    sheet.freeze(1, 1)
    top = sheet.reserve()
    charted = 0
    for _, variable, _, _ in annual(given.inputs, cities[0]):
        block = by_place(sheet, given, variable, cities)
        if block is None:
            continue
        if variable in NAMES:
            book.name(NAMES[variable], sheet, block.area)
        if variable in CHARTED:
            title = indicator(variable, lang)
            chart = lines(book, title, block.shown.label, of_places(block, cities), block.shown.axis)
            sheet.place(chart, top, charted)
            charted += 1


def of_places(block: Block, places: Sequence[str]) -> list[Series]:
    """One series a place in its colour: the rows of a block in the order of the register."""
    return [
        Series(block.area.cell(k, 0), block.heads, block.years_of(k), place_colour(name))
        for k, name in enumerate(places)
    ]
